// SPDX-License-Identifier: Apache-2.0
// What may be dialled behind a service code, by id and not by place in a menu: such codes stand on
// posters and in people's address books, and must mean the same when the menu has changed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "taskflow/dialogue/vocabulary.hpp"

namespace kazi::taskflow {

struct DialledCode {
    dialogue::Command command = dialogue::Command::none;
    std::uint32_t campaign = 0;  ///< with `next`: the one she asked for by its number; 0: none
    std::string rest{};          ///< with `join`: the partner's code; with `hours`: "9-17"
    std::size_t parts_read = 0;  ///< how many of the dialled parts say so
};

/// The code that the dialled parts begin with: *1 a question, *1*23 one of campaign 23, *2 balance,
/// *3 airtime, *4 the last answer, *5 languages, *6 help, *7 stop, *11 level, *12 what is kept
/// about her, *13 appeal, *31*9*17 the hours for messages, *32 none today, *33 forget me, *34*77
/// join with the partner's code 77. Nothing when there is no such code.
[[nodiscard]] std::optional<DialledCode> dialled_code(std::span<const std::string> parts);

}  // namespace kazi::taskflow
