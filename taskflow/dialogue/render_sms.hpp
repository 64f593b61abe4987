// SPDX-License-Identifier: Apache-2.0
// A screen as one SMS.
#pragma once

#include <string>

#include "taskflow/dialogue/screen.hpp"

namespace kazi::taskflow::dialogue {

struct SmsText {
    std::string text;
    int segments = 1;
};

/// News, body, one line for each choice, footer. When that takes more than `segments_max`, the
/// footer goes first, then the news from the last one on; the question itself is never cut, since
/// half a question can't be answered.
[[nodiscard]] SmsText render_sms(const Screen& screen, const Notes& notes, int segments_max);

}  // namespace kazi::taskflow::dialogue
