// SPDX-License-Identifier: Apache-2.0
// All the aggregators, and who carries what for the people of a country: there may be one for SMS
// and another for USSD, or none for one of them.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/telco/sms_network.hpp"
#include "tests/simulator/telco/ussd_network.hpp"

namespace kazi::simulator::telco {

/// A country as its people's phones know it.
struct Home {
    std::string numbers;          ///< how its mobile numbers begin; seven digits follow
    SmsNetwork* sms = nullptr;    ///< null: no service by SMS
    UssdNetwork* ussd = nullptr;  ///< null: no service by USSD
    std::string service_code;     ///< what is dialled there
};

class Networks {
public:
    /// All must outlive it. Throws for a country whose numbers nobody wrote down, and for a dialect
    /// that can't be played.
    Networks(Hooks& hooks, Timeline& timeline, const Settings& settings, Statistics& statistics,
             const SmsNetwork::OnArrival& on_arrival);

    /// In the order in which the settings name countries; never empty.
    [[nodiscard]] const std::vector<Home>& homes() const { return homes_; }
    /// Where a number lives; strangers live in the first home.
    [[nodiscard]] const Home& home_of(std::string_view number) const;
    /// The network whose address for messages that is, or null.
    [[nodiscard]] SmsNetwork* messages_at(std::string_view path);

    /// {"at-ke":{"dialect":…,"messages_out":…},…}
    [[nodiscard]] boost::json::object tallies() const;
    /// [{"network":…,"id":…,"status":…}]: the final reports that the daemon took.
    [[nodiscard]] boost::json::array final_reports() const;

private:
    struct Line {
        Network network;
        NetworkTally tally = {};
        std::optional<SmsNetwork> sms = {};
        std::optional<UssdNetwork> ussd = {};
    };
    void settle(Line& line);
    Home& home_in(const std::string& country);

    std::deque<Line> lines_;
    std::vector<std::string> countries_;
    std::vector<Home> homes_;
};

/// How mobile numbers of a country begin, up to their last seven digits. Throws for one that is not
/// in the table.
[[nodiscard]] std::string numbers_of(std::string_view country);

}  // namespace kazi::simulator::telco
