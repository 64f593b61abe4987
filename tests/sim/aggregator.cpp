// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/aggregator.hpp"

#include <fmt/format.h>

namespace kazi::sim {

using namespace gateway;
using taskflow::minute_us;
using taskflow::second_us;

namespace {

constexpr const char* route = "at-ke";
constexpr std::uint64_t hash_48_bits = (std::uint64_t{1} << 48) - 1;
constexpr Instant answer_deadline = 8 * second_us;
constexpr Instant repeat_gap_max = 30 * second_us;
constexpr Instant repeat_of_page_max = 15 * second_us;
constexpr Instant repeat_of_sms_max = 3 * minute_us;
constexpr int tries_when_rough = 6;
constexpr int tries_when_calm = 60;
constexpr int tries_of_late_turn = 3;
constexpr const char* late_page = "This takes too long. We go on by SMS.";

}  // namespace

Aggregator::CallPtr Aggregator::make_call(const Subscriber& from) {
    auto call = std::make_shared<Call>();
    call->id = ++last_call_;
    call->request.event.worker = from.worker;
    call->request.msisdn = from.msisdn;
    return call;
}

void Aggregator::sms(const Subscriber& from, const std::string& text) {
    const CallPtr call = make_call(from);
    const std::string message = fmt::format("m{}", call->id);
    call->request.event.what =
        taskflow::SmsReceived{text, identity_.hash_of(route, message) & hash_48_bits};
    world_.tell(fmt::format("{} sends SMS {}: {}", from.msisdn, call->id, text));
    send(call);
}

void Aggregator::ussd(const Subscriber& from, const std::string& session, const std::string& typed,
                      Page page) {
    const CallPtr call = make_call(from);
    taskflow::UssdTurned turned;
    turned.session = identity_.hash_of(route, session);
    call->request.event.what = turned;
    protocols::UssdTurn turn;
    turn.session_id = session;
    turn.from = from.msisdn;
    turn.accumulates = true;
    turn.accumulated = typed;
    call->request.ussd = std::move(turn);
    call->page = std::move(page);
    world_.tell(
        fmt::format("{} in session {}, turn {}: '{}'", from.msisdn, session, call->id, typed));
    send(call);
}

void Aggregator::ussd_ended(const Subscriber& from, const std::string& session) {
    const CallPtr call = make_call(from);
    call->request.event.what = taskflow::UssdEnded{identity_.hash_of(route, session)};
    send(call);
}

void Aggregator::send(const CallPtr& call) {
    const bool lost = world_.fate.strikes(Fault::callback_lost);
    const bool doubled = world_.fate.strikes(Fault::callback_doubled);
    const bool late = world_.fate.strikes(Fault::callback_late);
    const Instant usual = world_.span(20'000, second_us);
    // A USSD turn that is held up for longer finds its session ended by the network.
    const Instant extra = late ? world_.span(second_us, (call->page ? 1 : 5) * minute_us) : 0;
    if (!lost) world_.timeline.after(usual + extra, [this, call] { arrive(call); });
    if (!doubled) return;
    const Instant again = world_.span(20'000, call->page ? repeat_of_page_max : repeat_of_sms_max);
    world_.timeline.after(again, [this, call] { arrive(call); });
}

void Aggregator::arrive(const CallPtr& call) {
    ++call->tries;
    if (Daemon* daemon = any_daemon()) {
        engine::EventRequest request = call->request;
        request.event.at = world_.timeline.now();
        if (call->page && world_.fate.strikes(Fault::turn_late))
            return overrun(call, *daemon, std::move(request));
        daemon->handle(std::move(request), call->id,
                       [this, call](const Handled& handled) { answer(call, handled); });
    }
    // Nobody calls again for a page: the person has hung up by then.
    if (!call->page) world_.timeline.after(answer_deadline, [this, call] { repeat(call); });
}

void Aggregator::answer(const CallPtr& call, const Handled& handled) {
    if (!handled.taken()) return;
    world_.witness.acknowledged(call->id);
    if (call->page && handled.effects.ussd) return show(call, *handled.effects.ussd);
    call->answered = true;
}

// Only the first page is shown.
void Aggregator::show(const CallPtr& call, const taskflow::UssdReply& reply) {
    if (std::exchange(call->answered, true)) return;
    if (world_.fate.strikes(Fault::page_lost)) return;
    const Instant way = world_.span(10'000, second_us);
    world_.timeline.after(way, [call, reply] { call->page(reply); });
}

// She is shown a page that ends her session; the turn goes on behind it, and when it is done, what
// it was about goes on by SMS. Nothing of that is told to the aggregator.
void Aggregator::overrun(const CallPtr& call, Daemon& daemon, engine::EventRequest request) {
    taskflow::UssdOverran overran;
    overran.session = std::get<taskflow::UssdTurned>(request.event.what).session;
    overran.since = request.event.at;
    overran.shown = late_page;
    engine::EventRequest after;
    after.event = {request.event.worker, 0, std::move(overran)};
    after.msisdn = request.msisdn;
    show(call, {late_page, false});
    daemon.handle(std::move(request), call->id, [this, &daemon, after](const Handled&) {
        go_on_by_sms(daemon, after, tries_of_late_turn);
    });
}

void Aggregator::go_on_by_sms(Daemon& daemon, const engine::EventRequest& after, int tries) {
    engine::EventRequest request = after;
    request.event.at = world_.timeline.now();
    daemon.handle(std::move(request), 0, [this, &daemon, after, tries](const Handled& handled) {
        if (!handled.effects.messages.empty()) world_.see(Sight::turn_goes_on);
        if (handled.taken() || tries <= 1) return;
        const auto again = [this, &daemon, after, tries] {
            go_on_by_sms(daemon, after, tries - 1);
        };
        world_.timeline.after(second_us, daemon.in_this_life(again));
    });
}

void Aggregator::repeat(const CallPtr& call) {
    const int most = world_.fate.is_calm() ? tries_when_calm : tries_when_rough;
    if (call->answered || call->tries >= most) return;
    world_.fate.count(Fault::callback_retried);
    const Instant gap = world_.span(0, repeat_gap_max);
    world_.timeline.after(gap, [this, call] { arrive(call); });
}

Daemon* Aggregator::any_daemon() {
    const std::uint64_t first = world_.chance.below(daemons_.size());
    for (std::size_t n = 0; n < daemons_.size(); ++n) {
        Daemon& daemon = *daemons_[(first + n) % daemons_.size()];
        if (daemon.is_up()) return &daemon;
    }
    return nullptr;
}

}  // namespace kazi::sim
