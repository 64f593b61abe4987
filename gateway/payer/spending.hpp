// SPDX-License-Identifier: Apache-2.0
// What left in a day, by account and by number, and when a number was paid last: the fences that
// hold however many daemons pay. What is counted is what may have left; a final refusal gives it
// back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "billing/payout.hpp"
#include "gateway/payer/settings.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::payer {

/// When one account last sent something to one number.
struct LastSent {
    std::string account;
    taskflow::Instant at = 0;

    friend bool operator==(const LastSent&, const LastSent&) = default;
};

/// What is kept of one number for a day. Times only: neither amounts nor the number.
struct Payee {
    std::uint32_t version = 0;  ///< of the stored value; 0: none
    std::vector<LastSent> sent;

    /// 0: never.
    [[nodiscard]] taskflow::Instant last_by(std::string_view account) const;
};

[[nodiscard]] store::Place payee_place(std::string_view worker);
[[nodiscard]] std::string pack_payee(const Payee& payee, std::uint32_t version);
/// Fails (nullopt) on bytes that no version of this code wrote.
[[nodiscard]] std::optional<Payee> payee_from(std::string_view bytes);
/// The write of a payee who is sent something now; its guard is the version that was read.
[[nodiscard]] store::Write sent_write(std::string_view worker, Payee payee,
                                      const std::string& account, taskflow::Instant now);

/// One attempt, as the day's books know it.
struct Spend {
    std::string_view account;
    std::string_view worker;
    std::int64_t amount_micro = 0;
    std::int64_t day = 0;  ///< since 1970, local
};
/// Counts it.
void spend(std::vector<store::Write>& writes, const Spend& what);
/// Takes it back.
void unspend(std::vector<store::Write>& writes, const Spend& what);
/// Hold while it is within the caps. Nothing: there is no such cap.
[[nodiscard]] std::optional<store::Guard> account_cap(const Spend& what, std::int64_t cap_micro);
[[nodiscard]] std::optional<store::Guard> number_cap(const Spend& what, std::int64_t cap_micro);

/// The attempts that this step found to be finally not paid.
[[nodiscard]] std::vector<const billing::Attempt*> newly_failed(const billing::Payout& before,
                                                                const billing::Payout& after);

/// The hash of a day's sums.
[[nodiscard]] std::string spent_key(std::int64_t day);

}  // namespace kazi::gateway::payer
