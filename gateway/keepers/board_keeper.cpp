// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <numeric>
#include <utility>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/keepers/campaign_progress.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/keepers/wage_top_ups.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/version.hpp"
#include "gateway/store/await.hpp"
#include "gateway/store/batch_rules.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;
using taskflow::CampaignState;

constexpr std::chrono::milliseconds round_every{250};
constexpr std::uint32_t page_size = 200;

void take_campaign(Post post, const std::string& number, const std::string& bytes) {
    std::uint32_t known = 0;
    std::from_chars(number.data(), number.data() + number.size(), known);
    const auto* held = post.cell.board.find(known);
    if (held != nullptr && records::version_of(bytes) == held->version) return;
    auto stored = records::campaign_from(bytes);
    if (stored) {
        post.cell.board.put(std::move(*stored));
    } else {
        post.world.log.error("campaign_unreadable", {{"campaign", number}});
    }
}

awaitable<bool> refresh_campaigns(Post post) {
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(post.world.store, post.cell.settings.cell,
                                               keys::campaigns, cursor, page_size);
        if (!page) co_return false;
        for (const auto& [number, bytes] : page->fields) {
            take_campaign(post, number, bytes);
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return true;
}

// What may still be handed out today: every lease may cost as much as an answer can.
std::int64_t day_room(const taskflow::Campaign& campaign, const Progress& progress) {
    return campaign.budget.day_micro - progress.spent_today -
           progress.leases * campaign.lease_micro_max();
}

awaitable<bool> refresh_openings(Post post, std::uint32_t number, std::uint32_t count) {
    const auto bytes = co_await store::slice(post.world.store, post.cell.settings.cell,
                                             keys::openings(number), 0, count);
    if (!bytes) co_return false;
    post.cell.board.set_openings(number, *bytes);
    const auto* stored = post.cell.board.find(number);
    const auto progress = co_await progress_of(post, stored->campaign);
    if (!progress) co_return false;
    const std::int64_t owed =
        engine::owed_micro(stored->campaign, progress->answers, progress->lesson_pay_micro,
                           progress->top_ups_micro, progress->bonuses_micro);
    post.cell.board.set_message_room(number, engine::message_room(progress->escrow_micro, owed));
    post.cell.board.set_owed(number, owed);
    post.cell.board.set_lesson_places(number, progress->lesson_places);
    post.cell.board.set_day_room(number, day_room(stored->campaign, *progress));
    co_return true;
}

// One for each item, and one for the checks of each gold item.
std::uint32_t opening_bytes(const taskflow::Campaign& campaign) {
    return campaign.item_count + static_cast<std::uint32_t>(campaign.gold.items.size());
}

std::int64_t number_in(const std::optional<std::string>& value) {
    return value ? store::stored_integer(*value).value_or(0) : 0;
}

// What workers are told of a client before they take its questions.
awaitable<bool> refresh_scorecard(Post post, std::uint32_t number) {
    const auto* stored = post.cell.board.find(number);
    if (!stored->campaign.review.wanted()) co_return true;
    store::LoadRequest request;
    request.cell = post.cell.settings.cell;
    for (const char* what : {"looked_at", "rejected", "reversed"})
        request.also.push_back(keys::client_reviews(stored->campaign.client, what));
    const auto loaded = co_await store::load(post.world.store, std::move(request));
    if (!loaded) co_return false;
    taskflow::Scorecard card;
    card.looked_at = number_in(loaded->also[0]);
    card.rejected = number_in(loaded->also[1]);
    card.reversed = number_in(loaded->also[2]);
    post.cell.board.set_scorecard(number, card);
    co_return true;
}

// Counts only grow: once enough are in, nobody asks for more.
awaitable<bool> refresh_efforts(Post post, std::uint32_t number) {
    const auto* stored = post.cell.board.find(number);
    const bool asks = post.cell.settings.market.effort_question_days > 0 &&
                      stored->campaign.wages.floor_hour_micro > 0;
    const bool enough = post.cell.board.efforts_measured(number) >= taskflow::effort_samples_min;
    if (!asks || enough) co_return true;
    const auto counts = co_await effort_of(post, number);
    if (!counts) co_return false;
    post.cell.board.set_efforts_measured(
        number, std::accumulate(counts->begin(), counts->end(), std::int64_t{0}));
    co_return true;
}

}  // namespace

awaitable<bool> refresh_board(Post post) {
    const bool campaigns = co_await refresh_campaigns(post);
    if (!campaigns) co_return false;
    for (const std::uint32_t number : post.cell.board.numbers()) {
        const auto* stored = post.cell.board.find(number);
        if (stored->campaign.state != CampaignState::running) continue;
        const bool fresh = co_await refresh_openings(post, number, opening_bytes(stored->campaign));
        if (!fresh) co_return false;
        const bool scored = co_await refresh_scorecard(post, number);
        if (!scored) co_return false;
        const bool counted = co_await refresh_efforts(post, number);
        if (!counted) co_return false;
    }
    co_return true;
}

awaitable<void> keep_board(Post post) {
    for (;;) {
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
        co_await refresh_board(post);
    }
}

}  // namespace kazi::gateway::keepers
