// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/journal_record.hpp"

#include "gateway/records/packed.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;
using billing::AccountKind;
using billing::Posting;

enum Present : std::uint8_t {
    has_worker = 1,
    has_reference = 2,
    has_answer = 4,
    has_consent = 8,
    has_correction = 16
};

// In place of an account's owner: the entry's own worker.
constexpr std::uint8_t own_account = 0x80;

// Currencies: the first posting names its own; the rest say so only when they differ.
void pack_postings(Packer& out, const JournalEntry& entry) {
    out.number(entry.postings.size());
    std::string_view currency;
    for (const Posting& posting : entry.postings) {
        const bool own = entry.worker && posting.account.kind == AccountKind::worker_available &&
                         posting.account.owner == raw(*entry.worker);
        const bool same = posting.change.currency.code() == currency;
        out.byte(static_cast<std::uint8_t>(static_cast<int>(posting.account.kind) |
                                           (own ? own_account : 0) | (same ? 0x40 : 0)));
        if (!same) out.raw(posting.change.currency.code());
        currency = posting.change.currency.code();
        if (!own) out.text(posting.account.owner);
        out.signed_number(posting.change.micro);
    }
}

bool unpack_postings(Unpacker& in, JournalEntry& entry) {
    billing::Currency currency;
    entry.postings.resize(in.count());
    for (Posting& posting : entry.postings) {
        const std::uint8_t head = in.byte();
        posting.account.kind = static_cast<AccountKind>(head & 0x3F);
        if ((head & 0x40) == 0) {
            const auto parsed = billing::Currency::parse(in.raw(3));
            if (!parsed) return false;
            currency = *parsed;
        }
        if ((head & own_account) != 0) {
            if (!entry.worker) return false;
            posting.account.owner = raw(*entry.worker);
        } else {
            posting.account.owner = in.text();
        }
        posting.change = {in.signed_number(), currency};
    }
    return in.ok();
}

void pack_answer(Packer& out, const AnswerRecord& answer) {
    out.number(answer.item.campaign);
    out.number(answer.item.index);
    out.byte(static_cast<std::uint8_t>(static_cast<int>(answer.channel) |
                                       (answer.surplus ? 0x80 : 0) |
                                       (answer.text.empty() ? 0 : 0x40)));
    out.number(answer.label);
    out.number(answer.reliability_permille);
    out.number(static_cast<std::uint64_t>(answer.pay_micro));
    if (!answer.text.empty()) out.text(answer.text);
}

AnswerRecord unpack_answer(Unpacker& in) {
    AnswerRecord answer;
    answer.item.campaign = static_cast<std::uint32_t>(in.number());
    answer.item.index = static_cast<std::uint32_t>(in.number());
    const std::uint8_t flags = in.byte();
    answer.channel = static_cast<Channel>(flags & 0x3F);
    answer.surplus = (flags & 0x80) != 0;
    answer.label = static_cast<std::uint16_t>(in.number());
    answer.reliability_permille = static_cast<std::uint16_t>(in.number());
    answer.pay_micro = static_cast<std::int64_t>(in.number());
    if ((flags & 0x40) != 0) answer.text = in.text();
    return answer;
}

ConsentGiven unpack_consent(Unpacker& in) {
    ConsentGiven consent;
    consent.version = static_cast<std::uint16_t>(in.number());
    consent.language = in.text();
    consent.raw_reply = in.text();
    return consent;
}

std::uint8_t present(const JournalEntry& entry) {
    return static_cast<std::uint8_t>(
        (entry.worker ? has_worker : 0) | (entry.reference.empty() ? 0 : has_reference) |
        (entry.answer ? has_answer : 0) | (entry.consent ? has_consent : 0) |
        (entry.correction ? has_correction : 0));
}

}  // namespace

std::string pack_journal(const JournalEntry& entry) {
    Packer out;
    out.byte(static_cast<std::uint8_t>(entry.cause));
    out.byte(present(entry));
    if (entry.worker) out.raw(raw(*entry.worker));
    if (!entry.reference.empty()) out.text(entry.reference);
    pack_postings(out, entry);
    if (entry.answer) pack_answer(out, *entry.answer);
    if (entry.correction) pack_answer(out, *entry.correction);
    if (entry.consent) {
        out.number(entry.consent->version);
        out.text(entry.consent->language);
        out.text(entry.consent->raw_reply);
    }
    return out.take();
}

std::optional<JournalEntry> journal_from(std::string_view bytes) {
    Unpacker in(bytes);
    JournalEntry entry;
    entry.cause = static_cast<Cause>(in.byte());
    const std::uint8_t bits = in.byte();
    if ((bits & has_worker) != 0) {
        entry.worker = worker_id_from(in.raw(WorkerId{}.bytes.size()));
        if (!entry.worker) return std::nullopt;
    }
    if ((bits & has_reference) != 0) entry.reference = in.text();
    if (!unpack_postings(in, entry)) return std::nullopt;
    if ((bits & has_answer) != 0) entry.answer = unpack_answer(in);
    if ((bits & has_correction) != 0) entry.correction = unpack_answer(in);
    if ((bits & has_consent) != 0) entry.consent = unpack_consent(in);
    if (!in.done()) return std::nullopt;
    return entry;
}

}  // namespace kazi::gateway::records
