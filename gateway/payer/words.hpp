// SPDX-License-Identifier: Apache-2.0
// An operator's word that an account's queue may go on, left in the store for all daemons.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/engine/keys.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::payer {

/// When it was said, as it is stored: Unix microseconds in decimals.
[[nodiscard]] inline std::optional<taskflow::Instant> word_from(std::string_view text) {
    taskflow::Instant at = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), at);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return at;
}

/// "Go on", said now: every stop before it is over.
[[nodiscard]] inline store::Write word_write(const std::string& account, taskflow::Instant now) {
    return store::Put{{keys::payout_words, account}, std::to_string(now)};
}

}  // namespace kazi::gateway::payer
