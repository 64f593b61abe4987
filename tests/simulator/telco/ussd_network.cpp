// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/ussd_network.hpp"

#include <fmt/format.h>

#include <utility>

#include "tests/simulator/telco/network_code.hpp"

namespace kazi::simulator::telco {

using protocols::UssdEvent;

namespace {

constexpr std::uint64_t sessions_stream = 0x055d;

// What stands behind the service code: "3" in *384*77*3# when the code is *384*77#.
std::string dialled_digits(const std::string& code, const std::string& service_code) {
    const auto stem = service_code.substr(0, service_code.size() - 1) + "*";
    if (!code.starts_with(stem) || !code.ends_with('#')) return "";
    return code.substr(stem.size(), code.size() - stem.size() - 1);
}

}  // namespace

UssdNetwork::UssdNetwork(const Network& network, NetworkTally& tally, Hooks& hooks,
                         const Settings& settings, Statistics& statistics)
    : network_(network),
      tally_(tally),
      hooks_(hooks),
      settings_(settings),
      statistics_(statistics),
      rng_(settings.seed, sessions_stream + network.stream()) {}

void UssdNetwork::dial(const std::string& number, const std::string& code, OnPage on_page) {
    hang_up(number);
    ++statistics_.sessions;
    ++tally_.sessions;
    const auto high = rng_.next();
    const auto low = rng_.next();
    const auto digits = dialled_digits(code, network_.site().settings.service_code);
    sessions_[number] = {.id = fmt::format("ATUid_{:016x}{:016x}", high, low),
                         .text = digits,
                         .input = digits,
                         .hops = 0};
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
        end(number, UssdEvent::timeout);
        on_page(std::nullopt);
        return;
    }
    auto& text = found->second.text;
    text = found->second.hops == 1 && text.empty() ? input : text + "*" + input;
    found->second.input = input;
    turn(number, std::move(on_page));
}

void UssdNetwork::turn(const std::string& number, OnPage on_page) {
    auto& session = sessions_[number];
    ++session.hops;
    ++statistics_.turns;
    ++tally_.turns;
    const auto event = session.hops == 1 ? UssdEvent::begin : UssdEvent::input;
    hooks_.turn(
        {network_.ussd(turn_of(number, session, event)), &network_},
        [this, number, id = session.id,
         on_page = std::move(on_page)](const std::optional<Page>& page) {
            const auto open = sessions_.find(number);
            const bool current = open != sessions_.end() && open->second.id == id;
            if (current) shown(number, page);
            on_page(current ? page : std::nullopt);
        },
        [this, number, id = session.id, hops = session.hops](const std::optional<Page>& page) {
            compare(number, id, hops, page);
        });
}

void UssdNetwork::shown(const std::string& number, const std::optional<Page>& page) {
    if (!page) {
        ++statistics_.sessions_failed;
        end(number, UssdEvent::abort);
    } else if (!page->more) {
        end(number, UssdEvent::end);
    } else {
        sessions_[number].page = *page;
    }
}

void UssdNetwork::compare(const std::string& number, const std::string& id, int hops,
                          const std::optional<Page>& page) {
    const auto open = sessions_.find(number);
    if (open == sessions_.end() || open->second.id != id || open->second.hops != hops) return;
    // One that ends may only have been told to come again later.
    if (page && page->more && page->text != open->second.page.text) ++statistics_.pages_differing;
}

void UssdNetwork::hang_up(const std::string& number) {
    if (in_session(number)) end(number, UssdEvent::timeout);
}

bool UssdNetwork::in_session(const std::string& number) const {
    return sessions_.find(number) != sessions_.end();
}

protocols::UssdTurn UssdNetwork::turn_of(const std::string& number, const Session& session,
                                         UssdEvent event) const {
    protocols::UssdTurn turn;
    turn.session_id = session.id;
    turn.from = number;
    turn.service_code = network_.site().settings.service_code;
    turn.event = event;
    turn.input = session.input;
    turn.accumulated = session.text;
    turn.sequence = session.hops;
    turn.network = network_code;
    return turn;
}

void UssdNetwork::end(const std::string& number, UssdEvent event) {
    auto session = std::move(sessions_[number]);
    sessions_.erase(number);
    ++session.hops;
    hooks_.notify({network_.ussd(turn_of(number, session, event)), &network_}, {});
}

}  // namespace kazi::simulator::telco
