// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/provider.hpp"

#include <fmt/format.h>

#include "tests/sim/violation.hpp"

namespace kazi::sim {

using billing::Decoded;
using billing::Outcome;
using billing::Reason;
using billing::Retry;
using taskflow::minute_us;
using taskflow::second_us;

namespace {

constexpr int deliveries_when_rough = 5;
constexpr int deliveries_when_calm = 60;

Decoded said(Outcome outcome, Reason reason, Retry retry) {
    return billing::decoded(outcome, reason, retry);
}

}  // namespace

void Provider::pay(const PaymentRequest& request, const PaymentAnswer& answer) {
    const Instant way = world_.span(50'000, 3 * second_us);
    const bool unreachable = world_.fate.strikes(Fault::provider_unreachable);
    const bool lost = world_.fate.strikes(Fault::provider_request_lost);
    if (unreachable) return world_.timeline.after(way, [answer] { answer(std::nullopt); });
    if (lost) return;
    world_.timeline.after(way, [this, request, answer] { take(request, answer); });
}

void Provider::take(const PaymentRequest& request, const PaymentAnswer& answer) {
    if (const auto known = find_key(request.order.key)) return take_again(*known, request, answer);
    if (world_.fate.strikes(Fault::provider_turned_away))
        return reply(answer, said(Outcome::none, Reason::throttled, Retry::same_key));
    if (world_.fate.strikes(Fault::provider_hasty_refusal)) {
        const PaymentAt at = open(request);
        world_.timeline.after(second_us, [this, at] { execute(at); });
        return reply(answer, said(Outcome::none, Reason::throttled, Retry::same_key));
    }
    if (world_.fate.strikes(Fault::provider_refused)) {
        const PaymentAt at = open(request);
        payments_[at].state = Payment::State::refused;
        return reply(answer, refusal());
    }
    accept(request, answer);
}

// A key that is known is never paid again. Whoever promises little only says that it is one.
void Provider::take_again(PaymentAt known, const PaymentRequest& request,
                          const PaymentAnswer& answer) {
    const bool same = payments_[known].amount == request.order.amount &&
                      payments_[known].msisdn == request.order.msisdn;
    if (!same || world_.profile.provider.traits.trust == billing::Trust::low)
        return reply(answer, said(Outcome::in_doubt, Reason::duplicate_key, Retry::query_first));
    reply(answer, word_on(payments_[known]));
}

void Provider::accept(const PaymentRequest& request, const PaymentAnswer& answer) {
    const PaymentAt at = open(request);
    const bool early = world_.fate.strikes(Fault::provider_callback_early);
    const bool late = world_.fate.strikes(Fault::provider_callback_late);
    const Instant usual = world_.span(second_us, 20 * second_us);
    const Instant more = late ? world_.span(minute_us, 20 * minute_us) : 0;
    world_.timeline.after(early ? 0 : usual + more, [this, at] { execute(at); });
    Decoded taken = said(Outcome::accepted, Reason::ok, Retry::query_first);
    taken.provider_ref = payments_[at].reference;
    reply(answer, taken);
}

Provider::PaymentAt Provider::open(const PaymentRequest& request) {
    Payment payment;
    payment.payout = request.payout;
    payment.key = request.order.key;
    payment.reference = fmt::format("T{}", payments_.size() + 1);
    payment.msisdn = request.order.msisdn;
    payment.amount = request.order.amount;
    payment.asked_at = world_.timeline.now();
    payments_.push_back(std::move(payment));
    by_key_[request.order.key] = payments_.size() - 1;
    return payments_.size() - 1;
}

void Provider::execute(PaymentAt at) {
    if (world_.fate.strikes(Fault::provider_refused)) {
        payments_[at].state = Payment::State::refused;
        return notify(at, word_on(payments_[at]));
    }
    if (world_.fate.strikes(Fault::provider_late_success)) {
        payments_[at].lied = true;
        Decoded untrue = word_on(payments_[at]);
        untrue.outcome = Outcome::failed;
        untrue.reason = Reason::rejected;
        notify(at, untrue);
        const Instant later = world_.span(second_us, 30 * minute_us);
        return world_.timeline.after(later, [this, at] { move_money(at); });
    }
    move_money(at);
}

void Provider::move_money(PaymentAt at) {
    Payment& payment = payments_[at];
    payment.state = Payment::State::paid;
    world_.tell(fmt::format("provider pays {} for {}", payment.reference, payment.payout));
    for (const Payment& other : payments_) {
        const bool twice = other.key != payment.key || &other != &payment;
        if (!twice || other.state != Payment::State::paid || other.payout != payment.payout)
            continue;
        require(other.lied || payment.lied, "no payout is paid twice", payment.payout);
    }
    Decoded success = word_on(payment);
    if (world_.fate.strikes(Fault::provider_wrong_amount)) {
        payment.lied = true;
        success.amount_micro = payment.amount.micro + billing::micro_per_unit;
    }
    notify(at, success);
}

void Provider::notify(PaymentAt at, Decoded message) {
    if (world_.fate.strikes(Fault::provider_callback_never)) return;
    const int times = world_.fate.strikes(Fault::provider_callback_thrice) ? 3 : 1;
    const bool forged = world_.fate.strikes(Fault::provider_forged);
    for (int n = 0; n < times; ++n) {
        notices_.push_back(message);
        const ProviderNotice notice{notices_.size(), message, true};
        const Instant way = world_.span(0, n == 0 ? 2 * second_us : 5 * minute_us);
        world_.timeline.after(way, [this, at, notice] { deliver(at, notice, 1); });
    }
    if (!forged) return;
    const bool good = message.outcome == Outcome::succeeded;
    message.outcome = good ? Outcome::failed : Outcome::succeeded;
    notices_.push_back(message);
    courier_({notices_.size(), message, false}, [] {});
}

void Provider::deliver(PaymentAt at, const ProviderNotice& notice, int tries) {
    if (world_.fate.strikes(Fault::provider_callback_undelivered)) return;
    auto taken = std::make_shared<bool>(false);
    courier_(notice, [this, at, taken] {
        *taken = true;
        payments_[at].final_told = true;
    });
    world_.timeline.after(10 * second_us, [this, at, notice, tries, taken] {
        const int most = world_.fate.is_calm() ? deliveries_when_calm : deliveries_when_rough;
        if (!*taken && tries < most) deliver(at, notice, tries + 1);
    });
}

void Provider::reply(const PaymentAnswer& answer, Decoded message) {
    if (world_.fate.strikes(Fault::provider_reply_lost)) return;
    const Instant way = world_.span(50'000, 3 * second_us);
    world_.timeline.after(way, [answer, message = std::move(message)] { answer(message); });
}

std::optional<Provider::PaymentAt> Provider::find_key(const std::string& key) const {
    const auto known = by_key_.find(key);
    if (known == by_key_.end()) return std::nullopt;
    const Instant memory = world_.profile.provider.key_memory;
    const Instant age = world_.timeline.now() - payments_[known->second].asked_at;
    if (memory > 0 && age > memory) return std::nullopt;
    return known->second;
}

bool Provider::can_be_asked(const std::string& reference) const {
    if (world_.profile.provider.traits.lookup_by_key) return true;
    return world_.profile.provider.lookup_by_reference && !reference.empty();
}

Decoded Provider::status(const std::string& reference, const std::string& key) {
    if (world_.fate.strikes(Fault::provider_blind_lookup))
        return said(Outcome::in_doubt, Reason::not_found, Retry::query_first);
    for (const Payment& payment : payments_) {
        if (payment.reference == reference || (reference.empty() && payment.key == key))
            return word_on(payment);
    }
    return said(Outcome::in_doubt, Reason::not_found, Retry::query_first);
}

Decoded Provider::word_on(const Payment& payment) const {
    Decoded word = said(Outcome::pending, Reason::ok, Retry::query_first);
    if (payment.state == Payment::State::paid)
        word = said(Outcome::succeeded, Reason::ok, Retry::never);
    if (payment.state == Payment::State::refused)
        word = said(Outcome::failed, Reason::rejected, Retry::new_attempt);
    word.provider_ref = payment.reference;
    word.amount_micro = payment.amount.micro;
    word.currency = payment.amount.currency;
    word.msisdn = payment.msisdn;
    return word;
}

Decoded Provider::refusal() {
    constexpr std::array<Reason, 4> reasons{Reason::rejected, Reason::recipient_unknown,
                                            Reason::operator_unavailable,
                                            Reason::insufficient_float};
    const std::uint64_t which = world_.chance.below(reasons.size());
    return said(Outcome::failed, reasons[which], Retry::new_attempt);
}

const Decoded& Provider::told(std::uint64_t number) const {
    return notices_.at(number - 1);
}

}  // namespace kazi::sim
