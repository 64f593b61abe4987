// SPDX-License-Identifier: Apache-2.0
// A secret that never prints itself: an API key, a signing key, a path token.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace kazi::config {

/// Text that must not reach a log. There is no conversion to a string and printing shows
/// `[secret]`: whoever needs the value has to write `reveal()`, which can be searched for.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : value_(std::move(value)) {}

    /// The value itself, for the one place that sends or compares it.
    [[nodiscard]] const std::string& reveal() const { return value_; }
    [[nodiscard]] bool empty() const { return value_.empty(); }

    /// Equal in value. Not constant in time: never for what comes from the network.
    friend bool operator==(const Secret&, const Secret&) = default;

private:
    std::string value_;
};

/// What a secret looks like wherever it is printed.
inline constexpr std::string_view secret_mark = "[secret]";

std::ostream& operator<<(std::ostream& out, const Secret& secret);

}  // namespace kazi::config
