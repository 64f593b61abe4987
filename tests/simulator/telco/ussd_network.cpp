// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/ussd_network.hpp"

#include <fmt/format.h>

#include <utility>

#include "tests/simulator/telco/form.hpp"
#include "tests/simulator/telco/network_code.hpp"

namespace kazi::simulator::telco {
namespace {

constexpr std::uint64_t sessions_stream = 0x055d;

// What stands behind the service code: "3" in *384*77*3# when the code is *384*77#.
std::string dialled_digits(const std::string& code, const std::string& service_code) {
    const auto stem = service_code.substr(0, service_code.size() - 1) + "*";
    if (!code.starts_with(stem) || !code.ends_with('#')) return "";
    return code.substr(stem.size(), code.size() - stem.size() - 1);
}

}  // namespace

UssdNetwork::UssdNetwork(Hooks& hooks, const Settings& settings, Statistics& statistics)
    : hooks_(hooks),
      settings_(settings),
      statistics_(statistics),
      rng_(settings.seed, sessions_stream) {}

void UssdNetwork::dial(const std::string& number, const std::string& code, OnPage on_page) {
    hang_up(number);
    ++statistics_.sessions;
    const auto high = rng_.next();
    const auto low = rng_.next();
    sessions_[number] = {.id = fmt::format("ATUid_{:016x}{:016x}", high, low),
                         .text = dialled_digits(code, settings_.service_code),
                         .last_page = "",
                         .hops = 0,
                         .began = std::chrono::steady_clock::now()};
    turn(number, std::move(on_page));
}

void UssdNetwork::press(const std::string& number, const std::string& input, OnPage on_page) {
    const auto found = sessions_.find(number);
    if (found == sessions_.end()) {
        on_page(std::nullopt);
        return;
    }
    if (found->second.hops >= settings_.ussd_screens_max) {
        ++statistics_.sessions_dropped;
        end(number, "Incomplete");
        on_page(std::nullopt);
        return;
    }
    auto& text = found->second.text;
    text = found->second.hops == 1 && text.empty() ? input : text + "*" + input;
    turn(number, std::move(on_page));
}

void UssdNetwork::turn(const std::string& number, OnPage on_page) {
    auto& session = sessions_[number];
    ++session.hops;
    ++statistics_.turns;
    auto body = write_form({{"sessionId", session.id},
                            {"phoneNumber", number},
                            {"networkCode", std::string(network_code)},
                            {"serviceCode", settings_.service_code},
                            {"text", session.text}});
    hooks_.turn(settings_.hooks_url + "/ussd", std::move(body),
                [this, number, id = session.id,
                 on_page = std::move(on_page)](const std::optional<Page>& page) {
                    const auto open = sessions_.find(number);
                    const bool current = open != sessions_.end() && open->second.id == id;
                    if (current) shown(number, page);
                    on_page(current ? page : std::nullopt);
                });
}

void UssdNetwork::shown(const std::string& number, const std::optional<Page>& page) {
    auto& session = sessions_[number];
    if (!page) {
        ++statistics_.sessions_failed;
        end(number, "Failed");
        return;
    }
    session.last_page = page->text;
    if (!page->more) end(number, "Success");
}

void UssdNetwork::hang_up(const std::string& number) {
    if (in_session(number)) end(number, "Incomplete");
}

bool UssdNetwork::in_session(const std::string& number) const {
    return sessions_.find(number) != sessions_.end();
}

void UssdNetwork::end(const std::string& number, const std::string& status) {
    const auto session = std::move(sessions_[number]);
    sessions_.erase(number);
    const auto lasted = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - session.began);
    auto body = write_form({{"sessionId", session.id},
                            {"serviceCode", settings_.service_code},
                            {"networkCode", std::string(network_code)},
                            {"phoneNumber", number},
                            {"status", status},
                            {"cost", "KES 0.10"},
                            {"durationInMillis", std::to_string(lasted.count())},
                            {"hopsCount", std::to_string(session.hops)},
                            {"input", session.text},
                            {"lastAppResponse", session.last_page}});
    hooks_.notify(settings_.hooks_url + "/ussd", std::move(body), {});
}

}  // namespace kazi::simulator::telco
