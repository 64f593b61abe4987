// SPDX-License-Identifier: Apache-2.0
// The ledger accounts that a worker's step moves money between.
#pragma once

#include "billing/ledger.hpp"
#include "taskflow/ids.hpp"

namespace kazi::taskflow {

/// The escrow of a campaign; its owner is "c" and the campaign's number.
[[nodiscard]] billing::Account escrow_of(std::uint32_t campaign);

/// What a worker can have paid out; its owner is the id's raw bytes.
[[nodiscard]] billing::Account wallet_of(const WorkerId& worker);

/// What she earned and a client may still look at.
[[nodiscard]] billing::Account pending_of(const WorkerId& worker);

}  // namespace kazi::taskflow
