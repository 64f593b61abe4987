// SPDX-License-Identifier: Apache-2.0
// The shared rules on numbers, ids, text and networks.
#include "protocols/field_reader.hpp"

#include <algorithm>
#include <charconv>

#include "protocols/msisdn.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

constexpr std::size_t network_characters_max = 64;
constexpr std::size_t reason_characters_max = 64;

/// A JSON number may stand for an id or a phone number only as plain digits.
bool is_usable_number(const Field& field) {
    return field.kind == FieldKind::text ||
           (field.kind == FieldKind::number && is_digits(field.value));
}

std::string_view raw_value(const Field* field) {
    if (field == nullptr || field->kind == FieldKind::nested) return {};
    return trim(field->value);
}

/// A route's own short code that is as long as a number, and was taken for one.
bool is_short_code_with_plus(std::string_view destination, const RouteSettings& settings) {
    if (!destination.starts_with('+')) return false;
    const std::string_view digits = destination.substr(1);
    return digits == settings.sender ||
           std::ranges::find(settings.short_codes, digits) != settings.short_codes.end();
}

bool has_line_break(std::string_view text) {
    return text.find_first_of("\r\n\t") != std::string_view::npos;
}

bool stands_for_no_error(std::string_view reason) {
    return reason.find_first_not_of('0') == std::string_view::npos ||
           equal_ignoring_case(reason, "none") || equal_ignoring_case(reason, "null");
}

}  // namespace

bool is_usable_id(std::string_view text) {
    return !text.empty() && text.size() <= word_characters_max &&
           std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

std::optional<std::string> usable_reason(std::string_view reason, DeliveryStatus status) {
    const bool well = status == DeliveryStatus::delivered || status == DeliveryStatus::sent ||
                      status == DeliveryStatus::accepted;
    if (well || reason.size() > reason_characters_max || stands_for_no_error(reason)) {
        return std::nullopt;
    }
    if (!std::ranges::all_of(reason, [](char c) { return c >= 0x20 && c < 0x7F; })) {
        return std::nullopt;
    }
    return std::string(reason);
}

FieldReader::FieldReader(const Fields& fields, const RouteSettings& settings)
    : fields_(fields), settings_(settings) {}

FieldReader::FieldReader(const Fields& fields, const RouteSettings& settings,
                         const std::map<std::string, std::string>& names, bool ignore_case)
    : fields_(fields),
      settings_(settings),
      names_(names.empty() ? nullptr : &names),
      ignore_case_(ignore_case) {
    if (ignore_case) refuse_ambiguous();
}

void FieldReader::refuse_ambiguous() {
    const auto& all = fields_.all();
    for (auto later = all.begin(); later != all.end(); ++later) {
        const auto contradicts = [&](const Field& earlier) {
            return equal_ignoring_case(earlier.name, later->name) && earlier.value != later->value;
        };
        if (std::none_of(all.begin(), later, contradicts)) continue;
        return refuse(Refusal{400, "ambiguous: a field came twice with different values"});
    }
}

const Field* FieldReader::find_wire(std::string_view wire) const {
    const Field* exact = fields_.find(wire);
    if (exact != nullptr || !ignore_case_) return exact;
    for (const Field& field : fields_.all()) {
        if (equal_ignoring_case(field.name, wire)) return &field;
    }
    return nullptr;
}

const Field* FieldReader::find(std::string_view name) const {
    if (!settings_.fields.empty()) {
        const auto renamed = settings_.fields.find(std::string(name));
        if (renamed != settings_.fields.end()) return find_wire(renamed->second);
    }
    if (names_ == nullptr) return find_wire(name);
    const auto theirs = names_->find(std::string(name));
    return theirs == names_->end() ? nullptr : find_wire(theirs->second);
}

const Field* FieldReader::require(std::string_view name) {
    const Field* field = find(name);
    if (field == nullptr) refuse(name, "missing");
    if (field != nullptr && field->kind == FieldKind::nested) {
        refuse(name, "not text");
        return nullptr;
    }
    return field;
}

void FieldReader::refuse(Refusal refusal) {
    if (!refusal_) refusal_ = std::move(refusal);
}

void FieldReader::refuse(std::string_view name, std::string_view why) {
    refuse(Refusal{400, std::string(name).append(": ").append(why)});
}

bool FieldReader::has(std::string_view name) const {
    return find(name) != nullptr;
}

std::string FieldReader::id(std::string_view name) {
    const Field* field = require(name);
    if (field == nullptr) return {};
    if (!is_usable_number(*field) || !is_usable_id(field->value)) {
        refuse(name, "not 1 to 128 printable characters");
        return {};
    }
    return std::string(field->value);
}

std::string FieldReader::subscriber(std::string_view name) {
    const Field* field = require(name);
    if (field == nullptr) return {};
    if (!is_usable_number(*field)) {
        refuse(name, "not a phone number");
        return {};
    }
    auto number = normalise_msisdn(field->value, settings_.country_code);
    if (number) return *std::move(number);
    refuse(Refusal{number.error().http, std::string(name) + ": " + number.error().error});
    return {};
}

std::optional<std::string> FieldReader::usable_subscriber(std::string_view name) const {
    const Field* field = find(name);
    if (field == nullptr || !is_usable_number(*field)) return std::nullopt;
    auto number = normalise_msisdn(field->value, settings_.country_code);
    if (!number) return std::nullopt;
    return *std::move(number);
}

std::string FieldReader::destination(std::string_view name) {
    const Field* field = require(name);
    if (field == nullptr) return {};
    if (!is_usable_number(*field)) {
        refuse(name, "neither a number nor a sender ID");
        return {};
    }
    std::string destination =
        normalise_destination(decode_text(field->value, fields_.charset).text);
    if (is_short_code_with_plus(destination, settings_)) destination.erase(0, 1);
    if (destination.empty()) refuse(name, "missing");
    if (has_line_break(destination) || count_characters(destination) > word_characters_max) {
        refuse(name, "neither a number nor a sender ID");
    }
    return destination;
}

DecodedText FieldReader::text(std::string_view name) {
    return text(name, fields_.charset);
}

DecodedText FieldReader::text(std::string_view name, std::string_view charset) {
    const Field* field = require(name);
    if (field == nullptr) return {};
    DecodedText decoded = decode_text(field->value, charset);
    if (count_characters(decoded.text) > text_characters_max) refuse(name, "too long");
    return decoded;
}

std::string FieldReader::word(std::string_view name) {
    const Field* field = require(name);
    if (field == nullptr) return {};
    const std::string decoded = decode_text(field->value, fields_.charset).text;
    const std::string_view word = trim(decoded);
    if (word.empty()) refuse(name, "missing");
    if (has_line_break(word) || count_characters(word) > word_characters_max) {
        refuse(name, "not a short printable text");
    }
    return std::string(word);
}

std::optional<std::string> FieldReader::network(std::string_view name) const {
    const Field* field = find(name);
    if (field == nullptr || !is_usable_number(*field)) return std::nullopt;
    const std::string decoded = decode_text(field->value, fields_.charset).text;
    const std::string_view network = trim(decoded);
    if (network.empty() || count_characters(network) > network_characters_max) return std::nullopt;
    return lower_case(network);
}

std::optional<std::string> FieldReader::reason(std::string_view name, DeliveryStatus status) const {
    return usable_reason(raw(name), status);
}

std::optional<std::int64_t> FieldReader::whole_number(std::string_view name) const {
    const std::string_view digits = raw(name);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (!is_digits(digits) || error != std::errc{}) return std::nullopt;
    return value;
}

std::string_view FieldReader::raw(std::string_view name) const {
    return raw_value(find(name));
}

std::string_view FieldReader::raw_wire(std::string_view name) const {
    return raw_value(find_wire(name));
}

bool FieldReader::has_wire(std::string_view name) const {
    return find_wire(name) != nullptr;
}

}  // namespace kazi::protocols
