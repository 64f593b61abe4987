// SPDX-License-Identifier: Apache-2.0
// A daemon's round of reviews, as the product's keeper makes it: each that is due takes its next
// step, is put off, or goes to judges.
#include <fmt/format.h>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/review_plan.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/store/batch_rules.hpp"
#include "tests/sim/daemon.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using engine::DueReview;
using records::ReviewState;
using taskflow::Campaign;
using taskflow::CampaignState;
using Step = taskflow::ReviewMoved::Step;

namespace {

std::optional<Sight> sight_of(const DueReview& due, const taskflow::ReviewMoved& moved) {
    const bool decided = moved.step == Step::reversed || moved.step == Step::upheld;
    if (decided && due.judging.answers >= 2)
        return moved.step == Step::upheld ? Sight::appeal_lost : Sight::appeal_won;
    if (decided) return Sight::appeal_without_judges;
    if (moved.step == Step::rejected) return Sight::answer_rejected;
    return std::nullopt;
}

}  // namespace

void Daemon::keep_reviews() {
    const auto due = world_.vault.due(keys::reviews_due);
    if (!due) return;
    for (const store::DueMember& member : *due) {
        const auto name = records::review_name_from(member.member);
        require(name.has_value(), "a review's name can be read", member.member);
        act([this, name = *name] { move_review(name); });
    }
}

bool Daemon::has_reviews(std::uint32_t campaign) const {
    const auto page = world_.vault.scan(keys::review({campaign, {}}).key);
    return !page || !page->fields.empty();
}

std::optional<DueReview> Daemon::load_review(const records::ReviewName& name) {
    const auto* held = board_.find(name.campaign);
    const auto loaded =
        world_.vault.load({Vault::cell, {}, {keys::review(name), keys::appeal(name)}});
    if (held == nullptr || !loaded || !loaded->also[0]) return std::nullopt;
    auto review = records::review_from(*loaded->also[0]);
    require(review.has_value(), "a review can be read", to_string(name));
    DueReview due;
    due.cell = Vault::cell;
    due.name = name;
    due.review = std::move(*review);
    due.campaign = &held->campaign;
    due.appealed = loaded->also[1].has_value();
    due.at = world_.timeline.now();
    return due;
}

// Nothing: the store is away.
std::optional<engine::JudgingProgress> Daemon::judging_of(const DueReview& due) {
    const auto* held = board_.find(due.review.judges);
    const std::string tally = keys::tally(due.review.judges);
    const auto counts = world_.vault.fields(tally, {"answers", "for_her"});
    if (held == nullptr || !counts) return std::nullopt;
    engine::JudgingProgress judging;
    judging.answers = number_in((*counts)[0]);
    judging.for_her = number_in((*counts)[1]);
    judging.over = held->campaign.state == CampaignState::finished;
    if (!judging.over && due.at >= due.review.accepts_at) stop_judging(due.review.judges);
    return judging;
}

void Daemon::stop_judging(std::uint32_t number) {
    const auto* held = board_.find(number);
    if (held->campaign.state != CampaignState::running) return;
    Campaign campaign = held->campaign;
    campaign.state = CampaignState::stopping;
    store::Batch batch{Vault::cell, {}, {}};
    batch.guards.push_back(store::VersionIs{keys::campaign(number), held->version});
    batch.writes.push_back(
        store::Put{keys::campaign(number), records::pack_campaign(campaign, held->version + 1)});
    static_cast<void>(world_.vault.commit(batch));
}

std::optional<engine::RefusedItem> Daemon::refused_item(const DueReview& due) {
    const taskflow::ItemRef ref{due.name.campaign, due.name.answer.index};
    const auto loaded =
        world_.vault.load({Vault::cell, {}, {keys::item_state(ref), keys::item(ref)}});
    const auto room = room_of(*due.campaign);
    if (!loaded || !room) return std::nullopt;
    const auto state = records::item_state_from(loaded->also[0].value_or(""));
    const auto content = records::item_from(loaded->also[1].value_or(""));
    require(state && content, "a refused answer's item can be read", to_string(due.name));
    return engine::RefusedItem{*state, *content, board_.find(ref.campaign)->version, *room};
}

void Daemon::move_review(const records::ReviewName& name) {
    auto due = load_review(name);
    if (!due) return;
    if (due->review.state == ReviewState::judged) {
        const auto judging = judging_of(*due);
        if (!judging) return;
        due->judging = *judging;
    }
    due->item = refused_item(*due);
    if (!due->item) return;
    world_.planted.spoil(*due);
    const engine::ReviewStep step = engine::next_step(*due);
    if (const auto* moved = std::get_if<taskflow::ReviewMoved>(&step)) return tell(*due, *moved);
    if (const auto* again = std::get_if<engine::LookAgain>(&step))
        return static_cast<void>(world_.vault.commit(engine::plan_look_again(*due, again->at)));
    ask_judges(*due);
}

void Daemon::tell(const DueReview& due, const taskflow::ReviewMoved& moved) {
    engine::EventRequest request = engine::review_event(due, moved, "0123456789abcdef");
    const bool asks_again = std::get<taskflow::ReviewMoved>(request.event.what).asks_again;
    const auto seen = sight_of(due, moved);
    handle(std::move(request), 0, [this, due, seen, asks_again](const Handled& handled) {
        if (handled.kind != Handled::Kind::applied) {
            const Instant later = world_.timeline.now() + engine::look_again_us;
            static_cast<void>(world_.vault.commit(engine::plan_look_again(due, later)));
            return;
        }
        if (seen) world_.see(*seen);
        if (asks_again) world_.see(Sight::answer_bought_again);
        world_.tell(fmt::format("daemon {}: review {} moves on", number_, to_string(due.name)));
    });
}

void Daemon::ask_judges(const DueReview& due) {
    const auto loaded = world_.vault.load({Vault::cell, {}, {{keys::counters, "campaigns"}}});
    if (!loaded) return;
    const auto made = static_cast<std::uint32_t>(number_in(loaded->also[0]));
    const auto batch = engine::plan_judges(due, records::pack_item(due.item->content), made);
    const auto outcome = world_.vault.commit(batch);
    if (!outcome || !outcome->applied) return;
    world_.see(Sight::appeal_opened);
    world_.tell(fmt::format("appeal {} goes to judges", to_string(due.name)));
}

}  // namespace kazi::sim
