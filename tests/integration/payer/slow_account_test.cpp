// SPDX-License-Identifier: Apache-2.0
// One account's provider answers late or never: what goes by the others is paid and asked about as
// if it were not there.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "gateway/payer/accounts.hpp"
#include "tests/integration/payer/momo_office.hpp"

namespace kazi::tests {

using billing::PayoutState;

namespace {

constexpr std::string_view slow = "/slow/";

/// An account for numbers that begin with +25470, and a slow one for +25471.
struct TwoOperators {
    TwoOperators() {
        move_to_momo(office);
        auto& settings = office.settings;
        settings.operators = {{"25470", "well"}, {"25471", "slow"}};
        auto second = settings.accounts.front();
        take_over(settings.accounts.front(), "well", office.provider);
        take_over(second, "slow", slow_provider);
        settings.accounts.push_back(second);
    }
    ~TwoOperators() {
        slow_provider.let_go();
        office.provider.let_go();
    }
    static void take_over(gateway::payer::AccountSettings& account, const std::string& name,
                          const ScriptedProvider& provider) {
        account.name = name;
        account.route.name = name;
        account.route.operators = {name};
        account.account.send_url = provider.url("/" + name + "/transfer");
        account.account.status_url = provider.url("/" + name + "/status");
        account.account.token_url = provider.url("/token/");
    }
    /// So many at each, the slow one's first.
    void order(int at_slow, int at_well) {
        for (int n = 0; n < at_slow; ++n)
            slow_ones.push_back(office.order_for("+2547110" + std::to_string(10'000 + n), 20));
        for (int n = 0; n < at_well; ++n)
            well_ones.push_back(office.order_for("+2547010" + std::to_string(10'000 + n), 20));
    }
    /// Second by second, so that what was put off comes again.
    void pass_until(const std::function<bool()>& happened) {
        for (int seconds = 0; seconds < 600 && !happened(); ++seconds)
            office.pass(1);
        REQUIRE(happened());
    }
    [[nodiscard]] std::size_t in_state(const std::vector<std::string>& ids, PayoutState state) {
        return static_cast<std::size_t>(std::ranges::count_if(
            ids, [&](const std::string& id) { return office.payout(id).state == state; }));
    }

    PayOffice office;
    ScriptedProvider slow_provider{office.io};
    std::vector<std::string> slow_ones;
    std::vector<std::string> well_ones;
};

std::set<std::string> bodies_of(const ScriptedProvider& provider) {
    std::set<std::string> bodies;
    for (const ScriptedProvider::Payment& payment : provider.payments)
        bodies.insert(payment.body);
    return bodies;
}

}  // namespace

TEST_CASE_FIXTURE(TwoOperators, "who does not answer payments keeps none of another's waiting") {
    slow_provider.on_payment = [](std::size_t) { return silence(); };
    order(60, 30);
    office.open();
    pass_until([&] { return in_state(well_ones, PayoutState::pending) == well_ones.size(); });
    CHECK(slow_provider.payments.size() <= gateway::payer::sending_places);
}

TEST_CASE_FIXTURE(TwoOperators, "who is not there is paid by when it is back, each once") {
    slow_provider.on_payment = [](std::size_t) { return momo_taken(); };
    slow_provider.go_away();
    order(40, 30);
    office.open();
    pass_until([&] { return office.provider.payments.size() == well_ones.size(); });
    CHECK(slow_provider.payments.empty());
    slow_provider.come_back();
    pass_until([&] { return slow_provider.payments.size() >= slow_ones.size(); });
    office.pass(60);
    CHECK(slow_provider.payments.size() == slow_ones.size());
    CHECK(bodies_of(slow_provider).size() == slow_ones.size());
}

TEST_CASE_FIXTURE(TwoOperators, "who does not answer questions keeps none of another's waiting") {
    slow_provider.on_payment = [](std::size_t) { return momo_taken(); };
    slow_provider.on_query = [] { return silence(); };
    office.provider.on_query = [] { return momo_transfer("SUCCESSFUL"); };
    order(150, 30);
    office.open();
    pass_until([&] { return in_state(well_ones, PayoutState::succeeded) == well_ones.size(); });
    CHECK(slow_provider.queries.size() <= gateway::payer::asking_places);
}

}  // namespace kazi::tests
