// SPDX-License-Identifier: Apache-2.0
// A daemon's round of chains, as the product's keeper makes it: pages of one step's results become
// items of the next. Between reading a page and taking it others may be faster.
#include <fmt/format.h>

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "tests/sim/daemon.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using engine::ChainLink;
using engine::ChainPage;
using taskflow::CampaignState;

namespace {

/// Few, so that a chain takes several pages.
constexpr std::uint32_t links_per_page = 3;
/// Long, so that two daemons hold the same page now and then.
constexpr Instant page_held_us_max = 4 * taskflow::second_us;

bool comes_on_in(const ChainPage& page, const ChainLink& link) {
    const records::ItemResult& result = link.result;
    if (page.before) return engine::compared_item(*page.before, result, link.item).has_value();
    return page.campaign.chain.takes(result.value, result.confidence_ppm, result.answers);
}

}  // namespace

void Daemon::keep_chains() {
    for (const std::uint32_t number : board_.numbers()) {
        const taskflow::Campaign& campaign = board_.find(number)->campaign;
        if (!campaign.chain.wanted() || campaign.state != CampaignState::running) continue;
        act([this, number] { take_results(number); });
    }
}

std::optional<ChainPage> Daemon::next_page(std::uint32_t number) {
    const taskflow::Campaign& campaign = board_.find(number)->campaign;
    const auto loaded = world_.vault.load({Vault::cell, {}, {keys::chain(number)}});
    if (!loaded) return std::nullopt;
    const auto cursor = engine::chain_cursor_from(loaded->also.front());
    require(cursor.has_value(), "how far a chain came can be read");
    const std::uint32_t before = campaign.chain.after;
    const auto entries = world_.vault.range(keys::results(before), cursor->after, links_per_page);
    if (!entries) return std::nullopt;
    ChainPage page{Vault::cell, campaign, *cursor, cursor->after, {}};
    page.version = board_.find(number)->version;
    if (entries->empty()) return page;
    page.last = entries->back().id;
    for (const store::StreamEntry& entry : *entries) {
        const auto result = records::result_from(entry.payload);
        require(result && (result->version == 1 || campaign.chain.compares),
                "without a review an item has one result", entry.id);
        page.links.push_back({*result, {}});
    }
    if (campaign.chain.compares) page.before = board_.find(before)->campaign;
    if (!find_begun(page) || !add_items(page)) return std::nullopt;
    return page;
}

bool Daemon::find_begun(ChainPage& page) {
    std::vector<std::string> names;
    for (const ChainLink& link : page.links)
        names.push_back(std::to_string(link.result.index));
    const auto items = world_.vault.fields(keys::items(page.campaign.number), names);
    if (!items) return false;
    for (std::size_t nth = 0; nth < names.size(); ++nth)
        page.links[nth].came_on = (*items)[nth].has_value();
    return true;
}

bool Daemon::add_items(ChainPage& page) {
    const std::vector<std::uint32_t> steps = engine::steps_with_content(page.campaign);
    for (ChainLink& link : page.links) {
        const std::string name = std::to_string(link.result.index);
        for (const std::uint32_t step : steps) {
            const auto stored = world_.vault.fields(keys::items(step), {name});
            if (!stored) return false;
            if (!stored->front()) continue;
            const auto item = records::item_from(*stored->front());
            require(item.has_value(), "what was settled can be read", name);
            link.item = *item;
            break;
        }
        require(!link.item.id.empty(), "some step holds what an item says", name);
    }
    return true;
}

void Daemon::take_results(std::uint32_t number) {
    const auto page = next_page(number);
    if (!page) return;
    if (page->links.empty()) return end_step(*page);
    act_within(page_held_us_max, [this, page = *page] {
        store::Batch batch = engine::plan_chain(page);
        world_.planted.spoil(page, batch);
        const auto outcome = world_.vault.commit(batch);
        if (!outcome) return;
        if (!outcome->applied) return world_.see(Sight::chain_overtaken);
        see_taken(page);
    });
}

// What the step before left behind, if it has ended, never comes.
void Daemon::end_step(const ChainPage& page) {
    const auto* before = board_.find(page.campaign.chain.after);
    if (before->campaign.state != CampaignState::finished) return;
    const auto counts =
        world_.vault.fields(keys::tally(before->campaign.number), {"closed", keys::left_behind});
    if (!counts) return;
    const std::int64_t settled = number_in((*counts)[0]) - number_in((*counts)[1]);
    engine::ChainEnd end{Vault::cell, page.campaign, page.cursor, before->version, settled};
    store::Batch batch = engine::plan_chain_end(end);
    if (batch.writes.empty()) return;
    act_within(page_held_us_max, [this, batch = std::move(batch)] {
        const auto outcome = world_.vault.commit(batch);
        if (outcome && outcome->applied) world_.see(Sight::chain_left_behind);
    });
}

void Daemon::see_taken(const ChainPage& page) {
    for (const ChainLink& link : page.links) {
        const records::ItemResult& result = link.result;
        if (result.version > 1) continue;
        const bool comes_on = comes_on_in(page, link);
        const bool compared = comes_on && page.before.has_value();
        world_.see(compared   ? Sight::comparison_asked
                   : comes_on ? Sight::chain_came_on
                              : Sight::chain_passed_by);
        world_.tell(fmt::format("daemon {}: {} {}/{}", number_,
                                comes_on ? "on comes" : "passed by is", page.campaign.number,
                                result.index));
    }
}

}  // namespace kazi::sim
