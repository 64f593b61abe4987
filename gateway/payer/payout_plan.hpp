// SPDX-License-Identifier: Apache-2.0
// From what the machine made of a payout to what is written, all at once or not at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "billing/payout_machine.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::payer {

inline constexpr const char* claim_group = "payers";

/// What belongs to a move without being part of the payout.
struct Along {
    std::vector<store::Guard> guards;
    std::vector<store::Write> writes;
    bool only_if_moved = false;  ///< of no interest when the payout stays as it is
};

struct Move {
    const billing::Payout& before;
    std::uint32_t version = 0;  ///< of the stored payout `before` was read from
    const billing::Transition& transition;
    std::optional<taskflow::Instant> look_at;  ///< nothing: its timer is taken away
    Along along;                               ///< what else belongs to it
};

/// What joins the commit of the worker's own step, which adds journal and balances.
[[nodiscard]] engine::Attachment attachment_of(const Move& move);

/// The whole commit, for a move that her dialogue does not hear of. Never moves her balance. The
/// payout's version is the first guard; those that come along follow.
[[nodiscard]] store::Batch batch_of(const std::string& cell, const Move& move);

/// A new version of a payout that did not change: whoever loaded it before can't commit any more.
[[nodiscard]] store::Batch renewal_of(const std::string& cell, const billing::Payout& payout,
                                      std::uint32_t version, taskflow::Instant look_at);

[[nodiscard]] store::Place place_of(const std::string& payout_id);
/// When a payout is looked at next; nothing: never.
[[nodiscard]] store::Write timer_write(const std::string& payout_id,
                                       std::optional<taskflow::Instant> at);
/// The field of `keys::payout_references` for what a provider calls a payment.
[[nodiscard]] std::string reference_field(std::string_view provider, std::string_view reference);

}  // namespace kazi::gateway::payer
