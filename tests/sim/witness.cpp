// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/witness.hpp"

#include <algorithm>

#include "gateway/engine/chain_plan.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/review_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/batch_rules.hpp"
#include "taskflow/question/asked.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using taskflow::CampaignState;
using taskflow::ItemRef;
using taskflow::WorkerId;

namespace {

constexpr std::uint32_t every_entry = 1'000'000;

std::optional<WorkerId> worker_in(const std::string& key) {
    if (!key.starts_with("w:")) return std::nullopt;
    return records::worker_id_from(std::string_view(key).substr(2));
}

/// The campaign in "state:7" and "open:7".
std::optional<std::uint32_t> campaign_in(const std::string& key, std::string_view prefix) {
    if (!key.starts_with(prefix)) return std::nullopt;
    return static_cast<std::uint32_t>(std::stoul(key.substr(prefix.size())));
}

/// Pay that waited goes back to the client, or to the campaign that buys another answer.
bool gives_back(const billing::Postings& postings) {
    const auto any = [&](auto is) { return std::ranges::any_of(postings, is); };
    return any([](const billing::Posting& each) {
               return each.account.kind == billing::AccountKind::worker_pending &&
                      each.change.micro < 0;
           }) &&
           any([](const billing::Posting& each) {
               const auto kind = each.account.kind;
               return (kind == billing::AccountKind::client_funds ||
                       kind == billing::AccountKind::escrow) &&
                      each.change.micro > 0;
           });
}

/// What a batch touched, each once.
struct Touched {
    std::set<WorkerId> workers;
    std::set<ItemRef> items;
    std::set<std::string> balances;

    void operator()(const store::Put& put) {
        if (const auto worker = worker_in(put.place.key)) workers.insert(*worker);
        const auto campaign = campaign_in(put.place.key, "state:");
        if (campaign && put.place.field)
            items.insert({*campaign, static_cast<std::uint32_t>(std::stoul(*put.place.field))});
    }
    void operator()(const store::AddByte& add) {
        if (const auto campaign = campaign_in(add.key, "open:"))
            items.insert({*campaign, add.index});
    }
    void operator()(const store::Add& add) {
        if (add.key == keys::balances) balances.insert(add.field);
    }
    void operator()(const auto&) {}
};

}  // namespace

void Witness::committed(const store::Batch& batch, InboundId inbound) {
    if (inbound != 0) ++kept_[inbound];
    refused_.clear();
    read_journal(inbound);
    Touched touched;
    for (const store::Write& write : batch.writes) {
        std::visit(touched, write);
        if (const auto* put = std::get_if<store::Put>(&write)) take_review(*put);
    }
    for (const WorkerId& id : touched.workers)
        take_worker(id, touched.items);
    for (const ItemRef& item : touched.items) {
        check_item(item);
        check_leases(item.campaign);
    }
    for (const std::string& account : touched.balances)
        check_balance(account);
}

void Witness::lost(const std::vector<InboundId>& gone) {
    for (const InboundId inbound : gone) {
        if (inbound == 0) continue;
        --kept_[inbound];
        acknowledged_.erase(inbound);
    }
    last_entry_ = "0";
    balances_.clear();
    wallets_.clear();
    pending_.clear();
    cases_.clear();
    refused_.clear();
    answers_.clear();
    leased_.clear();
    answers_by_inbound_.clear();
    read_journal(0);
    std::set<ItemRef> touched;
    for (const WorkerId& id : std::exchange(workers_, {}))
        take_worker(id, touched);
    for (const ItemRef& item : touched)
        check_item(item);
}

void Witness::check_acknowledged() const {
    for (const InboundId inbound : acknowledged_) {
        const auto kept = kept_.find(inbound);
        const bool found =
            (kept != kept_.end() && kept->second > 0) || without_trace_.contains(inbound);
        require(found, "nothing acknowledged is forgotten", "callback " + std::to_string(inbound));
    }
}

void Witness::read_journal(InboundId inbound) {
    const auto entries =
        vault_.truth().range({Vault::cell, keys::journal, last_entry_, every_entry});
    bool answers = false;
    for (const store::StreamEntry& entry : *entries) {
        last_entry_ = entry.id;
        const auto journal = records::journal_from(entry.payload);
        require(journal.has_value(), "a journal entry can be read");
        require(billing::balances(journal->postings), "a journal entry balances", entry.id);
        replay(*journal);
        take_answer(*journal);
        take_correction(*journal);
        answers = answers || journal->answer || journal->correction;
    }
    if (answers) count_by(inbound);
}

void Witness::replay(const records::JournalEntry& entry) {
    if (gives_back(entry.postings)) refused_.insert(entry.worker.value());
    std::set<std::string> lowered;
    for (const billing::Posting& posting : entry.postings) {
        if (engine::stands_in_record(posting.account.kind)) {
            replay_hers(posting);
            continue;
        }
        const std::string account = engine::balance_field(posting.account, posting.change.currency);
        balances_[account] += posting.change.micro;
        if (billing::has_floor(posting.account.kind)) lowered.insert(account);
    }
    for (const std::string& account : lowered)
        require(balances_[account] >= 0, "no account falls below its floor", account);
}

void Witness::replay_hers(const billing::Posting& posting) {
    const auto worker = records::worker_id_from(posting.account.owner);
    require(worker.has_value(), "a worker's account names her");
    const bool waits = posting.account.kind == billing::AccountKind::worker_pending;
    std::int64_t& held = waits ? pending_[*worker] : wallets_[*worker];
    held += posting.change.micro;
    require(held >= 0, "no wallet falls below zero", to_hex(*worker));
}

void Witness::take_answer(const records::JournalEntry& entry) {
    if (!entry.answer) return;
    require(entry.worker.has_value(), "an answer has a worker");
    const bool fresh =
        answers_.insert({{*entry.worker, entry.answer->item}, entry.answer->label}).second;
    require(fresh, "nobody answers the same item twice", to_hex(*entry.worker));
    check_step(entry);
    check_bonus(*entry.answer);
}

void Witness::check_bonus(const taskflow::AnswerRecord& answer) {
    const taskflow::BonusTerms& terms = plan_of(answer.item.campaign).bonus;
    const std::int64_t paid = answer.bonus_micro;
    require(paid == 0 || paid == terms.hard_micro || paid == terms.streak_micro ||
                paid == terms.micro_max(),
            "a bonus is what the campaign promised", std::to_string(answer.item.campaign));
}

// In a chain: after the step before, by somebody who had no part in an earlier one, for its own
// pay.
void Witness::check_step(const records::JournalEntry& entry) {
    const ItemRef item = entry.answer->item;
    const taskflow::Campaign& plan = plan_of(item.campaign);
    if (!plan.chain.wanted()) return;
    const std::string index = std::to_string(item.index);
    const std::string name = std::to_string(item.campaign) + "/" + index;
    const auto before = field(keys::states(plan.chain.after), index);
    const auto state = before ? records::item_state_from(*before) : std::nullopt;
    require(state && state->closed, "a step asks about what the one before settled", name);
    for (const std::uint32_t step : engine::steps_with_content(plan))
        require(!answers_.contains({*entry.worker, {step, item.index}}),
                "nobody has a part in two steps about one item", name);
    const bool paid = std::ranges::any_of(entry.postings, [&](const billing::Posting& posting) {
        return posting.account.kind == billing::AccountKind::worker_available &&
               posting.change.micro == plan.pay.micro;
    });
    require(paid, "a step pays its own price", name);
}

void Witness::take_correction(const records::JournalEntry& entry) {
    if (!entry.correction) return;
    require(entry.worker.has_value(), "a correction has a worker");
    const auto before = answers_.find({*entry.worker, entry.correction->item});
    require(before != answers_.end(), "what is corrected was answered", to_hex(*entry.worker));
    before->second = entry.correction->label;
    for (const billing::Posting& posting : entry.postings)
        require(posting.account.kind != billing::AccountKind::worker_available,
                "a correction is neither paid nor taken back", to_hex(*entry.worker));
}

void Witness::count_by(InboundId inbound) {
    if (inbound == 0) return;
    const int by_this_one = ++answers_by_inbound_[inbound];
    require(by_this_one == 1, "one message is answers of one commit at most",
            std::to_string(inbound));
}

void Witness::take_worker(const WorkerId& id, std::set<ItemRef>& touched) {
    const auto loaded = vault_.truth().load({Vault::cell, keys::worker(id), {}});
    require(loaded.has_value(), "a worker's record can be loaded");
    const auto worker = records::worker_from(loaded->record);
    require(worker.has_value(), "a worker's record can be read");
    if (loaded->record.version == 0) return;
    workers_.insert(id);
    require(worker->available_micro == wallets_[id], "a wallet is what the journal says",
            to_hex(id));
    require(worker->cases.pending_micro == pending_[id], "what waits is what the journal says",
            to_hex(id));
    check_cases(id, worker->cases);
    if (auto before = leased_.extract(id)) touched.merge(before.mapped());
    if (!worker->question) return;
    const auto& question = *worker->question;
    std::set<ItemRef> open{question.item};
    for (const taskflow::PackedItem& each : worker->pack.rest) {
        const bool fresh = open.insert({question.item.campaign, each.index}).second;
        require(fresh, "nothing is open twice", to_hex(id));
    }
    touched.insert(open.begin(), open.end());
    if (question.leased) leased_[id] = std::move(open);
}

void Witness::take_review(const store::Put& put) {
    const auto campaign = campaign_in(put.place.key, "reviews:");
    if (!campaign || !put.place.field) return;
    const auto name = records::answer_name_from(*put.place.field);
    const auto review = records::review_from(put.value);
    require(name && review, "a review can be read", *put.place.field);
    if (review->state == records::ReviewState::judged)
        judges_[{{*campaign, name->index}, name->answer}] = review->judges;
}

// A case of hers ends once, and one that she appealed for ends in her favour or by judges' word.
void Witness::check_cases(const WorkerId& id, const taskflow::Cases& cases) {
    for (const taskflow::RejectedAnswer& before : cases_[id].rejected) {
        const bool goes_on = std::ranges::any_of(
            cases.rejected, [&](const auto& each) { return each.number == before.number; });
        if (!goes_on && before.appealed && refused_.contains(id)) check_judged(before);
    }
    cases_[id] = cases;
}

void Witness::check_judged(const taskflow::RejectedAnswer& rejected) const {
    const auto judges = judges_.find({rejected.item, rejected.answer});
    require(judges != judges_.end(), "an appeal is refused by judges alone");
    const auto stored = field(keys::campaigns, std::to_string(judges->second));
    const auto read = records::campaign_from(stored.value_or(""));
    require(read.has_value(), "a judges' campaign can be read");
    int against_her = 0;
    for (const auto& [who, label] : answers_) {
        if (who.second.campaign != judges->second) continue;
        const auto said = taskflow::question::result_text(read->campaign.question, {}, label);
        require(said != read->campaign.review.judges->value, "a tie goes to the worker");
        ++against_her;
    }
    require(against_her >= 2, "an appeal is refused by two judges");
}

void Witness::check_leases(std::uint32_t campaign) const {
    std::int64_t out = 0;
    for (const auto& [worker, items] : leased_)
        out += std::ranges::count(items, campaign, &ItemRef::campaign);
    require(number(keys::tally(campaign), "leases") == out, "the tally of leases is true",
            std::to_string(campaign));
}

// Openings, leases that are out and answers are what was issued: none is made, none is lost.
void Witness::check_item(ItemRef item) {
    const std::string name = std::to_string(item.campaign) + "/" + std::to_string(item.index);
    const taskflow::Redundancy& plan = plan_of(item.campaign).redundancy;
    taskflow::ItemState state;
    if (const auto bytes = field(keys::states(item.campaign), std::to_string(item.index))) {
        auto read = records::item_state_from(*bytes);
        require(read.has_value(), "an item's state can be read", name);
        state = std::move(*read);
    }
    if (state.closed) return check_closed(item);
    check_answers(item, state);
    require(state.answers.size() <= plan.maximum, "no item gets more answers than planned", name);
    const auto leases = std::count_if(leased_.begin(), leased_.end(), [&](const auto& lease) {
        return lease.second.contains(item);
    });
    const int openings = openings_of(item);
    const int issued = std::max<int>(plan.minimum, state.issued);
    require(openings + leases + static_cast<int>(state.answers.size()) == issued,
            "openings, leases and answers are what was issued", name);
}

// Each answer counts once, as she gave it last.
void Witness::check_answers(ItemRef item, const taskflow::ItemState& state) const {
    for (const taskflow::GivenAnswer& answer : state.answers) {
        const auto told = answers_.find({answer.worker, item});
        require(told != answers_.end() && told->second == answer.label,
                "an item weighs what the journal says", to_hex(answer.worker));
    }
}

// A campaign that was stopped hands nothing out; a running one must have nothing left to give.
void Witness::check_closed(ItemRef item) const {
    const auto stored = field(keys::campaigns, std::to_string(item.campaign));
    const auto read = stored ? records::campaign_from(*stored) : std::nullopt;
    require(read.has_value(), "an item's campaign is kept", std::to_string(item.campaign));
    if (read->campaign.state != CampaignState::running) return;
    require(openings_of(item) == 0, "a closed item is given to nobody",
            std::to_string(item.campaign) + "/" + std::to_string(item.index));
}

int Witness::openings_of(ItemRef item) const {
    const auto bytes =
        vault_.truth().slice(Vault::cell, keys::openings(item.campaign), item.index, 1);
    return bytes->empty() ? 0 : static_cast<std::uint8_t>(bytes->front());
}

// A plan never changes once its campaign is there.
const taskflow::Campaign& Witness::plan_of(std::uint32_t campaign) {
    const auto known = plans_.find(campaign);
    if (known != plans_.end()) return known->second;
    const auto stored = field(keys::campaigns, std::to_string(campaign));
    require(stored.has_value(), "an item's campaign is kept", std::to_string(campaign));
    const auto read = records::campaign_from(*stored);
    require(read.has_value(), "a campaign can be read", std::to_string(campaign));
    return plans_[campaign] = read->campaign;
}

void Witness::check_balance(const std::string& account) const {
    const auto replayed = balances_.find(account);
    const std::int64_t expected = replayed == balances_.end() ? 0 : replayed->second;
    require(number(keys::balances, account) == expected, "a balance is what the journal says",
            account);
}

std::optional<std::string> Witness::field(const std::string& key, const std::string& name) const {
    const auto values = vault_.truth().fields(Vault::cell, key, {name});
    require(values.has_value(), "a hash can be read", key);
    return values->front();
}

std::int64_t Witness::number(const std::string& key, const std::string& name) const {
    const auto value = field(key, name);
    return value ? store::stored_integer(*value).value_or(0) : 0;
}

}  // namespace kazi::sim
