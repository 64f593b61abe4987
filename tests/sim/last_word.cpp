// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/last_word.hpp"

#include <algorithm>
#include <map>

#include "billing/payout_policy.hpp"
#include "gateway/audit/audit_feed.hpp"
#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/batch_rules.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using billing::Attempt;
using billing::AttemptState;
using billing::Payout;
using billing::PayoutState;

namespace {

constexpr std::uint32_t everything = 1'000'000;

std::vector<Payout> payouts_of(const World& world) {
    std::vector<Payout> payouts;
    const auto page = world.vault.truth().scan(Vault::cell, keys::payouts);
    for (const auto& [id, bytes] : page->fields) {
        auto stored = records::payout_from(bytes);
        require(stored.has_value(), "a payout can be read", id);
        payouts.push_back(std::move(stored->payout));
    }
    return payouts;
}

const Payment* payment_of(const Provider& provider, const std::string& key) {
    for (const Payment& payment : provider.payments())
        if (payment.key == key) return &payment;
    return nullptr;
}

bool was_paid(const Provider& provider, const std::string& key) {
    const Payment* payment = payment_of(provider, key);
    return payment != nullptr && payment->state == Payment::State::paid;
}

bool lied_about(const Provider& provider, const Payout& payout) {
    return std::any_of(
        provider.payments().begin(), provider.payments().end(),
        [&](const Payment& payment) { return payment.payout == payout.id && payment.lied; });
}

// In doubt for good: the provider did nothing, or did something and nobody can hear of it.
bool may_stay_in_doubt(const World& world, const Provider& provider, const Payout& payout) {
    const Attempt& newest = payout.attempts.back();
    const Payment* payment = payment_of(provider, newest.key);
    if (payment == nullptr) return true;
    if (provider.can_be_asked(newest.provider_ref)) return false;
    return world.profile.forgetful || payment->lied || !payment->final_told;
}

bool settled(const Attempt& attempt) {
    return attempt.settled_from != billing::SettledFrom::nothing;
}

}  // namespace

bool every_payout_ended(const World& world) {
    const auto payouts = payouts_of(world);
    return std::all_of(payouts.begin(), payouts.end(),
                       [](const Payout& payout) { return billing::is_final(payout.state); });
}

bool every_payout_rests(const World& world) {
    const auto payouts = payouts_of(world);
    const Instant now = world.timeline.now();
    return std::all_of(payouts.begin(), payouts.end(), [now](const Payout& payout) {
        return billing::is_final(payout.state) || billing::needs_person(payout, now);
    });
}

void check_excuses(const World& world, const Provider& provider) {
    for (const Payout& payout : payouts_of(world)) {
        if (billing::is_final(payout.state)) continue;
        const bool in_doubt = payout.state == PayoutState::in_doubt;
        const bool held = payout.state == PayoutState::held;
        require(in_doubt || held, "every payout ends or waits for a person",
                payout.id + " is " + std::string(to_string(payout.state)));
        if (in_doubt)
            require(may_stay_in_doubt(world, provider, payout),
                    "what the provider can tell does not stay in doubt", payout.id);
        if (held)
            require(world.profile.forgetful || lied_about(provider, payout),
                    "a payout is held for a lie only", payout.id);
    }
}

bool read_report(const World& world, const Provider& provider, Cashier& cashier) {
    bool decided = false;
    for (const Payout& payout : payouts_of(world)) {
        for (const Attempt& attempt : payout.attempts) {
            const bool paid = was_paid(provider, attempt.key);
            const bool open =
                billing::is_open(attempt.state) || attempt.state == AttemptState::held;
            if (paid == settled(attempt) && !open) continue;
            const auto verdict = paid ? billing::Verdict::paid : billing::Verdict::not_paid;
            cashier.decide(payout.id,
                           {{verdict, "operator", "the provider's report", world.timeline.now()},
                            attempt.number});
            decided = true;
            // One decision at a time: the next one is made on what it led to.
            break;
        }
        const bool only_held = !decided && payout.state == PayoutState::held;
        if (only_held) {
            cashier.decide(payout.id, {{billing::Verdict::release, "operator", "nothing is wrong",
                                        world.timeline.now()},
                                       0});
            decided = true;
        }
    }
    return decided;
}

void check_money(const World& world, const Provider& provider) {
    std::map<std::string, std::int64_t> moved;
    for (const Payment& payment : provider.payments())
        if (payment.state == Payment::State::paid) moved[payment.payout] += payment.amount.micro;
    for (const Payout& payout : payouts_of(world)) {
        require(billing::is_final(payout.state), "every payout ends", payout.id);
        const auto told = std::count_if(payout.attempts.begin(), payout.attempts.end(), settled);
        // What a store that forgot had sent is found under its key, at the amount of then.
        if (!world.profile.forgetful)
            require(moved[payout.id] == told * payout.amount.micro,
                    "the provider's ledger is ours, payout by payout", payout.id);
        moved.erase(payout.id);
    }
    for (const auto& [id, amount] : moved)
        require(world.profile.forgetful, "the provider paid nothing that we know nothing of", id);
}

namespace {

// Whatever was left for judges went to them or back, and nobody waits for a word or for pay.
void check_reviews(const store::MemoryState& kept,
                   const std::vector<std::pair<std::string, std::string>>& balances) {
    const std::string deposits =
        billing::to_string(billing::Account{billing::AccountKind::review_deposit, {}});
    for (const auto& [account, amount] : balances)
        require(!account.starts_with(deposits) || amount == "0", "no deposit is kept", account);
    require(kept.due(Vault::cell, keys::reviews_due, INT64_MAX, 1)->empty(),
            "no review waits for its next step");
    for (std::uint32_t bucket = 0; bucket < keys::people_buckets; ++bucket) {
        const auto page = kept.scan(Vault::cell, keys::people(bucket));
        for (const auto& [name, number] : page->fields) {
            const auto id = records::worker_id_from(name);
            if (!id) continue;
            const auto worker =
                records::worker_from(kept.load({Vault::cell, keys::worker(*id), {}})->record);
            require(worker && worker->cases.pending_micro == 0 && worker->cases.rejected.empty(),
                    "every case is decided, and what waited was paid or given back", to_hex(*id));
        }
    }
}

// A step that was not stopped settled all that the one before did, each once, in its words.
void check_step(const store::MemoryState& kept, const taskflow::Campaign& step,
                const std::map<std::uint32_t, std::string>& before,
                const std::map<std::uint32_t, std::string>& settled) {
    for (const auto& [index, value] : settled) {
        const std::string name = std::to_string(index);
        const auto stored = kept.fields(Vault::cell, keys::items(step.number), {name});
        const bool came_on = stored->front().has_value();
        require(before.contains(index), "a step settles what the one before did", name);
        if (!came_on || step.chain.as.empty()) continue;
        const auto item = records::item_from(*stored->front());
        require(item && item->values.at(step.chain.as) == before.at(index),
                "an item comes on with what was found", name);
    }
}

std::vector<records::ItemResult> issued(const store::MemoryState& kept, std::uint32_t number) {
    std::vector<records::ItemResult> results;
    const auto entries = kept.range({Vault::cell, keys::results(number), "0", everything});
    for (const auto& entry : *entries) {
        auto result = records::result_from(entry.payload);
        require(result.has_value(), "a result can be read", entry.id);
        results.push_back(std::move(*result));
    }
    return results;
}

std::map<std::uint32_t, std::string> results_of(const store::MemoryState& kept,
                                                std::uint32_t number) {
    std::map<std::uint32_t, std::string> results;
    for (const records::ItemResult& result : issued(kept, number)) {
        const bool fresh = results.emplace(result.index, result.value).second;
        require(fresh, "an item is settled once", std::to_string(result.index));
    }
    return results;
}

void check_chain(const World& world, const Client& client) {
    const store::MemoryState& kept = world.vault.truth();
    auto before = results_of(kept, 1);
    for (std::uint32_t number = 2; number <= client.campaign_count(); ++number) {
        const taskflow::Campaign step = *client.campaign(number);
        auto settled = results_of(kept, number);
        check_step(kept, step, before, settled);
        require(client.was_stopped(number) || settled.size() == before.size(),
                "a chain loses nothing", std::to_string(number));
        before = std::move(settled);
    }
}

// The second campaign compares what the first one was told: each choice is told once, as one of the
// two texts that were shown.
void check_comparison(const store::MemoryState& kept) {
    std::map<std::uint32_t, records::ItemResult> settled;
    for (records::ItemResult& result : issued(kept, 1)) {
        const std::uint32_t index = result.index;
        const int before = settled.contains(index) ? settled.at(index).version : 0;
        require(result.version == before + 1 && before < 2, "a choice is told once",
                std::to_string(index));
        settled[index] = std::move(result);
    }
    for (const records::ItemResult& verdict : issued(kept, 2)) {
        const std::string name = std::to_string(verdict.index);
        const records::ItemResult& result = settled.at(verdict.index);
        const bool chosen = verdict.answers > 0;
        require(result.version == (chosen ? 2 : 1), "every choice is told", name);
        const auto stored = kept.fields(Vault::cell, keys::items(2), {name});
        const auto item = records::item_from(stored->front().value_or(""));
        require(item && (result.value == item->values.at("text_1") ||
                         result.value == item->values.at("text_2")),
                "the better text is one of the two", name);
    }
}

}  // namespace

void check_last_word(const World& world, const Client& client) {
    const store::MemoryState& kept = world.vault.truth();
    audit::AuditFeed feed(Vault::cell);
    const auto entries = kept.range({Vault::cell, keys::journal, "0", everything});
    const auto balances = kept.scan(Vault::cell, keys::balances);
    const auto payouts = kept.scan(Vault::cell, keys::payouts);
    for (const auto& entry : *entries)
        require(feed.journal_entry(entry), "a journal entry can be read", entry.id);
    for (const auto& worker : feed.workers())
        require(feed.wallet(worker, kept.load({Vault::cell, keys::worker(worker), {}})->record),
                "a worker's record can be read");
    for (const auto& [field, value] : balances->fields)
        require(feed.balance(field, value), "a balance can be read", field);
    for (const auto& [id, value] : payouts->fields)
        require(feed.payout(value), "a payout can be read", id);
    for (const auto& [number, answers] : feed.campaigns())
        feed.tally(number, kept.fields(Vault::cell, keys::tally(number), {"answers"})->front());
    const auto report = feed.finish();
    for (const billing::Finding& finding : report.findings)
        throw Violation("the audit is clean: " + finding.text);
    check_reviews(kept, balances->fields);
    if (world.profile.chain) check_chain(world, client);
    if (world.profile.compares) check_comparison(kept);
    for (const std::uint32_t number : client.all_campaigns()) {
        const auto escrow = kept.fields(Vault::cell, keys::balances,
                                        {engine::escrow_field(*client.campaign(number))});
        require(escrow->front().value_or("0") == "0", "the escrow went back",
                std::to_string(number));
        const auto leases = kept.fields(Vault::cell, keys::tally(number), {"leases"});
        require(leases->front().value_or("0") == "0", "no lease is out", std::to_string(number));
        require(kept.scan(Vault::cell, keys::review({number, {}}).key)->fields.empty(),
                "no review is left open", std::to_string(number));
    }
    for (const char* stream : {keys::replies, keys::bulk, keys::payouts_due})
        require(kept.range({Vault::cell, stream, "0", 1})->empty(), "nothing waits", stream);
}

}  // namespace kazi::sim
