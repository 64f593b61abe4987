// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/networks.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace kazi::simulator::telco {

std::string numbers_of(std::string_view country) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> table{{
        {"GH", "+23324"},
        {"KE", "+25471"},
        {"NG", "+234803"},
        {"RW", "+25078"},
        {"TZ", "+25571"},
        {"UG", "+25677"},
    }};
    for (const auto& [code, numbers] : table) {
        if (code == country) return std::string(numbers);
    }
    throw std::invalid_argument("no numbers are written down for " + std::string(country));
}

Networks::Networks(Hooks& hooks, Timeline& timeline, const Settings& settings,
                   Statistics& statistics, const SmsNetwork::OnArrival& on_arrival) {
    for (const auto& network : settings.networks) {
        Line& line = lines_.emplace_back(Line{Network(network, lines_.size())});
        if (line.network.carries_sms())
            line.sms.emplace(line.network, line.tally, hooks, timeline, settings, statistics,
                             on_arrival);
        if (line.network.carries_ussd())
            line.ussd.emplace(line.network, line.tally, hooks, settings, statistics);
        settle(line);
    }
    if (homes_.empty()) throw std::invalid_argument("no network serves any country");
}

// The first one to carry something in a country carries it.
void Networks::settle(Line& line) {
    for (const auto& country : line.network.countries()) {
        Home& home = home_in(country);
        if (line.sms && home.sms == nullptr) home.sms = &*line.sms;
        if (!line.ussd || home.ussd != nullptr) continue;
        home.ussd = &*line.ussd;
        home.service_code = line.network.site().settings.service_code;
    }
}

Home& Networks::home_in(const std::string& country) {
    const auto known = std::ranges::find(countries_, country);
    const auto index = static_cast<std::size_t>(known - countries_.begin());
    if (known == countries_.end()) {
        countries_.push_back(country);
        homes_.push_back({.numbers = numbers_of(country), .service_code = {}});
    }
    return homes_[index];
}

const Home& Networks::home_of(std::string_view number) const {
    const auto home = std::ranges::find_if(
        homes_, [&](const Home& one) { return number.starts_with(one.numbers); });
    return home == homes_.end() ? homes_.front() : *home;
}

SmsNetwork* Networks::messages_at(std::string_view path) {
    for (auto& line : lines_) {
        if (line.sms && line.network.send_path() == path) return &*line.sms;
    }
    return nullptr;
}

boost::json::object Networks::tallies() const {
    boost::json::object all;
    for (const auto& line : lines_) {
        auto tally = line.tally.to_json();
        tally["dialect"] = line.network.dialect();
        tally["carries_sms"] = line.sms.has_value();
        tally["carries_ussd"] = line.ussd.has_value();
        all[line.network.name()] = std::move(tally);
    }
    return all;
}

boost::json::array Networks::final_reports() const {
    boost::json::array all;
    for (const auto& line : lines_) {
        if (line.sms) line.sms->add_final_reports(all);
    }
    return all;
}

}  // namespace kazi::simulator::telco
