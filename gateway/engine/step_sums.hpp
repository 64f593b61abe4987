// SPDX-License-Identifier: Apache-2.0
// What a step comes to in all, where one message gave several answers.
#pragma once

#include <optional>
#include <vector>

#include "billing/ledger.hpp"
#include "taskflow/effect.hpp"

namespace kazi::gateway::engine {

/// Every accepted answer of a step, in their order. Lives as long as the effects.
[[nodiscard]] std::vector<const taskflow::AnswerRecord*> answers_of(
    const taskflow::Effects& effects);

/// True when the step gives this item a new state.
[[nodiscard]] bool changes_item(const taskflow::Effects& effects, taskflow::ItemRef item);

/// The postings of all answers of a step, and what else it posts.
[[nodiscard]] billing::Postings all_postings(const taskflow::Effects& effects);

/// How the worker's account of that kind moves by them. A commit moves nobody else's, but where it
/// empties the record of another number of hers, by `aside`.
[[nodiscard]] std::int64_t worker_change(const billing::Postings& postings,
                                         const taskflow::WorkerId& worker,
                                         billing::AccountKind kind,
                                         const std::optional<billing::Posting>& aside = {});

/// What they take from an account in all, not below zero.
[[nodiscard]] billing::Money debit_of(const billing::Account& account,
                                      const billing::Postings& postings);

/// One posting per account, currency and direction: fewer bytes, and one guard per account. What an
/// answer earned and what a payout took stay apart, so that the audit sees both.
[[nodiscard]] billing::Postings merged(const billing::Postings& postings);

}  // namespace kazi::gateway::engine
