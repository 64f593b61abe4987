// SPDX-License-Identifier: Apache-2.0
// A chain of three on a real redis-server whose second step is stopped before all came to it: the
// third settles what came, ends by itself, and its escrow goes back.
#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "tests/integration/hooks/hook_house.hpp"

using namespace kazi;
using namespace kazi::tests;
using namespace kazi::gateway;
using taskflow::CampaignState;

namespace {

constexpr std::uint32_t item_count = 4;
constexpr std::int64_t escrow_micro = 50'000'000;

class ChainHouse {
public:
    ~ChainHouse() {
        rest_.stop();
        CHECK(turn_until(house.io, [&] { return running_ == 0; }));
    }

    /// A campaign of the chain with its escrow; later ones come after the one before.
    void open(std::uint32_t number, CampaignState state) {
        taskflow::Campaign campaign = house.cell.board.find(1)->campaign;
        campaign.number = number;
        campaign.title = "Rain";
        campaign.state = state;
        campaign.item_count = item_count;
        campaign.chain.after = number - 1;
        for (std::uint32_t step = 1; step + 1 < number; ++step)
            campaign.chain.earlier.push_back(step);
        store::Batch batch;
        batch.cell = "ke-0";
        batch.writes = {store::Put{keys::campaign(number), records::pack_campaign(campaign, 2)},
                        store::Put{{keys::openings(number)}, std::string(item_count, '\0')},
                        store::Add{keys::balances, engine::escrow_field(campaign), escrow(number)}};
        REQUIRE(house.redis.call.commit(batch));
    }
    /// An item of the first campaign, settled there.
    void settle(std::uint32_t index) {
        records::ItemResult result;
        result.id = "t" + std::to_string(index);
        result.index = index;
        result.value = "yes";
        result.confidence_ppm = 960'000;
        result.answers = 3;
        taskflow::ItemState state;
        state.closed = true;
        store::Batch batch;
        batch.cell = "ke-0";
        batch.writes = {
            store::Put{keys::item({1, index}), records::pack_item({result.id, {}})},
            store::Put{keys::item_state({1, index}), records::pack_item_state(state, 1)},
            store::Append{keys::results(1), records::pack_result(result)},
            store::Add{keys::tally(1), "closed", 1}};
        REQUIRE(house.redis.call.commit(batch));
    }
    void stop(std::uint32_t number) {
        auto campaign = stored(number);
        campaign.campaign.state = CampaignState::stopping;
        store::Batch batch;
        batch.cell = "ke-0";
        batch.guards.push_back(store::VersionIs{keys::campaign(number), campaign.version});
        batch.writes.push_back(
            store::Put{keys::campaign(number),
                       records::pack_campaign(campaign.campaign, campaign.version + 1)});
        const auto outcome = house.redis.call.commit(batch);
        REQUIRE(outcome);
        REQUIRE(outcome->applied);
    }
    void start_keepers() {
        for (auto keeper : {keepers::keep_board, keepers::keep_chains, keepers::keep_campaigns}) {
            ++running_;
            boost::asio::co_spawn(house.io, keeper(post_), [&](const std::exception_ptr& failure) {
                if (failure) FAIL(http::text_of(failure));
                --running_;
            });
        }
    }
    void until_state(std::uint32_t number, CampaignState state) {
        house.until([&] { return stored(number).campaign.state == state; });
    }

    [[nodiscard]] records::StoredCampaign stored(std::uint32_t number) {
        const auto loaded = house.redis.call.load({"ke-0", {}, {keys::campaign(number)}});
        REQUIRE(loaded);
        return *records::campaign_from(*loaded->also.front());
    }
    [[nodiscard]] std::int64_t escrow_left(std::uint32_t number) {
        return house.balance("escrow:c" + std::to_string(number));
    }
    [[nodiscard]] std::string tally(std::uint32_t number, const char* field) {
        const auto found = house.redis.call.fields(keys::tally(number), {field});
        REQUIRE(found);
        return found->front().value_or("");
    }

    HookHouse house;

private:
    /// The first has one from the house.
    static std::int64_t escrow(std::uint32_t number) { return number == 1 ? 0 : escrow_micro; }

    keepers::Rest rest_{house.io};
    keepers::Post post_{house.world, house.engine, house.cell, rest_};
    int running_ = 0;
};

}  // namespace

TEST_CASE("a step that is stopped ends the ones after it, with what came to them") {
    ChainHouse chain;
    chain.open(1, CampaignState::running);
    chain.open(2, CampaignState::running);
    chain.open(3, CampaignState::running);
    chain.settle(0);
    chain.start_keepers();
    chain.house.until([&] { return chain.house.cell.board.openings({2, 0}) > 0; });
    chain.stop(2);
    chain.until_state(3, CampaignState::finished);
    CHECK(chain.stored(2).campaign.state == CampaignState::finished);
    CHECK(chain.stored(1).campaign.state == CampaignState::running);
    // Nobody answered what had come to the second: it passed the third by. The others never came.
    CHECK(chain.tally(3, keys::left_behind) == "3");
    CHECK(chain.tally(3, "closed") == "4");
    for (const std::uint32_t number : {2U, 3U}) {
        CHECK(chain.escrow_left(number) == 0);
        CHECK(chain.tally(number, "escrow_returned") == std::to_string(escrow_micro));
    }
}
