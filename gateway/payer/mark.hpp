// SPDX-License-Identifier: Apache-2.0
// How many attempts a cell's store has recorded, remembered outside of the store: one that knows of
// fewer than it once did has forgotten some.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "gateway/store/batch.hpp"

namespace kazi::gateway::payer {

class Mark {
public:
    /// Empty: nothing is remembered, and nothing is ever missed.
    explicit Mark(std::filesystem::path file);

    /// What the store knows now. False: it knew of more.
    [[nodiscard]] bool agrees(std::int64_t attempts) const { return attempts >= seen_; }
    /// Remembers it. Fails (false) when the file can't be written.
    bool remember(std::int64_t attempts);

private:
    std::filesystem::path file_;
    std::int64_t seen_ = 0;
};

/// One more attempt on record: part of the commit that records it.
[[nodiscard]] store::Write attempt_mark();
/// The field of `keys::payout_marks` that counts them.
inline constexpr const char* attempts_field = "attempts";

}  // namespace kazi::gateway::payer
