// SPDX-License-Identifier: Apache-2.0
// Sending: the attempt is durable before a byte leaves, and only what never left is sent again.
#include "tests/sim/cashier.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "billing/payout_id.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/payer/payout_plan.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using taskflow::hour_us;
using taskflow::second_us;

namespace {

constexpr std::int64_t claim_idle_ms = 120'000;
constexpr Instant call_deadline = 30 * second_us;
constexpr Instant pending_deadline = 600 * second_us;
constexpr int records_max = 200;

Instant last_sent(const billing::Payout& payout) {
    return payout.attempts.empty() ? 0 : payout.attempts.back().submitted_at_us;
}

}  // namespace

void Cashier::round() {
    if (const auto entries =
            world_.vault.claim(keys::payouts_due, payer::claim_group, claim_idle_ms)) {
        for (const store::StreamEntry& entry : *entries)
            daemon_.act([this, id = entry.payload, at = entry.id] { take(id, at); });
    }
    if (const auto due = world_.vault.due(keys::payout_polls)) {
        for (const store::DueMember& member : *due)
            daemon_.act([this, id = member.member] { look(id); });
    }
}

void Cashier::take(const std::string& id, const std::string& entry) {
    const auto parts = billing::parse_payout_id(id);
    require(parts.has_value(), "a payout's id names worker and sequence", id);
    const auto worker = records::worker_id_from(parts->worker);
    std::vector<store::Place> places{payer::place_of(id), keys::number(*worker)};
    if (parts->sequence > 1)
        places.push_back(payer::place_of(billing::payout_id(parts->worker, parts->sequence - 1)));
    const auto loaded =
        world_.vault.load({.cell = Vault::cell, .record_key = {}, .also = std::move(places)});
    if (!loaded) return;
    const auto& found = loaded->also;
    auto stored = found[0] ? records::payout_from(*found[0]) : std::nullopt;
    const bool sendable = stored && (stored->payout.state == billing::PayoutState::created ||
                                     billing::is_retryable(stored->payout.state));
    if (!sendable) return drop(entry);
    Dossier dossier{std::move(*stored), 0, {}};
    const bool later = found.size() > 2 && found[2];
    if (const auto previous = later ? records::payout_from(*found[2]) : std::nullopt)
        dossier.previous_sent = last_sent(previous->payout);
    require(found[1].has_value(), "a worker who is owed something has a number", id);
    dossier.msisdn = "+" + *found[1];
    const Instant at = not_before(dossier);
    if (at <= world_.timeline.now()) return submit(dossier, entry);
    store::Batch batch;
    batch.cell = Vault::cell;
    batch.guards.push_back(store::VersionIs{payer::place_of(id), dossier.stored.version});
    if (!entry.empty())
        batch.writes.push_back(store::Acknowledge{keys::payouts_due, payer::claim_group, entry});
    batch.writes.push_back(payer::timer_write(id, at));
    static_cast<void>(world_.vault.commit(batch));
}

void Cashier::drop(const std::string& entry) {
    if (entry.empty()) return;
    store::Batch batch;
    batch.cell = Vault::cell;
    batch.writes.push_back(store::Acknowledge{keys::payouts_due, payer::claim_group, entry});
    static_cast<void>(world_.vault.commit(batch));
}

Instant Cashier::not_before(const Dossier& dossier) const {
    const Instant sent = std::max(dossier.previous_sent, last_sent(dossier.stored.payout));
    const Instant spacing = world_.profile.provider.traits.number_spacing_s * second_us;
    const Instant spaced = sent == 0 ? 0 : sent + spacing;
    return std::max({spaced, stopped_until_, held_until_});
}

billing::Claimed Cashier::claim_of(const Dossier& dossier) {
    const billing::Payout& payout = dossier.stored.payout;
    billing::KeySubject subject;
    subject.payout = payout.id;
    subject.provider = provider_name;
    subject.attempt = static_cast<int>(payout.attempts.size()) + 1;
    billing::Claimed claim;
    claim.provider = provider_name;
    claim.key = billing::provider_key(identity_key, subject);
    claim.fingerprint =
        billing::fingerprint(identity_key, provider_name, dossier.msisdn, payout.amount);
    claim.now_us = world_.timeline.now();
    claim.deadline_us = claim.now_us + pending_deadline;
    return claim;
}

void Cashier::submit(const Dossier& dossier, const std::string& entry) {
    const billing::Payout& payout = dossier.stored.payout;
    const billing::Claimed claim = claim_of(dossier);
    PaymentRequest request;
    request.payout = payout.id;
    request.attempt = static_cast<int>(payout.attempts.size()) + 1;
    request.order = {claim.key, dossier.msisdn, payout.amount};
    Writes along;
    if (!entry.empty())
        along.push_back(store::Acknowledge{keys::payouts_due, payer::claim_group, entry});
    apply(payout.id, claim, std::move(along), [this, request](const Applied& applied) {
        const bool ours =
            applied.kind == Applied::Kind::moved &&
            std::cmp_equal(applied.transition.payout.attempts.size(), request.attempt);
        if (ours) carry(request, 1);
    });
}

void Cashier::carry(const PaymentRequest& request, int tries) {
    world_.tell(fmt::format("attempt {} of {} leaves", request.attempt, request.payout));
    PaymentRequest sent = request;
    if (world_.planted.is(Bug::new_key_on_retry) && tries > 1)
        sent.order.key += fmt::format("-{}", ++keys_made_);
    const auto settled = std::make_shared<bool>(false);
    const auto hear = [this, request, tries, settled](const billing::PayoutEvent& event) {
        if (std::exchange(*settled, true)) return;
        record(request, event, tries);
    };
    provider_.pay(
        sent, [this, hear, request, life = daemon_.life()](std::optional<billing::Decoded> answer) {
            if (life != daemon_.life()) return;
            const billing::PayoutEvent event =
                answer ? billing::PayoutEvent(billing::Replied{request.attempt, *answer})
                       : billing::PayoutEvent(billing::NotSent{request.attempt});
            daemon_.act([hear, event] { hear(event); });
        });
    billing::Decoded silence = billing::no_answer();
    if (world_.planted.is(Bug::timeout_taken_as_failure))
        silence = billing::decoded(billing::Outcome::failed, billing::Reason::timeout,
                                   billing::Retry::new_attempt);
    world_.timeline.after(call_deadline, daemon_.in_this_life([hear, request, silence] {
        hear(billing::Replied{request.attempt, silence});
    }));
}

// What came back is worth waiting for the store.
void Cashier::record(const PaymentRequest& request, const billing::PayoutEvent& event, int tries) {
    apply(request.payout, event, {}, [this, request, event, tries](const Applied& applied) {
        if (applied.kind == Applied::Kind::unavailable) {
            if (tries > records_max) return;
            return world_.timeline.after(
                second_us, daemon_.in_this_life(
                               [this, request, event, tries] { record(request, event, tries); }));
        }
        if (!applied.heard()) return;
        const billing::Transition& after = applied.transition;
        const auto* attempt = billing::find_attempt(after.payout, request.attempt);
        if (after.next != billing::Next::resend) {
            if (attempt != nullptr && !attempt->provider_ref.empty())
                replay_parked(request.payout, attempt->provider_ref);
            return;
        }
        const Instant now = world_.timeline.now();
        const bool unreachable = std::holds_alternative<billing::NotSent>(event);
        if (unreachable) held_until_ = now + 20 * second_us;
        if (now >= attempt->deadline_us && !unreachable)
            return apply(request.payout, billing::DeadlinePassed{request.attempt, now}, {}, {});
        const Instant back_off = second_us << std::min(tries - 1, 4);
        world_.timeline.after(
            std::max(back_off, stopped_until_ - now),
            daemon_.in_this_life([this, request, tries] { repeat(request, tries + 1); }));
    });
}

// Shuts out everybody who loaded the payout before, moves its timer on, and sends once more.
void Cashier::repeat(const PaymentRequest& request, int tries) {
    const auto stored = load(request.payout);
    if (!stored)
        return world_.timeline.after(
            second_us, daemon_.in_this_life([this, request, tries] { repeat(request, tries); }));
    const bool newest = std::cmp_equal(stored->payout.attempts.size(), request.attempt);
    if (!newest || stored->payout.state != billing::PayoutState::submitted) return;
    daemon_.act([this, request, tries, stored = *stored] {
        const auto batch = payer::renewal_of(Vault::cell, stored.payout, stored.version,
                                             world_.timeline.now() + lease_us);
        const auto outcome = world_.vault.commit(batch);
        if (!outcome)
            return daemon_.act_within(second_us,
                                      [this, request, tries] { repeat(request, tries); });
        if (outcome->applied) carry(request, tries);
    });
}

}  // namespace kazi::sim
