// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/worker.hpp"

namespace kazi::bench {

std::string digits_of(const Worker& worker) {
    constexpr std::uint64_t first_number = 254'711'000'000;
    return std::to_string(first_number + worker.index);
}

void start_over(Worker& worker) {
    ++worker.session;
    worker.turn = 0;
    worker.typed.clear();
    worker.item.reset();
}

}  // namespace kazi::bench
