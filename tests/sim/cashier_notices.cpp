// SPDX-License-Identifier: Apache-2.0
// Callbacks: matched by reference or by content, parked when they come before what they speak of.
#include <fmt/format.h>

#include "billing/payout_id.hpp"
#include "billing/payout_match.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/payer/parked.hpp"
#include "gateway/payer/payout_plan.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/sim/cashier.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;

namespace {

constexpr int telling_tries_max = 3;

const std::string& reference_of(const ProviderNotice& notice) {
    require(notice.message.provider_ref.has_value(), "a notice names its payment");
    return *notice.message.provider_ref;
}

}  // namespace

void Cashier::hear(const ProviderNotice& notice, std::function<void(bool)> told) {
    daemon_.act([this, notice, told = std::move(told)] { hear_again(notice, told, 0); });
}

void Cashier::hear_again(const ProviderNotice& notice, const std::function<void(bool)>& told,
                         int tries) {
    if (tries >= telling_tries_max) return told(false);
    const Search search = find(notice.message);
    if (!search.answered) return told(false);
    if (search.target) return tell(*search.target, notice, told);
    // What is not authentic is never kept.
    if (!notice.authentic) return told(false);
    world_.tell(fmt::format("notice {} about {} is parked", notice.number, reference_of(notice)));
    daemon_.act([this, notice, told, tries] { park(notice, told, tries); });
}

Cashier::Search Cashier::find(const billing::Decoded& message) {
    const auto ids = world_.vault.fields(
        keys::payout_references, {payer::reference_field(provider_name, *message.provider_ref)});
    if (!ids) return {};
    if (!ids->front()) return find_by_content(message);
    const auto stored = load(*ids->front());
    if (!stored) return {};
    const auto attempt = billing::match_attempt(stored->payout, message);
    return {true, Target{stored->payout.id, attempt.value_or(0)}};
}

Cashier::Search Cashier::find_by_content(const billing::Decoded& message) {
    if (!message.msisdn) return {true, {}};
    const auto id = engine::worker_of(identity_key, *message.msisdn);
    const auto loaded =
        world_.vault.load({.cell = Vault::cell, .record_key = keys::worker(id), .also = {}});
    if (!loaded) return {};
    const auto worker = records::worker_from(loaded->record);
    if (!worker || worker->payout_sequence == 0) return {true, {}};
    const std::string raw(records::raw(id));
    std::vector<std::string> ids{billing::payout_id(raw, worker->payout_sequence)};
    if (worker->payout_sequence > 1)
        ids.push_back(billing::payout_id(raw, std::int64_t{worker->payout_sequence} - 1));
    const auto values = world_.vault.fields(keys::payouts, ids);
    if (!values) return {};
    std::vector<billing::Payout> candidates;
    for (const auto& bytes : *values) {
        auto stored = bytes ? records::payout_from(*bytes) : std::nullopt;
        if (stored) candidates.push_back(std::move(stored->payout));
    }
    const auto match =
        billing::match_by_content(candidates, message, {provider_name, identity_key});
    if (!match) return {true, {}};
    return {true, Target{candidates[match->payout].id, match->attempt}};
}

void Cashier::tell(const Target& target, const ProviderNotice& notice,
                   const std::function<void(bool)>& told) {
    world_.tell(fmt::format("notice {} about {} says {}", notice.number, target.payout,
                            billing::to_string(notice.message.outcome)));
    const billing::CalledBack event{target.attempt, notice.message, notice.authentic};
    const bool authentic = notice.authentic;
    apply(target.payout, event, {}, [this, target, told, authentic](const Applied& applied) {
        if (!authentic) require(!applied.transition.changed, "what is forged changes nothing");
        if (applied.kind == Applied::Kind::unchanged &&
            applied.transition.next == billing::Next::query) {
            if (const auto stored = load(target.payout)) look_again(*stored, world_.timeline.now());
        }
        told(applied.heard() || applied.kind == Applied::Kind::missing);
    });
}

void Cashier::park(const ProviderNotice& notice, const std::function<void(bool)>& told, int tries) {
    const std::string& reference = reference_of(notice);
    const std::string key = keys::parked(provider_name, reference);
    const auto loaded = world_.vault.load({.cell = Vault::cell, .record_key = {}, .also = {{key}}});
    if (!loaded) return told(false);
    const auto& bytes = loaded->also.front();
    const auto before = bytes ? payer::parked_from(*bytes) : payer::Parked{};
    require(before.has_value(), "what is parked can be read");
    const auto after = payer::with_notice(*before, {"", fmt::format("{}", notice.number)});
    if (!after) return told(true);
    store::Batch batch;
    batch.cell = Vault::cell;
    batch.guards.push_back(
        store::Absent{{keys::payout_references, payer::reference_field(provider_name, reference)}});
    batch.guards.push_back(store::VersionIs{{key}, before->version});
    batch.writes.push_back(
        store::Put{{key}, payer::pack_parked(*after, before->version + 1), payer::parked_kept_s});
    const auto outcome = world_.vault.commit(batch);
    if (!outcome) return told(false);
    if (outcome->applied) {
        world_.see(Sight::notice_parked);
        return told(true);
    }
    daemon_.act([this, notice, told, tries] { hear_again(notice, told, tries + 1); });
}

void Cashier::replay_parked(const std::string& payout, const std::string& reference) {
    const std::string key = keys::parked(provider_name, reference);
    const auto loaded = world_.vault.load({.cell = Vault::cell, .record_key = {}, .also = {{key}}});
    if (!loaded || !loaded->also.front()) return;
    const auto parked = payer::parked_from(*loaded->also.front());
    require(parked.has_value(), "what is parked can be read");
    for (const payer::Notice& notice : parked->notices) {
        const billing::Decoded& message = provider_.told(std::stoull(notice.body));
        daemon_.act([this, payout, message] {
            const auto stored = load(payout);
            const auto attempt =
                stored ? billing::match_attempt(stored->payout, message) : std::nullopt;
            if (attempt) world_.see(Sight::notice_replayed);
            if (attempt) apply(payout, billing::CalledBack{*attempt, message, true}, {}, {});
        });
    }
}

}  // namespace kazi::sim
