// SPDX-License-Identifier: Apache-2.0
// Who leaves next, and by which route: the sender's decisions as one value without I/O or clock.
// Replies go ahead of bulk; equal bulk texts go together where the dialect can; every limit of
// route, sender ID and recipient is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "gateway/sender/circuit_breaker.hpp"
#include "gateway/sender/letter.hpp"
#include "gateway/sender/route_choice.hpp"
#include "gateway/sender/token_bucket.hpp"

namespace kazi::gateway::sender {

/// A route as the dispatcher sees it.
struct Lane {
    std::string route;
    std::vector<std::string> countries;  ///< empty: everywhere
    std::int64_t price_micro = 0;
    std::string sender;  ///< its sender ID; routes that share one share its limit
    Rate rate;
    Rate sender_rate;
    int recipients_max = 1;  ///< of one request
};

struct DispatchLimits {
    int in_flight_max = 32;  ///< requests; bulk takes at most half, so that replies find room
    Rate per_recipient;
    std::int64_t held_max_us = 600'000'000;  ///< then a letter that can't leave is let go
};

class Dispatcher {
public:
    explicit Dispatcher(DispatchLimits limits) : limits_(limits) {}

    /// Returns its index.
    std::size_t add(Lane lane);

    /// False: that entry is here already, in a queue or under way.
    bool add(Letter letter);
    /// A letter of a parcel that has to be tried again; the same place in line as new ones.
    void put_back(Letter letter);
    /// A letter of a parcel whose fate is recorded, or that is left to the outbox.
    void forget(const Letter& letter) { held_.erase(key_of(letter)); }

    /// The next request to make at `now`, already counted against every limit. `done` must follow.
    std::optional<Parcel> next(std::int64_t now);
    /// Of a route whose next request was not made after all: another may try it.
    void spared(std::size_t route) { runs_[route].breaker.probing = false; }
    /// A request of that route ended.
    void done(const Parcel& parcel);
    /// What the route said of one letter.
    void answered(std::size_t route, protocols::SendOutcome outcome, std::int64_t retry_after_s,
                  std::int64_t now);

    /// After `next` came back empty: when to ask again, if nothing else happens. Unix microseconds.
    [[nodiscard]] std::int64_t wake_at() const { return wake_at_; }
    /// Letters whose time is over, and those that no route serves. They are to be settled.
    [[nodiscard]] std::vector<Letter> take_expired() { return std::exchange(expired_, {}); }
    [[nodiscard]] std::vector<Letter> take_unservable() { return std::exchange(unservable_, {}); }

    [[nodiscard]] const CircuitBreaker& breaker(std::size_t route) const {
        return runs_[route].breaker;
    }
    [[nodiscard]] std::size_t waiting(bool replies) const {
        return (replies ? replies_ : bulk_).letters.size();
    }
    [[nodiscard]] int in_flight() const { return replies_.in_flight + bulk_.in_flight; }
    [[nodiscard]] bool has_room(bool reply) const;

private:
    using Queue = std::deque<Letter>;
    struct Line {
        Queue letters;
        int in_flight = 0;
        std::int64_t asleep_until = 0;  ///< nobody in it can leave earlier
    };
    struct Run {
        CircuitBreaker breaker;
        TokenBucket bucket;
        std::int64_t quiet_until = 0;  ///< the aggregator told us to slow down
    };

    static std::string key_of(const Letter& letter) { return letter.stream + ' ' + letter.entry; }
    [[nodiscard]] Line& line_of(bool reply) { return reply ? replies_ : bulk_; }
    std::optional<Parcel> next_of(Line& line, std::int64_t now);
    std::optional<Parcel> first_to_leave(Line& line, std::vector<std::size_t>& gone,
                                         std::int64_t now);
    bool weed_out(Letter& letter, std::int64_t now);
    [[nodiscard]] std::vector<std::size_t> fellows_of(const Queue& queue, std::size_t first,
                                                      std::size_t route, std::int64_t now) const;
    [[nodiscard]] std::size_t fellows_max(std::size_t route, std::int64_t now) const;
    [[nodiscard]] std::int64_t wait_of(const Letter& letter, std::int64_t now) const;
    [[nodiscard]] std::int64_t wait_of(std::size_t route, std::int64_t count,
                                       std::int64_t now) const;
    [[nodiscard]] RouteChoice choose(const Letter& letter) const;
    void look_at_routes(std::int64_t now);
    Parcel take(Line& line, const std::vector<std::size_t>& which, std::size_t route,
                std::int64_t now);
    void spend(const Parcel& parcel, std::int64_t now);

    DispatchLimits limits_;
    std::vector<Lane> lanes_;
    std::vector<Run> runs_;
    std::vector<RouteFacts> facts_;  ///< of `lanes_`, as of the latest look
    std::vector<char> busy_;         ///< of `lanes_`: nobody in this line may use it now
    std::map<std::string, TokenBucket, std::less<>> senders_;
    std::map<taskflow::WorkerId, TokenBucket> recipients_;
    Line replies_;
    Line bulk_;
    std::unordered_set<std::string> held_;
    std::vector<Letter> expired_;
    std::vector<Letter> unservable_;
    std::int64_t wake_at_ = 0;
};

}  // namespace kazi::gateway::sender
