// SPDX-License-Identifier: Apache-2.0
#include "taskflow/protection/rechecking.hpp"

#include <algorithm>
#include <cstdlib>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/tasks/leases.hpp"
#include "taskflow/ties/dormant_number.hpp"

namespace kazi::taskflow {

namespace {

/// Who was born about New Year, or counts another calendar's years, means the same year.
constexpr int years_apart_max = 1;

int today(const Turn& turn) {
    return turn.context.local.day_number;
}

/// Somebody without a place in the dialogue that a year of birth would lead back to keeps hers.
bool has_agreed(const Worker& worker) {
    return worker.consent_version != 0 &&
           (worker.stage == Stage::active || worker.stage == Stage::confirming);
}

}  // namespace

bool doubt_owner_after_silence(Turn& turn) {
    const int longest = turn.context.market.care.dormant_days;
    Worker& worker = turn.worker;
    const int heard = day_heard_before(turn);
    const bool silent = longest > 0 && heard > 0 && today(turn) - heard > longest;
    if (!silent || !has_agreed(worker)) return false;
    let_go(turn);
    stop_correcting(turn);
    worker.last_answer.reset();
    worker.pack.answered = {};
    turn.answered.reset();
    worker.wallet.ask = WalletAsk::nothing;
    worker.consent_version = 0;
    worker.stage = Stage::consent;
    worker.protection.owner_unsure = true;
    note(turn, dialogue::keys::long_silence);
    return true;
}

bool is_year_due(const Turn& turn) {
    const int again = turn.context.market.care.birth_year_again_days;
    const int agreed = static_cast<int>(turn.worker.consent_at / day_us);
    const int checked = std::max<int>(agreed, turn.worker.protection.year_checked_day);
    return again > 0 && today(turn) - checked > again;
}

Place ask_year_again(Turn& turn) {
    turn.worker.stage = Stage::confirming;
    return Place::birth_year;
}

bool take_birth_year(Turn& turn, std::uint16_t year) {
    Worker& worker = turn.worker;
    const bool first =
        worker.birth_year == 0 || (worker.stage == Stage::birth_year &&
                                   !worker.protection.owner_unsure && worker.answers == 0);
    if (!first && std::abs(int{year} - int{worker.birth_year}) > years_apart_max) {
        worker.stage = Stage::frozen;
        return false;
    }
    if (first) worker.birth_year = year;
    if (!first) worker.protection.year_checked_day = static_cast<std::uint16_t>(today(turn));
    worker.protection.owner_unsure = false;
    return true;
}

}  // namespace kazi::taskflow
