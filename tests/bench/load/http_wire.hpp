// SPDX-License-Identifier: Apache-2.0
// As much of HTTP/1.1 as a load needs: a POST out, a reply with a known length in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kazi::bench {

/// Writes a POST of a form. `head` is everything before the length, from post_head().
void append_post(std::string& out, std::string_view head, std::string_view body);
[[nodiscard]] std::string post_head(std::string_view host, std::string_view path);

struct Reply {
    int status = 0;
    std::string_view body;  ///< into the buffer it was read from
};

/// The reply that a buffer begins with, or nothing while it is not whole. A reply without
/// Content-Length is none that we can read: its status is 0 and its body what came with the head.
[[nodiscard]] std::optional<Reply> read_reply(std::string_view buffer);

}  // namespace kazi::bench
