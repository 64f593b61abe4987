// SPDX-License-Identifier: Apache-2.0
// The world's client: pays in, makes its campaigns, starts, pauses, resumes and stops them, by the
// plans that the API commits.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gateway/api/plans.hpp"
#include "tests/sim/world.hpp"

namespace kazi::sim {

class Client {
public:
    explicit Client(World& world);

    /// Pays in, makes every campaign, and starts those that begin with the world.
    void open();
    /// Puts everything else that it will do on the timeline.
    void plan_ahead();
    /// Starts what has not begun, and resumes what is paused.
    void carry_on();
    void stop(std::uint32_t campaign) {
        stopped_.insert(campaign);
        change_state(campaign, gateway::api::Transition::stop);
    }
    /// It was asked to.
    [[nodiscard]] bool was_stopped(std::uint32_t campaign) const {
        return stopped_.contains(campaign);
    }

    /// Looks at answers now and then: accepts some, rejects some, and is silent about the rest.
    void look_at_answers();

    /// Of all that there are, those of judges too.
    [[nodiscard]] std::vector<std::uint32_t> all_campaigns() const;

    /// Nothing while it is not made yet.
    [[nodiscard]] std::optional<taskflow::Campaign> campaign(std::uint32_t number) const;
    [[nodiscard]] std::uint32_t campaign_count() const {
        return static_cast<std::uint32_t>(world_.profile.campaigns.size());
    }

private:
    using Values = std::vector<std::optional<std::string>>;

    /// Loads the places, plans and commits, until it is done.
    void carry_out(std::vector<gateway::store::Place> places,
                   std::function<gateway::api::Plan(const Values&)> plan, Timeline::Act then);
    void fund();
    void begin(std::uint32_t number);
    void start(std::uint32_t number);
    void decide(std::uint32_t number, const std::string& answer, const std::string& stored);
    void change_state(std::uint32_t number, gateway::api::Transition transition);

    World& world_;
    gateway::api::Market market_;
    gateway::api::Client who_;
    std::set<std::uint32_t> stopped_;
};

}  // namespace kazi::sim
