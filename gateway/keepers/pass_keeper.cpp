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
#include "gateway/keepers/follow.hpp"
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

/// The campaign's closed items of which the pass says otherwise. The others, nearly all, are not
/// kept: a campaign may have hundreds of thousands.
awaitable<bool> find_changed(Post post, std::uint32_t campaign, const quality::Passed* passed,
                             std::vector<engine::SettledItem>* changed) {
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(post.world.store, post.cell.settings.cell,
                                               keys::states(campaign), cursor, page_size);
        if (!page) co_return false;
        for (const auto& [index, bytes] : page->fields) {
            auto state = records::item_state_from(bytes);
            if (!state || !state->closed) continue;
            engine::SettledItem item{static_cast<std::uint32_t>(std::stoul(index)),
                                     std::move(*state)};
            if (engine::says_otherwise(*passed, item)) changed->push_back(std::move(item));
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return true;
}

/// On the helper's thread: who awaits it keeps the pass, and does not touch it meanwhile.
awaitable<quality::Passed> work_out(const engine::FullPass* pass) {
    co_return engine::result_of(*pass);
}

using Results = std::map<std::uint32_t, records::ItemResult>;

/// The results of these items as they stand. The log is read only when a pass revises something.
awaitable<bool> find_results(Post post, std::uint32_t campaign, Results* results) {
    std::string last_id = "0";
    const StreamReader take = [results](const store::StreamEntry& each) {
        auto result = records::result_from(each.payload);
        const auto wanted = result ? results->find(result->index) : results->end();
        if (wanted != results->end()) wanted->second = std::move(*result);
    };
    std::string log = keys::results(campaign);
    co_return co_await follow(post, std::move(log), &last_id, take);
}

/// Each by itself: an item that changed meanwhile is looked at again by the next pass.
awaitable<void> revise(Post post, const Campaign asked, std::vector<engine::Revision> revisions) {
    Results results;
    for (const engine::Revision& revision : revisions)
        results.try_emplace(revision.item.index);
    if (results.empty()) co_return;
    const bool found = co_await find_results(post, asked.number, &results);
    if (!found) co_return;
    for (const engine::Revision& revision : revisions) {
        const records::ItemResult& before = results.at(revision.item.index);
        store::Batch batch = engine::plan_revision(post.cell.settings.cell, asked, revision, before,
                                                   post.world.clock.now());
        const auto outcome = co_await store::commit(post.world.store, std::move(batch));
        if (outcome && outcome->applied)
            post.world.log.info("item_revised", {{"campaign", std::to_string(asked.number)},
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
    auto working = work_out(&pass);
    const quality::Passed passed = co_await boost::asio::co_spawn(
        followed->helper, std::move(working), boost::asio::use_awaitable);
    store::Batch batch = engine::plan_learned(post.cell.settings.cell, before, passed.learned);
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    if (!outcome || !outcome->applied) co_return;
    post.world.log.info("full_pass", {{"campaign", std::to_string(number)}});
    std::vector<engine::SettledItem> changed;
    const bool read = co_await find_changed(post, number, &passed, &changed);
    if (!read) co_return;
    auto revisions = engine::revisions_of(pass, passed, std::move(changed));
    co_await revise(post, before.campaign, std::move(revisions));
}

}  // namespace

awaitable<void> keep_passes(Post post) {
    Followed followed;
    for (;;) {
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
        const StreamReader take = [&followed](const store::StreamEntry& each) {
            const auto entry = records::journal_from(each.payload);
            if (entry) followed.answers.take(*entry);
        };
        co_await follow(post, keys::journal, &followed.last_id, take);
        for (const std::uint32_t number : post.cell.board.numbers())
            co_await pass_if_due(post, &followed, number);
    }
}

}  // namespace kazi::gateway::keepers
