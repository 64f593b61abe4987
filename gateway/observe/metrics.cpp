// SPDX-License-Identifier: Apache-2.0
#include "gateway/observe/metrics.hpp"

#include <prometheus/family.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace kazi::gateway {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;
using prometheus::Registry;

Family<Counter>& counters(Registry& registry, const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

Family<Gauge>& gauges(Registry& registry, const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

Gauge& gauge(Registry& registry, const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

/// Up to 3 s, after which an operator may have cut the session.
Histogram& ussd_histogram(Registry& registry) {
    const Histogram::BucketBoundaries bounds_s{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                               0.05,   0.1,   0.25,   0.5,   1,    3};
    return prometheus::BuildHistogram()
        .Name("kazi_ussd_turn_seconds")
        .Help("From a USSD callback read to its page written")
        .Register(registry)
        .Add({}, bounds_s);
}

/// One counter of `family` for each value, labelled with its word.
template <class Counters>
void bind_labels(Counters& bound, Family<Counter>& family, const char* label,
                 prometheus::Labels labels = {}) {
    bound.bind([&](typename Counters::Value value) -> Counter& {
        labels[label] = std::string(to_string(value));
        return family.Add(labels);
    });
}

}  // namespace

struct Metrics::Families {
    explicit Families(Registry& registry)
        : callbacks(
              counters(registry, "kazi_callbacks_total", "Callbacks, by what became of them")),
          turns(counters(registry, "kazi_turns_total", "Worker events stepped and committed")),
          commits(counters(registry, "kazi_commits_total", "Commits, by what the store said")),
          answers(
              counters(registry, "kazi_answers_total", "Answers read, by what they counted for")),
          items_closed(counters(registry, "kazi_items_closed_total", "Items closed, by reason")),
          sms_sent(counters(registry, "kazi_sms_sent_total", "SMS handed to aggregators")),
          sms_requests(counters(registry, "kazi_sms_requests_total", "Requests that carried SMS")),
          sms_shut(gauges(registry, "kazi_sms_route_shut", "1 while a route is left alone")),
          sms_paused(gauges(registry, "kazi_sms_route_paused",
                            "1 while a route has no credit or no access")),
          sms_segments(counters(registry, "kazi_sms_segments_total", "Segments of accepted SMS")),
          delivery_reports(
              counters(registry, "kazi_delivery_reports_total", "Delivery reports, by status")),
          impossible(counters(registry, "kazi_impossible_callbacks_total",
                              "Callbacks that no network brings forth by itself")),
          last_callback(prometheus::BuildGauge()
                            .Name("kazi_last_callback_timestamp_seconds")
                            .Help("When a route was last heard of: a silent one may be broken")
                            .Register(registry)),
          payout_changes(
              counters(registry, "kazi_payout_changes_total", "Payouts that entered a state")),
          quarantined(counters(registry, "kazi_quarantined_callbacks_total",
                               "Payout callbacks kept because they match nothing yet")),
          payouts_stopped(gauges(registry, "kazi_payouts_stopped",
                                 "1 while an account has no float or no access")),
          payouts_shut(gauges(registry, "kazi_payouts_shut", "1 while an account is left alone")),
          payouts_capped(gauges(registry, "kazi_payouts_capped",
                                "1 while an account has paid all it may in a day")),
          http_refused(
              counters(registry, "kazi_http_refused_total", "Requests refused before any handler")),
          income_gini(gauges(registry, "kazi_income_gini",
                             "How unevenly a day's pay is spread over who earned it, 0 to 1")),
          income_workers(gauges(registry, "kazi_income_workers", "Workers who earned that day")) {}

    Family<Counter>& callbacks;
    Family<Counter>& turns;
    Family<Counter>& commits;
    Family<Counter>& answers;
    Family<Counter>& items_closed;
    Family<Counter>& sms_sent;
    Family<Counter>& sms_requests;
    Family<Gauge>& sms_shut;
    Family<Gauge>& sms_paused;
    Family<Counter>& sms_segments;
    Family<Counter>& delivery_reports;
    Family<Counter>& impossible;
    Family<Gauge>& last_callback;
    Family<Counter>& payout_changes;
    Family<Counter>& quarantined;
    Family<Gauge>& payouts_stopped;
    Family<Gauge>& payouts_shut;
    Family<Gauge>& payouts_capped;
    Family<Counter>& http_refused;
    Family<Gauge>& income_gini;
    Family<Gauge>& income_workers;
};

Metrics::Metrics() : Metrics(std::make_unique<Registry>()) {}

Metrics::Metrics(std::unique_ptr<Registry> registry)
    : step_conflicts(counters(*registry, "kazi_step_conflicts_total",
                              "Steps taken again because the worker's record had moved")
                         .Add({})),
      deliveries_proven(counters(*registry, "kazi_deliveries_proven_total",
                                 "SMS known to have arrived because they were answered")
                            .Add({})),
      campaigns_low(counters(*registry, "kazi_campaigns_low_total",
                             "Campaigns whose escrow fell below what their client wants to hear of")
                        .Add({})),
      store_round_trips(
          counters(*registry, "kazi_store_round_trips_total", "Waits for an answer of the store")
              .Add({})),
      turn_round_trips(counters(*registry, "kazi_turn_round_trips_total",
                                "Those of them that a worker or a provider waited through")
                           .Add({})),
      store_up(gauge(*registry, "kazi_store_up", "1 while the store answers")),
      http_out_in_flight(
          gauge(*registry, "kazi_http_out_in_flight", "Requests of ours without an answer yet")),
      replies_waiting(gauge(*registry, "kazi_sms_replies_waiting",
                            "Replies taken from the outbox that may not leave yet")),
      bulk_waiting(gauge(*registry, "kazi_sms_bulk_waiting",
                         "Other messages taken from the outbox that may not leave yet")),
      ussd_turn_seconds(ussd_histogram(*registry)),
      registry_(std::move(registry)),
      families_(std::make_unique<Families>(*registry_)) {
    bind_labels(turns, families_->turns, "channel");
    bind_labels(commits, families_->commits, "outcome");
    bind_labels(answers, families_->answers, "kind");
    bind_labels(items_closed, families_->items_closed, "reason");
}

Metrics::~Metrics() = default;

RouteMetrics& Metrics::route(std::string_view name) {
    for (const auto& known : routes_) {
        if (known->route == name) return *known;
    }
    auto& made = *routes_.emplace_back(std::make_unique<RouteMetrics>());
    made.route = name;
    for (const auto kind : {CallbackKind::sms, CallbackKind::dlr, CallbackKind::ussd}) {
        bind_labels(made.callbacks.at(static_cast<std::size_t>(kind)), families_->callbacks,
                    "outcome", {{"route", made.route}, {"kind", std::string(to_string(kind))}});
    }
    bind_labels(made.sms_sent, families_->sms_sent, "outcome", {{"route", made.route}});
    bind_labels(made.delivery_reports, families_->delivery_reports, "status",
                {{"route", made.route}});
    bind_labels(made.impossible, families_->impossible, "what", {{"route", made.route}});
    made.last_callback_at_s = &families_->last_callback.Add({{"route", made.route}});
    made.sms_requests = &families_->sms_requests.Add({{"route", made.route}});
    made.sms_shut = &families_->sms_shut.Add({{"route", made.route}});
    made.sms_paused = &families_->sms_paused.Add({{"route", made.route}});
    made.sms_segments = &families_->sms_segments.Add({{"route", made.route}});
    return made;
}

ProviderMetrics& Metrics::provider(std::string_view name) {
    for (const auto& known : providers_) {
        if (known->provider == name) return *known;
    }
    auto& made = *providers_.emplace_back(std::make_unique<ProviderMetrics>());
    made.provider = name;
    bind_labels(made.callbacks, families_->callbacks, "outcome",
                {{"route", made.provider}, {"kind", "payout"}});
    bind_labels(made.payout_changes, families_->payout_changes, "state",
                {{"provider", made.provider}});
    made.quarantined = &families_->quarantined.Add({{"provider", made.provider}});
    made.stopped = &families_->payouts_stopped.Add({{"provider", made.provider}});
    made.shut = &families_->payouts_shut.Add({{"provider", made.provider}});
    made.capped = &families_->payouts_capped.Add({{"provider", made.provider}});
    return made;
}

Counter& Metrics::http_refused(const char* listener, int status) {
    return families_->http_refused.Add(
        {{"listener", listener}, {"status", std::to_string(status)}});
}

Gauge& Metrics::income_gini(const std::string& market, const char* day) {
    return families_->income_gini.Add({{"market", market}, {"day", day}});
}

Gauge& Metrics::income_workers(const std::string& market, const char* day) {
    return families_->income_workers.Add({{"market", market}, {"day", day}});
}

std::string Metrics::render() const {
    return prometheus::TextSerializer().Serialize(registry_->Collect());
}

}  // namespace kazi::gateway
