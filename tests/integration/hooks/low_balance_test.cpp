// SPDX-License-Identifier: Apache-2.0
// A campaign's money runs low, on a real redis-server: its client is told once, whichever daemon
// sees it first, and not before it has fallen below what the client named.
#include "gateway/engine/keys.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/keepers/keepers.hpp"
#include "tests/integration/hooks/hook_house.hpp"

using namespace kazi;
using namespace kazi::tests;
using namespace kazi::gateway;

namespace {

/// Two keepers look at one campaign, as those of two daemons do.
class ThriftyHouse {
public:
    ThriftyHouse() {
        for (keepers::Rest* rest : {&first_, &second_}) {
            ++running_;
            boost::asio::co_spawn(
                house.io, keepers::keep_campaigns({house.world, house.engine, house.cell, *rest}),
                [&](const std::exception_ptr& failure) {
                    if (failure) FAIL(http::text_of(failure));
                    --running_;
                });
        }
    }
    ~ThriftyHouse() {
        first_.stop();
        second_.stop();
        CHECK(turn_until(house.io, [&] { return running_ == 0; }));
    }

    void tell_below(std::int64_t micro) {
        auto stored = *house.cell.board.find(1);
        stored.campaign.budget.low_micro = micro;
        ++stored.version;
        store::Batch batch;
        batch.cell = "ke-0";
        batch.writes = {
            store::Put{keys::campaign(1), records::pack_campaign(stored.campaign, stored.version)}};
        REQUIRE(house.redis.call.commit(batch));
        house.cell.board.put(stored);
    }
    /// Lets each keeper look twice at least.
    void look() {
        const std::size_t before = house.redis.store.round_trips();
        house.until([&] { return house.redis.store.round_trips() >= before + 6; });
    }
    [[nodiscard]] std::int64_t escrow() { return house.balance("escrow:c1"); }
    [[nodiscard]] double told() { return house.metrics.campaigns_low.Value(); }

    HookHouse house;

private:
    keepers::Rest first_{house.io};
    keepers::Rest second_{house.io};
    int running_ = 0;
};

}  // namespace

TEST_CASE("a campaign's client hears once that its balance is low, and not before it is") {
    ThriftyHouse thrifty;
    HookHouse& house = thrifty.house;
    house.join();
    thrifty.look();
    CHECK(thrifty.told() == 0);
    thrifty.tell_below(thrifty.escrow());
    thrifty.look();
    CHECK(thrifty.told() == 0);

    house.sms("YES", "first-answer");
    CHECK(house.worker().available_micro == 2'000'000);
    house.until([&] { return thrifty.told() > 0; });
    CHECK(house.logs("campaign_balance_low"));
    CHECK(house.counts("kazi_campaigns_low_total 1"));

    house.sms("YES", "second-answer");
    thrifty.look();
    CHECK(thrifty.told() == 1);
}
