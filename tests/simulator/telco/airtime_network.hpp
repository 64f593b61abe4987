// SPDX-License-Identifier: Apache-2.0
// Carries top-ups out: asks whether they are valid, moves the money, tells the daemon.
#pragma once

#include <string>

#include "tests/simulator/telco/airtime_desk.hpp"
#include "tests/simulator/telco/hooks.hpp"

namespace kazi::simulator::telco {

class AirtimeNetwork {
public:
    AirtimeNetwork(Hooks& hooks, Timeline& timeline, const Settings& settings,
                   Statistics& statistics);

    /// The daemon's POST: answers it and carries what was taken.
    [[nodiscard]] DeskAnswer send(std::string_view api_key, const std::string& key,
                                  std::string_view username, std::string_view recipients);

    [[nodiscard]] const AirtimeDesk& desk() const { return desk_; }

private:
    void carry(const TopUp& top_up);
    void validate(const TopUp& top_up);
    void finish(const TopUp& top_up, const std::string& reason);

    Hooks& hooks_;
    Timeline& timeline_;
    const Settings& settings_;
    Statistics& statistics_;
    AirtimeDesk desk_;
};

}  // namespace kazi::simulator::telco
