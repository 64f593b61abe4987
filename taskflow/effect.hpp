// SPDX-License-Identifier: Apache-2.0
// What a step wants done besides the worker's new state. All of it lands in one commit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "billing/ledger.hpp"
#include "billing/payout.hpp"
#include "taskflow/ids.hpp"
#include "taskflow/quality/family.hpp"
#include "taskflow/tasks/item.hpp"
#include "taskflow/ties/ties.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow {

/// The USSD page to answer with.
struct UssdReply {
    std::string text;
    bool more = false;
};

/// An SMS to her. Replies to what she sent go ahead of what she did not ask for.
struct SmsToWorker {
    std::uint32_t sequence = 0;  ///< her message sequence; with her id the message's own id
    std::string text;
    bool reply = true;
    int segments = 1;
    std::uint32_t campaign = 0;  ///< whose escrow pays for it; 0: the operator
    Instant not_after = 0;       ///< worthless later; 0: never
};

/// An answer that was accepted. Written once, for ever.
struct AnswerRecord {
    ItemRef item;
    std::uint16_t label = 0;
    std::string text;  ///< number and short text: the normalised answer; else empty
    std::uint16_t reliability_permille = 0;
    Channel channel = Channel::ussd;
    bool surplus = false;  ///< the item was closed already; paid all the same
    bool check = false;    ///< gold asked to learn about her: none of the item's answers
    std::int64_t pay_micro = 0;
    std::int64_t reply_cost_micro = 0;  ///< given back beside the pay: what the reply cost her
    std::int64_t bonus_micro = 0;       ///< paid beside it, as it was promised with the question

    /// What she is paid for it.
    [[nodiscard]] std::int64_t earned_micro() const { return pay_micro + bonus_micro; }
};

/// How long an answer took, by the clock between two USSD pages or by her own word, as a step of
/// `effort_steps`.
struct EffortSeen {
    std::uint32_t campaign = 0;
    std::uint8_t step = 0;
};

/// The new state of the item that was answered. `closes` is set once in an item's life.
struct ItemChange {
    ItemRef item;
    ItemState state;  ///< its version is that of the state that was read
    bool closes = false;
    bool withdraws = false;  ///< closes with openings left: nobody new may have one
};

/// Openings of an item: −1 takes a lease (there must be one left), +1 gives one back or adds one.
struct OpeningChange {
    ItemRef item;
    int delta = 0;
};

/// Leases of a campaign that are out: +1 or −1.
struct LeaseChange {
    std::uint32_t campaign = 0;
    int delta = 0;
};

/// Pay that leaves the wallet: payout number `sequence` of this worker.
struct PayoutOrdered {
    std::uint32_t sequence = 0;
    billing::Money amount;
    std::optional<billing::PayKind> kind{};  ///< nothing: whatever the market pays
};

/// An item was settled: what it says about one who answered it, to be added to her counts.
struct Evidence {
    WorkerId worker;
    quality::Family family = quality::numbers;
    std::vector<quality::CellChange> changes;
};

/// She agreed: kept with the version of the text that she was shown.
struct ConsentGiven {
    std::uint16_t version = 0;
    Language language;
    std::string raw_reply;
};

/// She appeals for an answer of hers that was rejected.
struct AppealOpened {
    ItemRef item;
    std::uint64_t answer = 0;
};

/// What somebody who joined with a partner's code adds to the partner's report.
struct PartnerCount {
    std::string code;
    int joined = 0;
    int answers = 0;
    std::int64_t earned_micro = 0;
    std::int64_t commission_micro = 0;  ///< the partner's own
};

/// One of several answers that came in one message, whole: what it changes and what it moves.
struct EarlierAnswer {
    AnswerRecord answer;
    ItemChange item;
    billing::Postings postings;
};

/// A lesson was taken and is paid by its campaign. No answer, and never in its results.
struct LessonPaid {
    std::uint32_t campaign = 0;
    std::uint8_t lesson = 0;  ///< which, from 0
    bool right = false;       ///< at the first try
    std::int64_t pay_micro = 0;

    friend bool operator==(const LessonPaid&, const LessonPaid&) = default;
};

/// Places in the lessons of a campaign: −1 takes one (there must be one left), +1 gives it back.
struct PlaceChange {
    std::uint32_t campaign = 0;
    int delta = 0;
};

struct Effects {
    std::optional<UssdReply> ussd;
    std::vector<SmsToWorker> messages;
    billing::Postings postings;
    std::optional<AnswerRecord> answer;
    /// Replaces her accepted answer to the same item. Neither paid nor counted again.
    std::optional<AnswerRecord> correction;
    std::optional<ItemChange> item;
    std::vector<OpeningChange> openings;
    std::vector<LeaseChange> leases;
    std::optional<PayoutOrdered> payout;
    std::vector<Evidence> evidence;
    std::optional<ConsentGiven> consent;
    bool review_begins = false;  ///< the answer waits for the client's word
    std::optional<AppealOpened> appeal;
    std::optional<EffortSeen> effort;
    bool found_no_work = false;  ///< the next question wanted was not among the candidates
    bool lacked_answered_item =
        false;  ///< she wants to correct an answer whose item is not at hand
    /// An answer that she named and wants to correct, while `Context::answered` tells of another.
    std::optional<ItemRef> named_answer = {};
    std::optional<PartnerCount> partner;
    bool erases_number =
        false;                  ///< nothing that leads to a person stays but the hash of her number
    bool keeps_number = false;  ///< it was erased, and she is spoken with again
    std::optional<LessonPaid> lesson;
    std::vector<PlaceChange> lesson_places;
    bool duplicate = false;  ///< seen before: nothing may be written, the reply is the earlier one
    /// Answers of the same message that come before `answer`, in their order. Their postings are
    /// not among `postings`.
    std::vector<EarlierAnswer> earlier = {};
    std::optional<TieChanges> ties = {};
};

}  // namespace kazi::taskflow
