// SPDX-License-Identifier: Apache-2.0
// What the audit notes about one answer or one payout as the ledger goes by, and what all of those
// notes together say about it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "billing/audit.hpp"
#include "billing/subject_log.hpp"

namespace kazi::billing {

enum class AnswerNews : std::uint8_t { accepted, paid, accepted_and_paid, corrected };
enum class PayoutNews : std::uint8_t { moved, settled, reversed };

/// `entry` is the id of the entry that says so; empty when none does. The note refers to its
/// arguments.
[[nodiscard]] SubjectNote answer_note(AnswerNews news, std::string_view answer,
                                      std::string_view entry);
[[nodiscard]] SubjectNote payout_note(PayoutNews news, std::string_view payout,
                                      std::string_view entry);
/// What the payout's record says.
[[nodiscard]] SubjectNote payout_told(const AuditPayout& payout);

[[nodiscard]] bool is_about_answer(std::span<const SubjectNote> notes);

/// An answer is accepted once and paid once, and corrected only after it was paid.
void judge_answer(std::span<const SubjectNote> notes, std::vector<Finding>& findings);

/// A payout that moved has a record, and is settled in the ledger as often as that says. What is
/// still open of it: zero when it is paid or returned; nothing when there is no record.
[[nodiscard]] std::optional<Money> judge_payout(std::span<const SubjectNote> notes,
                                                std::vector<Finding>& findings);

}  // namespace kazi::billing
