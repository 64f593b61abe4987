// SPDX-License-Identifier: Apache-2.0
// What must be true once nothing fails any more: the end of every payout, the books, the provider's
// own ledger.
#pragma once

#include "tests/sim/cashier.hpp"
#include "tests/sim/client.hpp"
#include "tests/sim/provider.hpp"

namespace kazi::sim {

/// True when every payout has come to its end.
[[nodiscard]] bool every_payout_ended(const World& world);
/// True when no payout will move any more unless a person or the provider moves it.
[[nodiscard]] bool every_payout_rests(const World& world);
/// What did not end has a reason: the provider never told, or told something untrue.
void check_excuses(const World& world, const Provider& provider);
/// A person reads the provider's report and decides by it. False: there was nothing to decide.
[[nodiscard]] bool read_report(const World& world, const Provider& provider, Cashier& cashier);
/// The audit is clean, escrows are empty, nothing waits, and the provider's ledger is ours.
void check_last_word(const World& world, const Client& client);
/// Payout by payout: what the provider moved is what the records say.
void check_money(const World& world, const Provider& provider);

}  // namespace kazi::sim
