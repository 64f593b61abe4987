// SPDX-License-Identifier: Apache-2.0
// Somebody who is owed money, as one commit: her record, the payout, its place in the outbox and
// the journal entry that says where it comes from.
#pragma once

#include <string>

#include "billing/money.hpp"
#include "gateway/store/batch.hpp"
#include "gateway/store/store.hpp"

namespace kazi::tests {

struct Creditor {
    std::string number;             ///< E.164 with its plus
    gateway::store::Record before;  ///< hers; empty: nobody has heard of her
};

struct Debt {
    std::string payout;
    gateway::store::Batch batch;
};

[[nodiscard]] Debt owe(const std::string& identity_key, const std::string& cell,
                       const Creditor& whom, billing::Money amount, std::int64_t now_us);

}  // namespace kazi::tests
