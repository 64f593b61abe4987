// SPDX-License-Identifier: Apache-2.0
#include "gateway/audit/audit_feed.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "gateway/records/payout_record.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::audit {

namespace {

std::int64_t number_in(const std::string& text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string answer_name(const taskflow::WorkerId& worker, const taskflow::AnswerRecord& answer) {
    return fmt::format("c{}/{}/{}", answer.item.campaign, answer.item.index, to_hex(worker));
}

}  // namespace

bool AuditFeed::journal_entry(const store::StreamEntry& entry) {
    const auto journal = records::journal_from(entry.payload);
    if (!journal) return false;
    take(entry.id, *journal);
    return true;
}

void AuditFeed::take(const std::string& id, const records::JournalEntry& entry) {
    billing::AuditEntry fed;
    fed.id = id;
    fed.postings = entry.postings;
    if (entry.cause == records::Cause::payout) fed.payout = entry.reference;
    fed.tops_up = entry.cause == records::Cause::top_up;
    if (entry.answer && entry.worker) {
        fed.answers.push_back(answer_name(*entry.worker, *entry.answer));
        fed.bonus_micro = entry.answer->bonus_micro;
        audit_.accepted_answer(fed.answers.front());
        ++answers_[entry.answer->item.campaign];
        ++report_.answers;
    }
    if (entry.correction && entry.worker) {
        fed.corrections.push_back(answer_name(*entry.worker, *entry.correction));
        ++report_.corrections;
    }
    for (const billing::Posting& posting : entry.postings) {
        if (posting.account.kind != billing::AccountKind::worker_available &&
            posting.account.kind != billing::AccountKind::worker_pending)
            continue;
        currency_ = posting.change.currency;
        if (const auto worker = records::worker_id_from(posting.account.owner))
            workers_.insert(*worker);
    }
    audit_.entry(fed);
    ++report_.entries;
    last_entry_ = id;
}

bool AuditFeed::wallet(const taskflow::WorkerId& id, const store::Record& record) {
    const auto worker = records::worker_from(record);
    if (!worker) return false;
    const billing::Account account{billing::AccountKind::worker_available,
                                   std::string(records::raw(id))};
    audit_.balance(account, {worker->available_micro, currency_});
    if (worker->cases.pending_micro != 0)
        audit_.balance({billing::AccountKind::worker_pending, account.owner},
                       {worker->cases.pending_micro, currency_});
    ++report_.workers;
    return true;
}

bool AuditFeed::balance(const std::string& field, const std::string& value) {
    const auto blank = field.rfind(' ');
    if (blank == std::string::npos) return false;
    const auto account = billing::parse_account(field.substr(0, blank));
    const auto currency = billing::Currency::parse(field.substr(blank + 1));
    if (!account || !currency) return false;
    audit_.balance(*account, {number_in(value), *currency});
    return true;
}

bool AuditFeed::payout(const std::string& value) {
    const auto stored = records::payout_from(value);
    if (!stored) return false;
    audit_.payout(billing::audit_payout(stored->payout));
    return true;
}

void AuditFeed::tally(std::uint32_t campaign, const std::optional<std::string>& answers) {
    const std::int64_t told = answers ? number_in(*answers) : 0;
    const auto held = answers_.find(campaign);
    const std::int64_t kept = held == answers_.end() ? 0 : held->second;
    if (told == kept) return;
    report_.findings.push_back({billing::Fault::answer_not_paid, "", "",
                                fmt::format("campaign c{} counts {} answers, the journal holds {}",
                                            campaign, told, kept)});
}

CellReport AuditFeed::finish() {
    auto findings = audit_.finish();
    report_.payouts = audit_.payouts_told();
    report_.findings.insert(report_.findings.end(), findings.begin(), findings.end());
    return std::move(report_);
}

}  // namespace kazi::gateway::audit
