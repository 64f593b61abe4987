// SPDX-License-Identifier: Apache-2.0
#include "billing/audit_trails.hpp"

#include <string>

namespace kazi::billing {

namespace {

enum Topic : std::uint8_t { about_answer = 1, about_payout = 2 };

// What a record said is one kind for each of its states: told, two flags and the state's number.
constexpr unsigned told = 0x80;
constexpr unsigned told_settled = 0x40;
constexpr unsigned told_returned = 0x20;
constexpr unsigned told_state = 0x1F;

struct Paid {
    int accepted = 0;
    int paid = 0;
    std::string first_entry;  ///< that paid it
};

struct Moved {
    int settles = 0;   ///< left payout:in_flight for good
    int reverses = 0;  ///< came back to it
    std::string last_entry;
    const SubjectNote* record = nullptr;
};

void find(std::vector<Finding>& findings, Fault fault, std::string_view entry, std::string text) {
    findings.push_back({fault, std::string(entry), "", std::move(text)});
}

std::string answer_of(const SubjectNote& note) {
    return std::string("answer ").append(note.subject);
}

void count_accepted(Paid& so_far, const SubjectNote& note, std::vector<Finding>& findings) {
    if (++so_far.accepted > 1)
        find(findings, Fault::answer_accepted_twice, note.text, answer_of(note) + " stands twice");
}

void count_paid(Paid& so_far, const SubjectNote& note, std::vector<Finding>& findings) {
    if (++so_far.paid == 1)
        so_far.first_entry = note.text;
    else
        find(findings, Fault::answer_paid_twice, note.text,
             answer_of(note) + " was paid by the earlier entry " + so_far.first_entry + " too");
}

void count_answer(Paid& so_far, const SubjectNote& note, std::vector<Finding>& findings) {
    const auto news = static_cast<AnswerNews>(note.kind);
    if (news == AnswerNews::accepted || news == AnswerNews::accepted_and_paid)
        count_accepted(so_far, note, findings);
    if (news == AnswerNews::paid || news == AnswerNews::accepted_and_paid)
        count_paid(so_far, note, findings);
    if (news == AnswerNews::corrected && so_far.paid == 0)
        find(findings, Fault::correction_unfounded, note.text,
             answer_of(note) + " is corrected, and no earlier entry paid it");
}

Moved follow(std::span<const SubjectNote> notes) {
    Moved moved;
    for (const SubjectNote& note : notes) {
        if ((note.kind & told) != 0) {
            moved.record = &note;
            continue;
        }
        moved.last_entry = note.text;
        moved.settles += note.kind == static_cast<std::uint8_t>(PayoutNews::settled) ? 1 : 0;
        moved.reverses += note.kind == static_cast<std::uint8_t>(PayoutNews::reversed) ? 1 : 0;
    }
    return moved;
}

void compare(const Moved& moved, std::vector<Finding>& findings) {
    const SubjectNote& record = *moved.record;
    const bool settled = (record.kind & told_settled) != 0;
    const auto state = static_cast<PayoutState>(record.kind & told_state);
    const std::string payout = std::string("payout ").append(record.subject);
    if ((state == PayoutState::succeeded || state == PayoutState::reconciled) && !settled)
        find(findings, Fault::payout_settled_wrong, moved.last_entry,
             payout + " is " + std::string(to_string(state)) + ", but no attempt of it is settled");
    if (moved.settles - moved.reverses != (settled ? 1 : 0))
        find(findings, Fault::payout_settled_wrong, moved.last_entry,
             payout + " was settled " + std::to_string(moved.settles) + " and reversed " +
                 std::to_string(moved.reverses) + " times, its record says " +
                 (settled ? "paid" : "not paid"));
}

}  // namespace

SubjectNote answer_note(AnswerNews news, std::string_view answer, std::string_view entry) {
    return {about_answer, static_cast<std::uint8_t>(news), answer, entry, 0};
}

SubjectNote payout_note(PayoutNews news, std::string_view payout, std::string_view entry) {
    return {about_payout, static_cast<std::uint8_t>(news), payout, entry, 0};
}

SubjectNote payout_told(const AuditPayout& payout) {
    const unsigned kind = told | (payout.settled ? told_settled : 0) |
                          (payout.returned ? told_returned : 0) |
                          static_cast<unsigned>(payout.state);
    return {about_payout, static_cast<std::uint8_t>(kind), payout.id, payout.amount.currency.code(),
            payout.amount.micro};
}

bool is_about_answer(std::span<const SubjectNote> notes) {
    return notes.front().topic == about_answer;
}

void judge_answer(std::span<const SubjectNote> notes, std::vector<Finding>& findings) {
    Paid all;
    for (const SubjectNote& note : notes)
        count_answer(all, note, findings);
    if (all.paid > 0 && all.accepted == 0)
        find(findings, Fault::answer_paid_not_accepted, all.first_entry,
             answer_of(notes.front()) + " was paid and is not among the accepted");
    if (all.accepted > 0 && all.paid == 0)
        find(findings, Fault::answer_not_paid, "",
             answer_of(notes.front()) + " was accepted and never paid");
}

std::optional<Money> judge_payout(std::span<const SubjectNote> notes,
                                  std::vector<Finding>& findings) {
    const Moved moved = follow(notes);
    if (moved.record == nullptr) {
        find(findings, Fault::payout_unknown, moved.last_entry,
             std::string("the ledger moves payout ")
                 .append(notes.front().subject)
                 .append(", of which there is no record"));
        return std::nullopt;
    }
    compare(moved, findings);
    const auto currency = Currency::parse(moved.record->text);
    const bool ended = (moved.record->kind & (told_settled | told_returned)) != 0;
    return Money{ended ? 0 : moved.record->amount, currency ? *currency : Currency{}};
}

}  // namespace kazi::billing
