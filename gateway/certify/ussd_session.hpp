// SPDX-License-Identifier: Apache-2.0
// A session as the aggregator keeps it: what was typed so far, and the number of the turn.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/certify/connection.hpp"

namespace kazi::gateway::certify {

class UssdSession {
public:
    UssdSession(Connection& connection, std::string from);

    /// The turns of this session, each the next in order. A turn can be written again.
    [[nodiscard]] protocols::UssdTurn dial(std::string_view digits_behind = {});
    [[nodiscard]] protocols::UssdTurn press(std::string_view input);
    [[nodiscard]] protocols::UssdTurn hang_up() const;

private:
    [[nodiscard]] protocols::UssdTurn turn(protocols::UssdEvent event) const;

    Connection& connection_;
    std::string from_;
    std::string id_;
    std::string typed_;
    bool anything_typed_ = false;
    std::int64_t sequence_ = 0;
};

}  // namespace kazi::gateway::certify
