// SPDX-License-Identifier: Apache-2.0
// USSD turns. A network hangs up on a page that is late, so a turn has a hard deadline: near it the
// session ends politely, and what the turn was about goes on by SMS.
#include <boost/asio/this_coro.hpp>

#include "gateway/hooks/hook_answer.hpp"
#include "gateway/hooks/hooks.hpp"
#include "gateway/http/outbound.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/observe/log.hpp"
#include "protocols/ussd_turn.hpp"
#include "taskflow/dialogue/keys.hpp"

namespace kazi::gateway::hooks {

namespace {

namespace keys = taskflow::dialogue::keys;
using boost::asio::awaitable;
using engine::Handled;
using protocols::Callback;
using protocols::HttpReply;
using protocols::UssdPage;
using protocols::UssdTurn;

// What telling her late takes: the page has a way to go too.
constexpr std::chrono::milliseconds way_back_max{300};

// The store was slow a moment ago: it is given some time to be itself again.
constexpr std::chrono::milliseconds pause_before_retry{1'000};
constexpr int sms_tries_max = 3;

std::chrono::milliseconds when_near(std::chrono::milliseconds deadline) {
    return deadline - std::min(deadline / 10, way_back_max);
}

bool is_end(const UssdTurn& turn) {
    return turn.event != protocols::UssdEvent::begin && turn.event != protocols::UssdEvent::input;
}

HttpReply end_answer(const protocols::Dialect& dialect) {
    return dialect.acknowledge_end != nullptr ? dialect.acknowledge_end() : dialect.acknowledge();
}

}  // namespace

/// Shared by a turn under way and whoever waits for its page: the page that was shown instead, once
/// nobody waits any more.
struct Hooks::OverrunTurn {
    std::optional<std::string> shown;
};

awaitable<HttpReply> Hooks::ussd(Route& route, Callback callback) {
    const protocols::Dialect& dialect = *route.dialect;
    if (dialect.parse_ussd == nullptr) co_return HttpReply{404, "", "", {}};
    auto parsed = dialect.parse_ussd(callback, route.settings, context());
    if (!parsed) co_return co_await refuse(route, callback, HookKind::ussd, parsed.error());
    if (is_end(*parsed)) co_return co_await ussd_end(route, std::move(*parsed));
    const UssdPage page = co_await answer_turn(route, std::move(*parsed));
    if (dialect.build_ussd != nullptr) {
        const auto executor = co_await boost::asio::this_coro::executor;
        send_apart(route, executor, dialect.build_ussd(page, callback, route.settings));
    }
    co_return dialect.render_ussd(page, callback, route.settings);
}

// Of a session that names nobody, the end changes nobody's state.
awaitable<HttpReply> Hooks::ussd_end(Route& route, UssdTurn turn) {
    if (turn.from.empty()) {
        count(route, CallbackKind::ussd, Handled::Kind::applied);
        co_return end_answer(*route.dialect);
    }
    engine::EventRequest request;
    request.event.worker = identity_.worker_of(turn.from);
    request.event.at = world_.clock.now();
    request.event.what = taskflow::UssdEnded{identity_.hash_of(route.name, turn.session_id)};
    request.trace = new_trace(world_.entropy);
    request.msisdn = std::move(turn.from);
    request.until = std::chrono::steady_clock::now() + settings_.callback_deadline;
    const Handled handled = co_await engine_.handle(*route.cell, std::move(request));
    count(route, CallbackKind::ussd, handled.kind);
    co_return handled.taken() ? end_answer(*route.dialect) : unavailable();
}

awaitable<UssdPage> Hooks::answer_turn(Route& route, UssdTurn turn) {
    const auto began = std::chrono::steady_clock::now();
    const auto deadline =
        route.ussd_deadline.count() > 0 ? route.ussd_deadline : settings_.ussd_deadline;
    look_for_the_impossible(route, turn);
    engine::EventRequest request = turn_request(route, std::move(turn));
    request.until = began + deadline;
    const taskflow::WorkerId worker = request.event.worker;
    if (!admit_turn(route, worker)) co_return page_of(route, worker, keys::busy);
    const auto overrun = std::make_shared<OverrunTurn>();
    http::OnFailure failed = [this](const std::string& name, const std::exception_ptr& failure) {
        world_.log.error("turn_failed", {{"name", name}, {"why", http::text_of(failure)}});
    };
    auto handled =
        co_await http::with_deadline("ussd_turn", take_turn(route, std::move(request), overrun),
                                     when_near(deadline), std::move(failed));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    world_.metrics.ussd_turn_seconds.Observe(took.count());
    world_.metrics.turns[Channel::ussd].Increment();
    if (handled) co_return page_after(route, worker, std::move(*handled));
    UssdPage page = late_page(route, worker);
    overrun->shown = page.text;
    co_return page;
}

engine::EventRequest Hooks::turn_request(const Route& route, UssdTurn turn) {
    taskflow::UssdTurned turned;
    turned.session = identity_.hash_of(route.name, turn.session_id);
    engine::EventRequest request;
    request.event.worker = identity_.worker_of(turn.from);
    request.event.at = world_.clock.now();
    request.event.what = std::move(turned);
    request.trace = new_trace(world_.entropy);
    request.msisdn = turn.from;
    request.network = turn.network.value_or("");
    request.ussd = std::move(turn);
    return request;
}

bool Hooks::admit_turn(Route& route, const taskflow::WorkerId& worker) {
    if (!admit(route, CallbackKind::ussd)) return false;
    if (route.fence.admit_turn(short_id(worker), world_.clock.now())) return true;
    report_fenced(route, CallbackKind::ussd, "number");
    return false;
}

UssdPage Hooks::page_after(Route& route, const taskflow::WorkerId& worker, Handled handled) {
    count(route, CallbackKind::ussd, handled.kind);
    languages_.keep(short_id(worker), handled.language);
    if (handled.taken() && handled.effects.ussd)
        return {std::move(handled.effects.ussd->text), handled.effects.ussd->more};
    // A phone that is told 503 shows its network's own error; a page in her language says more.
    return page_of(route, worker, keys::busy);
}

UssdPage Hooks::late_page(Route& route, const taskflow::WorkerId& worker) {
    route.metrics->of(CallbackKind::ussd)[CallbackOutcome::late].Increment();
    const bool by_sms = !route.cell->settings.market.short_code.empty();
    return page_of(route, worker, by_sms ? keys::session_slow : keys::busy);
}

// Goes on after its deadline: what she pressed counts, and is kept as if her page had come in time.
awaitable<Handled> Hooks::take_turn(Route& route, engine::EventRequest request,
                                    std::shared_ptr<OverrunTurn> overrun) {
    taskflow::Event after;
    after.worker = request.event.worker;
    taskflow::UssdOverran overran;
    overran.session = std::get<taskflow::UssdTurned>(request.event.what).session;
    overran.since = request.event.at;
    std::string msisdn = request.msisdn;
    Handled handled = co_await engine_.handle(*route.cell, std::move(request));
    if (!overrun->shown) co_return handled;
    world_.log.warn("ussd_turn_late", {{"route", route.name}, {"taken", handled.taken()}});
    languages_.keep(short_id(after.worker), handled.language);
    overran.shown = *overrun->shown;
    after.what = std::move(overran);
    co_await go_on_by_sms(route, std::move(after), std::move(msisdn));
    co_return handled;
}

// Without it she loses nothing but a reminder: when she dials again, she goes on. It may be the
// first that the store hears of her, so her number goes with it.
awaitable<void> Hooks::go_on_by_sms(Route& route, taskflow::Event event, std::string msisdn) {
    for (int tries = 0; tries < sms_tries_max; ++tries) {
        if (tries > 0) co_await http::sleep_for(pause_before_retry);
        engine::EventRequest request;
        request.event = event;
        request.event.at = world_.clock.now();
        request.msisdn = msisdn;
        request.trace = new_trace(world_.entropy);
        const Handled handled = co_await engine_.handle(*route.cell, std::move(request));
        if (handled.taken()) co_return;
    }
    world_.log.warn("ussd_turn_not_followed", {{"route", route.name}});
}

void Hooks::send_apart(Route& route, const boost::asio::any_io_executor& executor,
                       protocols::HttpRequest page) {
    http::OnFailure failed = [this](const std::string&, const std::exception_ptr& failure) {
        world_.log.error("ussd_page_failed", {{"why", http::text_of(failure)}});
    };
    http::spawn(executor, "ussd_page", send_page(route, std::move(page)), std::move(failed));
}

// A page that is lost on its way is lost as an answer can be: she dials again and goes on.
awaitable<void> Hooks::send_page(Route& route, protocols::HttpRequest request) {
    http::SendOptions options;
    options.total_timeout = settings_.callback_deadline;
    const auto outcome =
        co_await http::send(world_.outbound, std::move(request), std::move(options));
    const auto* answered = std::get_if<http::Answered>(&outcome);
    if (answered != nullptr && answered->reply.status / 100 == 2) co_return;
    world_.log.warn(
        "ussd_page_not_sent",
        {{"route", route.name}, {"http", answered == nullptr ? 0 : answered->reply.status}});
}

// Only counted: gateways write codes in many ways, and a wrong guess must not cost a worker.
void Hooks::look_for_the_impossible(Route& route, const UssdTurn& turn) {
    const protocols::RouteSettings& settings = route.settings;
    const std::string_view number = turn.from;
    const bool abroad =
        !settings.country_code.empty() && !number.substr(1).starts_with(settings.country_code);
    if (abroad) report_impossible(route, Impossible::foreign_number);
    const bool elsewhere = !settings.service_code.empty() && !turn.service_code.empty() &&
                           !protocols::behind_code(turn.service_code, settings.service_code) &&
                           !protocols::behind_code(settings.service_code, turn.service_code);
    if (elsewhere) report_impossible(route, Impossible::foreign_code);
}

UssdPage Hooks::page_of(Route& route, const taskflow::WorkerId& worker,
                        std::string_view key) const {
    const engine::CellSettings& cell = route.cell->settings;
    const std::string_view known = languages_.find(short_id(worker));
    const taskflow::Language language(known.empty() ? cell.market.languages.front() : known);
    return {cell.phrases->say(language, key), false};
}

}  // namespace kazi::gateway::hooks
