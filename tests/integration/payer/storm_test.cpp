// SPDX-License-Identifier: Apache-2.0
// Two payers on one store pay many people through all ten providers, which lie; one payer dies on
// the way. In the end their ledger of money moved is ours.
#include <doctest/doctest.h>

#include <boost/json/object.hpp>
#include <cstdlib>
#include <map>
#include <set>

#include "billing/reconcile.hpp"
#include "tests/integration/payer/pay_office.hpp"
#include "tests/simulator/payouts/house_server.hpp"
#include "tests/simulator/payouts/wire_bank.hpp"

namespace kazi::tests {

using billing::Payout;
using billing::PayoutState;
using simulator::payouts::DueCall;
using simulator::payouts::HouseServer;
using simulator::payouts::HouseSettings;

namespace {

constexpr std::int64_t units = 20;
constexpr std::int64_t amount_micro = units * billing::micro_per_unit;
constexpr const char* path_token = "path-token-of-the-house-22";

std::size_t people() {
    constexpr std::size_t for_every_run = 200;
    const char* wanted = std::getenv("KAZI_STORM_PEOPLE");
    return wanted == nullptr ? for_every_run : static_cast<std::size_t>(std::atoll(wanted));
}

class Storm {
public:
    explicit Storm(int lie_percent)
        : house_(office.io, 0, house_settings(lie_percent), [this] { return office.clock.at; }) {
        const std::string url = "http://127.0.0.1:" + std::to_string(house_.port());
        office.settings.accounts.clear();
        for (const billing::Provider& provider : billing::providers())
            open_account(provider, url);
    }

    /// One person of each provider after the other.
    void order(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const std::string tail = std::to_string(100'000 + i);
            const std::size_t prefix = i % billing::providers().size();
            ids.push_back(office.order_for("+25471" + std::to_string(prefix) + tail, units));
        }
    }

    /// Time passes; the providers call as they like, and are heard.
    void pass(std::int64_t seconds) {
        office.clock.at += seconds * 1'000'000;
        office.io.restart();
        office.io.run_for(std::chrono::milliseconds(230));
        for (const DueCall& due : house_.house().take_due(office.clock.at))
            hear(due);
    }

    /// Every provider's report, twice: the first may have a line too few, or one too many.
    void read_reports() {
        for (int time = 0; time < 2; ++time)
            for (const billing::Provider& provider : billing::providers())
                read_report_of(provider.name);
    }

    /// What is wrong with one payout, by their ledger; empty is the proof.
    [[nodiscard]] std::string fault_of(const Payout& payout) {
        std::int64_t moved = 0;
        for (const billing::Attempt& attempt : payout.attempts) {
            moved += moved_[attempt.key];
            known_.insert(attempt.key);
        }
        const bool paid =
            payout.state == PayoutState::succeeded || payout.state == PayoutState::reconciled;
        std::string tale =
            std::string(to_string(payout.state)) + ", moved " + std::to_string(moved);
        for (const billing::Attempt& attempt : payout.attempts)
            tale += "; " + attempt.provider + " " + std::string(to_string(attempt.state)) + " " +
                    attempt.code + " at " + std::to_string(attempt.submitted_at_us / 1'000'000);
        if (payout.state == PayoutState::held) return {};
        if (moved > amount_micro) return "paid twice: " + tale;
        if (paid && moved != amount_micro) return "told as paid: " + tale;
        if (payout.state == PayoutState::returned && moved != 0) return "wrongly returned: " + tale;
        return {};
    }

    void read_ledger() {
        for (const auto& branch : house_.house().ledger(office.clock.at))
            for (const auto& payment : branch.value().as_object().at("by_key").as_object())
                moved_[std::string(payment.key())] += payment.value().as_int64();
    }
    /// Payments under keys that we have no record of.
    [[nodiscard]] int strangers() const {
        int count = 0;
        for (const auto& [key, moved] : moved_)
            count += moved > 0 && !known_.contains(key) ? 1 : 0;
        return count;
    }
    [[nodiscard]] std::int64_t tokens_of(const std::string& provider) {
        const auto ledger = house_.house().ledger(office.clock.at);
        return ledger.at(provider).as_object().at("tokens").as_int64();
    }

    PayOffice office;
    std::vector<std::string> ids;

private:
    static HouseSettings house_settings(int lie_percent) {
        HouseSettings settings;
        settings.fulfilment = simulator::payouts::wire_fulfilment();
        settings.lie_percent = lie_percent;
        settings.refusal_percent = lie_percent;
        return settings;
    }

    void open_account(const billing::Provider& provider, const std::string& url) {
        gateway::payer::AccountSettings account;
        account.name = std::string(provider.name);
        account.provider = &provider;
        account.account = simulator::payouts::wire_settings(provider, url);
        account.route.name = account.name;
        account.route.currency = *billing::Currency::parse("KES");
        account.route.operators = {account.name};
        office.settings.operators.push_back(
            {"25471" + std::to_string(office.settings.accounts.size()), account.name});
        account.number_spacing = std::chrono::seconds(provider.traits.number_spacing_s);
        account.payouts_per_second = 1000;
        office.settings.accounts.push_back(std::move(account));
    }

    void hear(const DueCall& due) {
        std::vector<protocols::HeaderView> headers;
        for (const auto& [name, value] : due.call.headers)
            headers.push_back({name, value});
        const std::string token = due.genuine ? path_token : "somebody-elses-token-22";
        const std::string target =
            "/hooks/" + due.provider + "/" + token + "/payout" + due.call.path;
        office.hear(due.provider, {due.call.method, target, due.call.body, headers});
    }

    void read_report_of(std::string_view provider) {
        const auto lines = billing::read_report(house_.house().report(provider, office.clock.at));
        REQUIRE(lines.has_value());
        std::vector<Payout> payouts;
        for (const std::string& id : ids)
            payouts.push_back(office.payout(id));
        billing::ReconcileContext context;
        context.provider = provider;
        context.deployment_key = office.settings.deployment_key;
        context.until_us = office.clock.at + 3'600'000'000;
        for (const auto& news : billing::reconcile(*lines, payouts, context).news)
            office.apply(ids[news.payout], news.event);
    }

    HouseServer house_;
    std::map<std::string, std::int64_t> moved_;
    std::set<std::string> known_;
};

}  // namespace

TEST_CASE("one payout by each of ten providers, two payers at work, a token fetched once") {
    Storm storm(0);
    storm.order(billing::providers().size());
    storm.office.open();
    storm.office.open();
    for (int round = 0; round < 12; ++round)
        storm.pass(10);
    storm.read_ledger();
    for (const std::string& id : storm.ids) {
        const Payout payout = storm.office.payout(id);
        CAPTURE(payout.attempts.empty() ? "nobody" : payout.attempts.back().provider);
        CHECK(to_string(payout.state) == "succeeded");
        CHECK(payout.attempts.size() == 1);
        CHECK(storm.fault_of(payout) == "");
    }
    CHECK(storm.strangers() == 0);
    CHECK(storm.tokens_of("mpesa_b2c") == 1);
    CHECK(storm.tokens_of("mtn_momo") == 1);
    CHECK(storm.office.audit() == "");
}

TEST_CASE("many payouts by all providers, every fault at five per cent, a payer dies on the way") {
    Storm storm(5);
    storm.order(people());
    storm.office.open();
    storm.office.open();
    storm.pass(2);
    storm.office.close();
    storm.office.open();
    for (const auto& [rounds, seconds] :
         {std::pair(10, 20), std::pair(10, 120), std::pair(8, 1200), std::pair(8, 7200)})
        for (int round = 0; round < rounds; ++round)
            storm.pass(seconds);
    storm.office.close();
    storm.read_reports();
    storm.read_ledger();
    std::map<std::string, int> states;
    for (const std::string& id : storm.ids) {
        const Payout payout = storm.office.payout(id);
        ++states[std::string(to_string(payout.state))];
        CAPTURE(id);
        CHECK(storm.fault_of(payout) == "");
    }
    CHECK(storm.strangers() == 0);
    CHECK(storm.office.audit() == "");
    for (const auto& [state, count] : states)
        MESSAGE(state << ": " << count);
}

}  // namespace kazi::tests
