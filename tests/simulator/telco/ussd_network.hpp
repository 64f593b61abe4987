// SPDX-License-Identifier: Apache-2.0
// USSD sessions between phones and the daemon over one aggregator: what was typed, the end event,
// one session for each number.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "tests/simulator/rng.hpp"
#include "tests/simulator/telco/hooks.hpp"
#include "tests/simulator/telco/network.hpp"

namespace kazi::simulator::telco {

class UssdNetwork {
public:
    /// All must outlive it.
    UssdNetwork(const Network& network, NetworkTally& tally, Hooks& hooks, const Settings& settings,
                Statistics& statistics);

    /// Opens a session; one that the number has open ends. The code may go on behind the service
    /// code (*384*77*3#): then the first text holds those digits.
    void dial(const std::string& number, const std::string& code, OnPage on_page);
    /// The next input. Without an open session: nothing is shown.
    void press(const std::string& number, const std::string& input, OnPage on_page);
    /// The phone put the session down, or lost it: the daemon hears of it.
    void hang_up(const std::string& number);
    [[nodiscard]] bool in_session(const std::string& number) const;

private:
    struct Session {
        std::string id;
        std::string text;   ///< all that was typed
        std::string input;  ///< what was typed last
        int hops = 0;
        Page page = {};  ///< on the phone
    };
    void turn(const std::string& number, OnPage on_page);
    void shown(const std::string& number, const std::optional<Page>& page);
    /// The copy of a turn is to show what is on the phone, unless she has gone on since.
    void compare(const std::string& number, const std::string& id, int hops,
                 const std::optional<Page>& page);
    void end(const std::string& number, protocols::UssdEvent event);
    [[nodiscard]] protocols::UssdTurn turn_of(const std::string& number, const Session& session,
                                              protocols::UssdEvent event) const;

    const Network& network_;
    NetworkTally& tally_;
    Hooks& hooks_;
    const Settings& settings_;
    Statistics& statistics_;
    Rng rng_;
    std::map<std::string, Session, std::less<>> sessions_;
};

}  // namespace kazi::simulator::telco
