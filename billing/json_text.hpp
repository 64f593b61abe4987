// SPDX-License-Identifier: Apache-2.0
// Writes the JSON bodies of requests: fields in a fixed order, amounts as exact decimal text.
#pragma once

#include <string>
#include <string_view>

namespace kazi::billing {

/// One JSON object, written field by field.
class JsonObject {
public:
    JsonObject& text(std::string_view name, std::string_view value);
    /// As `text`, but left out when the value is empty.
    JsonObject& text_if(std::string_view name, std::string_view value);
    /// `json` is a number, a literal, or another object's text.
    JsonObject& raw(std::string_view name, std::string_view json);
    [[nodiscard]] std::string done() const { return "{" + fields_ + "}"; }

private:
    std::string fields_;
};

/// A JSON string, escaped and in quotes.
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace kazi::billing
