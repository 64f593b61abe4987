// SPDX-License-Identifier: Apache-2.0
// One inbound request as a handler sees it: the head, and the body whole or piece by piece.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/system/result.hpp>
#include <cstdint>
#include <string_view>

#include "protocols/message.hpp"

namespace kazi::gateway::http {

/// Why a streamed body could not be read to its end.
enum class BodyFault : std::uint8_t {
    too_large,     ///< over ListenOptions::streamed_body_bytes_max
    malformed,     ///< not the framing its head announced
    timed_out,     ///< nothing came for ListenOptions::read_timeout
    disconnected,  ///< the peer is gone: no reply will reach it
};

/// The reply that tells the peer so: 413, 400 or 408.
[[nodiscard]] protocols::HttpReply reply_to(BodyFault fault);

using ChunkResult = boost::system::result<std::string_view, BodyFault>;

/// Where the pieces of a streamed body come from.
class BodyStream {
public:
    virtual ~BodyStream() = default;

    /// The next piece, never empty but at the end of the body. Valid until the next call.
    /// After a fault no further call is allowed.
    virtual boost::asio::awaitable<ChunkResult> next_chunk() = 0;
};

/// Valid only while its handler runs.
struct Exchange {
    protocols::Callback request;      ///< `body` is whole unless `stream` is set
    std::string_view remote_address;  ///< of the direct peer, without port
    BodyStream* stream = nullptr;     ///< set on routes that asked to read the body by pieces
};

}  // namespace kazi::gateway::http
