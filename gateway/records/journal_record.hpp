// SPDX-License-Identifier: Apache-2.0
// The journal's entries: every accepted answer, every correction of one, every consent, every
// movement of money, once. The ledger and the answers are two views of this one stream.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "billing/ledger.hpp"
#include "taskflow/effect.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::records {

/// Why an entry was written. Stored: append only.
enum class Cause : std::uint8_t {
    turn = 1,           ///< something a worker did, or her timer
    funding = 2,        ///< a client paid in
    campaign = 3,       ///< a campaign started or ended
    payout = 4,         ///< a payout moved
    offer = 5,          ///< a message that was not asked for
    report = 6,         ///< a line of a provider's report that nobody explains
    top_up = 7,         ///< pay that missed the floor was made up for
    friend_worked = 8,  ///< who brought a worker was paid for it
    number_joined = 9,  ///< another number of hers, with its money
};

struct JournalEntry {
    Cause cause = Cause::turn;
    std::optional<taskflow::WorkerId> worker;
    std::string reference;  ///< payout id, campaign, or the client's bank reference; may be empty
    billing::Postings postings;
    std::optional<taskflow::AnswerRecord> answer;
    /// In place of the answer that `worker` gave to the same item in an earlier entry. That one was
    /// paid, and both are one answer: only its words are others now.
    std::optional<taskflow::AnswerRecord> correction;
    std::optional<taskflow::ConsentGiven> consent;
    std::optional<taskflow::LessonPaid> lesson = {};  ///< that `worker` took
};

/// Packs an entry; postings to the entry's own worker are stored without her id.
[[nodiscard]] std::string pack_journal(const JournalEntry& entry);
[[nodiscard]] std::optional<JournalEntry> journal_from(std::string_view bytes);

}  // namespace kazi::gateway::records
