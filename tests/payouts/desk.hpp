// SPDX-License-Identifier: Apache-2.0
// The store's side of a life: the record with its version, the books, and what a minute-old copy
// of them would be.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "billing/payout_machine.hpp"
#include "tests/payouts/lies.hpp"

namespace kazi::payouts {

/// Balances of one payout's postings, by kind of account.
class Books {
public:
    /// False: it does not balance, or an account that has a floor fell below it.
    bool post(const billing::Postings& postings);
    [[nodiscard]] std::int64_t of(billing::AccountKind kind) const {
        return micro_[static_cast<std::size_t>(kind)];
    }

private:
    std::array<std::int64_t, 16> micro_{};
};

/// A payout as it was loaded.
struct Loaded {
    billing::Payout payout;
    std::uint32_t version = 0;
};

class Vault {
public:
    Vault(const billing::NewPayout& made, std::int64_t earned_micro, Bug bug);

    [[nodiscard]] const Loaded& now() const { return held_; }
    [[nodiscard]] const Books& books() const { return books_; }
    [[nodiscard]] bool sound() const { return sound_; }

    /// Writes what the machine made of what was loaded. False: somebody else was faster.
    bool commit(std::uint32_t loaded_version, const billing::Transition& made);

    void keep_copy() { copy_ = {held_, books_}; }
    void restore_copy();
    /// The same sequence is decided again with another amount.
    void remake(const billing::NewPayout& made, std::int64_t earned_micro);

private:
    struct Copy {
        Loaded held;
        Books books;
    };

    void write(const billing::Postings& postings);

    Bug bug_;
    Loaded held_;
    Books books_;
    Copy copy_;
    bool sound_ = true;
};

}  // namespace kazi::payouts
