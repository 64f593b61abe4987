// SPDX-License-Identifier: Apache-2.0
// Finds out what a forgetful store forgot, and reads the reports.
#include "tests/payouts/till_desk.hpp"

namespace kazi::payouts {

namespace {

using billing::Decoded;
using billing::Payout;
using billing::PayoutState;

}  // namespace

bool Till::forget() {
    const bool changed = lies_.take(Lie::restored_and_changed);
    if (!lies_.take(Lie::restored) && !changed) return false;
    std::erase_if(
        due_, [](const Due& due) { return due.what != What::notice && due.what != What::report; });
    resend_planned_ = false;
    vault_.restore_copy();
    if (changed)
        vault_.remake(billing::create_payout(worker, 7, shillings(15), now_us_),
                      15 * billing::micro_per_unit);
    parked_.clear();
    recovering_ = bug_ != Bug::recovery_skipped;
    // Longer than the least trusted provider remembers anything.
    plan(now_us_ + 600 * second_us, What::send);
    return true;
}

void Till::recover() {
    const std::array accounts{
        billing::RecoveryAccount{std::string(provider_.name), provider_.traits}};
    auto probes = billing::probes_for(payout(), accounts, deployment_key);
    std::vector<billing::ProbeAnswer> answers;
    for (billing::Probe& probe : probes) {
        if (bug_ == Bug::random_payout_id) probe.key = key_of(probe.attempt);
        Decoded news = as_heard(bank_->query(probe.key, {}, now_us_));
        answers.push_back({std::move(probe), std::move(news)});
    }
    const auto what = billing::recover(payout(), answers, accounts, msisdn, reports_matched_);
    if (std::holds_alternative<billing::AskAgain>(what))
        return plan(now_us_ + 600 * second_us, What::recover);
    if (std::holds_alternative<billing::AwaitReport>(what)) return;
    recovering_ = false;
    if (const auto* hold = std::get_if<billing::HoldIt>(&what)) {
        apply(billing::Decided{{billing::Verdict::hold, "recovery", hold->why, now_us_}, 0});
    } else if (const auto* adopt = std::get_if<billing::AdoptIt>(&what)) {
        apply(claim());
        apply(billing::Queried{newest(), adopt->news});
    } else {
        send();
    }
}

void Till::read_report() {
    const bool complete = !lies_.has(Lie::report_short);
    const auto lines = bank_->report(now_us_);
    billing::ReconcileContext context;
    context.provider = provider_.name;
    context.deployment_key = deployment_key;
    context.from_us = -24 * hour_us;
    context.until_us = now_us_ + hour_us;
    context.proves_absence = complete;
    const Payout before = payout();
    const auto found = billing::reconcile(lines, std::span(&before, 1), context);
    for (billing::ReportNews news : found.news) {
        const PayoutState before_it = payout().state;
        news.event.message = as_heard(std::move(news.event.message));
        const bool moved = apply(news.event).changed;
        decided_by_report_ = decided_by_report_ || (moved && before_it != PayoutState::succeeded);
    }
    // A report that does not add up matches nothing.
    if (recovering_ && complete) adopt_from(lines, found);
}

void Till::adopt_from(const std::vector<billing::ReportLine>& lines,
                      const billing::Reconciliation& found) {
    reports_matched_ = true;
    for (const std::size_t extra : found.extra_lines) {
        const billing::ReportLine& line = lines[extra];
        if (line.msisdn != msisdn) continue;
        recovering_ = false;
        if (line.amount != payout().amount) {
            apply(billing::Decided{
                {billing::Verdict::hold, "recovery", "the report shows another", now_us_}, 0});
            return;
        }
        Decoded paid = billing::decoded(billing::Outcome::succeeded, billing::Reason::ok,
                                        billing::Retry::never);
        paid.provider_ref = line.provider_ref;
        paid.amount_micro = line.amount.micro;
        apply(claim());
        apply(billing::Reported{newest(), std::move(paid)});
        decided_by_report_ = true;
        return;
    }
    recover();
}

}  // namespace kazi::payouts
