// SPDX-License-Identifier: Apache-2.0
#include "gateway/keepers/campaign_progress.hpp"

#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::keepers {

namespace {

std::int64_t number_in(const std::optional<std::string>& text) {
    std::int64_t value = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

// One load brings all: they are fields of two hashes.
store::LoadRequest request_for(const Post& post, const taskflow::Campaign& campaign) {
    const std::string tally = keys::tally(campaign.number);
    const auto today = post.cell.settings.local_time(post.world.clock.now()).day_number;
    return {.cell = post.cell.settings.cell,
            .record_key = {},
            .also = {{tally, "answers"},
                     {tally, "closed"},
                     {tally, "leases"},
                     {keys::balances, engine::escrow_field(campaign)},
                     {tally, keys::lesson_places},
                     {tally, keys::lesson_pay},
                     {tally, "top_ups"},
                     {tally, "low"},
                     {tally, keys::spent_field(today)},
                     {tally, keys::bought_again},
                     {tally, "bonuses"}}};
}

}  // namespace

boost::asio::awaitable<std::optional<Progress>> progress_of(Post post,
                                                            taskflow::Campaign campaign) {
    store::LoadRequest request = request_for(post, campaign);
    const auto loaded = co_await store::load(post.world.store, std::move(request));
    if (!loaded) co_return std::nullopt;
    const auto& values = loaded->also;
    Progress progress;
    progress.answers = number_in(values[0]) - number_in(values[9]);
    progress.closed = number_in(values[1]);
    progress.leases = number_in(values[2]);
    progress.escrow_micro = number_in(values[3]);
    progress.lesson_places = number_in(values[4]);
    progress.lesson_pay_micro = number_in(values[5]);
    progress.top_ups_micro = number_in(values[6]);
    progress.low_told = values[7].has_value();
    progress.spent_today = number_in(values[8]);
    progress.bonuses_micro = number_in(values[10]);
    co_return progress;
}

}  // namespace kazi::gateway::keepers
