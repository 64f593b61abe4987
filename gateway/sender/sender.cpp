// SPDX-License-Identifier: Apache-2.0
// From top to bottom: the round of the sender (run), one parcel's way (carry), what became of its
// letters (settle), what is told (note).
#include "gateway/sender/sender.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/ensure.hpp"
#include "gateway/http/outbound.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/sender/letter_results.hpp"
#include "gateway/sender/parcel_wire.hpp"
#include "protocols/gsm_text.hpp"
#include "protocols/phone_region.hpp"

namespace kazi::gateway::sender {

namespace {

using boost::asio::awaitable;
using protocols::SendOutcome;
using protocols::SendResult;
using Do = SendDecision::Do;

constexpr std::chrono::milliseconds round_every{100};
constexpr std::chrono::seconds prove_every{1};
constexpr std::size_t proofs_at_once = 100;
// Somebody who is written to too often has them wait here, and must not fill the place.
constexpr std::size_t replies_waiting_max = 10'000;
// Enough to find those of one text for several requests.
constexpr std::size_t bulk_waiting_max = 1'000;
constexpr std::size_t bulk_waiting_max_single = 64;
constexpr std::uint32_t taken_at_once = 500;

DispatchLimits limits_of(const std::vector<const hooks::Route*>& routes, int in_flight_max) {
    int slowest = 0;
    for (const hooks::Route* route : routes) {
        const int own = route->recipient_messages_per_minute;
        if (own > 0 && (slowest == 0 || own < slowest)) slowest = own;
    }
    DispatchLimits limits;
    limits.in_flight_max = in_flight_max;
    limits.per_recipient = Rate::per_minute(slowest);
    return limits;
}

// The aggregator bills by its own count, so that is the one to trust where there is one.
double segments_of(const records::OutboxMessage& message, const SendResult& result) {
    if (result.segments) return *result.segments;
    return static_cast<double>(protocols::measure_sms(message.text).segments);
}

}  // namespace

Lane lane_of(const hooks::Route& route) {
    Lane lane;
    lane.route = route.name;
    lane.countries = route.countries;
    lane.price_micro = route.price_micro;
    lane.sender = route.settings.sender;
    lane.rate = Rate::per_second(route.messages_per_second);
    lane.sender_rate = Rate::per_second(route.sender_messages_per_second);
    lane.recipients_max = route.dialect->recipients_max;
    return lane;
}

Sender::Sender(keepers::Post post, std::vector<const hooks::Route*> routes,
               boost::asio::io_context& context, int in_flight_max)
    : post_(post),
      routes_(std::move(routes)),
      context_(context),
      bell_(context),
      book_(post),
      dispatcher_(limits_of(routes_, in_flight_max)),
      troubles_shown_(routes_.size(), Trouble::none) {
    ensure(!routes_.empty(), "a sender has a route");
    for (const hooks::Route* route : routes_) {
        dispatcher_.add(lane_of(*route));
        tokens_.emplace_back(*route->dialect, route->settings);
        asks_country_ |= !route->countries.empty();
        batches_ |= route->dialect->recipients_max > 1;
    }
}

awaitable<void> Sender::run() {
    while (!post_.rest.stopping()) {
        const std::size_t taken = co_await fill();
        send_what_may_leave();
        co_await clear_away();
        const std::chrono::microseconds next(dispatcher_.wake_at() - now());
        if (taken == 0) co_await rest(std::min<std::chrono::microseconds>(next, round_every));
    }
    while (parcels_ > 0)
        co_await rest(round_every);
}

// Replies that somebody waits for are looked for before bulk is.
awaitable<std::size_t> Sender::fill() {
    const auto moment = std::chrono::steady_clock::now();
    if (moment < look_again_at_) co_return 0;
    std::size_t taken = 0;
    if (dispatcher_.waiting(true) < replies_waiting_max) {
        taken = co_await fill_from(keys::replies, true);
        if (taken == taken_at_once) co_return taken;
    }
    const std::size_t bulk_max = batches_ ? bulk_waiting_max : bulk_waiting_max_single;
    if (dispatcher_.waiting(false) < bulk_max) {
        const std::size_t bulk = co_await fill_from(keys::bulk, false);
        taken += bulk;
    }
    if (taken == 0) look_again_at_ = moment + round_every;
    co_return taken;
}

awaitable<std::size_t> Sender::fill_from(const char* stream, bool reply) {
    const auto count = reply || batches_ ? taken_at_once : std::uint32_t{16};
    auto letters = co_await book_.take(stream, reply, count);
    if (!letters) co_return 0;
    std::vector<Letter> erased;
    std::size_t added = 0;
    for (Letter& letter : *letters) {
        letter.taken_at = now();
        if (asks_country_) letter.country = protocols::phone_facts(letter.msisdn).region;
        if (letter.msisdn.empty()) {
            erased.push_back(std::move(letter));
        } else if (dispatcher_.add(std::move(letter))) {
            ++added;
        }
    }
    co_await drop(std::move(erased), "erased");
    co_return added;
}

void Sender::send_what_may_leave() {
    http::OnFailure failed = [this](const std::string&, const std::exception_ptr& failure) {
        post_.world.log.error("send_failed", {{"why", http::text_of(failure)}});
    };
    while (auto parcel = dispatcher_.next(now())) {
        ++parcels_;
        http::spawn(context_.get_executor(), "send", carry(std::move(*parcel)), failed);
    }
}

awaitable<void> Sender::clear_away() {
    co_await drop(dispatcher_.take_expired(), "too_late");
    co_await drop(dispatcher_.take_unservable(), "no_route");
    hooks::DeliveryProofs* proofs = routes_.front()->proofs;
    const auto moment = std::chrono::steady_clock::now();
    if (proofs == nullptr || proofs->empty() || moment < prove_again_at_) co_return;
    prove_again_at_ = moment + prove_every;
    co_await book_.prove(proofs->take(proofs_at_once));
}

// Until the next letter may leave, it is time to look about, or a parcel comes to its end.
awaitable<void> Sender::rest(std::chrono::microseconds longest) {
    if (std::exchange(woken_, false)) co_return;
    bell_.expires_after(longest);
    co_await http::ring(bell_);
    woken_ = false;
}

void Sender::wake() {
    woken_ = true;
    bell_.cancel();
}

// The wall clock, but never backwards: every wait would grow by as much.
taskflow::Instant Sender::now() {
    const taskflow::Instant wall = post_.world.clock.now();
    if (wall + ahead_ < now_) ahead_ = now_ - wall;
    now_ = wall + ahead_;
    return now_;
}

awaitable<void> Sender::carry(Parcel parcel) {
    struct Leaving {
        Sender& sender;
        std::size_t route;
        bool reply;
        ~Leaving() {
            sender.dispatcher_.done({route, reply, {}});
            --sender.parcels_;
            sender.wake();
        }
    };
    const Leaving leaving{*this, parcel.route, parcel.reply};
    try {
        co_await deliver(parcel);
    } catch (...) {
        // A fault of ours. The outbox will hand them out again.
        for (const Letter& letter : parcel.letters)
            dispatcher_.forget(letter);
        throw;
    }
}

awaitable<void> Sender::deliver(Parcel& parcel) {
    co_await settle_reported(parcel);
    if (parcel.letters.empty()) {
        dispatcher_.spared(parcel.route);
        co_return;
    }
    Results results = co_await send(parcel);
    const hooks::Route& route = *routes_[parcel.route];
    for (std::size_t i = 0; i < results.size(); ++i)
        note(route, parcel.letters[i], results[i]);
    learn(parcel, results);
    co_await settle(std::move(parcel), std::move(results));
}

// A message that may have left, has, if a report of it is here. Only one under an id that we know
// before the answer can be looked for.
awaitable<void> Sender::settle_reported(Parcel& parcel) {
    const hooks::Route& route = *routes_[parcel.route];
    std::vector<Letter> unknown;
    std::vector<Posted> gone;
    for (Letter& letter : parcel.letters) {
        std::string id;
        if (letter.in_doubt || letter.taken_before) id = our_report_id(route, letter.message);
        bool reported = false;
        if (!id.empty()) reported = co_await book_.is_reported(route.name, id);
        if (reported) {
            gone.push_back({std::move(letter), std::move(id), {}});
        } else {
            unknown.push_back(std::move(letter));
        }
    }
    parcel.letters = std::move(unknown);
    co_await record(parcel.route, std::move(gone));
}

// One result for each letter.
awaitable<Sender::Results> Sender::send(const Parcel& parcel) {
    const protocols::OutboundSms sms = sms_of(parcel);
    Results results = co_await attempt(parcel.route, sms);
    const bool refused = results.front().outcome == SendOutcome::stop_route;
    if (refused && tokens_[parcel.route].forget()) {
        // The aggregator took its token back before its time: once more with a new one.
        results = co_await attempt(parcel.route, sms);
    }
    co_return results_of_letters(parcel.letters, std::move(results));
}

awaitable<Sender::Results> Sender::attempt(std::size_t index, protocols::OutboundSms sms) {
    const hooks::Route& route = *routes_[index];
    protocols::CallbackContext context;
    context.now_s = post_.world.clock.now() / taskflow::second_us;
    const auto token = co_await tokens_[index].get(post_.world.outbound, context.now_s);
    if (!token) {
        Results untried(1);
        untried.front().outcome = SendOutcome::retry;
        untried.front().code = "no token";
        co_return untried;
    }
    context.access_token = *token;
    protocols::HttpRequest request = route.dialect->build_send(sms, route.settings, context);
    http::SendOptions options;
    route.metrics->sms_requests->Increment();
    const auto outcome =
        co_await http::send(post_.world.outbound, std::move(request), std::move(options));
    co_return results_of(route, outcome);
}

// A request counts once for each kind of answer in it; what speaks for the route comes first.
void Sender::learn(const Parcel& parcel, const Results& results) {
    std::set<SendOutcome> seen;
    std::int64_t retry_after_s = 0;
    for (const SendResult& result : results) {
        seen.insert(result.outcome);
        retry_after_s = std::max(retry_after_s, result.retry_after_s.value_or(0));
    }
    for (const SendOutcome outcome : seen)
        dispatcher_.answered(parcel.route, outcome, retry_after_s, now());
    show_trouble(parcel.route);
}

awaitable<void> Sender::settle(Parcel parcel, Results results) {
    std::vector<Posted> posted;
    std::vector<Letter> opted_out;
    std::vector<Letter> given_up;
    std::vector<Letter> late;
    for (std::size_t i = 0; i < results.size(); ++i) {
        Letter& letter = parcel.letters[i];
        SendResult& result = results[i];
        const SendDecision next =
            decide(result.outcome, {letter.tries, letter.in_doubt, now(), letter.message.not_after,
                                    result.retry_after_s.value_or(0)});
        switch (next.what) {
            case Do::record:
                posted.push_back(posted_by(parcel.route, std::move(letter), std::move(result)));
                break;
            case Do::opt_out:
                opted_out.push_back(std::move(letter));
                break;
            case Do::give_up:
                given_up.push_back(std::move(letter));
                break;
            case Do::too_late:
                late.push_back(std::move(letter));
                break;
            case Do::try_again:
            case Do::wait:
                dispatcher_.put_back(after_try(std::move(letter), parcel.route, result.outcome,
                                               now() + next.wait_us));
        }
    }
    co_await record(parcel.route, std::move(posted));
    for (Letter& letter : opted_out) {
        co_await book_.opt_out(letter);
        dispatcher_.forget(letter);
    }
    co_await drop(std::move(given_up), "given_up");
    co_await drop(std::move(late), "too_late");
}

Posted Sender::posted_by(std::size_t index, Letter letter, SendResult result) const {
    const hooks::Route& route = *routes_[index];
    Posted posted{std::move(letter), std::move(result.message_id), std::move(result.further_ids)};
    std::string ours = our_report_id(route, posted.letter.message);
    if (route.dialect->reports_by_our_id || posted.id.empty()) {
        posted.id = std::move(ours);
    } else {
        posted.other_id = std::move(ours);
    }
    return posted;
}

awaitable<void> Sender::record(std::size_t index, std::vector<Posted> posted) {
    if (posted.empty()) co_return;
    const hooks::Route& route = *routes_[index];
    const bool recorded = co_await book_.record(route.name, posted);
    for (const Posted& one : posted) {
        dispatcher_.forget(one.letter);
        if (recorded && route.proofs != nullptr && !one.id.empty())
            route.proofs->sent(one.letter.message.worker, keys::message(route.name, one.id));
    }
}

awaitable<void> Sender::drop(std::vector<Letter> letters, const char* why) {
    if (letters.empty()) co_return;
    for (const Letter& letter : letters)
        post_.world.log.warn("sms_dropped",
                             {{"id", letter.message.trace}, {"why", why}, {"tries", letter.tries}});
    co_await book_.acknowledge(letters);
    for (const Letter& letter : letters)
        dispatcher_.forget(letter);
}

void Sender::note(const hooks::Route& route, const Letter& letter, const SendResult& result) {
    route.metrics->sms_sent[result.outcome].Increment();
    if (result.outcome == SendOutcome::accepted)
        route.metrics->sms_segments->Increment(segments_of(letter.message, result));
    post_.world.log.info("sms_sent", {{"id", letter.message.trace},
                                      {"route", route.name},
                                      {"to", Masked{letter.msisdn}},
                                      {"outcome", protocols::to_string(result.outcome)},
                                      {"code", result.code}});
}

void Sender::show_trouble(std::size_t index) {
    const Trouble trouble = dispatcher_.breaker(index).trouble;
    if (trouble == troubles_shown_[index]) return;
    troubles_shown_[index] = trouble;
    const hooks::Route& route = *routes_[index];
    route.metrics->sms_shut->Set(trouble != Trouble::none ? 1 : 0);
    route.metrics->sms_paused->Set(is_alarming(trouble) ? 1 : 0);
    if (trouble == Trouble::none) {
        post_.world.log.info("route_open", {{"route", route.name}});
    } else if (is_alarming(trouble)) {
        post_.world.log.error("route_paused", {{"route", route.name}, {"why", to_string(trouble)}});
    } else {
        post_.world.log.warn("route_shut", {{"route", route.name}, {"why", to_string(trouble)}});
    }
}

}  // namespace kazi::gateway::sender
