// SPDX-License-Identifier: Apache-2.0
// A stream with consumer groups as a plain value: what Redis keeps for one, as far as we use it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/store/store.hpp"

namespace kazi::gateway::store {

class MemoryStream {
public:
    /// Milliseconds and a number within them, ordered as the server orders them.
    using Id = std::pair<std::uint64_t, std::uint64_t>;

    void append(const Append& entry, std::int64_t now_ms);
    void acknowledge(const Acknowledge& entry);
    [[nodiscard]] std::vector<StreamEntry> claim(const ClaimRequest& request, std::int64_t now_ms);
    [[nodiscard]] std::vector<StreamEntry> range(const StreamRange& request) const;

    /// Reads an id that is_stream_id() accepts.
    [[nodiscard]] static Id read_id(std::string_view text);

private:
    struct Delivery {
        std::int64_t at_ms = 0;
        std::uint32_t count = 0;
    };
    struct Group {
        Id last_delivered;
        std::map<Id, Delivery> pending;
    };

    void claim_left(Group& group, const ClaimRequest& request, std::int64_t now_ms,
                    std::vector<StreamEntry>& claimed);
    void claim_new(Group& group, const ClaimRequest& request, std::int64_t now_ms,
                   std::vector<StreamEntry>& claimed);

    std::map<Id, std::string> entries_;
    Id last_id_;
    std::map<std::string, Group> groups_;
};

}  // namespace kazi::gateway::store
