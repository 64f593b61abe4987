// SPDX-License-Identifier: Apache-2.0
#include "taskflow/map/trial.hpp"

#include <fmt/format.h>

#include "taskflow/map/dialogue_map.hpp"
#include "taskflow/onboarding.hpp"
#include "taskflow/tasks/assignment.hpp"

namespace kazi::taskflow::map {

namespace {

constexpr int this_year = 2026;
constexpr auto agreed = "1";
constexpr auto born = "1990";
constexpr Instant between_turns = second_us;

/// Every opening is there for the taking; nobody else works here.
std::vector<std::uint8_t> all_openings(const Campaign& campaign) {
    return std::vector<std::uint8_t>(campaign.item_count, 3);
}

}  // namespace

Trial::Trial(const Scenery& scenery, const dialogue::Phrasebook& phrases)
    : scenery_(&scenery), phrases_(&phrases) {
    if (!scenery.has_joined) return;
    dial();
    press(agreed);
    press(born);
    now_ += scenery.away;
}

Assignable Trial::assignable(ItemRef ref) const {
    return {&scenery_->campaign, &scenery_->items.at(ref.index), ref};
}

Context Trial::context() const {
    const auto day = static_cast<std::uint16_t>(now_ / day_us);
    Context context{.market = scenery_->market,
                    .phrases = *phrases_,
                    .local = {this_year, scenery_->hour, day},
                    .asked = std::nullopt,
                    .answered = std::nullopt,
                    .candidates = {}};
    const auto state_of = [&](ItemRef ref) {
        const auto state = states_.find(ref.index);
        return state == states_.end() ? ItemState() : state->second;
    };
    if (worker_.question) {
        const ItemRef ref = worker_.question->item;
        context.asked = Asked{assignable(ref), state_of(ref)};
    }
    if (worker_.last_answer) {
        const ItemRef ref = worker_.last_answer->item;
        context.answered = Asked{assignable(ref), state_of(ref)};
    }
    const std::vector<std::uint8_t> openings = all_openings(scenery_->campaign);
    const std::vector<OpenCampaign> open{{&scenery_->campaign, openings}};
    for (const ItemRef ref : choose_items({}, worker_, open, 4))
        context.candidates.push_back(assignable(ref));
    return context;
}

Effects Trial::happen(decltype(Event::what) what) {
    now_ += between_turns;
    const Context known = context();
    Step result = step(worker_, Event{{}, now_, std::move(what)}, known);
    worker_ = std::move(result.worker);
    if (result.effects.item) {
        states_[result.effects.item->item.index] = result.effects.item->state;
        ++states_[result.effects.item->item.index].version;
    }
    return std::move(result.effects);
}

Effects Trial::sms(const std::string& text) {
    return happen(SmsReceived{text, ++ids_});
}

Effects Trial::dial() {
    typed_.clear();
    UssdTurned turned;
    turned.session = ++ids_;
    return happen(turned);
}

Effects Trial::press(const std::string& typed) {
    typed_ += (typed_.empty() ? "" : "*") + typed;
    UssdTurned turned;
    turned.kind = UssdTurned::Kind::input;
    turned.session = worker_.ussd.id;
    turned.input = typed;
    turned.accumulated = typed_;
    return happen(turned);
}

Effects Trial::lapse() {
    if (worker_.question) now_ = std::max(now_, worker_.question->lease_until);
    return happen(TimerFired{});
}

std::string Trial::standing() const {
    if (is_asked_to_forget()) return "asked whether to forget";
    if (worker_.opted_out) return "stopped";
    if (is_joining(worker_.stage))
        return "asked for " + std::string(place_name(joining_place(worker_.stage)));
    if (worker_.stage == Stage::stranger) return "stranger";
    if (worker_.stage == Stage::declined) return "declined";
    if (worker_.stage == Stage::too_young) return "too young";
    if (worker_.stage == Stage::frozen) return "frozen";
    if (is_correcting()) return "correcting";
    if (is_asked_for_effort()) return "asked how long it took";
    return worker_.question ? "question open" : "at rest";
}

std::string Trial::screen() const {
    return std::string(place_name(worker_.ussd.place));
}

bool Trial::is_asked_to_forget() const {
    return worker_.protection.forget_asked_at != 0 && !worker_.protection.leaving;
}

bool Trial::is_correcting() const {
    return worker_.last_answer && worker_.last_answer->correcting_at > 0;
}

bool Trial::is_asked_for_effort() const {
    return worker_.effort.campaign != 0;
}

std::string Trial::key() const {
    const Worker& worker = worker_;
    const bool correcting = is_correcting();
    const bool newer = worker.question && worker.question->asked_at > worker.ussd.at;
    const std::size_t items = scenery_->items.size();
    return fmt::format(
        "{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", static_cast<int>(worker.stage),
        worker.opted_out, worker.language, worker.question.has_value(),
        worker.question ? worker.question->tries : 0, worker.question && worker.question->leased,
        worker.last_answer.has_value(), correcting, correcting ? worker.last_answer->tries : 0,
        static_cast<int>(worker.ussd.place), worker.ussd.page, worker.ussd.ended, newer,
        std::min<std::size_t>(worker.answers, items), looks_at_newest(), is_asked_to_forget(),
        worker.protection.leaving, static_cast<int>(worker.wallet.ask), key_of_guards());
}

/// What only some markets ask for. Where they don't it is the same for all trials.
std::string Trial::key_of_guards() const {
    const Worker& worker = worker_;
    const Instant slot = scenery_->market.ussd_paid_seconds * second_us;
    const Instant in_slot = slot == 0 ? 0 : (now_ - worker.ussd.began_at) % slot;
    return fmt::format("{} {} {} {} {} {} {} {} {} {}", worker.wallet.pin != 0,
                       now_ < worker.wallet.pin_closed_until, worker.wallet.pin_tries,
                       worker.payout_open, static_cast<int>(worker.ussd.privacy),
                       worker.profile.answers.size(),
                       worker.profile.asked.empty() ? 0 : 1 + worker.profile.tries,
                       worker.protection.year_checked_day != 0, in_slot, is_asked_for_effort());
}

}  // namespace kazi::taskflow::map
