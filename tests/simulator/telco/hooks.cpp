// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/hooks.hpp"

#include <utility>

namespace kazi::simulator::telco {

using gateway::http::Answered;
using gateway::http::HttpOutcome;

namespace {

constexpr std::uint64_t hooks_stream = 0x400c5;
constexpr int status_ok = 200;
constexpr std::chrono::milliseconds notice_limit{20'000};
constexpr const char* form_type = "application/x-www-form-urlencoded; charset=utf-8";
constexpr const char* json_type = "application/json";

const protocols::HttpReply* good_reply(const HttpOutcome& outcome) {
    const auto* answered = std::get_if<Answered>(&outcome);
    return answered != nullptr && answered->reply.status == status_ok ? &answered->reply : nullptr;
}

std::optional<Page> page_of(const HttpOutcome& outcome, const Network& network) {
    const auto* reply = good_reply(outcome);
    return reply == nullptr ? std::nullopt : network.read_page(*reply);
}

}  // namespace

HookCall form_call(std::string url, std::string body) {
    return {{"POST", std::move(url), {{"Content-Type", form_type}}, std::move(body)}, nullptr};
}

struct Hooks::Notice {
    HookCall call;
    std::function<void(bool)> done;
    int tries = 0;
};

Hooks::Hooks(gateway::http::Outbound& outbound, Timeline& timeline, const Settings& settings,
             Statistics& statistics)
    : outbound_(outbound),
      timeline_(timeline),
      settings_(settings),
      statistics_(statistics),
      rng_(settings.seed, hooks_stream) {}

void Hooks::notify(HookCall call, std::function<void(bool taken)> done) {
    const bool doubled = rng_.chance(settings_.faults.callback_doubled);
    const bool late = rng_.chance(settings_.faults.callback_late);
    const double wait_s = late ? settings_.latencies.late_s : 0;
    statistics_.callbacks_late += late ? 1 : 0;
    ++under_way_;
    const auto notice = std::make_shared<Notice>(Notice{std::move(call), std::move(done)});
    timeline_.after(wait_s, [this, notice] { attempt(notice); });
    if (!doubled) return;
    ++statistics_.callbacks_doubled;
    const auto copy = std::make_shared<Notice>(Notice{notice->call, {}});
    const double copy_wait_s = rng_.between(0, settings_.latencies.late_s);
    ++under_way_;
    timeline_.after(copy_wait_s, [this, copy] { attempt(copy); });
}

void Hooks::attempt(const std::shared_ptr<Notice>& notice) {
    ++notice->tries;
    statistics_.callbacks_retried += notice->tries > 1 ? 1 : 0;
    send(notice->call, notice_limit, [this, notice](HttpOutcome outcome) {
        const bool taken = good_reply(outcome) != nullptr;
        if (taken || notice->tries >= settings_.tries_max) {
            --under_way_;
            if (notice->done) notice->done(taken);
            return;
        }
        timeline_.after_real(std::chrono::milliseconds(settings_.retry_ms),
                             [this, notice] { attempt(notice); });
    });
}

void Hooks::turn(HookCall call, OnPage done, OnPage again) {
    const std::chrono::milliseconds limit(settings_.ussd_deadline_ms);
    const Network& network = *call.network;
    const bool doubled = rng_.chance(settings_.faults.callback_doubled) && network.repeats_turns();
    if (!doubled) {
        send(call, limit, [&network, done = std::move(done)](const HttpOutcome& outcome) {
            done(page_of(outcome, network));
        });
        return;
    }
    ++statistics_.callbacks_doubled;
    const auto heard = [&network, first = std::make_shared<bool>(true), done = std::move(done),
                        again = std::move(again)](const HttpOutcome& outcome) {
        (std::exchange(*first, false) ? done : again)(page_of(outcome, network));
    };
    send(call, limit, heard);
    send(call, limit, heard);
}

void Hooks::ask(std::string url, std::string body,
                std::function<void(std::optional<std::string>)> done) {
    HookCall call{{"POST", std::move(url), {{"Content-Type", json_type}}, std::move(body)}};
    send(call, notice_limit, [done = std::move(done)](const HttpOutcome& outcome) {
        const auto* reply = good_reply(outcome);
        done(reply == nullptr ? std::nullopt : std::optional(reply->body));
    });
}

void Hooks::send(const HookCall& call, std::chrono::milliseconds limit,
                 std::function<void(HttpOutcome)> done) {
    ++statistics_.callbacks;
    protocols::HttpRequest request = call.request;
    if (call.network != nullptr) call.network->prove(request);
    outbound_.send(std::move(request), {.fresh_connection = false, .total_timeout = limit},
                   std::move(done));
}

}  // namespace kazi::simulator::telco
