// SPDX-License-Identifier: Apache-2.0
// Takes messages from a cell's outbox and brings them to people, by all the routes of the cell.
// What leaves when and by which route is decided in dispatcher.hpp; here is what waits.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <string>
#include <vector>

#include "gateway/hooks/route.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/sender/dispatcher.hpp"
#include "gateway/sender/mail_book.hpp"
#include "gateway/sender/route_token.hpp"
#include "gateway/sender/send_policy.hpp"

namespace kazi::gateway::sender {

/// A route as the dispatcher sees it.
[[nodiscard]] Lane lane_of(const hooks::Route& route);

class Sender {
public:
    /// `routes` are those of one cell that can send, at least one; they and everything in `post`
    /// outlive the sender. `in_flight_max` requests are under way at once.
    Sender(keepers::Post post, std::vector<const hooks::Route*> routes,
           boost::asio::io_context& context, int in_flight_max);

    /// Runs until the daemon stops, then waits for what is under way.
    boost::asio::awaitable<void> run();

    /// Messages taken from the outbox that may not leave yet: replies, or all others.
    [[nodiscard]] std::size_t waiting(bool replies) const { return dispatcher_.waiting(replies); }

private:
    using Results = std::vector<protocols::SendResult>;

    boost::asio::awaitable<std::size_t> fill();
    boost::asio::awaitable<std::size_t> fill_from(const char* stream, bool reply);
    boost::asio::awaitable<void> clear_away();
    void send_what_may_leave();
    boost::asio::awaitable<void> rest(std::chrono::microseconds longest);
    void wake();
    [[nodiscard]] taskflow::Instant now();
    boost::asio::awaitable<void> carry(Parcel parcel);
    boost::asio::awaitable<void> deliver(Parcel& parcel);
    boost::asio::awaitable<void> settle_reported(Parcel& parcel);
    boost::asio::awaitable<Results> send(const Parcel& parcel);
    boost::asio::awaitable<Results> attempt(std::size_t route, protocols::OutboundSms sms);
    boost::asio::awaitable<void> settle(Parcel parcel, Results results);
    [[nodiscard]] Posted posted_by(std::size_t route, Letter letter,
                                   protocols::SendResult result) const;
    boost::asio::awaitable<void> record(std::size_t route, std::vector<Posted> posted);
    boost::asio::awaitable<void> drop(std::vector<Letter> letters, const char* why);
    void learn(const Parcel& parcel, const Results& results);
    void note(const hooks::Route& route, const Letter& letter, const protocols::SendResult& result);
    void show_trouble(std::size_t route);

    keepers::Post post_;
    std::vector<const hooks::Route*> routes_;
    boost::asio::io_context& context_;
    boost::asio::steady_timer bell_;  ///< rings when something may leave, or something came back
    MailBook book_;
    Dispatcher dispatcher_;
    std::deque<RouteToken> tokens_;        ///< of `routes_`
    std::vector<Trouble> troubles_shown_;  ///< of `routes_`
    bool asks_country_ = false;            ///< some route serves some countries only
    bool batches_ = false;                 ///< some route takes several recipients
    std::chrono::steady_clock::time_point look_again_at_{};  ///< into the outbox, which was empty
    std::chrono::steady_clock::time_point prove_again_at_{};
    taskflow::Instant now_ = 0;    ///< as of the latest `now`
    taskflow::Instant ahead_ = 0;  ///< of the wall clock, once that was set back
    int parcels_ = 0;              ///< under way
    bool woken_ = false;           ///< the bell rang while nobody listened
};

}  // namespace kazi::gateway::sender
