// SPDX-License-Identifier: Apache-2.0
// Sends: the intent on disk, one request, what came of it; and again with the same key.
#include "tests/payouts/till_desk.hpp"

#include "billing/payout_id.hpp"

namespace kazi::payouts {

namespace {

using billing::AttemptState;
using billing::Decoded;
using billing::Next;
using billing::PayoutState;
using billing::Transition;

constexpr std::int64_t lease_us = 120 * second_us;

}  // namespace

std::string Till::key_of(int attempt) {
    std::string id = payout().id;
    if (bug_ == Bug::random_payout_id) id += std::to_string(now_us_);
    return billing::provider_key(deployment_key, {id, provider_.name, attempt},
                                 provider_.traits.key_form);
}

billing::Claimed Till::claim() {
    const int attempt = newest() + 1;
    return {std::string(provider_.name), key_of(attempt),
            billing::fingerprint(deployment_key, provider_.name, msisdn, payout().amount), now_us_,
            now_us_ + provider_.traits.news_deadline_s * second_us};
}

void Till::send() {
    if (recovering_) return recover();
    const bool sendable =
        payout().state == PayoutState::created || billing::is_retryable(payout().state);
    if (!sendable || !billing::is_in_flight(payout())) return;
    if (now_us_ < closed_until_us_) return plan(closed_until_us_, What::send);
    if (lies_.take(Lie::disk_full)) return plan(now_us_ + 60 * second_us, What::send);
    if (dies_at(Dies::before_intent)) return plan(now_us_ + lease_us, What::send);
    submit(vault_.now());
    // Another daemon whose lease ran out still holds what it loaded before.
    if (race_) submit(*std::exchange(race_, std::nullopt));
}

void Till::submit(const Loaded& loaded) {
    const Transition made = billing::advance(loaded.payout, claim(), context());
    if (made.next != Next::send || !vault_.commit(loaded.version, made)) return;
    const int attempt = static_cast<int>(made.payout.attempts.size());
    if (dies_at(Dies::after_intent)) return plan(now_us_ + lease_us, What::orphan, attempt);
    plan(now_us_, What::deliver, attempt);
    // A connection that is used again repeats a request which died under it.
    const bool twice = bug_ == Bug::connection_reused && lies_.has(Lie::connection_dies);
    if (twice) plan(now_us_, What::deliver, attempt);
}

void Till::resend(int attempt) {
    resend_planned_ = false;
    const auto* open = billing::find_attempt(payout(), attempt);
    if (open == nullptr || !billing::is_open(open->state) || attempt != newest()) return;
    plan(now_us_, What::deliver, attempt);
}

void Till::deliver(int attempt) {
    const auto* sent = billing::find_attempt(payout(), attempt);
    if (sent == nullptr) return;
    sent_us_ = now_us_;
    std::string key = sent->key;
    if (bug_ == Bug::new_key_on_retry && delivered_++ > 0) key += std::to_string(delivered_);
    Sent back = bank_->receive({key, std::string(msisdn), payout().amount}, now_us_);
    for (Notice& notice : back.notices) {
        const bool doubled = notice.authentic && lies_.take(Lie::heard_twice);
        plan_notice(notice);
        if (doubled) plan_notice(notice);
    }
    if (forget()) return;
    if (dies_at(Dies::in_call)) return plan(now_us_ + lease_us, What::orphan, attempt);
    Due due{now_us_ + second_us, ++planned_, What::reply, attempt, {}, std::move(back.reply)};
    if (!due.answer) due.at_us += provider_.traits.call_deadline_s * second_us;
    due_.push_back(std::move(due));
}

void Till::plan_notice(const Notice& notice) {
    Due due{notice.at_us, ++planned_, What::notice, 0, notice, {}};
    due_.push_back(std::move(due));
}

void Till::reply(const Due& due) {
    if (dies_at(Dies::after_reply)) return plan(now_us_ + lease_us, What::orphan, due.attempt);
    Decoded message = due.answer.value_or(billing::no_answer());
    if (!due.answer && bug_ == Bug::timeout_is_failure)
        message = billing::decoded(billing::Outcome::failed, billing::Reason::rejected,
                                   billing::Retry::new_attempt);
    apply(billing::Replied{due.attempt, std::move(message)});
}

void Till::orphan(int attempt) {
    const auto* found = billing::find_attempt(payout(), attempt);
    if (found == nullptr || found->state != AttemptState::submitted) return;
    apply(billing::Replied{attempt, billing::no_answer()});
}

}  // namespace kazi::payouts
