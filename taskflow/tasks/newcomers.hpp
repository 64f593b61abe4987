// SPDX-License-Identifier: Apache-2.0
// A floor under what is offered to new workers: nothing is known of them yet, so whoever only asks
// the proven never learns whom else to trust.
#pragma once

#include "taskflow/worker.hpp"

namespace kazi::taskflow {

/// From so many accepted answers on a worker is no newcomer any more.
inline constexpr std::uint32_t newcomer_answers_max = 20;

/// True when she has joined and may work, and answered little yet.
[[nodiscard]] bool is_newcomer(const Worker& worker);

/// Counts a campaign's offers. Of any offers in a row, while newcomers can be found, at least that
/// percentage goes to newcomers, within one. What they get beyond it is not held against them.
class NewcomerFloor {
public:
    /// `percent` from 0, no floor, to 100.
    explicit NewcomerFloor(int percent) : percent_(percent) {}

    /// True when the next offer has to go to a newcomer.
    [[nodiscard]] bool is_owed(Instant now) const;
    void offered(bool to_newcomer);
    /// Everybody was looked at, and no newcomer could be offered anything: nothing is owed, and
    /// nobody waits for newcomers for an hour.
    void found_nobody(Instant now);

private:
    int percent_ = 0;
    int owed_percent_ = 0;  ///< of one offer
    Instant rests_until_ = 0;
};

}  // namespace kazi::taskflow
