// SPDX-License-Identifier: Apache-2.0
// HTTP/1 requests out of a byte stream, without copying: the head as positions, the body as pieces.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "protocols/message.hpp"

namespace kazi::gateway::http {

inline constexpr std::size_t headers_max = 64;

/// Bytes of the request, counted from its first one: they stay true when the buffer moves.
struct Slice {
    std::uint32_t begin = 0;
    std::uint32_t length = 0;

    [[nodiscard]] std::string_view in(const char* request) const {
        return {request + begin, length};
    }
};

/// What the head says, as far as a server must know it.
struct RequestHead {
    Slice method;
    Slice target;
    std::array<Slice, headers_max> names;
    std::array<Slice, headers_max> values;
    std::size_t header_count = 0;
    std::optional<std::uint64_t> content_length;  ///< none: no body, or chunked
    bool http11 = true;
    bool keep_alive = true;
    bool expects_continue = false;
    bool has_body = false;
};

enum class ParseStep : std::uint8_t {
    need_more,  ///< call again with what was not consumed and more behind it
    head,       ///< `head()` is complete
    piece,      ///< `piece()` is the next part of the body
    complete,   ///< the request ends here; what follows is the next one
    refused,    ///< `refusal()` is the status to answer before closing
};

/// One request at a time; `restart` before each. Pure: no I/O.
class RequestParser {
public:
    RequestParser();
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    void restart(std::size_t header_bytes_max);
    /// To be set when the head is known. Counts the body's own bytes, not its framing.
    void limit_body(std::uint64_t body_bytes_max);

    /// Reads on. `request` is the first byte of the request, `unparsed` lies behind it in the same
    /// buffer; the buffer may have moved since the last call.
    [[nodiscard]] ParseStep parse(const char* request, std::string_view unparsed);

    /// How many bytes of `unparsed` the last call used up.
    [[nodiscard]] std::size_t consumed() const;
    [[nodiscard]] std::string_view piece() const;
    [[nodiscard]] int refusal() const;
    [[nodiscard]] const RequestHead& head() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kazi::gateway::http
