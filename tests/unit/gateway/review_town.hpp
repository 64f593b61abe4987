// SPDX-License-Identifier: Apache-2.0
// A town whose client looks at answers, and what the keeper and the client do to a review there.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gateway/engine/keys.hpp"
#include "gateway/engine/review_plan.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/outbox_record.hpp"
#include "tests/unit/gateway/small_town.hpp"

namespace kazi::gateway {

/// Its client has a day for each answer; one of hers waits already.
struct ReviewTown {
    SmallTown town;
    bool buys_again = false;  ///< the refused answer's item is at hand

    explicit ReviewTown(std::int64_t bonus_micro = 0) {
        taskflow::Campaign campaign = town.board.find(1)->campaign;
        campaign.review = {.hours = 24, .appeal_hours = 72};
        campaign.bonus.hard_micro = bonus_micro;
        town.board.put({campaign, 1});
        if (bonus_micro > 0) make_hard(campaign.item_count);
        town.join();
        town.sms("1", 100);
    }

    /// Two gave different answers to each item.
    void make_hard(std::uint32_t items) {
        taskflow::ItemState state;
        state.issued = 3;
        state.answers = {{.worker = SmallTown::id_of("+254711000008"), .label = 0},
                         {.worker = SmallTown::id_of("+254711000009"), .label = 1}};
        state.answer_count = 2;
        state.confidence_ppm = 500'000;
        store::Batch batch{"ke-0", {}, {}};
        for (std::uint32_t index = 0; index < items; ++index)
            batch.writes.push_back(
                store::Put{keys::item_state({1, index}), records::pack_item_state(state, 2)});
        REQUIRE(commit(std::move(batch)));
    }

    std::int64_t tally(const char* field) {
        const auto stored = value({keys::tally(1), field});
        return stored ? std::stoll(*stored) : 0;
    }

    template <class T>
    static store::Completion<T> into(std::optional<T>& result) {
        return [&result](store::StoreResult<T> answer) { result = std::move(*answer); };
    }

    std::vector<store::DueMember> due() {
        std::optional<std::vector<store::DueMember>> members;
        town.store.due("ke-0", keys::reviews_due, town.now / 1000, 10,
                       into<std::vector<store::DueMember>>(members));
        return *members;
    }

    std::optional<std::string> value(const store::Place& place) {
        std::optional<store::Loaded> loaded;
        town.store.load({"ke-0", {}, {place}}, into(loaded));
        return loaded->also.front();
    }

    std::int64_t client_count(const char* what) {
        const auto stored = value(keys::client_reviews("maji", what));
        return stored ? std::stoll(*stored) : 0;
    }

    [[nodiscard]] bool commit(store::Batch batch) {
        std::optional<store::CommitOutcome> outcome;
        town.store.commit(std::move(batch), into(outcome));
        return outcome->applied;
    }

    /// The review as the keeper would load it; its name is the only one of the schedule.
    engine::DueReview load() {
        std::optional<store::ScanPage> page;
        town.store.scan("ke-0", "reviews:1", 0, 10, into(page));
        REQUIRE(page->fields.size() == 1);
        engine::DueReview loaded;
        loaded.cell = "ke-0";
        loaded.name = {1, *records::answer_name_from(page->fields.front().first)};
        loaded.review = *records::review_from(page->fields.front().second);
        loaded.campaign = &town.board.find(1)->campaign;
        loaded.appealed = value(keys::appeal(loaded.name)).has_value();
        loaded.at = town.now;
        if (buys_again)
            loaded.item =
                engine::RefusedItem{.state = town.item_state({1, loaded.name.answer.index}),
                                    .content = {"t0", {}},
                                    .campaign_version = 1};
        return loaded;
    }

    /// One round of the keeper, with what the judges came to.
    void keep(engine::JudgingProgress judging = {}) {
        engine::DueReview review = load();
        review.judging = judging;
        const auto step = engine::next_step(review);
        const auto* moved = std::get_if<taskflow::ReviewMoved>(&step);
        REQUIRE(moved != nullptr);
        engine::EventRequest request = engine::review_event(review, *moved, "0123456789abcdef");
        town.play_request(std::move(request));
    }

    /// What a client's rejection writes, beside its money.
    void reject() {
        engine::DueReview review = load();
        records::Review rejected = review.review;
        rejected.state = records::ReviewState::rejected;
        rejected.right = "no";
        store::Batch batch;
        batch.cell = "ke-0";
        batch.guards.push_back(store::VersionIs{keys::review(review.name), 1});
        batch.writes.push_back(
            store::Put{keys::review(review.name), records::pack_review(rejected)});
        REQUIRE(commit(std::move(batch)));
    }

    std::string last_news() {
        std::optional<std::vector<store::StreamEntry>> entries;
        town.store.range({"ke-0", keys::bulk, "0", 100},
                         into<std::vector<store::StreamEntry>>(entries));
        REQUIRE_FALSE(entries->empty());
        return records::message_from(entries->back().payload)->text;
    }

    std::size_t reviews() {
        std::optional<store::ScanPage> page;
        town.store.scan("ke-0", "reviews:1", 0, 10, into(page));
        return page->fields.size();
    }
};

}  // namespace kazi::gateway
