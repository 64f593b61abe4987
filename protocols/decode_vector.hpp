// SPDX-License-Identifier: Apache-2.0
// One line of a vector file, read: which dialect, which kind, the request or answer, the settings.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "protocols/dialect.hpp"

namespace kazi::protocols {

enum class DecodeKind : std::uint8_t { sms, dlr, ussd, send_response };

/// Owns all that a `Callback` would only look at.
struct DecodeVector {
    const Dialect* dialect = nullptr;
    DecodeKind kind = DecodeKind::sms;
    std::string method = "POST";
    std::string target;
    std::vector<Header> headers;
    std::string body;
    int http_status = 200;
    RouteSettings settings;
    CallbackContext context;
    bool first_turn = false;  ///< USSD: the session is known to be new, digits are a deep dial
};

/// Reads a vector. `now_s` stands in for `options.now`. Fails on an unknown dialect or kind, on a
/// member of the wrong type, and on a body_base64 that is none.
[[nodiscard]] Parsed<DecodeVector> read_decode_vector(const boost::json::object& vector,
                                                      std::int64_t now_s);

}  // namespace kazi::protocols
