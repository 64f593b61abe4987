// SPDX-License-Identifier: Apache-2.0
// What the writers share: forms and JSON to an address, the common proofs, numbers, codes and times
// as aggregators write them.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocols/callbacks/callback_writer.hpp"

namespace kazi::protocols::callbacks {

using Pairs = std::vector<std::pair<std::string_view, std::string>>;

/// name=value&…; pairs without a value are left out only by whoever lists them.
[[nodiscard]] std::string write_form(const Pairs& pairs);

[[nodiscard]] HttpRequest post_form(std::string url, const Pairs& pairs);
[[nodiscard]] HttpRequest post_json(std::string url, const boost::json::object& body);

/// Basic or a token in the header, as the route asks; nothing where the secret is in the address.
void prove_by_header(HttpRequest& request, const CallbackSite& site);

/// The part of a URL that stands in the request line: path and query.
[[nodiscard]] std::string_view target_of(std::string_view url);

/// Digits without the plus.
[[nodiscard]] std::string digits_of(std::string_view number);

/// What a handset dials: the code with the digits behind it, *384*77*3#.
[[nodiscard]] std::string dialled(std::string_view code, std::string_view input);

/// 711*23 out of *711*23#.
[[nodiscard]] std::string bare_code(std::string_view code);

/// 2024-03-05T07:09:11 with `between` in the place of the T; UTC, without a zone.
[[nodiscard]] std::string utc_time(std::int64_t unix_s, char between);

/// A word of a dialect for one of our states.
struct WordFor {
    DeliveryStatus status;
    std::string_view word;
};

/// A word that no documentation knows, sent for the unknown status.
inline constexpr std::string_view unheard_of = "Teleported";

/// The dialect's word; empty when it has none.
[[nodiscard]] std::string_view word_for(DeliveryStatus status, std::span<const WordFor> words);

/// Reads "CON …" and "END …".
[[nodiscard]] std::optional<UssdPage> read_con_end(const HttpReply& reply);

/// Reads a JSON page: its text under `text`, and `more` or its contrary under `flag`.
[[nodiscard]] std::optional<UssdPage> read_json_page(const HttpReply& reply, std::string_view text,
                                                     std::string_view flag, bool flag_means_more);

}  // namespace kazi::protocols::callbacks
