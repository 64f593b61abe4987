// SPDX-License-Identifier: Apache-2.0
// Takes messages from a cell's outbox and brings them to the aggregator. Replies go first.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <string>

#include "gateway/hooks/route.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/records/outbox_record.hpp"
#include "gateway/sender/route_token.hpp"
#include "gateway/sender/token_bucket.hpp"

namespace kazi::gateway::sender {

class Sender {
public:
    /// `route` and everything in `post` outlive the sender; `in_flight_max` messages are under way
    /// at once.
    Sender(keepers::Post post, const hooks::Route& route, boost::asio::io_context& context,
           int in_flight_max);

    /// Runs until the daemon stops, then waits for what is under way.
    boost::asio::awaitable<void> run();

private:
    struct Letter {
        std::string stream;
        std::string entry;
        records::OutboxMessage message;
    };
    enum class Fate : std::uint8_t { settled, left };

    boost::asio::awaitable<bool> round();
    boost::asio::awaitable<void> deliver(Letter letter);
    boost::asio::awaitable<Fate> carry(Letter letter);
    boost::asio::awaitable<Fate> settle(Letter letter, protocols::SendResult result, int tries);
    boost::asio::awaitable<std::optional<std::string>> number_of(taskflow::WorkerId worker);
    boost::asio::awaitable<protocols::SendResult> send(Letter letter, std::string msisdn);
    boost::asio::awaitable<protocols::SendResult> attempt(protocols::OutboundSms sms);
    boost::asio::awaitable<bool> record(Letter letter, protocols::SendResult result);
    boost::asio::awaitable<bool> acknowledge(Letter letter);
    boost::asio::awaitable<bool> opt_out(Letter letter);
    boost::asio::awaitable<bool> take_turn();
    boost::asio::awaitable<void> room_for_one_more();

    keepers::Post post_;
    const hooks::Route& route_;
    boost::asio::io_context& context_;
    boost::asio::steady_timer someone_done_;
    TokenBucket bucket_;
    RouteToken token_;
    int in_flight_ = 0;
    int in_flight_max_;
    taskflow::Instant paused_until_ = 0;
};

}  // namespace kazi::gateway::sender
