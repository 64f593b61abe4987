// SPDX-License-Identifier: Apache-2.0
// A client that buys answers from the daemon under test.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "tests/faults/running_daemon.hpp"
#include "tests/simulator/demo/campaigns.hpp"
#include "tests/simulator/demo/results.hpp"

namespace kazi::tests {

class Buyer {
public:
    /// Gets a key by the operator's tool, and pays in. Throws when the daemon does not take it.
    explicit Buyer(const RunningDaemon& daemon);

    /// Makes a campaign, uploads its items and starts it: its id. Throws when that fails.
    std::string open(const simulator::demo::CampaignPlan& plan);

    /// The campaign's "progress", or nothing while the daemon is away.
    [[nodiscard]] std::optional<boost::json::object> progress(const std::string& campaign);
    /// All results. Throws when the daemon is away.
    [[nodiscard]] simulator::demo::Results results(const std::string& campaign);

    /// What may be looked at. Throws when the daemon is away.
    [[nodiscard]] boost::json::array reviews(const std::string& campaign);
    /// Says something of an answer. Throws when that is refused.
    void decide(const std::string& campaign, const boost::json::object& decision);

private:
    simulator::demo::ApiClient api_;
};

}  // namespace kazi::tests
