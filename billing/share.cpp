// SPDX-License-Identifier: Apache-2.0
#include "billing/share.hpp"

namespace kazi::billing {

// The whole and the rest apart: an amount times its share could overflow.
Money share_of(Money amount, std::int64_t share_ppm) {
    constexpr std::int64_t ppm = 1'000'000;
    const std::int64_t whole = amount.micro / ppm * share_ppm;
    const std::int64_t rest = amount.micro % ppm * share_ppm / ppm;
    return {whole + rest, amount.currency};
}

}  // namespace kazi::billing
