// SPDX-License-Identifier: Apache-2.0
// Sending through an operator's own API, given as a URL with holes:
// http://sms.example.org/send?u=kazi&to={to_digits}&text={text}
#pragma once

#include <string>
#include <string_view>

#include "protocols/dialect.hpp"

namespace kazi::protocols {

/// True when the URL has holes, or the route has a body of its own.
[[nodiscard]] bool is_send_template(const RouteSettings& settings);

/// A GET of the URL, or a POST of the route's body, with {id}, {from}, {to}, {to_digits} and {text}
/// filled in, each escaped for where it stands. A hole of another name stays empty.
[[nodiscard]] HttpRequest fill_send_template(const OutboundSms& sms, const RouteSettings& settings);

/// True when the answer's body matches the pattern (ECMAScript); an empty pattern matches all, one
/// that is no pattern matches nothing. Only the first 4 KiB of the body are looked at.
[[nodiscard]] bool matches_ok(std::string_view body, const std::string& pattern);

}  // namespace kazi::protocols
