// SPDX-License-Identifier: Apache-2.0
// Callbacks to the daemon, with the faults of the road: doubled, late, tried again until taken.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "gateway/http/outbound.hpp"
#include "tests/simulator/rng.hpp"
#include "tests/simulator/telco/network.hpp"
#include "tests/simulator/telco/settings.hpp"
#include "tests/simulator/telco/statistics.hpp"
#include "tests/simulator/telco/timeline.hpp"

namespace kazi::simulator::telco {

/// What the daemon shows in a session.
using Page = protocols::UssdPage;

/// Hears a page, or that there was none.
using OnPage = std::function<void(std::optional<Page>)>;

/// A callback as it is written, and who proves it each time it leaves; null: nobody does.
struct HookCall {
    protocols::HttpRequest request;
    const Network* network = nullptr;
};

/// A form for addresses that prove themselves.
[[nodiscard]] HookCall form_call(std::string url, std::string body);

class Hooks {
public:
    Hooks(gateway::http::Outbound& outbound, Timeline& timeline, const Settings& settings,
          Statistics& statistics);

    /// Hands a notice (SMS, report, airtime status, end of session) over: again and again until a
    /// 200 comes, at most `tries_max` times. `done` hears whether it was taken.
    void notify(HookCall call, std::function<void(bool taken)> done);

    /// One USSD turn of the call's network. A doubled one is sent twice at once: the page that
    /// comes first counts, the other one goes to `again`.
    void turn(HookCall call, OnPage done, OnPage again);

    /// A question whose answer's body matters (JSON). Nothing when there was no 200.
    void ask(std::string url, std::string body,
             std::function<void(std::optional<std::string>)> done);

    /// Callbacks that are not taken yet.
    [[nodiscard]] std::size_t under_way() const { return under_way_; }

private:
    struct Notice;
    void attempt(const std::shared_ptr<Notice>& notice);
    void send(const HookCall& call, std::chrono::milliseconds limit,
              std::function<void(gateway::http::HttpOutcome)> done);

    gateway::http::Outbound& outbound_;
    Timeline& timeline_;
    const Settings& settings_;
    Statistics& statistics_;
    Rng rng_;
    std::size_t under_way_ = 0;
};

}  // namespace kazi::simulator::telco
