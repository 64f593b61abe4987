// SPDX-License-Identifier: Apache-2.0
// Providers' bodies, form or JSON, as lists of named texts. Numbers stay the decimal text they were
// sent as: money must never pass through a double, nor be told twice.
#pragma once

#include <boost/system/result.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kazi::billing {

inline constexpr std::size_t fields_max = 200;
inline constexpr std::size_t json_depth_max = 32;

/// What is wrong with a body; names the field where there is one, never quotes a value.
struct FieldError {
    std::string text;
};

template <class T>
using FieldResult = boost::system::result<T, FieldError>;

/// The named scalars of one form or of one JSON object, repetitions included.
class Fields {
public:
    void add(std::string name, std::string value);
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::size_t size() const { return pairs_.size(); }

    /// The value, or nothing when absent. Fails: told twice with different values.
    [[nodiscard]] FieldResult<std::optional<std::string>> text(std::string_view name) const;
    /// As `text`, but told twice is a failure even when equal: for money.
    [[nodiscard]] FieldResult<std::optional<std::string>> text_once(std::string_view name) const;

private:
    std::vector<std::pair<std::string, std::string>> pairs_;
};

/// A JSON value with its numbers verbatim.
struct JsonTree {
    enum class Kind : unsigned char { null, boolean, number, string, array, object };
    Kind kind = Kind::null;
    std::string text;                ///< of a string, number or boolean
    std::vector<std::string> names;  ///< of an object's children, in step with `children`
    std::vector<JsonTree> children;

    /// The first child of that name, or null. Fails (null too) on anything but an object.
    [[nodiscard]] const JsonTree* find(std::string_view name) const;
};

/// Fails: too long, not one complete value, nested too deeply, invalid UTF-8.
[[nodiscard]] FieldResult<JsonTree> parse_json(std::string_view body);

/// The scalars of an object; nulls and nested values are left out.
[[nodiscard]] Fields fields_of(const JsonTree& object);

/// Reads `application/x-www-form-urlencoded`. Fails: bad escape, too long, too many fields.
[[nodiscard]] FieldResult<Fields> parse_form(std::string_view body);

/// Escapes a form value; a blank becomes %20.
[[nodiscard]] std::string form_escape(std::string_view text);

}  // namespace kazi::billing
