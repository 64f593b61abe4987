// SPDX-License-Identifier: Apache-2.0
// A reply as HTTP/1.1 bytes. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocols/message.hpp"

namespace kazi::gateway::http {

/// What the reply needs to know of the request and the connection.
struct ReplyFraming {
    bool http11 = true;
    bool keep_alive = true;
    std::string_view date;  ///< the value of the Date header, e.g. "Tue, 15 Nov 1994 08:12:31 GMT"
};

/// The standard phrase, or an empty view for a status without one.
[[nodiscard]] std::string_view reason_of(int status);

/// Appends the head, blank line included. Content-Length is that of `reply.body`.
/// Fails (false, nothing appended) when a header would break out of its line.
[[nodiscard]] bool append_head(std::string& out, const protocols::HttpReply& reply,
                               ReplyFraming framing);

/// A reply made by the server itself: the phrase as plain text.
[[nodiscard]] protocols::HttpReply plain_reply(int status);

/// `at` (Unix seconds) as an HTTP date.
[[nodiscard]] std::string http_date(std::int64_t at);

}  // namespace kazi::gateway::http
