// SPDX-License-Identifier: Apache-2.0
// One number that several are paid to: a family's only phone, or one person with several numbers.
#include <fmt/format.h>

#include <algorithm>

#include "taskflow/signals/signal.hpp"

namespace kazi::taskflow::signals {

namespace {

/// Two on one number is a household as often as not; each one more makes that less likely.
double strength_of_group(std::size_t people) {
    return std::min(1.0 + static_cast<double>(people - 1), 15.0);
}

}  // namespace

std::vector<Signal> find_shared_numbers(const People& people) {
    std::map<std::string, std::vector<std::uint32_t>> by_number;
    for (const auto& [worker, person] : people) {
        if (!person.paid_to.empty()) by_number[person.paid_to].push_back(worker);
    }
    std::vector<Signal> found;
    for (const auto& [number, workers] : by_number) {
        if (workers.size() < 2) continue;
        for (const std::uint32_t worker : workers) {
            Signal signal{Kind::shared_number, worker, workers, strength_of_group(workers.size()),
                          fmt::format("{} workers are paid to the same number. That may be one "
                                      "phone in a family; it may be one person.",
                                      workers.size())};
            std::erase(signal.others, worker);
            found.push_back(std::move(signal));
        }
    }
    return found;
}

}  // namespace kazi::taskflow::signals
