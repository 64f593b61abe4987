// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/dispatcher.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace kazi::gateway::sender {

namespace {

using taskflow::second_us;
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
// Those whose time is over are looked for as often.
constexpr std::int64_t longest_sleep_us = 10 * second_us;
constexpr std::size_t recipients_remembered = 10'000;

// A parcel as large as the whole burst would have to wait until nobody else leaves.
std::int64_t most_of(const Rate& rate) {
    return rate.limits() ? std::max<std::int64_t>(rate.burst / 2, 1) : never;
}

// `gone`: indexes in rising order. Most often they are the first ones, which a deque drops cheaply.
void remove(std::deque<Letter>& queue, const std::vector<std::size_t>& gone) {
    if (gone.empty()) return;
    const auto at = [&](std::size_t i) { return queue.begin() + static_cast<std::ptrdiff_t>(i); };
    if (gone.back() - gone.front() + 1 == gone.size()) {
        queue.erase(at(gone.front()), at(gone.back() + 1));
        return;
    }
    std::size_t kept = gone.front();
    std::size_t next = 0;
    for (std::size_t i = kept; i < queue.size(); ++i) {
        if (next < gone.size() && gone[next] == i) {
            ++next;
        } else {
            queue[kept++] = std::move(queue[i]);
        }
    }
    queue.erase(at(kept), queue.end());
}

}  // namespace

std::size_t Dispatcher::add(Lane lane) {
    senders_.try_emplace(lane.sender);
    facts_.push_back({lane.countries, lane.price_micro, 0});
    lanes_.push_back(std::move(lane));
    runs_.emplace_back();
    return lanes_.size() - 1;
}

bool Dispatcher::add(Letter letter) {
    if (!held_.insert(key_of(letter)).second) return false;
    put_back(std::move(letter));
    return true;
}

void Dispatcher::put_back(Letter letter) {
    Line& line = line_of(letter.reply);
    line.asleep_until = 0;
    line.letters.push_back(std::move(letter));
}

bool Dispatcher::has_room(bool reply) const {
    if (in_flight() >= limits_.in_flight_max) return false;
    return reply || bulk_.in_flight < std::max(limits_.in_flight_max / 2, 1);
}

std::optional<Parcel> Dispatcher::next(std::int64_t now) {
    wake_at_ = never;
    look_at_routes(now);
    for (const bool reply : {true, false}) {
        if (!has_room(reply)) continue;
        Line& line = line_of(reply);
        if (line.asleep_until <= now) {
            if (auto parcel = next_of(line, now)) return parcel;
        }
        wake_at_ = std::min(wake_at_, line.asleep_until);
    }
    return std::nullopt;
}

std::optional<Parcel> Dispatcher::next_of(Line& line, std::int64_t now) {
    std::vector<std::size_t> gone;
    line.asleep_until = now + longest_sleep_us;
    auto parcel = first_to_leave(line, gone, now);
    if (parcel) line.asleep_until = 0;
    remove(line.letters, gone);
    return parcel;
}

// One who may not leave does not stop those behind her; what is moved out is named in `gone`.
std::optional<Parcel> Dispatcher::first_to_leave(Line& line, std::vector<std::size_t>& gone,
                                                 std::int64_t now) {
    const auto sleep = [&](std::int64_t wait_us) {
        line.asleep_until = std::min(line.asleep_until, now + wait_us);
    };
    Queue& queue = line.letters;
    busy_.assign(lanes_.size(), 0);
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const RouteChoice choice = choose(queue[i]);
        if (!choice.anywhere) unservable_.push_back(std::move(queue[i]));
        if (!choice.anywhere || weed_out(queue[i], now)) {
            gone.push_back(i);
            continue;
        }
        const std::int64_t own_wait = wait_of(queue[i], now);
        if (own_wait > 0 || !choice.route) {
            sleep(std::max(own_wait, choice.wait_us));
            continue;
        }
        const std::size_t route = *choice.route;
        if (busy_[route] != 0) continue;
        const auto fellows = fellows_of(queue, i, route, now);
        const std::int64_t wait = wait_of(route, static_cast<std::int64_t>(fellows.size()), now);
        if (wait == 0) {
            gone.insert(gone.end(), fellows.begin(), fellows.end());
            return take(line, fellows, route, now);
        }
        busy_[route] = 1;
        sleep(wait);
    }
    return std::nullopt;
}

// True: it is not to be sent, now or ever, and was moved out.
bool Dispatcher::weed_out(Letter& letter, std::int64_t now) {
    const std::int64_t not_after = letter.message.not_after;
    if (not_after != 0 && now > not_after) {
        expired_.push_back(std::move(letter));
        return true;
    }
    // What may have arrived stays: the outbox would not know that.
    if (letter.in_doubt || now - letter.taken_at <= limits_.held_max_us) return false;
    forget(letter);
    return true;
}

std::int64_t Dispatcher::wait_of(const Letter& letter, std::int64_t now) const {
    const std::int64_t back_off = std::max<std::int64_t>(letter.not_before - now, 0);
    const auto known = recipients_.find(letter.message.worker);
    if (known == recipients_.end() || !limits_.per_recipient.limits()) return back_off;
    return std::max(back_off, known->second.wait(limits_.per_recipient, now));
}

std::int64_t Dispatcher::wait_of(std::size_t route, std::int64_t count, std::int64_t now) const {
    const Lane& lane = lanes_[route];
    const Run& run = runs_[route];
    std::int64_t wait = std::max<std::int64_t>(run.quiet_until - now, 0);
    if (lane.rate.limits()) wait = std::max(wait, run.bucket.wait(lane.rate, now, count));
    if (!lane.sender_rate.limits()) return wait;
    return std::max(wait, senders_.find(lane.sender)->second.wait(lane.sender_rate, now, count));
}

void Dispatcher::look_at_routes(std::int64_t now) {
    for (std::size_t i = 0; i < runs_.size(); ++i)
        facts_[i].shut_for_us = shut_for(runs_[i].breaker, now);
}

RouteChoice Dispatcher::choose(const Letter& letter) const {
    RouteWish wish{.country = letter.country, .failed = letter.failed};
    const std::string& route = letter.message.route;
    const auto own = std::ranges::find(lanes_, route, &Lane::route);
    if (!route.empty() && own != lanes_.end())
        wish.came_by = static_cast<std::size_t>(own - lanes_.begin());
    return choose_route(facts_, wish);
}

std::size_t Dispatcher::fellows_max(std::size_t route, std::int64_t now) const {
    const Lane& lane = lanes_[route];
    if (wants_probe(runs_[route].breaker, now)) return 1;
    const std::int64_t most = std::min(most_of(lane.rate), most_of(lane.sender_rate));
    return static_cast<std::size_t>(std::min<std::int64_t>(most, lane.recipients_max));
}

// The first letter, and those behind it that can share its request: the same text and route, each
// to somebody else. A reply does not wait for company.
std::vector<std::size_t> Dispatcher::fellows_of(const Queue& queue, std::size_t first,
                                                std::size_t route, std::int64_t now) const {
    std::vector<std::size_t> found{first};
    const std::size_t most = queue[first].reply ? 1 : fellows_max(route, now);
    if (most == 1) return found;
    std::set<std::string_view> recipients{queue[first].msisdn};
    for (std::size_t i = first + 1; i < queue.size() && found.size() < most; ++i) {
        const Letter& letter = queue[i];
        if (letter.message.text != queue[first].message.text) continue;
        const bool stale = letter.message.not_after != 0 && now > letter.message.not_after;
        if (stale || wait_of(letter, now) > 0 || choose(letter).route != route) continue;
        if (recipients.insert(letter.msisdn).second) found.push_back(i);
    }
    return found;
}

Parcel Dispatcher::take(Line& line, const std::vector<std::size_t>& which, std::size_t route,
                        std::int64_t now) {
    Parcel parcel;
    parcel.route = route;
    parcel.reply = line.letters[which.front()].reply;
    for (const std::size_t i : which) {
        parcel.letters.push_back(std::move(line.letters[i]));
        ++parcel.letters.back().tries;
    }
    spend(parcel, now);
    ++line.in_flight;
    return parcel;
}

void Dispatcher::spend(const Parcel& parcel, std::int64_t now) {
    const Lane& lane = lanes_[parcel.route];
    Run& run = runs_[parcel.route];
    const auto count = static_cast<std::int64_t>(parcel.letters.size());
    run.breaker = after_leaving(run.breaker, now);
    run.bucket.take(lane.rate, now, count);
    senders_.find(lane.sender)->second.take(lane.sender_rate, now, count);
    if (!limits_.per_recipient.limits()) return;
    if (recipients_.size() >= recipients_remembered)
        std::erase_if(recipients_, [&](const auto& known) { return known.second.full(now); });
    for (const Letter& letter : parcel.letters)
        recipients_[letter.message.worker].take(limits_.per_recipient, now);
}

void Dispatcher::done(const Parcel& parcel) {
    --line_of(parcel.reply).in_flight;
}

void Dispatcher::answered(std::size_t route, protocols::SendOutcome outcome,
                          std::int64_t retry_after_s, std::int64_t now) {
    Run& run = runs_[route];
    const CircuitBreaker before =
        std::exchange(run.breaker, after_answer(run.breaker, outcome, now));
    if (run.breaker != before) replies_.asleep_until = bulk_.asleep_until = 0;
    if (outcome != protocols::SendOutcome::throttled) return;
    const std::int64_t quiet_us =
        std::clamp<std::int64_t>(retry_after_s, 1, limits_.held_max_us / second_us) * second_us;
    run.quiet_until = std::max(run.quiet_until, now + quiet_us);
}

}  // namespace kazi::gateway::sender
