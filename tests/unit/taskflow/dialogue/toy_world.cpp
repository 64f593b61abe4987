// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

#include <doctest/doctest.h>

#include <chrono>

#include "taskflow/pay/accounts.hpp"
#include "taskflow/protection/clock.hpp"
#include "taskflow/standing/checks.hpp"
#include "taskflow/tasks/assignment.hpp"

namespace kazi::taskflow {

namespace {

constexpr Instant nairobi_offset_us = 3 * hour_us;
constexpr std::int64_t escrow_micro = 1'000'000'000'000;

}  // namespace

ToyWorld::ToyWorld() = default;

ToyCampaign& ToyWorld::add(Campaign campaign, std::size_t item_count) {
    ToyCampaign toy;
    campaign.number = static_cast<std::uint32_t>(campaigns_.size() + 1);
    campaign.item_count = static_cast<std::uint32_t>(item_count);
    toy.items = sample_items(item_count);
    toy.openings.assign(item_count, campaign.redundancy.minimum);
    toy.openings.insert(toy.openings.end(), campaign.gold.items.size(), campaign.gold.checks);
    balances_[escrow_of(campaign.number)] = escrow_micro;
    toy.lesson_places = static_cast<int>(campaign.lessons.at_most);
    toy.campaign = std::move(campaign);
    return campaigns_[toy.campaign.number] = std::move(toy);
}

WorkerId ToyWorld::id_of(std::size_t n) {
    WorkerId id;
    for (std::size_t at = 0; at < id.bytes.size(); ++at) {
        id.bytes[at] = static_cast<std::uint8_t>(n * 37 + at);
    }
    return id;
}

LocalTime ToyWorld::local_time() const {
    const Instant local = now + nairobi_offset_us;
    const auto day = local / day_us;
    const std::chrono::year_month_day date{
        std::chrono::sys_days{std::chrono::days{static_cast<int>(day)}}};
    return {static_cast<int>(date.year()), static_cast<int>(local % day_us / hour_us),
            static_cast<std::uint16_t>(day), static_cast<int>(local % hour_us / minute_us)};
}

Assignable ToyWorld::assignable(ItemRef ref) {
    ToyCampaign& toy = campaigns_.at(ref.campaign);
    return {.campaign = &toy.campaign,
            .item = &toy.items.at(ref.index),
            .ref = ref,
            .message_room_micro = message_room_micro,
            .has_lesson_place = toy.lesson_places > 0,
            .hard = is_hard(toy.states[ref.index]),
            .efforts_measured = toy.efforts_measured};
}

Asked ToyWorld::answer_to(ItemRef ref) {
    return {assignable(ref), campaigns_.at(ref.campaign).states[ref.index]};
}

Context ToyWorld::context_for(std::size_t n) {
    Context context{.market = market,
                    .phrases = shipped_phrases(),
                    .local = on_her_clock(local_time(), workers_[n].protection.clock_quarters),
                    .asked = std::nullopt,
                    .answered = std::nullopt,
                    .asked_openings = 0,
                    .candidates = {},
                    .consent_version = 1,
                    .counts = counts_[n],
                    .network = network,
                    .beside = {},
                    .alongside = {}};
    const Worker& worker = workers_[n];
    if (worker.question) {
        const ItemRef ref = worker.question->item;
        ToyCampaign& toy = campaigns_.at(ref.campaign);
        context.asked = Asked{assignable(ref), toy.states[ref.index]};
        context.asked_openings = toy.openings.at(opening_of(worker, toy.campaign).index);
        for (const PackedItem& each : worker.pack.rest) {
            const ItemRef beside{ref.campaign, each.index};
            context.beside.push_back(
                {Asked{assignable(beside), toy.states[each.index]}, toy.openings.at(each.index)});
        }
    }
    if (worker.last_answer) context.answered = answer_to(worker.last_answer->item);
    std::vector<OpenCampaign> open;
    for (const auto& [number, toy] : campaigns_) {
        open.push_back(open_campaign(toy.campaign, toy.openings));
        open.back().has_lesson_place = toy.lesson_places > 0;
    }
    for (const ItemRef ref : choose_items(id_of(n), worker, open, 4)) {
        context.candidates.push_back(assignable(ref));
    }
    for (const OpenCampaign& each : open) {
        for (const ItemRef ref : choose_items(id_of(n), worker, {{each}}, pack_items_max))
            context.alongside.push_back(assignable(ref));
    }
    put_gold_first(n, open, context);
    return context;
}

void ToyWorld::put_gold_first(std::size_t n, const std::vector<OpenCampaign>& open,
                              Context& context) {
    if (context.candidates.empty()) return;
    const std::uint32_t first = context.candidates.front().ref.campaign;
    for (const OpenCampaign& each : open) {
        if (each.campaign->number != first) continue;
        const auto gold =
            choose_gold(id_of(n), workers_[n], each, counts_[n], context.local.day_number);
        if (!gold) continue;
        Assignable what = assignable(gold->item);
        what.check = gold->check;
        context.candidates.insert(context.candidates.begin(), what);
    }
}

Effects ToyWorld::happen(std::size_t n, decltype(Event::what) what) {
    Context context = context_for(n);
    const Event event{id_of(n), now, std::move(what)};
    Step result = step(workers_[n], event, context);
    if (const auto named = result.effects.named_answer) {
        context.answered = answer_to(*named);
        result = step(workers_[n], event, context);
    }
    const auto* settled = std::get_if<PayoutSettled>(&event.what);
    if (settled != nullptr && !result.effects.duplicate) end_payout(n, *settled);
    apply(n, result);
    return std::move(result.effects);
}

void ToyWorld::apply(std::size_t n, const Step& step) {
    if (step.effects.duplicate) {
        REQUIRE(step.worker == workers_[n]);
        REQUIRE(step.effects.postings.empty());
        return;
    }
    workers_[n] = step.worker;
    if (step.effects.payout) paying_micro_[n] = step.effects.payout->amount.micro;
    apply_money(step.effects);
    apply_work(step.effects);
}

/// The posting that belongs to the payout's own transition.
void ToyWorld::end_payout(std::size_t n, const PayoutSettled& settled) {
    billing::Postings postings;
    const billing::Account paid_out{billing::AccountKind::paid_out, "toy"};
    billing::move(postings, {billing::AccountKind::payout_in_flight, {}},
                  settled.paid ? paid_out : wallet_of(id_of(n)), settled.amount);
    for (const billing::Posting& posting : postings) {
        balances_[posting.account] += posting.change.micro;
    }
}

PayoutSettled ToyWorld::payout_ended(std::size_t n, bool paid) {
    return {workers_[n].payout_sequence, {paying_micro_[n], market.currency}, paid};
}

void ToyWorld::apply_money(const Effects& effects) {
    for (const EarlierAnswer& each : effects.earlier)
        apply_postings(each.postings);
    apply_postings(effects.postings);
}

void ToyWorld::apply_postings(const billing::Postings& postings) {
    for (const billing::Posting& posting : postings) {
        std::int64_t& balance = balances_[posting.account];
        balance += posting.change.micro;
        if (billing::has_floor(posting.account.kind)) REQUIRE(balance >= 0);
    }
}

void ToyWorld::apply_work(const Effects& effects) {
    for (const OpeningChange& change : effects.openings) {
        std::uint8_t& openings = campaigns_.at(change.item.campaign).openings.at(change.item.index);
        REQUIRE(openings + change.delta >= 0);
        openings = static_cast<std::uint8_t>(openings + change.delta);
    }
    for (const LeaseChange& change : effects.leases) {
        campaigns_.at(change.campaign).leases += change.delta;
        REQUIRE(campaigns_.at(change.campaign).leases >= 0);
    }
    for (const PlaceChange& change : effects.lesson_places) {
        campaigns_.at(change.campaign).lesson_places += change.delta;
        REQUIRE(campaigns_.at(change.campaign).lesson_places >= 0);
    }
    if (effects.effort) ++campaigns_.at(effects.effort->campaign).efforts_measured;
    for (const EarlierAnswer& each : effects.earlier)
        apply_item(each.item);
    if (effects.item) apply_item(*effects.item);
}

void ToyWorld::apply_item(const ItemChange& change) {
    ToyCampaign& toy = campaigns_.at(change.item.campaign);
    ItemState& state = toy.states[change.item.index];
    REQUIRE(state.version == change.state.version);
    REQUIRE_FALSE((change.closes && state.closed));
    state = change.state;
    ++state.version;
    if (change.withdraws) toy.openings.at(change.item.index) = 0;
}

Effects ToyWorld::sms(std::size_t n, const std::string& text) {
    return happen(n, SmsReceived{text, ++messages_});
}

Effects ToyWorld::dial(std::size_t n, std::vector<std::string> deep) {
    typed_[n].clear();
    UssdTurned turned;
    turned.session = ++sessions_;
    turned.deep = std::move(deep);
    return happen(n, turned);
}

Effects ToyWorld::press(std::size_t n, const std::string& typed) {
    typed_[n] += (typed_[n].empty() ? "" : "*") + typed;
    UssdTurned turned;
    turned.kind = UssdTurned::Kind::input;
    turned.session = workers_[n].ussd.id;
    turned.input = typed;
    turned.accumulated = typed_[n];
    return happen(n, turned);
}

Effects ToyWorld::join(std::size_t n, const std::string& language) {
    sms(n, "JOIN");
    sms(n, language);
    sms(n, "1");
    return sms(n, "1990");
}

std::int64_t ToyWorld::balance(const billing::Account& account) const {
    const auto found = balances_.find(account);
    return found == balances_.end() ? 0 : found->second;
}

std::string reply_of(const Effects& effects) {
    if (effects.ussd) return effects.ussd->text;
    return effects.messages.empty() ? std::string{} : effects.messages.back().text;
}

}  // namespace kazi::taskflow
