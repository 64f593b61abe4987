// SPDX-License-Identifier: Apache-2.0
// How the simulated telco behaves: faults, latencies, prices, and how fast its clock runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "protocols/dialect.hpp"

namespace kazi::simulator::telco {

/// Shares are of 1. Seconds are of the telco's own clock, which runs `speed` times as fast as ours.
struct Faults {
    double callback_doubled = 0.015;   ///< a callback comes twice
    double callback_late = 0.005;      ///< a callback is overtaken by later ones
    double drop_out_digits = 0.02;     ///< a USSD session breaks off on a screen of choices
    double drop_out_text = 0.06;       ///< … and on one that wants something typed
    double airtime_reply_lost = 0.01;  ///< the top-up is made, its HTTP reply never arrives
    double airtime_failed = 0.02;      ///< half refused at once, half by the status callback
    double sms_failed = 0.005;  ///< a message never reaches the phone, and its report says so
};

struct Latencies {
    double sms_s = 3;                ///< from our 201 to the phone
    double report_s = 4;             ///< from the phone to the report's callback
    double airtime_reply_s = 1;      ///< from an airtime request to its HTTP reply
    double airtime_s = 20;           ///< from there to the status callback
    double late_s = 90;              ///< what a late callback waits on top
    double duplicate_guard_s = 300;  ///< same number and amount again within this: refused
};

/// One aggregator: a route of the daemon's from the other side.
struct NetworkSettings {
    std::string dialect = "africastalking";
    std::string hooks_url;  ///< the route with its secret: http://…/hooks/at-ke/SECRET
    std::vector<std::string> countries{"KE"};  ///< whose phones it carries, ISO 3166
    protocols::RouteSettings route;            ///< names, credentials and codes, as the daemon's
};

struct Settings {
    std::uint64_t seed = 1;
    double speed = 600;
    Faults faults;
    Latencies latencies;

    std::string address = "127.0.0.1";
    std::uint16_t port = 0;                 ///< 0: any free one, printed at start
    std::vector<NetworkSettings> networks;  ///< the aggregators; never empty
    std::string payout_url;      ///< the daemon's payout callback: http://…/hooks/at/TOKEN/payout
    std::string validation_url;  ///< asked before a top-up is made; empty: no such question
    bool validation_down_goes_on = false;  ///< what happens when the question finds no answer
    std::string username = "sandbox";      ///< of airtime requests
    std::string api_key = "demo";          ///< those with another are refused with a 401
    std::string currency = "KES";
    std::int64_t segment_price_micro = 800'000;
    std::int64_t top_up_floor_micro = 5'000'000;
    std::string money_file;  ///< the ledger of money moved, one JSON object a line; empty: none

    /// Real milliseconds between two tries of a callback that was not taken, and how many tries.
    std::int64_t retry_ms = 250;
    int tries_max = 240;
    /// Screens after which the network ends a session. Networks count 180 seconds; screens do the
    /// same at any speed.
    int ussd_screens_max = 40;
    /// Real milliseconds that people wait at least for an answer to an SMS, and before they dial
    /// again: however fast their clock, the daemon's is ours.
    std::int64_t patience_ms_min = 3'000;
    std::int64_t redial_ms_min = 200;
    /// Real milliseconds the network waits for a USSD page before it ends the session.
    std::int64_t ussd_deadline_ms = 15'000;
};

/// A telco that does nothing wrong.
[[nodiscard]] inline Settings calm_settings() {
    Settings settings;
    settings.faults = {0, 0, 0, 0, 0, 0, 0};
    return settings;
}

}  // namespace kazi::simulator::telco
