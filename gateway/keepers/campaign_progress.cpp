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

// One load brings all of them: they are fields of two hashes.
store::LoadRequest request_for(const std::string& cell, const taskflow::Campaign& campaign) {
    const std::string tally = keys::tally(campaign.number);
    return {.cell = cell,
            .record_key = {},
            .also = {{tally, "answers"},
                     {tally, "closed"},
                     {tally, "leases"},
                     {keys::balances, engine::escrow_field(campaign)},
                     {tally, keys::lesson_places},
                     {tally, keys::lesson_pay}}};
}

}  // namespace

boost::asio::awaitable<std::optional<Progress>> progress_of(Post post,
                                                            taskflow::Campaign campaign) {
    store::LoadRequest request = request_for(post.cell.settings.cell, campaign);
    const auto loaded = co_await store::load(post.world.store, std::move(request));
    if (!loaded) co_return std::nullopt;
    const auto& values = loaded->also;
    co_return Progress{number_in(values[0]), number_in(values[1]), number_in(values[2]),
                       number_in(values[3]), number_in(values[4]), number_in(values[5])};
}

}  // namespace kazi::gateway::keepers
