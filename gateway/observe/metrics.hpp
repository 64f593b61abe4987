// SPDX-License-Identifier: Apache-2.0
// What is counted, for Prometheus. Counters are resolved once, at start: counting on the way of a
// callback is one addition, never a look-up. README.md lists every metric; a test compares.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "billing/payout.hpp"
#include "protocols/message.hpp"

namespace prometheus {
class Registry;
}

namespace kazi::gateway {

enum class Channel : std::uint8_t { sms, ussd };
enum class CallbackKind : std::uint8_t { sms, dlr, ussd };
/// `taken` changed something; `duplicate` was seen before; `refused` was malformed or not
/// authentic; `unavailable` met a store that was away; `failed` is our own fault; `fenced` came
/// when there were too many; `late` is a USSD turn whose page came after its deadline.
enum class CallbackOutcome : std::uint8_t {
    taken,
    duplicate,
    refused,
    unavailable,
    failed,
    fenced,
    late
};
/// Traffic that no network brings forth by itself: a callback without the route's proof; a USSD
/// session of a number from another country; one that was dialled by a code that is not the
/// route's.
enum class Impossible : std::uint8_t { unproven, foreign_number, foreign_code };
/// `moved`: another turn of the same worker was faster, load and step again.
enum class CommitOutcome : std::uint8_t { applied, guard_failed, failed };
enum class AnswerKind : std::uint8_t { accepted, surplus, dont_know, unreadable, corrected };
enum class CloseReason : std::uint8_t { confident, complete, exhausted, stopped };

[[nodiscard]] std::string_view to_string(Channel channel);
[[nodiscard]] std::string_view to_string(CallbackKind kind);
[[nodiscard]] std::string_view to_string(CallbackOutcome outcome);
[[nodiscard]] std::string_view to_string(Impossible what);
[[nodiscard]] std::string_view to_string(CommitOutcome outcome);
[[nodiscard]] std::string_view to_string(AnswerKind kind);
[[nodiscard]] std::string_view to_string(CloseReason reason);

/// One counter for each value of an enum.
template <class Enum, Enum First, Enum Last>
class CounterFor {
public:
    using Value = Enum;
    static constexpr auto first = static_cast<std::size_t>(First);
    static constexpr std::size_t count = static_cast<std::size_t>(Last) - first + 1;

    [[nodiscard]] prometheus::Counter& operator[](Enum value) const {
        return *counters_.at(static_cast<std::size_t>(value) - first);
    }
    /// `resolve(value)` gives the counter of each value.
    template <class Resolve>
    void bind(Resolve resolve) {
        for (std::size_t i = 0; i < count; ++i) {
            counters_.at(i) = &resolve(static_cast<Enum>(first + i));
        }
    }

private:
    std::array<prometheus::Counter*, count> counters_{};
};

using CallbackCounters = CounterFor<CallbackOutcome, CallbackOutcome::taken, CallbackOutcome::late>;
using SendCounters = CounterFor<protocols::SendOutcome, protocols::SendOutcome::accepted,
                                protocols::SendOutcome::in_doubt>;
using DeliveryCounters = CounterFor<protocols::DeliveryStatus, protocols::DeliveryStatus::accepted,
                                    protocols::DeliveryStatus::unknown>;
using PayoutCounters = CounterFor<billing::PayoutState, billing::PayoutState::submitted,
                                  billing::PayoutState::returned>;

/// The counters of one route; resolve once, keep the reference.
struct RouteMetrics {
    std::string route;
    std::array<CallbackCounters, 3> callbacks;  ///< by CallbackKind
    SendCounters sms_sent;
    prometheus::Counter* sms_requests = nullptr;
    prometheus::Counter* sms_segments = nullptr;
    prometheus::Gauge* sms_shut = nullptr;    ///< 1 while the route is left alone
    prometheus::Gauge* sms_paused = nullptr;  ///< 1 while it wants people: no credit, no access
    DeliveryCounters delivery_reports;
    CounterFor<Impossible, Impossible::unproven, Impossible::foreign_code> impossible;
    prometheus::Gauge* last_callback_at_s = nullptr;

    [[nodiscard]] const CallbackCounters& of(CallbackKind kind) const {
        return callbacks.at(static_cast<std::size_t>(kind));
    }
};

/// The counters of one provider.
struct ProviderMetrics {
    std::string provider;
    CallbackCounters callbacks;
    PayoutCounters payout_changes;
    prometheus::Counter* quarantined = nullptr;
    prometheus::Gauge* stopped = nullptr;  ///< 1 while it wants people: no float, no access
    prometheus::Gauge* shut = nullptr;     ///< 1 while it is left alone because it fails
    prometheus::Gauge* capped = nullptr;   ///< 1 while its day's cap is reached
};

/// Owns the registry. The references and pointers it hands out live as long as it does.
class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    /// The counters of a route or provider, made at the first call.
    RouteMetrics& route(std::string_view name);
    ProviderMetrics& provider(std::string_view name);

    /// Requests that a listener refused itself, before any handler; off the way of a callback.
    prometheus::Counter& http_refused(const char* listener, int status);

    /// How evenly the pay of a market's day came out, and over how many; `day` is a label.
    prometheus::Gauge& income_gini(const std::string& market, const char* day);
    prometheus::Gauge& income_workers(const std::string& market, const char* day);

    /// Everything in Prometheus' text form, version 0.0.4.
    [[nodiscard]] std::string render() const;

    CounterFor<Channel, Channel::sms, Channel::ussd> turns;
    CounterFor<CommitOutcome, CommitOutcome::applied, CommitOutcome::failed> commits;
    CounterFor<AnswerKind, AnswerKind::accepted, AnswerKind::corrected> answers;
    CounterFor<CloseReason, CloseReason::confident, CloseReason::stopped> items_closed;
    prometheus::Counter& step_conflicts;
    prometheus::Counter& deliveries_proven;
    prometheus::Counter& campaigns_low;
    prometheus::Counter& store_round_trips;
    prometheus::Counter& turn_round_trips;
    prometheus::Gauge& store_up;
    prometheus::Gauge& http_out_in_flight;
    prometheus::Gauge& replies_waiting;
    prometheus::Gauge& bulk_waiting;
    prometheus::Histogram& ussd_turn_seconds;

private:
    struct Families;

    explicit Metrics(std::unique_ptr<prometheus::Registry> registry);

    std::unique_ptr<prometheus::Registry> registry_;
    std::unique_ptr<Families> families_;
    std::vector<std::unique_ptr<RouteMetrics>> routes_;
    std::vector<std::unique_ptr<ProviderMetrics>> providers_;
};

}  // namespace kazi::gateway
