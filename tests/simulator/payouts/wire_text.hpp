// SPDX-License-Identifier: Apache-2.0
// Small pieces that the wires share: amounts as text, JSON by its path, what a bank's word is.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "tests/simulator/payouts/wire.hpp"

namespace kazi::simulator::payouts {

/// "150", "150.5" or "150.00" in millionths; nothing when it is none.
[[nodiscard]] std::optional<std::int64_t> micro_of(std::string_view decimal);
/// Without needless digits; `decimals` at least.
[[nodiscard]] std::string decimal_of(std::int64_t micro, int decimals = 0);

[[nodiscard]] boost::json::object object_of(std::string_view body);
/// A string or number as text; empty when it is not there.
[[nodiscard]] std::string text_at(const boost::json::object& object, std::string_view name);
[[nodiscard]] boost::json::object object_at(const boost::json::object& object,
                                            std::string_view name);
[[nodiscard]] std::optional<billing::Money> money_of(const std::string& amount,
                                                     const std::string& currency);
/// Digits with a plus in front, or nothing.
[[nodiscard]] std::string with_plus(std::string_view digits);

/// Without padding, safe in addresses.
[[nodiscard]] std::string base64url(std::string_view bytes);
/// "2026-03-01T06:03:00.000Z"
[[nodiscard]] std::string iso_time(std::int64_t us);

[[nodiscard]] Answer json_answer(int status, const boost::json::object& body);

/// One of the words that every provider has of its own.
enum class Word : std::uint8_t {
    taken,
    pending,
    paid,
    refused,
    no_such_recipient,
    recipient_full,
    unavailable,
    reversed,
    no_float,
    token_bad,
    duplicate,
    broken,
    unknown,
    not_found
};
[[nodiscard]] Word word_of(const billing::Decoded& news);
[[nodiscard]] bool is_refusal(Word word);

/// What the bank says it paid; what was ordered while it says nothing.
[[nodiscard]] std::int64_t told_micro(const Said& said);
[[nodiscard]] std::string told_currency(const Said& said);
[[nodiscard]] std::string told_number(const Said& said);
[[nodiscard]] std::string reference_of(const Said& said);

/// The house's own number at the end of a handle: "ATQid_17" is 17.
[[nodiscard]] std::string number_at_end(std::string_view handle);
/// A query whose path ends in our key, or in a handle of the house.
[[nodiscard]] Asked key_at_tail(const Request& request);
[[nodiscard]] Asked handle_at_tail(const Request& request);

[[nodiscard]] std::string bearer(const Request& request);
[[nodiscard]] std::string basic(const Request& request);

}  // namespace kazi::simulator::payouts
