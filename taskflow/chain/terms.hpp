// SPDX-License-Identifier: Apache-2.0
// A campaign whose items are the settled items of another one: translate, then verify, then decide
// where the two who verified disagree. Each step is a campaign with a pay and an escrow of its own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::taskflow {

struct ChainTerms {
    std::uint32_t after = 0;  ///< the campaign before, of the same market and client; 0: none
    std::string as;           ///< the placeholder that its results fill; empty: none does
    std::uint32_t below_ppm = 1'000'000;   ///< only what it is no surer of than this …
    std::vector<std::string> values;       ///< … and only these results; empty: all
    bool senior = false;                   ///< only for who has come far in this kind of task
    std::vector<std::uint32_t> earlier{};  ///< the steps before `after`, which nobody does again
    /// Its items are the two likeliest texts of an unsure item, and its verdicts are results of the
    /// campaign before. Made by us, never declared.
    bool compares = false;

    [[nodiscard]] bool wanted() const { return after != 0; }

    /// True when an item that was settled so comes on to this step. What nobody answered never
    /// does.
    [[nodiscard]] bool takes(std::string_view value, std::uint32_t confidence_ppm,
                             std::uint32_t answers) const {
        if (answers == 0 || confidence_ppm > below_ppm) return false;
        return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
    }
};

}  // namespace kazi::taskflow
