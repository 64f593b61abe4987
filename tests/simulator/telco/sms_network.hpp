// SPDX-License-Identifier: Apache-2.0
// Carries SMS between phones and the daemon over one aggregator, both ways, and reports what became
// of each.
#pragma once

#include <boost/json/array.hpp>
#include <functional>
#include <string>

#include "tests/simulator/telco/hooks.hpp"
#include "tests/simulator/telco/network.hpp"
#include "tests/simulator/telco/sms_desk.hpp"

namespace kazi::simulator::telco {

class SmsNetwork {
public:
    using OnArrival = std::function<void(const std::string& number, const std::string& text)>;

    /// All must outlive it. `on_arrival` hears of each message that reaches a phone.
    SmsNetwork(const Network& network, NetworkTally& tally, Hooks& hooks, Timeline& timeline,
               const Settings& settings, Statistics& statistics, OnArrival on_arrival);

    /// What somebody wrote to the short code. `done` hears whether the daemon took it.
    void write(const std::string& number, const std::string& text,
               std::function<void(bool taken)> done);

    /// The daemon's request to the address for messages: answers it and carries what was taken.
    [[nodiscard]] protocols::HttpReply send(const protocols::Callback& request);

    [[nodiscard]] const Network& network() const { return network_; }
    /// The final reports that the daemon took: [{"network":…,"id":…,"status":…}] added to `all`.
    void add_final_reports(boost::json::array& all) const;

private:
    void carry(const Outgoing& message);
    void report(const Outgoing& message, protocols::DeliveryStatus status, double after_s);

    const Network& network_;
    NetworkTally& tally_;
    Hooks& hooks_;
    Timeline& timeline_;
    const Settings& settings_;
    Statistics& statistics_;
    OnArrival on_arrival_;
    SmsDesk desk_;
    std::vector<protocols::DeliveryReport> final_reports_;
};

}  // namespace kazi::simulator::telco
