// SPDX-License-Identifier: Apache-2.0
// One payout's whole life on a virtual clock: our side (store, senders, timers, hooks) against a
// bank. Every decision is billing's own; this only keeps the order of acts and lets it be broken.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "billing/payout_machine.hpp"
#include "billing/payout_policy.hpp"
#include "billing/recovery.hpp"
#include "tests/payouts/bank.hpp"

namespace kazi::payouts {

/// How a life ended, after the reports of three days.
struct Ending {
    billing::Payout payout;
    std::int64_t moved_micro = 0;  ///< by the bank's own ledger
    std::int64_t paid_micro = 0;   ///< by ours: paid out and not taken back
    bool books_balance = true;     ///< every batch sums to zero, no floor was broken
    bool news_lost = false;        ///< something that we thanked for was forgotten
    bool alone = false;            ///< no report had to say how it ended
    std::vector<billing::Alarm> alarms;
};

/// Opens the bank of one life; `refusal` is what becomes of its payments, when they are not paid.
using OpenBank = std::function<std::unique_ptr<BankDoor>(
    const billing::Provider& provider, Lies& lies, std::optional<billing::Reason> refusal)>;
[[nodiscard]] std::unique_ptr<BankDoor> bank_next_door(const billing::Provider& provider,
                                                       Lies& lies,
                                                       std::optional<billing::Reason> refusal);

struct Life {
    const billing::Provider* provider = nullptr;
    Lies lies;
    std::uint64_t seed = 1;
    Bug bug = Bug::none;
    int refusal_percent = 8;  ///< how many are refused in the end, for one reason or another
    OpenBank open_bank = bank_next_door;
};

/// Lives it. The same life ends the same way on every machine.
[[nodiscard]] Ending live(const Life& life);

/// What is wrong with an ending; empty is the proof.
[[nodiscard]] std::string fault_of(const Ending& ending);

/// True when it ended without a person, or may not end without one.
[[nodiscard]] bool is_settled(const Ending& ending);

}  // namespace kazi::payouts
