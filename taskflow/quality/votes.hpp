// SPDX-License-Identifier: Apache-2.0
// The estimates that count votes.
#pragma once

#include "taskflow/quality/beliefs.hpp"
#include "taskflow/quality/recording.hpp"

namespace kazi::taskflow::quality {

/// Each label's share of the item's answers. An item without answers is believed evenly.
[[nodiscard]] Beliefs vote_shares(const Recording& recording);

/// Votes weighted by how often their giver is with the majority (a tie counts for its lowest
/// label), as shares. Known as Wawa: worker agreement with aggregate.
[[nodiscard]] Beliefs agreement_votes(const Recording& recording);

/// How much of the vote these beliefs give up by deciding against the plurality: the mean over
/// items of the plurality's share less the share of the label believed. 0: never overruled.
[[nodiscard]] double vote_given_up(const Beliefs& shares, const Beliefs& beliefs);

}  // namespace kazi::taskflow::quality
