// SPDX-License-Identifier: Apache-2.0
// A daemon's rounds, as its keepers make them: the board, timers, news, offers and campaigns' ends.
#include <fmt/format.h>

#include <iterator>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/version.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/batch_rules.hpp"
#include "tests/sim/daemon.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using taskflow::Campaign;
using taskflow::CampaignState;

namespace {

struct Progress {
    std::int64_t answers = 0;
    std::int64_t closed = 0;
    std::int64_t leases = 0;
    std::int64_t escrow_micro = 0;
    std::int64_t bonuses_micro = 0;
};

std::optional<Progress> progress_of(Vault& vault, const Campaign& campaign) {
    const std::string tally = keys::tally(campaign.number);
    const auto loaded = vault.load({.cell = Vault::cell,
                                    .record_key = {},
                                    .also = {{tally, "answers"},
                                             {tally, "closed"},
                                             {tally, "leases"},
                                             {keys::balances, engine::escrow_field(campaign)},
                                             {tally, keys::bought_again},
                                             {tally, "bonuses"}}});
    if (!loaded) return std::nullopt;
    const auto& values = loaded->also;
    return Progress{number_in(values[0]) - number_in(values[4]), number_in(values[1]),
                    number_in(values[2]), number_in(values[3]), number_in(values[5])};
}

std::int64_t owed_in(const Campaign& campaign, const Progress& progress) {
    return engine::owed_micro(campaign, progress.answers, 0, 0, progress.bonuses_micro);
}

}  // namespace

void Daemon::beat() {
    act_within(2 * pace_, [this] {
        static_cast<void>(refresh_board());
        fire_timers();
        offer_work();
        send_messages(keys::replies);
        send_messages(keys::bulk);
        keep_reviews();
        keep_chains();
        keep_comparisons();
        end_campaigns();
        if (payer_round_) payer_round_();
        beat();
    });
}

bool Daemon::refresh_board() {
    const auto page = world_.vault.scan(keys::campaigns);
    if (!page) return false;
    for (const auto& [name, bytes] : page->fields) {
        const auto number = static_cast<std::uint32_t>(std::stoul(name));
        const auto* held = board_.find(number);
        if (held != nullptr && records::version_of(bytes) == held->version) continue;
        auto stored = records::campaign_from(bytes);
        require(stored.has_value(), "a campaign can be read", name);
        board_.put(std::move(*stored));
    }
    for (const std::uint32_t number : board_.numbers()) {
        if (board_.find(number)->campaign.state != CampaignState::running) continue;
        if (!refresh_campaign(number)) return false;
    }
    return true;
}

bool Daemon::refresh_campaign(std::uint32_t number) {
    const Campaign& campaign = board_.find(number)->campaign;
    const auto openings = world_.vault.slice(keys::openings(number), campaign.item_count);
    if (!openings) return false;
    board_.set_openings(number, *openings);
    const auto progress = progress_of(world_.vault, campaign);
    if (!progress) return false;
    const std::int64_t owed = owed_in(campaign, *progress);
    board_.set_message_room(number, engine::message_room(progress->escrow_micro, owed));
    board_.set_owed(number, owed);
    return true;
}

void Daemon::fire_timers() {
    const auto due = world_.vault.due(keys::timers);
    if (!due) return;
    for (const store::DueMember& member : *due) {
        const auto worker = records::worker_id_from(member.member);
        require(worker.has_value(), "a timer is a worker's");
        engine::EventRequest request;
        request.event = {*worker, world_.timeline.now(), taskflow::TimerFired{}};
        handle(std::move(request), 0, [](const Handled&) {});
    }
}

// One worker a round: whoever's turn chance says it is.
void Daemon::offer_work() {
    const auto& workers = world_.witness.workers();
    if (workers.empty()) return;
    const std::uint64_t turn = world_.chance.below(workers.size());
    for (const taskflow::OpenCampaign& open : board_.open()) {
        if (!open.campaign->push || board_.openings_left(open.campaign->number) == 0) continue;
        engine::EventRequest request;
        request.event = {*std::next(workers.begin(), static_cast<std::ptrdiff_t>(turn)),
                         world_.timeline.now(), taskflow::WorkOffered{open.campaign->number}};
        return handle(std::move(request), 0, [](const Handled&) {});
    }
}

void Daemon::end_campaigns() {
    for (const std::uint32_t number : board_.numbers())
        act([this, number] { end_if_over(number); });
}

void Daemon::end_if_over(std::uint32_t number) {
    const auto* stored = board_.find(number);
    if (stored == nullptr) return;
    const Campaign campaign = stored->campaign;
    const bool stopping = campaign.state == CampaignState::stopping;
    if (!stopping && campaign.state != CampaignState::running) return;
    const auto progress = progress_of(world_.vault, campaign);
    if (!progress || progress->leases > 0) return;
    if (!stopping && progress->closed < std::int64_t{campaign.item_count}) return;
    if (!stopping && campaign.review.wanted() && has_reviews(number)) return;
    act([this, campaign, version = stored->version, escrow = progress->escrow_micro] {
        if (campaign.state == CampaignState::stopping && !close_items(campaign)) return;
        const auto batch = engine::plan_campaign_end(Vault::cell, campaign, version, escrow);
        const auto outcome = world_.vault.commit(batch);
        if (!outcome || !outcome->applied) return;
        const bool stopped = campaign.state == CampaignState::stopping;
        world_.see(stopped ? Sight::campaign_stopped : Sight::campaign_answered);
        world_.tell(fmt::format("campaign {} has ended", campaign.number));
    });
}

std::optional<std::int64_t> Daemon::room_of(const Campaign& campaign) {
    const auto progress = progress_of(world_.vault, campaign);
    if (!progress) return std::nullopt;
    return progress->escrow_micro - owed_in(campaign, *progress);
}

bool Daemon::close_items(const Campaign& campaign) {
    std::vector<std::string> names;
    for (std::uint32_t index = 0; index < campaign.item_count; ++index)
        names.push_back(std::to_string(index));
    const auto states = world_.vault.fields(keys::states(campaign.number), names);
    const auto items = world_.vault.fields(keys::items(campaign.number), names);
    if (!states || !items) return false;
    const auto batch = engine::plan_stopped_items({Vault::cell, campaign, 0, world_.timeline.now()},
                                                  *states, *items);
    if (batch.writes.empty()) return true;
    const auto outcome = world_.vault.commit(batch);
    return outcome && outcome->applied;
}

}  // namespace kazi::sim
