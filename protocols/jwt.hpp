// SPDX-License-Identifier: Apache-2.0
// JSON Web Tokens as webhooks carry them: HS256 and nothing else.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kazi::protocols {

/// The claims of a token that one of the secrets signed with HS256; empty for any other token,
/// whatever its header says about how to check it.
[[nodiscard]] std::optional<boost::json::object> claims_of(std::string_view token,
                                                           std::span<const std::string> secrets);

}  // namespace kazi::protocols
