// SPDX-License-Identifier: Apache-2.0
// SMS out as an aggregator sells it: which recipients are taken and what they cost. How it is asked
// and how it says so is the clerk's affair.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/rng.hpp"
#include "tests/simulator/telco/clerk.hpp"
#include "tests/simulator/telco/network.hpp"
#include "tests/simulator/telco/settings.hpp"

namespace kazi::simulator::telco {

/// A message on its way to a phone.
struct Outgoing {
    std::string message_id;
    std::string number;
    std::string text;
    std::size_t segments = 1;
    bool will_fail = false;
    std::string report_url = {};  ///< where its reports are wanted; empty: where they always go
};

struct SmsAnswer {
    protocols::HttpReply reply;
    std::vector<Outgoing> taken = {};
    std::int64_t cost_micro = 0;
    std::size_t repeats = 0;  ///< recipients whose message was taken before
};

class SmsDesk {
public:
    /// Both must outlive it. The network's dialect has a clerk.
    SmsDesk(const Network& network, const Settings& settings);

    /// One request to the address for messages.
    [[nodiscard]] SmsAnswer send(const protocols::Callback& request);

    /// From now on this number refuses what we send, as if blocked at the operator.
    void block(const std::string& number) { blocked_.insert(number); }

    /// A fresh message id, for either direction.
    [[nodiscard]] std::string next_id();

private:
    [[nodiscard]] SmsLine judge(const Recipient& recipient);

    const Network& network_;
    const Settings& settings_;
    const Clerk& clerk_;
    Rng rng_;
    std::set<std::string, std::less<>> blocked_;
    std::map<std::string, std::string, std::less<>> taken_before_;  ///< the daemon's id → ours
};

}  // namespace kazi::simulator::telco
