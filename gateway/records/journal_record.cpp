// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/journal_record.hpp"

#include <array>

#include "gateway/records/packed.hpp"
#include "gateway/records/worker_record.hpp"
#include "taskflow/pay/accounts.hpp"

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
    has_correction = 16,
    has_plain_pay = 32,  ///< in place of the postings, the fee: see plain_pay
    has_reply_cost = 64,
    has_more = 128,  ///< another byte of these follows
};

enum More : std::uint8_t { has_lesson = 1, has_bonus = 2 };

/// True when plain pay can be made of what was read: amounts stay in their range.
bool is_plain(const JournalEntry& entry, billing::Money fee) {
    constexpr std::int64_t most = billing::amount_micro_max / 2;
    return entry.answer && entry.worker && fee.micro >= 0 && fee.micro <= most &&
           entry.answer->pay_micro >= 0 && entry.answer->pay_micro <= most &&
           entry.answer->reply_cost_micro >= 0 && entry.answer->reply_cost_micro <= most &&
           entry.answer->bonus_micro >= 0 && entry.answer->bonus_micro <= most;
}

/// A line of its own for an amount that comes and goes.
void pass_through(billing::Postings& postings, AccountKind kind, billing::Money amount) {
    if (amount.micro == 0) return;
    postings.push_back({{kind, {}}, amount});
    postings.push_back({{kind, {}}, -amount});
}

/// What an answer posts when no message and no payout goes with it, as nearly every one does.
billing::Postings plain_pay(const WorkerId& worker, const AnswerRecord& answer,
                            billing::Money fee) {
    const billing::Money pay{answer.pay_micro, fee.currency};
    const billing::Money reply{answer.reply_cost_micro, fee.currency};
    const billing::Money bonus{answer.bonus_micro, fee.currency};
    const billing::Money earned = pay + bonus + reply;
    billing::Postings postings{{escrow_of(answer.item.campaign), -(earned + fee)}};
    if (earned.micro > 0) postings.push_back({wallet_of(worker), earned});
    if (fee.micro > 0) postings.push_back({{AccountKind::platform_fee, {}}, fee});
    pass_through(postings, AccountKind::bonus, bonus);
    pass_through(postings, AccountKind::reply_cost, reply);
    return postings;
}

/// The fee, when the postings are an answer's plain pay.
std::optional<billing::Money> plain_fee(const JournalEntry& entry) {
    if (!entry.answer || !entry.worker || entry.postings.empty()) return std::nullopt;
    billing::Money fee{0, entry.postings.front().change.currency};
    for (const Posting& posting : entry.postings)
        if (posting.account.kind == AccountKind::platform_fee) fee = posting.change;
    const bool plain =
        is_plain(entry, fee) && entry.postings == plain_pay(*entry.worker, *entry.answer, fee);
    return plain ? std::optional(fee) : std::nullopt;
}

// Three letters as one number: two bytes of nearly all of them.
constexpr std::uint64_t letters = 26;

void pack_currency(Packer& out, billing::Currency currency) {
    std::uint64_t packed = 0;
    for (const char letter : currency.code())
        packed = packed * letters + static_cast<std::uint64_t>(letter - 'A');
    out.number(packed);
}

std::optional<billing::Currency> unpack_currency(Unpacker& in) {
    const std::uint64_t packed = in.number();
    const auto letter = [](std::uint64_t place) {
        return static_cast<char>('A' + place % letters);
    };
    const std::array code{letter(packed / letters / letters), letter(packed / letters),
                          letter(packed)};
    const auto parsed = billing::Currency::parse({code.data(), code.size()});
    if (!parsed || packed >= letters * letters * letters) return std::nullopt;
    return *parsed;
}

// In place of an account's owner: the entry's own worker.
constexpr std::uint8_t own_account = 0x80;

// Currencies: the first posting names its own; the rest say so only when they differ.
void pack_postings(Packer& out, const JournalEntry& entry) {
    out.number(entry.postings.size());
    std::string_view currency;
    for (const Posting& posting : entry.postings) {
        const bool of_worker = posting.account.kind == AccountKind::worker_available ||
                               posting.account.kind == AccountKind::worker_pending;
        const bool own = entry.worker && of_worker && posting.account.owner == raw(*entry.worker);
        const bool same = posting.change.currency.code() == currency;
        out.byte(static_cast<std::uint8_t>(static_cast<int>(posting.account.kind) |
                                           (own ? own_account : 0) | (same ? 0x40 : 0)));
        if (!same) pack_currency(out, posting.change.currency);
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
            const auto parsed = unpack_currency(in);
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
                                       (answer.surplus ? 0x80 : 0) | (answer.check ? 0x20 : 0) |
                                       (answer.text.empty() ? 0 : 0x40)));
    out.number(answer.label);
    out.number(answer.reliability_permille);
    out.amount(answer.pay_micro);
    if (!answer.text.empty()) out.text(answer.text);
}

AnswerRecord unpack_answer(Unpacker& in) {
    AnswerRecord answer;
    answer.item.campaign = static_cast<std::uint32_t>(in.number());
    answer.item.index = static_cast<std::uint32_t>(in.number());
    const std::uint8_t flags = in.byte();
    answer.channel = static_cast<Channel>(flags & 0x1F);
    answer.check = (flags & 0x20) != 0;
    answer.surplus = (flags & 0x80) != 0;
    answer.label = static_cast<std::uint16_t>(in.number());
    answer.reliability_permille = static_cast<std::uint16_t>(in.number());
    answer.pay_micro = in.amount();
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

std::uint8_t present_more(const JournalEntry& entry) {
    const bool bonus = entry.answer && entry.answer->bonus_micro > 0;
    return static_cast<std::uint8_t>((entry.lesson ? has_lesson : 0) | (bonus ? has_bonus : 0));
}

std::uint8_t present(const JournalEntry& entry, bool plain) {
    return static_cast<std::uint8_t>(
        (entry.worker ? has_worker : 0) | (entry.reference.empty() ? 0 : has_reference) |
        (entry.answer ? has_answer : 0) | (entry.consent ? has_consent : 0) |
        (entry.correction ? has_correction : 0) | (plain ? has_plain_pay : 0) |
        (entry.answer && entry.answer->reply_cost_micro > 0 ? has_reply_cost : 0) |
        (present_more(entry) != 0 ? has_more : 0));
}

void pack_lesson(Packer& out, const LessonPaid& lesson) {
    out.number(lesson.campaign);
    out.byte(static_cast<std::uint8_t>(lesson.lesson << 1 | (lesson.right ? 1 : 0)));
    out.amount(lesson.pay_micro);
}

LessonPaid unpack_lesson(Unpacker& in) {
    LessonPaid lesson;
    lesson.campaign = static_cast<std::uint32_t>(in.number());
    const std::uint8_t which = in.byte();
    lesson.lesson = static_cast<std::uint8_t>(which >> 1);
    lesson.right = (which & 1) != 0;
    lesson.pay_micro = in.amount();
    return lesson;
}

}  // namespace

std::string pack_journal(const JournalEntry& entry) {
    Packer out;
    out.byte(static_cast<std::uint8_t>(entry.cause));
    const std::optional<billing::Money> fee = plain_fee(entry);
    out.byte(present(entry, fee.has_value()));
    const std::uint8_t more = present_more(entry);
    if (more != 0) out.byte(more);
    if (entry.worker) out.raw(raw(*entry.worker));
    if (!entry.reference.empty()) out.text(entry.reference);
    if (fee) {
        pack_currency(out, fee->currency);
        out.amount(fee->micro);
    } else {
        pack_postings(out, entry);
    }
    if (entry.answer) pack_answer(out, *entry.answer);
    if (entry.answer && entry.answer->reply_cost_micro > 0)
        out.amount(entry.answer->reply_cost_micro);
    if ((more & has_bonus) != 0) out.amount(entry.answer->bonus_micro);
    if (entry.correction) pack_answer(out, *entry.correction);
    if (entry.consent) {
        out.number(entry.consent->version);
        out.text(entry.consent->language);
        out.text(entry.consent->raw_reply);
    }
    if (entry.lesson) pack_lesson(out, *entry.lesson);
    return out.take();
}

std::optional<JournalEntry> journal_from(std::string_view bytes) {
    Unpacker in(bytes);
    JournalEntry entry;
    entry.cause = static_cast<Cause>(in.byte());
    const std::uint8_t bits = in.byte();
    const std::uint8_t more = (bits & has_more) != 0 ? in.byte() : std::uint8_t{0};
    if ((bits & has_worker) != 0) {
        entry.worker = worker_id_from(in.raw(WorkerId{}.bytes.size()));
        if (!entry.worker) return std::nullopt;
    }
    if ((bits & has_reference) != 0) entry.reference = in.text();
    std::optional<billing::Money> fee;
    if ((bits & has_plain_pay) != 0) {
        const auto currency = unpack_currency(in);
        if (!currency) return std::nullopt;
        fee = billing::Money{in.amount(), *currency};
    } else if (!unpack_postings(in, entry)) {
        return std::nullopt;
    }
    if ((bits & has_answer) != 0) entry.answer = unpack_answer(in);
    if ((bits & has_reply_cost) != 0) {
        if (!entry.answer) return std::nullopt;
        entry.answer->reply_cost_micro = in.amount();
    }
    if ((more & has_bonus) != 0) {
        if (!entry.answer) return std::nullopt;
        entry.answer->bonus_micro = in.amount();
    }
    if ((bits & has_correction) != 0) entry.correction = unpack_answer(in);
    if ((bits & has_consent) != 0) entry.consent = unpack_consent(in);
    if ((more & has_lesson) != 0) entry.lesson = unpack_lesson(in);
    if (!in.done()) return std::nullopt;
    if (fee) {
        if (!is_plain(entry, *fee)) return std::nullopt;
        entry.postings = plain_pay(*entry.worker, *entry.answer, *fee);
    }
    return entry;
}

}  // namespace kazi::gateway::records
