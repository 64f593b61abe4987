// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/client.hpp"

#include <fmt/format.h>

#include "gateway/api/reviews.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "taskflow/question/asked.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using taskflow::minute_us;
using taskflow::second_us;

namespace {

constexpr std::int64_t paid_in_micro = 100'000 * billing::micro_per_unit;
constexpr int pause_minutes = 3;

void put_items(std::uint32_t campaign, std::uint32_t count, store::Batch& batch) {
    for (std::uint32_t index = 0; index < count; ++index) {
        const taskflow::Item item{fmt::format("i{}", index),
                                  {{"thing", fmt::format("thing {}", index)}}};
        batch.writes.push_back(store::Put{keys::item({campaign, index}), records::pack_item(item)});
    }
}

}  // namespace

Client::Client(World& world) : world_(world) {
    market_.name = world.profile.market.name;
    market_.cell = Vault::cell;
    market_.currency = world.profile.market.currency;
    market_.languages = world.profile.market.languages;
    market_.sms_price_micro = world.profile.market.sms_price.micro;
    who_ = {"acme", true};
}

void Client::open() {
    fund();
    std::uint32_t number = 0;
    for (const CampaignPlan& plan : world_.profile.campaigns) {
        ++number;
        if (plan.start_minute == 0) begin(number);
    }
}

void Client::plan_ahead() {
    std::uint32_t number = 0;
    for (const CampaignPlan& plan : world_.profile.campaigns) {
        ++number;
        const Instant start = plan.start_minute * minute_us;
        if (plan.start_minute > 0) world_.timeline.after(start, [this, number] { begin(number); });
        if (plan.pause_minute >= 0) {
            const Instant pause = start + plan.pause_minute * minute_us;
            const Instant resume = pause + pause_minutes * minute_us;
            world_.timeline.after(pause,
                                  [this, number] { change_state(number, api::Transition::pause); });
            world_.timeline.after(
                resume, [this, number] { change_state(number, api::Transition::resume); });
        }
        if (plan.stop_minute >= 0)
            world_.timeline.after(start + plan.stop_minute * minute_us,
                                  [this, number] { stop(number); });
    }
}

void Client::carry_on() {
    for (std::uint32_t number = 1; number <= campaign_count(); ++number) {
        const auto known = campaign(number);
        if (!known || known->state == taskflow::CampaignState::draft) begin(number);
        if (known && known->state == taskflow::CampaignState::paused)
            change_state(number, api::Transition::resume);
    }
}

std::optional<taskflow::Campaign> Client::campaign(std::uint32_t number) const {
    const auto values =
        world_.vault.truth().fields(Vault::cell, keys::campaigns, {std::to_string(number)});
    if (!values->front()) return std::nullopt;
    auto stored = records::campaign_from(*values->front());
    require(stored.has_value(), "a campaign can be read");
    return std::move(stored->campaign);
}

std::vector<std::uint32_t> Client::all_campaigns() const {
    std::vector<std::uint32_t> numbers;
    const auto page = world_.vault.truth().scan(Vault::cell, keys::campaigns);
    for (const auto& [name, bytes] : page->fields)
        numbers.push_back(static_cast<std::uint32_t>(std::stoul(name)));
    return numbers;
}

void Client::look_at_answers() {
    world_.timeline.after(minute_us, [this] {
        if (world_.fate.is_calm()) return;
        for (std::uint32_t number = 1; number <= campaign_count(); ++number) {
            const auto page = world_.vault.scan(keys::review({number, {}}).key);
            if (!page) continue;
            for (const auto& [answer, stored] : page->fields)
                decide(number, answer, stored);
        }
        look_at_answers();
    });
}

void Client::decide(std::uint32_t number, const std::string& answer, const std::string& stored) {
    const auto review = records::review_from(stored);
    const auto name = records::answer_name_from(answer);
    require(review && name, "a review can be read", answer);
    const auto mood = world_.chance.below(100);
    if (review->state != records::ReviewState::waiting || mood >= 40) return;
    api::Decision decision{.answer = *name, .accepts = mood < 15};
    const auto asked = campaign(number);
    if (!asked) return;
    const taskflow::Question& question = asked->question;
    for (std::uint16_t label = 0; label < taskflow::question::class_count(question); ++label) {
        const std::string text = taskflow::question::result_text(question, {}, label);
        if (text != review->value) decision.right = text;
    }
    carry_out(
        api::decision_places(market_, who_, number, decision),
        [this, decision](const Values& values) {
            return api::plan_decision(decision, market_, who_, values, world_.timeline.now());
        },
        [] {});
}

void Client::carry_out(std::vector<store::Place> places,
                       std::function<api::Plan(const Values&)> plan, Timeline::Act then) {
    const auto loaded = world_.vault.load({.cell = Vault::cell, .record_key = {}, .also = places});
    if (loaded) {
        const auto planned = plan(loaded->also);
        if (!planned) return;
        const bool nothing = planned->batch.writes.empty();
        const auto outcome =
            nothing ? store::CommitOutcome{.applied = true} : world_.vault.commit(planned->batch);
        if (outcome && outcome->applied) return then();
    }
    world_.timeline.after(second_us, [this, places = std::move(places), plan = std::move(plan),
                                      then = std::move(then)] { carry_out(places, plan, then); });
}

void Client::fund() {
    carry_out(
        api::funding_places(market_, who_),
        [this](const Values& values) {
            const api::Funding funding{{paid_in_micro, market_.currency}, "bank 1", &market_};
            return api::plan_funding(funding, who_, values);
        },
        [] {});
}

// A campaign is made only when it is not there: an earlier try may have been applied unheard of.
// Its items come in the same commit, as the product counts them where it keeps them: a store that
// forgets loses both or none.
void Client::begin(std::uint32_t number) {
    const CampaignPlan& plan = world_.profile.campaigns[number - 1];
    std::vector<store::Place> places = api::creation_places(plan.campaign);
    places.push_back(keys::campaign(number));
    carry_out(
        std::move(places),
        [this, &plan, number](const Values& values) -> api::Plan {
            if (values.back()) return api::Planned{};
            auto planned = api::plan_creation(plan.campaign, market_, values, {});
            if (planned && !plan.campaign.chain.wanted())
                put_items(number, plan.campaign.item_count, planned->batch);
            return planned;
        },
        [this, number] { start(number); });
}

void Client::start(std::uint32_t number) {
    carry_out(
        api::start_places(market_, who_, number),
        [this](const Values& values) {
            const auto planned = api::plan_start(market_, who_, values);
            // It was stopped first, or a store that forgets has lost it: then it is begun anew.
            const bool gone =
                planned.has_error() && (planned.error().kind == api::ProblemKind::wrong_state ||
                                        planned.error().kind == api::ProblemKind::not_found);
            require(planned.has_value() || gone, "a campaign that is funded starts");
            return planned;
        },
        [] {});
}

void Client::change_state(std::uint32_t number, api::Transition transition) {
    world_.tell(fmt::format("campaign {}: {}", number,
                            transition == api::Transition::pause    ? "pause"
                            : transition == api::Transition::resume ? "resume"
                                                                    : "stop"));
    carry_out(
        api::campaign_places(market_, number),
        [this, transition](const Values& values) {
            return api::plan_transition(transition, market_, who_, values);
        },
        [] {});
}

}  // namespace kazi::sim
