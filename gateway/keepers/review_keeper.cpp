// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/review_plan.hpp"
#include "gateway/keepers/campaign_progress.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/store/await.hpp"
#include "gateway/store/batch_rules.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;
using engine::DueReview;
using taskflow::CampaignState;

constexpr std::chrono::milliseconds round_every{500};
constexpr std::uint32_t batch_size = 100;

std::int64_t number_in(const std::optional<std::string>& value) {
    return value ? store::stored_integer(*value).value_or(0) : 0;
}

// Nothing: it is over, or can't be read, or its campaign is not on the board yet.
awaitable<std::optional<DueReview>> load_due(Post post, records::ReviewName name) {
    DueReview due;
    due.cell = post.cell.settings.cell;
    due.name = name;
    due.at = post.world.clock.now();
    const auto* stored = post.cell.board.find(name.campaign);
    if (stored == nullptr) co_return std::nullopt;
    due.campaign = &stored->campaign;
    store::LoadRequest request;
    request.cell = due.cell;
    request.also.push_back(keys::review(name));
    request.also.push_back(keys::appeal(name));
    const auto loaded = co_await store::load(post.world.store, std::move(request));
    if (!loaded || !loaded->also[0]) co_return std::nullopt;
    auto review = records::review_from(*loaded->also[0]);
    if (!review) co_return std::nullopt;
    due.review = std::move(*review);
    due.appealed = loaded->also[1].has_value();
    co_return due;
}

// A campaign that found no judges is stopped; it ends as any other does.
awaitable<void> stop_waiting(Post post, std::uint32_t number) {
    const auto* stored = post.cell.board.find(number);
    if (stored == nullptr || stored->campaign.state != CampaignState::running) co_return;
    taskflow::Campaign campaign = stored->campaign;
    campaign.state = CampaignState::stopping;
    const store::Place place = keys::campaign(number);
    store::Batch batch;
    batch.cell = post.cell.settings.cell;
    batch.guards.push_back(store::VersionIs{place, stored->version});
    batch.writes.push_back(
        store::Put{place, records::pack_campaign(campaign, stored->version + 1)});
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    if (!outcome) post.world.log.warn("judging_not_stopped", {{"campaign", number}});
}

awaitable<engine::JudgingProgress> judging_of(Post post, const DueReview due) {
    engine::JudgingProgress progress;
    const auto* stored = post.cell.board.find(due.review.judges);
    if (stored == nullptr) co_return progress;
    std::vector<std::string> names;
    names.push_back("answers");
    names.push_back("for_her");
    const auto tally = co_await store::fields(post.world.store, due.cell,
                                              keys::tally(due.review.judges), std::move(names));
    if (!tally) co_return progress;
    progress.answers = number_in((*tally)[0]);
    progress.for_her = number_in((*tally)[1]);
    stored = post.cell.board.find(due.review.judges);
    progress.over = stored->campaign.state == CampaignState::finished;
    if (!progress.over && due.at >= due.review.accepts_at)
        co_await stop_waiting(post, due.review.judges);
    co_return progress;
}

// What becomes of its item if it is refused for good now. Nothing: it can't be read.
awaitable<std::optional<engine::RefusedItem>> refused_item_of(Post post, const DueReview due) {
    const auto* stored = post.cell.board.find(due.name.campaign);
    if (stored == nullptr) co_return std::nullopt;
    const taskflow::Campaign campaign = stored->campaign;
    engine::RefusedItem item;
    item.campaign_version = stored->version;
    const taskflow::ItemRef ref{campaign.number, due.name.answer.index};
    store::LoadRequest request;
    request.cell = due.cell;
    request.also.push_back(keys::item_state(ref));
    request.also.push_back(keys::item(ref));
    const auto loaded = co_await store::load(post.world.store, std::move(request));
    if (!loaded || !loaded->also[0] || !loaded->also[1]) co_return std::nullopt;
    auto state = records::item_state_from(*loaded->also[0]);
    auto content = records::item_from(*loaded->also[1]);
    const auto progress = co_await progress_of(post, campaign);
    if (!state || !content || !progress) co_return std::nullopt;
    item.state = std::move(*state);
    item.content = std::move(*content);
    item.room_micro = progress->escrow_micro -
                      engine::owed_micro(campaign, progress->answers, progress->lesson_pay_micro,
                                         progress->top_ups_micro, progress->bonuses_micro);
    co_return item;
}

awaitable<void> ask_judges(Post post, const DueReview due) {
    store::LoadRequest request;
    request.cell = due.cell;
    const taskflow::ItemRef item{due.name.campaign, due.name.answer.index};
    request.also.push_back(keys::item(item));
    store::Place made{keys::counters, "campaigns"};
    request.also.push_back(std::move(made));
    const auto loaded = co_await store::load(post.world.store, std::move(request));
    if (!loaded || !loaded->also[0]) co_return;
    store::Batch batch = engine::plan_judges(
        due, *loaded->also[0], static_cast<std::uint32_t>(number_in(loaded->also[1])));
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    if (outcome && outcome->applied)
        post.world.log.info("appeal_goes_to_judges", {{"review", to_string(due.name)}});
}

awaitable<void> move_on(Post post, records::ReviewName name) {
    auto due = co_await load_due(post, name);
    if (!due) co_return;
    if (due->review.state == records::ReviewState::judged)
        due->judging = co_await judging_of(post, *due);
    const bool told = due->review.state == records::ReviewState::told && !due->appealed;
    if (told || due->judging.over) {
        due->item = co_await refused_item_of(post, *due);
        if (!due->item) co_return;
    }
    const engine::ReviewStep step = engine::next_step(*due);
    if (const auto* moved = std::get_if<taskflow::ReviewMoved>(&step)) {
        engine::EventRequest request =
            engine::review_event(*due, *moved, new_trace(post.world.entropy));
        const auto handled = co_await post.engine.handle(post.cell, std::move(request));
        if (handled.kind == engine::Handled::Kind::applied) co_return;
        store::Batch later = engine::plan_look_again(*due, due->at + engine::look_again_us);
        co_await store::commit(post.world.store, std::move(later));
    } else if (const auto* again = std::get_if<engine::LookAgain>(&step)) {
        store::Batch batch = engine::plan_look_again(*due, again->at);
        co_await store::commit(post.world.store, std::move(batch));
    } else {
        co_await ask_judges(post, *due);
    }
}

}  // namespace

awaitable<void> keep_reviews(Post post) {
    for (;;) {
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
        const std::int64_t now_ms = post.world.clock.now() / 1000;
        const auto due = co_await store::due(post.world.store, post.cell.settings.cell,
                                             keys::reviews_due, now_ms, batch_size);
        if (!due) continue;
        for (const store::DueMember& member : *due) {
            const auto name = records::review_name_from(member.member);
            if (name) co_await move_on(post, *name);
        }
    }
}

}  // namespace kazi::gateway::keepers
