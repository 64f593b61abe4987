// SPDX-License-Identifier: Apache-2.0
// Redis' replies as flat values. hiredis reads the wire; instead of its tree of small allocations
// each reply is laid out in one list of nodes and one string, both used again for the next one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct redisReader;

namespace kazi::gateway::store {

/// One reply: its parts in the order in which they came, an array before its elements.
struct Reply {
    enum class Kind : std::uint8_t { text, status, error, integer, nil, array };
    struct Part {
        Kind kind = Kind::nil;
        std::int64_t number = 0;  ///< the integer, or an array's number of elements
        std::size_t at = 0;       ///< where the text starts in `bytes`
        std::size_t length = 0;
    };
    std::vector<Part> parts;
    std::string bytes;

    [[nodiscard]] std::string_view text_of(const Part& part) const {
        return std::string_view(bytes).substr(part.at, part.length);
    }
};

/// What is said of a reply that is not what was expected.
inline constexpr std::string_view unreadable_reply = "what the store replied cannot be read";

/// Reads a reply part by part. Every take fails (nullopt) when the next part is of another kind;
/// then the reply is not what was expected and nothing more should be read.
class ReplyCursor {
public:
    explicit ReplyCursor(const Reply& reply) : reply_(&reply) {}

    /// The number of elements that follow.
    [[nodiscard]] std::optional<std::size_t> array();
    [[nodiscard]] std::optional<std::int64_t> integer();
    /// A text or a status. Valid as long as the reply.
    [[nodiscard]] std::optional<std::string_view> text();
    /// A text, or nothing where the server has none: the outer optional says whether it was either.
    [[nodiscard]] std::optional<std::optional<std::string>> text_or_nil();
    /// The next `count` of those.
    [[nodiscard]] std::optional<std::vector<std::optional<std::string>>> texts_or_nil(
        std::size_t count);
    /// The text of an error reply; the cursor does not move.
    [[nodiscard]] std::optional<std::string_view> error() const;
    /// True when every part was taken.
    [[nodiscard]] bool done() const { return at_ == reply_->parts.size(); }

private:
    [[nodiscard]] const Reply::Part* take(Reply::Kind kind);

    const Reply* reply_;
    std::size_t at_ = 0;
};

/// Bytes in, replies out.
class ReplyReader {
public:
    /// A server may announce half a gigabyte; more than this for one reply is a fault.
    static constexpr std::size_t reply_bytes_max = 64U * 1024 * 1024;

    /// Small parts cost more in memory than on the wire, so they have a limit of their own.
    static constexpr std::size_t reply_parts_max = 2U * 1024 * 1024;

    enum class Step : std::uint8_t { ready, more_needed, broken };

    ReplyReader();

    void feed(std::string_view bytes);
    /// After `ready` the reply stands in reply() until the next call. `broken` stays broken.
    [[nodiscard]] Step next();
    [[nodiscard]] const Reply& reply() const { return reply_; }

private:
    struct Closer {
        void operator()(redisReader* reader) const;
    };

    std::unique_ptr<redisReader, Closer> reader_;
    Reply reply_;
    bool between_replies_ = true;
    bool broken_ = false;
    std::size_t unread_ = 0;  ///< bytes fed since a reply was last complete
};

}  // namespace kazi::gateway::store
