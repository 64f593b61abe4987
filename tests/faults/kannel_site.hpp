// SPDX-License-Identifier: Apache-2.0
// Phones, Kannel, the daemon and its store, put together as the front page tells a telco to do it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/contract/redis_server.hpp"
#include "tests/faults/kannel.hpp"
#include "tests/faults/phone_network.hpp"
#include "tests/faults/running_daemon.hpp"
#include "tests/simulator/demo/campaigns.hpp"

namespace kazi::tests {

class KannelSite {
public:
    /// Everything runs, the campaign is open. Throws when something does not come up.
    explicit KannelSite(
        const simulator::demo::CampaignPlan& plan = simulator::demo::village_campaign());

    /// A message is on that phone, now or before a minute is over, and is the last one. Fails the
    /// test, with what is there, when none comes.
    void expect(const std::string& number, std::string_view words);
    /// How many messages with these words the phone ever got.
    [[nodiscard]] std::size_t count(const std::string& number, std::string_view words);
    /// Becomes a worker who speaks English and has her first question, by SMS from JOIN on.
    void join_in_english(const std::string& number);

    /// Brings Kazi a message as Kannel would, past it. Fails the test when Kazi does not take it.
    void bring(const std::string& number, const std::string& text, const std::string& id) const;

    /// Kannel again after a death, and the phones at its side.
    void start_kannel();
    /// From now on the daemon sends so many messages a second; it runs when this returns.
    void restart_daemon(int messages_per_second);

    /// The sum of a counter over all lines with this label.
    [[nodiscard]] std::size_t counted(std::string_view counter, std::string_view label) const;
    /// How many messages that Kannel took, by the ids they left under.
    [[nodiscard]] std::size_t sent() const { return message_keys().size(); }
    /// How many of these no report has called delivered.
    [[nodiscard]] std::size_t unreported() const;
    /// Waits until there are at most so many.
    [[nodiscard]] bool reported_but(std::size_t most) const;

    RedisServer redis;
    RunningDaemon daemon;
    Kannel kannel;
    PhoneNetwork phones;

private:
    [[nodiscard]] std::string messages_to() const;
    [[nodiscard]] std::vector<std::string> message_keys() const;
    void write_configuration();

    int messages_per_second_ = 1000;
};

}  // namespace kazi::tests
