// SPDX-License-Identifier: Apache-2.0
// From what a step decided to what is written: one batch, conditions and writes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "billing/ledger.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/step.hpp"

namespace kazi::gateway::engine {

/// What joins a worker's commit from outside her dialogue: a payout's own transition.
struct Attachment {
    std::vector<store::Guard> guards;
    std::vector<store::Write> writes;
    billing::Postings postings;
    std::string reference;  ///< what the journal entry refers to
};

/// An item of the campaign that was answered, as the client calls it.
struct AnsweredBeside {
    taskflow::ItemRef item;
    std::string id;
    std::optional<std::uint16_t> gold = {};  ///< its label, where that is known
};

struct CommitFacts {
    std::string cell;
    std::string trace;
    std::string route;  ///< that the event came by; empty: it came by none
    taskflow::Event event;
    std::uint32_t version = 0;  ///< of the worker's record that was loaded
    std::int64_t available_before_micro = 0;
    std::int64_t pending_before_micro = 0;
    std::int64_t wake_before = 0;
    std::string msisdn;            ///< written on first contact; empty: not known here
    bool relearns_number = false;  ///< written whenever it is known
    const taskflow::Campaign* answered_campaign = nullptr;
    std::string answered_item_id;  ///< the client's id of the item that was answered
    std::optional<std::uint16_t> answered_gold = {};  ///< its label, where that is known
    /// The items that she is asked, with the versions of their states that the step saw.
    std::vector<std::pair<taskflow::ItemRef, std::uint32_t>> asked = {};
    /// Items beside that one which the same message may have answered.
    std::vector<AnsweredBeside> beside = {};
    /// What the escrow that pays for this step's message owes for answers, as far as is known here.
    std::int64_t owed_micro = 0;
    std::uint16_t local_day = 0;                     ///< where she is
    std::optional<taskflow::WorkerId> came_as = {};  ///< the other number of hers that it came from
};

/// Why a guard stands in a batch: what a failure means for the next try.
struct GuardMeaning {
    enum class Kind : std::uint8_t {
        moved,
        opening_gone,
        escrow_short,
        message_room_gone,
        lesson_place_gone,
        attachment
    };
    Kind kind = Kind::moved;
    taskflow::ItemRef item;      ///< of opening_gone
    std::uint32_t campaign = 0;  ///< of all but these and moved
};

struct CommitPlan {
    store::Batch batch;
    std::vector<GuardMeaning> meanings;        ///< one per guard
    std::vector<records::ItemOutcome> closes;  ///< of items that come to their end with it
};

/// Promises: postings of the journal entry sum to zero; every account with a floor that goes down
/// is guarded; the worker's own balance moves with her record, under its version.
[[nodiscard]] CommitPlan plan_commit(const CommitFacts& facts, const taskflow::Step& step,
                                     const Attachment& attachment);

/// The campaign whose escrow pays for a message of this step; 0: none does.
[[nodiscard]] std::uint32_t message_payer(const taskflow::Effects& effects);

/// True for the accounts of workers, which are a part of their records.
[[nodiscard]] bool stands_in_record(billing::AccountKind kind);

/// Adds the balance changes of postings to a batch, with their guards. Worker accounts are left
/// out: their balance is part of the worker's record.
void post(store::Batch& batch, const billing::Postings& postings);

/// The field of the balances hash that an account has.
[[nodiscard]] std::string balance_field(const billing::Account& account,
                                        billing::Currency currency);

}  // namespace kazi::gateway::engine
