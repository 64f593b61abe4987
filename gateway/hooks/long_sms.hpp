// SPDX-License-Identifier: Apache-2.0
// A long SMS whose parts arrive apart, in any order and more than once: what has come so far is one
// record under (route, sender, destination, reference), so that the dialogue never sees half of a
// text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/message.hpp"

namespace kazi::gateway::hooks {

/// As long as an aggregator goes on trying to hand over a part (Vonage: a day). What is not whole
/// by then is forgotten: half a text is no answer, and she can write it again.
inline constexpr std::uint32_t long_sms_kept_s = 26 * 3600;

/// About 4,096 characters, which is as much as a message that comes in one piece may have.
inline constexpr int long_sms_parts_max = 40;

struct LongSmsPart {
    int index = 1;
    std::uint64_t message = 0;  ///< hash of the part's own message id
    std::string text;
    friend bool operator==(const LongSmsPart&, const LongSmsPart&) = default;
};

struct LongSms {
    std::uint32_t version = 0;  ///< of the stored value; 0: none
    int total = 0;
    std::vector<LongSmsPart> parts;  ///< those that came, by index
    friend bool operator==(const LongSms&, const LongSms&) = default;

    [[nodiscard]] bool whole() const { return static_cast<int>(parts.size()) == total; }
    /// The parts' texts in order.
    [[nodiscard]] std::string text() const;
    /// An id for the whole, made of the parts' own: the same however often and in whatever order
    /// they came.
    [[nodiscard]] std::string message_id() const;
};

/// True for a part that is not the whole by itself.
[[nodiscard]] bool is_part(const protocols::InboundSms& sms);

/// What parts of one text agree in.
[[nodiscard]] std::string long_sms_name(const protocols::InboundSms& sms);

/// The record with this part; the same when it had come before. Phones use a reference again, so a
/// part that contradicts what is there (another total, another message under its index) begins a
/// new text.
[[nodiscard]] LongSms with_part(LongSms before, const protocols::SmsPart& part,
                                std::uint64_t message, std::string text);

[[nodiscard]] std::string pack_long_sms(const LongSms& sms, std::uint32_t version);
[[nodiscard]] std::optional<LongSms> long_sms_from(std::string_view bytes);

}  // namespace kazi::gateway::hooks
