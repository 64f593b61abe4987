// SPDX-License-Identifier: Apache-2.0
// The words an aggregator has for what became of a message, as a table that each dialect fills.
#pragma once

#include <span>
#include <string_view>

#include "protocols/message.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

struct StatusWord {
    std::string_view word;
    DeliveryStatus status;
};

/// What the word stands for, ASCII case ignored; `unknown` for a word the table lacks.
[[nodiscard]] inline DeliveryStatus status_of(std::string_view word,
                                              std::span<const StatusWord> words) {
    for (const StatusWord& known : words) {
        if (equal_ignoring_case(known.word, word)) return known.status;
    }
    return DeliveryStatus::unknown;
}

}  // namespace kazi::protocols
