// SPDX-License-Identifier: Apache-2.0
// "Which is better?" on a real redis-server: an unsure text goes to others by SMS, their choice is
// paid, and what they chose is the item's result.
#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/comparison_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/integration/hooks/hook_house.hpp"

using namespace kazi;
using namespace kazi::tests;
using namespace kazi::gateway;

namespace {

constexpr const char* second_judge = "+254711000002";
constexpr const char* author = "+254711000003";
constexpr const char* goat = "the goat eats green grass";
constexpr const char* cow = "a cow drank my water";

class ComparingHouse {
public:
    ComparingHouse() {
        texts_ = house.cell.board.find(1)->campaign;
        texts_.title = "Translate";
        texts_.state = taskflow::CampaignState::finished;
        texts_.question = {};
        texts_.question.type = taskflow::QuestionType::translation;
        texts_.question.texts["en"] = {"{text} in English?", {}};
        texts_.redundancy = {.minimum = 2, .maximum = 2, .confidence_ppm = 900'000};
        texts_.languages = {"en"};
        texts_.item_count = 1;
        texts_.quality_terms.comparison = {.judges = 2, .pay_micro = 1'000'000};
        comparing_ = engine::comparing_campaign(texts_);
        comparing_.number = 2;
        comparing_.state = taskflow::CampaignState::running;
        write();
    }
    ~ComparingHouse() {
        rest_.stop();
        CHECK(turn_until(house.io, [&] { return running_ == 0; }));
    }

    /// Lets the keepers begin, until others can be asked.
    void until_asked() {
        for (auto keeper : {keepers::keep_board, keepers::keep_chains, keepers::keep_comparisons})
            start(keeper(post_));
        house.until([&] { return house.cell.board.openings({2, 0}) > 0; });
    }
    /// Of the item's results the last.
    records::ItemResult result() {
        const auto entries = house.redis.call.range({"ke-0", keys::results(1), "0", 100});
        REQUIRE(entries);
        return *records::result_from(entries->back().payload);
    }

    HookHouse house;

private:
    void start(boost::asio::awaitable<void> keeper) {
        ++running_;
        boost::asio::co_spawn(house.io, std::move(keeper), [&](const std::exception_ptr& failure) {
            if (failure) FAIL(http::text_of(failure));
            --running_;
        });
    }

    /// Two said two things, and nobody else was to be asked.
    void write() {
        records::ItemResult result;
        result.id = "t0";
        result.value = goat;
        result.confidence_ppm = 480'000;
        result.answers = 2;
        result.outcome = records::ItemOutcome::exhausted;
        taskflow::ItemState state;
        state.closed = true;
        state.answer_count = 2;
        for (const char* text : {goat, cow}) {
            state.labels.emplace_back(text);
            result.given.push_back({.worker = 1, .text = text, .weight_permille = 700});
        }
        store::Batch batch;
        batch.cell = "ke-0";
        batch.writes = {
            store::Put{keys::campaign(1), records::pack_campaign(texts_, 2)},
            store::Put{keys::campaign(2), records::pack_campaign(comparing_, 1)},
            store::Put{{keys::openings(2)}, std::string(1, '\0')},
            store::Add{keys::balances, engine::escrow_field(comparing_), 100'000'000},
            store::Put{keys::item({1, 0}), records::pack_item({"t0", {{"text", "mbuzi"}}})},
            store::Put{keys::item_state({1, 0}), records::pack_item_state(state, 3)},
            store::Append{keys::results(1), records::pack_result(result)}};
        REQUIRE(house.redis.call.commit(batch));
        house.cell.board.put({texts_, 2});
        house.cell.board.set_openings(1, {});
    }

    keepers::Rest rest_{house.io};
    keepers::Post post_{house.world, house.engine, house.cell, rest_};
    taskflow::Campaign texts_;
    taskflow::Campaign comparing_;
    int running_ = 0;
};

}  // namespace

TEST_CASE("two choose the other text: both are paid, and it is the result, surer than before") {
    ComparingHouse comparing;
    HookHouse& house = comparing.house;
    comparing.until_asked();
    house.join();
    CHECK(house.replies().back().find("Which is better? mbuzi in English?") != std::string::npos);
    CHECK(house.replies().back().find("1 " + std::string(goat)) != std::string::npos);
    CHECK(house.replies().back().find("2 " + std::string(cow)) != std::string::npos);
    house.sms("2", "choice-1");
    house.join(second_judge);
    house.sms("2", "choice-2", second_judge);
    house.until([&] { return comparing.result().version == 2; });
    CHECK(comparing.result().value == cow);
    CHECK(comparing.result().confidence_ppm > 480'000);
    CHECK(house.worker().available_micro == 1'000'000);
    CHECK(house.worker(second_judge).available_micro == 1'000'000);
}

TEST_CASE("who gave one of the texts is not asked which is better") {
    ComparingHouse comparing;
    HookHouse& house = comparing.house;
    house.join(author);
    const auto id = engine::worker_of(HookHouse::identity_key, author);
    const auto loaded = house.redis.call.load({"ke-0", keys::worker(id), {}});
    REQUIRE(loaded);
    taskflow::Worker worker = *records::worker_from(loaded->record);
    worker.history(1).mark_seen(0);
    store::Batch batch;
    batch.cell = "ke-0";
    batch.writes.push_back(
        store::Put{{keys::worker(id)},
                   store::encode_record(records::to_record(worker, loaded->record.version + 1))});
    REQUIRE(house.redis.call.commit(batch));
    comparing.until_asked();
    house.sms("NEXT", "next-1", author);
    CHECK(house.replies().back().find("Which is better?") == std::string::npos);
    house.join();
    CHECK(house.replies().back().find("Which is better?") != std::string::npos);
}
