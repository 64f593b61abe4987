// SPDX-License-Identifier: Apache-2.0
// A daemon on a Redis of the test's own, with a campaign and a worker who looks at a question.
#pragma once

#include <doctest/doctest.h>

#include "tests/contract/redis_server.hpp"
#include "tests/faults/buyer.hpp"
#include "tests/faults/journal.hpp"
#include "tests/faults/phone.hpp"
#include "tests/faults/waiting.hpp"

namespace kazi::tests {

inline const std::string busy_in_english = "END Kazi cannot answer just now.";
inline const std::string busy_in_swahili = "END Kazi haiwezi kujibu sasa.";
inline const std::string thanks = "+KES 3.00.";

struct WorkingDaemon {
    explicit WorkingDaemon(int command_deadline_ms = 2000)
        : daemon({.redis_socket = redis.socket_path(),
                  .command_deadline_ms = command_deadline_ms,
                  .log_level = "debug"}) {
        daemon.start();
        Buyer(daemon).open(simulator::demo::village_campaign());
        phone.join_in_english();
    }

    /// How many answers were ever taken; none twice, or the test fails.
    std::size_t answers() {
        const auto journal = read_journal(redis.socket_path(), 1);
        for (const auto& [who_and_item, taken] : journal)
            CHECK_MESSAGE(taken.size() == 1, who_and_item.second << " was taken twice");
        return journal.size();
    }

    [[nodiscard]] bool back() {
        return wait_until([this] { return daemon.ready(); });
    }

    RedisServer redis;
    RunningDaemon daemon;
    Phone phone{daemon, "+254711000001"};
};

inline bool says(const WebReply& reply, std::string_view text) {
    return reply.body.find(text) != std::string::npos;
}

}  // namespace kazi::tests
