// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/witness.hpp"

#include <algorithm>

#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/batch_rules.hpp"
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
    read_journal(inbound);
    Touched touched;
    for (const store::Write& write : batch.writes)
        std::visit(touched, write);
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
    std::set<std::string> lowered;
    for (const billing::Posting& posting : entry.postings) {
        if (posting.account.kind == billing::AccountKind::worker_available) {
            const auto worker = records::worker_id_from(posting.account.owner);
            require(worker.has_value(), "a worker's account names her");
            wallets_[*worker] += posting.change.micro;
            require(wallets_[*worker] >= 0, "no wallet falls below zero", to_hex(*worker));
            continue;
        }
        const std::string account = engine::balance_field(posting.account, posting.change.currency);
        balances_[account] += posting.change.micro;
        if (billing::has_floor(posting.account.kind)) lowered.insert(account);
    }
    for (const std::string& account : lowered)
        require(balances_[account] >= 0, "no account falls below its floor", account);
}

void Witness::take_answer(const records::JournalEntry& entry) {
    if (!entry.answer) return;
    require(entry.worker.has_value(), "an answer has a worker");
    const bool fresh =
        answers_.insert({{*entry.worker, entry.answer->item}, entry.answer->label}).second;
    require(fresh, "nobody answers the same item twice", to_hex(*entry.worker));
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
    const taskflow::Redundancy& plan = plan_of(item.campaign);
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
const taskflow::Redundancy& Witness::plan_of(std::uint32_t campaign) {
    const auto known = plans_.find(campaign);
    if (known != plans_.end()) return known->second;
    const auto stored = field(keys::campaigns, std::to_string(campaign));
    require(stored.has_value(), "an item's campaign is kept", std::to_string(campaign));
    const auto read = records::campaign_from(*stored);
    require(read.has_value(), "a campaign can be read", std::to_string(campaign));
    return plans_[campaign] = read->campaign.redundancy;
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
