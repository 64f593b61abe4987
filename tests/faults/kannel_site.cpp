// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/kannel_site.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <deque>
#include <iterator>
#include <sstream>

#include "gateway/engine/keys.hpp"
#include "gateway/hooks/message_state.hpp"
#include "tests/faults/buyer.hpp"
#include "tests/faults/replace.hpp"
#include "tests/faults/waiting.hpp"
#include "tests/faults/web.hpp"

namespace kazi::tests {

namespace {

constexpr std::string_view section_begin = "### Any SMPP operator through Kannel";
constexpr std::string_view small_top_up = "top_up_minimum = \"5\"";
constexpr std::string_view large_top_up = "top_up_minimum = \"50\"";

// The route stands on the front page, and is tried as it stands there.
std::string route_of_readme() {
    const auto section = between(text_of(KAZI_SOURCE_DIR "/README.md"), section_begin, "\n## ");
    return between(section, "```toml\n", "```");
}

std::string last_of(const std::deque<std::string>& inbox) {
    return inbox.empty() ? "" : inbox.back();
}

}  // namespace

KannelSite::KannelSite(const simulator::demo::CampaignPlan& plan)
    : daemon({.redis_socket = redis.socket_path()}),
      kannel(messages_to()),
      phones(kannel.phones_port()) {
    ::setenv("KANNEL_PATH_SECRET", path_secret.data(), 1);
    ::setenv("KANNEL_SENDSMS_PASSWORD", sendsms_password.data(), 1);
    const auto reports_to = fmt::format("{}/hooks/kn-ke/{}/dlr", daemon.public_url(), path_secret);
    ::setenv("KANNEL_REPORTS_URL", reports_to.c_str(), 1);
    write_configuration();
    daemon.start();
    Buyer(daemon).open(plan);
    start_kannel();
}

std::string KannelSite::messages_to() const {
    return fmt::format("{}/hooks/kn-ke/{}/sms", daemon.public_url(), path_secret);
}

void KannelSite::write_configuration() {
    auto route = route_of_readme();
    replace(route, "http://127.0.0.1:13013/cgi-bin/sendsms", kannel.sendsms_url());
    replace(route, "messages_per_second = 10\n",
            fmt::format("messages_per_second = {}\n", messages_per_second_));
    auto text = text_of(daemon.config_file());
    const auto begin = text.find("[route.");
    text.replace(begin, text.find("[provider.") - begin, route + "\n");
    // No airtime is sold for so little: what she earns stays in her balance.
    if (text.find(small_top_up) != std::string::npos) replace(text, small_top_up, large_top_up);
    write_file(daemon.config_file(), text);
}

void KannelSite::expect(const std::string& number, std::string_view words) {
    const bool came =
        wait_until([&] { return last_of(phones.inbox(number)).find(words) != std::string::npos; },
                   std::chrono::seconds(20));
    REQUIRE_MESSAGE(came, "no \"" << words << "\" on " << number << ", but \""
                                  << last_of(phones.inbox(number)) << "\"; the daemon's log ends:\n"
                                  << daemon.log_end());
}

std::size_t KannelSite::count(const std::string& number, std::string_view words) {
    std::size_t found = 0;
    for (const auto& text : phones.inbox(number))
        found += text.find(words) == std::string::npos ? 0 : 1;
    return found;
}

void KannelSite::join_in_english(const std::string& number) {
    phones.write(number, "JOIN");
    expect(number, "English");
    phones.write(number, "2");
    expect(number, "Do you agree?");
    phones.write(number, "1");
    expect(number, "In which year were you born?");
    phones.write(number, "1988");
    expect(number, "For KES 3.00");
}

void KannelSite::bring(const std::string& number, const std::string& text,
                       const std::string& id) const {
    const auto reply =
        Request::get(fmt::format("{}?id={}&ts=1772352000&from=%2B{}&to=40404&text={}&coding=0",
                                 messages_to(), id, number.substr(1), text))
            .reply();
    REQUIRE(reply.status == 200);
}

void KannelSite::start_kannel() {
    kannel.start();
    phones.connect();
}

void KannelSite::restart_daemon(int messages_per_second) {
    messages_per_second_ = messages_per_second;
    REQUIRE(daemon.stop() == 0);
    write_configuration();
    daemon.start();
}

std::size_t KannelSite::counted(std::string_view counter, std::string_view label) const {
    std::istringstream lines(Request::get(daemon.admin_url() + "/metrics").reply().body);
    std::size_t sum = 0;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with(fmt::format("{}{{", counter))) continue;
        if (line.find(label) == std::string::npos) continue;
        sum += static_cast<std::size_t>(std::stod(line.substr(line.rfind(' '))));
    }
    return sum;
}

std::vector<std::string> KannelSite::message_keys() const {
    std::istringstream listed(redis.run({"KEYS", "*" + gateway::keys::message("kn-ke", "*")}));
    return {std::istream_iterator<std::string>(listed), {}};
}

std::size_t KannelSite::unreported() const {
    std::size_t waiting = 0;
    for (const auto& key : message_keys()) {
        const auto state = gateway::hooks::message_state_from(redis.run({"GET", key}));
        REQUIRE(state);
        waiting += state->status == protocols::DeliveryStatus::delivered ? 0 : 1;
    }
    return waiting;
}

bool KannelSite::reported_but(std::size_t most) const {
    return wait_until([&] { return unreported() <= most; }, std::chrono::seconds(20));
}

}  // namespace kazi::tests
