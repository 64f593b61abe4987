// SPDX-License-Identifier: Apache-2.0
// Two letters before a question by SMS, where a market wants them. Who repeats them says which
// question she answers: one that comes late is not taken for an answer to the next.
#pragma once

#include <string>
#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Capital letters that spell no word. Two items seldom have the same.
[[nodiscard]] std::string tag_of(ItemRef item);

/// "TK: " where her question carries its tag, else nothing.
[[nodiscard]] std::string tag_prefix(const Turn& turn);

struct TaggedText {
    std::string_view rest;        ///< what was said beside the tag
    bool about_earlier = false;   ///< the tag is that of the question which she answered last
    bool about_this_one = false;  ///< that of the open one
};

/// A text without the tag that it begins with, if that is one of hers.
[[nodiscard]] TaggedText without_tag(const Turn& turn, std::string_view typed);

}  // namespace kazi::taskflow
