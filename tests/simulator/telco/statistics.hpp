// SPDX-License-Identifier: Apache-2.0
// What the telco counts, served at /telco/stats under the same names.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>

namespace kazi::simulator::telco {

/// What went over one network, whatever its dialect.
struct NetworkTally {
    std::uint64_t messages_out = 0;  ///< Kazi's SMS that were taken
    std::uint64_t messages_in = 0;   ///< SMS that people wrote
    std::uint64_t reports = 0;
    std::uint64_t repeats_known = 0;  ///< of Kazi's messages, by their ids: carried once
    std::uint64_t sessions = 0;
    std::uint64_t turns = 0;

    [[nodiscard]] boost::json::object to_json() const;
};

/// SMS with questions that were replied to by SMS, and the answers that came back.
struct MessagesThatAsk {
    std::uint64_t messages = 0;
    std::uint64_t segments = 0;
    std::uint64_t questions = 0;
    std::uint64_t answers = 0;
    std::uint64_t declines = 0;  ///< "don't know" and the like

    [[nodiscard]] boost::json::object to_json() const;
};

struct Statistics {
    std::uint64_t messages_out = 0;  ///< Kazi's SMS that were taken
    std::uint64_t segments_out = 0;
    std::int64_t message_cost_micro = 0;
    std::uint64_t messages_refused = 0;  ///< recipients not taken, and whole requests refused
    std::uint64_t messages_in = 0;       ///< SMS that people wrote
    std::uint64_t messages_in_lost = 0;  ///< … and that no try could hand over
    std::uint64_t reports = 0;
    std::uint64_t sessions = 0;
    std::uint64_t sessions_dropped = 0;  ///< broke off by chance, or grew too long
    std::uint64_t sessions_failed = 0;   ///< ended by the network: no page, or not a page
    std::uint64_t turns = 0;
    std::uint64_t callbacks = 0;  ///< HTTP requests to the daemon, all kinds
    std::uint64_t callbacks_doubled = 0;
    std::uint64_t callbacks_late = 0;
    std::uint64_t callbacks_retried = 0;
    std::uint64_t pages_differing =
        0;  ///< a doubled turn was shown another page: a fault of Kazi's
    std::uint64_t airtime_requests = 0;
    std::uint64_t airtime_replies_lost = 0;
    std::uint64_t joined = 0;
    std::uint64_t answers_sent = 0;
    std::uint64_t declines_sent = 0;
    std::uint64_t answers_thanked = 0;
    std::uint64_t texts_not_understood = 0;
    MessagesThatAsk asking_alone;   ///< SMS with one question each
    MessagesThatAsk asking_packed;  ///< SMS with several

    [[nodiscard]] boost::json::object to_json() const;
};

}  // namespace kazi::simulator::telco
