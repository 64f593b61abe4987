// SPDX-License-Identifier: Apache-2.0
// A payout with all its attempts, as it is stored: for ever.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "billing/payout.hpp"

namespace kazi::gateway::records {

/// The stored form: version, then the payout.
[[nodiscard]] std::string pack_payout(const billing::Payout& payout, std::uint32_t version);

struct StoredPayout {
    billing::Payout payout;
    std::uint32_t version = 0;
};
/// Fails (nullopt) on bytes that no version of this code wrote.
[[nodiscard]] std::optional<StoredPayout> payout_from(std::string_view bytes);

}  // namespace kazi::gateway::records
