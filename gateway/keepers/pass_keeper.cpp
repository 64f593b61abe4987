// SPDX-License-Identifier: Apache-2.0
// Full passes: follows the journal, and when a campaign has enough new answers weighs all of them
// anew on a thread of its own. What was learned lands in the campaign's record under its version,
// so of several daemons that come to the same result one writes it.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gateway/engine/full_pass_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/keepers/answer_log.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;
using taskflow::Campaign;
using taskflow::CampaignState;
namespace quality = taskflow::quality;

constexpr std::chrono::milliseconds round_every{2'000};
constexpr std::uint32_t page_size = 1'000;

/// What outlives a round.
struct Followed {
    AnswerLog answers;
    std::string last_id = "0";
    std::map<std::uint32_t, std::vector<quality::KnownItem>> known;  ///< campaign → its gold
    boost::asio::thread_pool helper{1};
};

/// False: the store is away; what was read so far counts.
awaitable<bool> follow_journal(Post post, Followed* followed) {
    for (;;) {
        store::StreamRange next{post.cell.settings.cell, keys::journal, followed->last_id,
                                page_size};
        const auto page = co_await store::range(post.world.store, std::move(next));
        if (!page) co_return false;
        for (const store::StreamEntry& each : *page) {
            const auto entry = records::journal_from(each.payload);
            if (entry) followed->answers.take(*entry);
            followed->last_id = each.id;
        }
        if (page->size() < page_size || post.rest.stopping()) co_return true;
    }
}

/// The campaign's gold, read once: items are not added to a campaign that runs.
awaitable<bool> find_gold(Post post, Followed* followed, std::uint32_t campaign) {
    if (followed->known.contains(campaign)) co_return true;
    std::vector<quality::KnownItem> known;
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(post.world.store, post.cell.settings.cell,
                                               keys::items(campaign), cursor, page_size);
        if (!page) co_return false;
        for (const auto& [index, bytes] : page->fields) {
            const auto item = records::item_from(bytes);
            if (!item || !item->gold) continue;
            known.push_back({static_cast<std::uint32_t>(std::stoul(index)), *item->gold});
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    followed->known[campaign] = std::move(known);
    co_return true;
}

/// The campaign's items that are closed, as they are now.
awaitable<bool> find_settled(Post post, std::uint32_t campaign,
                             std::vector<engine::SettledItem>* settled) {
    std::map<std::uint32_t, taskflow::ItemState> closed;  // a scan may show a field twice
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(post.world.store, post.cell.settings.cell,
                                               keys::states(campaign), cursor, page_size);
        if (!page) co_return false;
        for (const auto& [index, bytes] : page->fields) {
            auto state = records::item_state_from(bytes);
            if (state && state->closed)
                closed[static_cast<std::uint32_t>(std::stoul(index))] = std::move(*state);
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    for (auto& [index, state] : closed)
        settled->push_back({index, std::move(state)});
    co_return true;
}

awaitable<engine::PassResult> work_out(engine::FullPass pass) {
    co_return engine::result_of(pass);
}

/// Each by itself: an item that changed meanwhile is looked at again by the next pass.
awaitable<void> revise(Post post, std::uint32_t campaign, std::vector<engine::Revision> revisions) {
    for (const engine::Revision& revision : revisions) {
        store::Batch batch = engine::plan_revision(post.cell.settings.cell, campaign, revision);
        const auto outcome = co_await store::commit(post.world.store, std::move(batch));
        if (outcome && outcome->applied)
            post.world.log.info("item_revised", {{"campaign", std::to_string(campaign)},
                                                 {"item", std::to_string(revision.item.index)}});
    }
}

awaitable<void> pass_if_due(Post post, Followed* followed, std::uint32_t number) {
    const auto* stored = post.cell.board.find(number);
    if (stored == nullptr) co_return;
    if (stored->campaign.state == CampaignState::finished) {
        followed->answers.forget(number);
        followed->known.erase(number);
        co_return;
    }
    const records::StoredCampaign before = *stored;
    const auto entries = engine::due_entries(before.campaign, followed->answers.of(number));
    if (entries.empty()) co_return;
    const bool found = co_await find_gold(post, followed, number);
    if (!found) co_return;
    engine::FullPass pass{
        before.campaign, {entries.begin(), entries.end()}, followed->known.at(number)};
    pass.workers = followed->answers.workers_of(number);
    const bool read = co_await find_settled(post, number, &pass.settled);
    if (!read) co_return;
    auto working = work_out(std::move(pass));
    engine::PassResult result = co_await boost::asio::co_spawn(followed->helper, std::move(working),
                                                               boost::asio::use_awaitable);
    store::Batch batch = engine::plan_learned(post.cell.settings.cell, before, result.learned);
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    if (!outcome || !outcome->applied) co_return;
    post.world.log.info("full_pass", {{"campaign", std::to_string(number)}});
    co_await revise(post, number, std::move(result.revisions));
}

}  // namespace

awaitable<void> keep_passes(Post post) {
    Followed followed;
    for (;;) {
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
        co_await follow_journal(post, &followed);
        for (const std::uint32_t number : post.cell.board.numbers())
            co_await pass_if_due(post, &followed, number);
    }
}

}  // namespace kazi::gateway::keepers
