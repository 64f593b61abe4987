// SPDX-License-Identifier: Apache-2.0
// application/x-www-form-urlencoded, read and written; a URL's query is the same thing.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/fields.hpp"
#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// Reads a form. Fails: a % without two hex digits, an ambiguous name, more than `fields_max`
/// pairs (repeated ones count).
[[nodiscard]] Parsed<Fields> parse_form(std::string_view form);

/// One decoded pair. Compares by the bytes of the name, then of the value.
struct FormPair {
    std::string name;
    std::string value;

    friend auto operator<=>(const FormPair&, const FormPair&) = default;
};

/// Every pair as it stands, repeated names too, for signatures that cover all of a form. Fails: a %
/// without two hex digits, more than `fields_max` pairs.
[[nodiscard]] Parsed<std::vector<FormPair>> parse_form_pairs(std::string_view form);

/// Percent-encodes everything but RFC 3986's unreserved characters; safe in a query and a form.
[[nodiscard]] std::string percent_encode(std::string_view text);

/// The bytes of a path's segment, where a + is a +. Empty: a broken escape.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view segment);

/// Appends `name=value`, after a & when something stands there already.
void append_form_field(std::string& form, std::string_view name, std::string_view value);

/// The raw query of a request target: what stands after the first ?, without a fragment.
[[nodiscard]] std::string_view query_of(std::string_view target);

}  // namespace kazi::protocols
