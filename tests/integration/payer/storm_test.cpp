// SPDX-License-Identifier: Apache-2.0
// Two payers on one store pay many people through all ten providers, which lie; one payer dies on
// the way. In the end their ledger of money moved is ours.
#include <doctest/doctest.h>

#include <cstdlib>

#include "tests/integration/payer/provider_street.hpp"

namespace kazi::tests {

using billing::Payout;
using simulator::payouts::DueCall;

namespace {

std::size_t people() {
    constexpr std::size_t for_every_run = 200;
    const char* wanted = std::getenv("KAZI_STORM_PEOPLE");
    return wanted == nullptr ? for_every_run : static_cast<std::size_t>(std::atoll(wanted));
}

struct Storm {
    explicit Storm(int lie_percent)
        : street(office, lie_percent, [this] { return office.clock.at; }) {
        street.open_accounts();
    }

    /// Time passes; the providers call as they like, and are heard.
    void pass(std::int64_t seconds) {
        office.clock.at += seconds * 1'000'000;
        // A payer that asked for a quote looks for it after a fifth of a second.
        run_and_hear(std::chrono::milliseconds(60));
        run_and_hear(std::chrono::milliseconds(200));
    }

    void run_and_hear(std::chrono::milliseconds time) {
        office.io.restart();
        office.io.run_for(time);
        for (const DueCall& due : street.house().take_due(office.clock.at))
            hear(due);
    }

    void hear(const DueCall& due) {
        std::vector<protocols::HeaderView> headers;
        for (const auto& [name, value] : due.call.headers)
            headers.push_back({name, value});
        const std::string token =
            due.genuine ? ProviderStreet::path_token : "somebody-elses-token-22";
        const std::string target =
            "/hooks/" + due.provider + "/" + token + "/payout" + due.call.path;
        office.hear(due.provider, {due.call.method, target, due.call.body, headers});
    }

    PayOffice office;
    ProviderStreet street;
};

}  // namespace

TEST_CASE("one payout by each of ten providers, two payers at work, a token fetched once") {
    Storm storm(0);
    storm.street.order(billing::providers().size());
    storm.office.open();
    storm.office.open();
    for (int round = 0; round < 12; ++round)
        storm.pass(10);
    for (const std::string& id : storm.street.ids) {
        const Payout payout = storm.office.payout(id);
        CAPTURE(payout.attempts.empty() ? "nobody" : payout.attempts.back().provider);
        CHECK(to_string(payout.state) == "succeeded");
        CHECK(payout.attempts.size() == 1);
    }
    CHECK(storm.street.faults() == "");
    CHECK(storm.street.tokens_of("mpesa_b2c") == 1);
    CHECK(storm.street.tokens_of("mtn_momo") == 1);
    CHECK(storm.office.audit() == "");
}

TEST_CASE("many payouts by all providers, every fault at five per cent, a payer dies on the way") {
    Storm storm(5);
    storm.street.order(people());
    storm.office.open();
    storm.office.open();
    storm.pass(2);
    storm.office.close();
    storm.office.open();
    for (const auto& [rounds, seconds] :
         {std::pair(10, 20), std::pair(10, 120), std::pair(8, 1200), std::pair(8, 7200)}) {
        // A wait for a queue to open goes by a clock of its own, which does not run ahead.
        const bool last = seconds == 7200;
        if (last) storm.office.close();
        if (last) storm.office.open();
        for (int round = 0; round < rounds; ++round)
            storm.pass(seconds);
    }
    // What a payer had claimed and not begun when it closed is another's after half a minute.
    for (int more = 0; more < 200 && storm.street.states()["created"] > 0; ++more)
        storm.pass(10);
    storm.office.close();
    CHECK(storm.street.left_to_people() == "");
    storm.street.read_reports();
    CHECK(storm.street.faults() == "");
    CHECK(storm.office.audit() == "");
    auto states = storm.street.states();
    CHECK(states["created"] == 0);
    for (const auto& [state, count] : states)
        MESSAGE(state << ": " << count);
}

}  // namespace kazi::tests
