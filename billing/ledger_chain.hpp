// SPDX-License-Identifier: Apache-2.0
// The ledger's entries as a chain: each is sealed together with the seal of the one before, so that
// whoever noted a seal can prove that nothing before it was changed, left out or put in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "billing/ledger.hpp"

namespace kazi::billing {

/// One entry as it is sealed, exported and told in statements.
struct LedgerEntry {
    std::string id;  ///< its place in the ledger; unique
    std::int64_t at_us = 0;
    std::string cause;
    std::string reference;  ///< payout, campaign, bank reference, report line; may be empty
    Postings postings;

    friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

/// The bytes that are sealed: every field with its length before it, so that no two entries share
/// them.
[[nodiscard]] std::string canonical_text(const LedgerEntry& entry);

/// The seal before the first entry.
inline constexpr std::string_view first_seal =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// SHA-256 over the seal before and the entry, as 64 lower-case hex.
[[nodiscard]] std::string seal_of(std::string_view seal_before, const LedgerEntry& entry);

/// Seals entries in their order. Constant memory.
class LedgerChain {
public:
    LedgerChain() = default;
    /// Goes on behind a seal that was noted.
    explicit LedgerChain(std::string seal) : seal_(std::move(seal)) {}

    /// Adds the entry; its seal.
    const std::string& add(const LedgerEntry& entry);
    [[nodiscard]] const std::string& seal() const { return seal_; }

private:
    std::string seal_{first_seal};
};

}  // namespace kazi::billing
