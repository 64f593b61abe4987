// SPDX-License-Identifier: Apache-2.0
// The daemon as it is shipped pays through all ten providers, is killed on the way, and in the end
// each provider's ledger is ours. KAZI_PAY_DAY_SEED=N replays a run; KAZI_PAY_DAY_PEOPLE=N pays
// more.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>

#include "tests/payouts/pay_town.hpp"
#include "tests/payouts/ten_accounts.hpp"
#include "tests/simulator/rng.hpp"

namespace kazi::tests {

using billing::PayoutState;

namespace {

constexpr std::uint64_t seeds = 1'000'000;
constexpr std::int64_t strikes = 6;
constexpr std::uint64_t down_ms_max = 300;

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
    const char* given = std::getenv(name);
    return given == nullptr ? otherwise : std::stoull(given);
}

/// After how many payments the daemon dies, in order: most of them while it is busiest.
std::vector<std::int64_t> draw_moments(simulator::Rng& rng, std::size_t people) {
    std::vector<std::int64_t> moments;
    for (std::int64_t n = 0; n < strikes; ++n)
        moments.push_back(static_cast<std::int64_t>(1 + rng.below(people * 4 / 5)));
    std::ranges::sort(moments);
    return moments;
}

void pay_and_strike(PayTown& town, simulator::Rng& rng, std::size_t people) {
    constexpr int looks_max = 600;
    constexpr auto look_every = std::chrono::milliseconds(20);
    for (const std::int64_t moment : draw_moments(rng, people)) {
        for (int looks = 0; looks < looks_max && town.payments() < moment; ++looks)
            town.run_for(look_every);
        fmt::print("  kill -9 after {} payments\n", town.payments());
        std::fflush(stdout);
        town.strike(std::chrono::milliseconds(rng.below(down_ms_max)));
    }
}

/// Minutes, then hours: until the last question that anybody asks is answered. It dies once more.
void let_settle(PayTown& town, simulator::Rng& rng) {
    constexpr std::pair<int, std::int64_t> times[] = {{8, 30}, {6, 180}, {6, 1800}, {8, 10'800}};
    std::uint64_t until_strike = rng.below(10);
    for (const auto& [rounds, seconds] : times)
        for (int round = 0; round < rounds; ++round) {
            town.pass(seconds);
            if (until_strike-- == 0) town.strike(std::chrono::milliseconds(0));
        }
}

std::map<std::string, int> states_of(const std::vector<billing::Payout>& payouts) {
    std::map<std::string, int> states;
    for (const auto& payout : payouts)
        ++states[std::string(to_string(payout.state))];
    return states;
}

bool is_under_way(const billing::Payout& payout) {
    return payout.state == PayoutState::created || payout.state == PayoutState::submitted ||
           payout.state == PayoutState::pending || payout.state == PayoutState::failed;
}

/// Those that nobody has brought to an end or to a person, a line for each.
std::string left_behind(const std::vector<billing::Payout>& payouts) {
    std::string text;
    for (const auto& payout : payouts) {
        if (!is_under_way(payout)) continue;
        text += payout.id + " " + std::string(to_string(payout.state));
        for (const auto& attempt : payout.attempts)
            text += fmt::format("; {} {} {}", attempt.provider, to_string(attempt.state),
                                to_string(attempt.reason));
        text += "\n";
    }
    return text;
}

// A report may show that a payment was taken back, which is then made anew: until one brings
// nothing new. The cap on attempts ends it.
void read_reports_and_settle(PayTown& town) {
    constexpr int reports_max = 8;
    constexpr std::pair<int, std::int64_t> times[] = {{3, 30}, {3, 600}, {9, 10'800}};
    for (int report = 0; report < reports_max; ++report) {
        town.read_reports();
        town.pass(1);
        if (left_behind(town.payouts()).empty()) return;
        for (const auto& [rounds, seconds] : times)
            for (int round = 0; round < rounds; ++round)
                town.pass(seconds);
    }
}

}  // namespace

TEST_CASE("the daemon pays one person through each of ten providers") {
    PayTown town(1, 0);
    const auto people = billing::providers().size();
    town.owe(people);
    for (int round = 0; round < 12; ++round)
        town.pass(10);
    CHECK(town.payouts().size() == people);
    for (const billing::Payout& payout : town.payouts()) {
        CAPTURE(payout.attempts.empty() ? "nobody" : payout.attempts.back().provider);
        CHECK(to_string(payout.state) == "succeeded");
        CHECK(payout.attempts.size() == 1);
    }
    CHECK(town.ledger_faults() == "");
    const auto audit = town.daemon().tool({"audit"});
    CHECK_MESSAGE(audit.exit_code == 0, audit.output);
}

TEST_CASE("every fault at five per cent, and the daemon is killed: both ledgers are the same") {
    const auto seed = number_from("KAZI_PAY_DAY_SEED", std::random_device{}() % seeds);
    const auto people = number_from("KAZI_PAY_DAY_PEOPLE", 200);
    fmt::print("pay day: KAZI_PAY_DAY_SEED={}, {} people\n", seed, people);
    CAPTURE(seed);
    simulator::Rng rng(seed, 0x9a1d);
    PayTown town(seed, 5);
    town.owe(people);
    pay_and_strike(town, rng, people);
    let_settle(town, rng);
    CHECK(town.left_to_people() == "");
    read_reports_and_settle(town);
    const auto payouts = town.payouts();
    for (const auto& [state, count] : states_of(payouts))
        fmt::print("  {:<12} {}\n", state, count);
    CHECK(payouts.size() == people);
    CHECK(left_behind(payouts) == "");
    CHECK(town.ledger_faults() == "");
    const auto audit = town.daemon().tool({"audit"});
    CHECK_MESSAGE(audit.exit_code == 0, audit.output);
}

}  // namespace kazi::tests
