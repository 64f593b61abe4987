// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/delivery_proofs.hpp"

#include <algorithm>
#include <utility>

namespace kazi::gateway::hooks {

namespace {
constexpr std::size_t remembered_max = 10'000;
}

void DeliveryProofs::sent(taskflow::WorkerId worker, std::string key) {
    // Whoever is dropped costs a proof, nothing else; worker ids are as good as random.
    if (latest_.size() >= remembered_max) latest_.erase(latest_.begin());
    latest_[worker] = std::move(key);
}

void DeliveryProofs::answered(taskflow::WorkerId worker) {
    const auto latest = latest_.find(worker);
    if (latest == latest_.end() || proven_.size() >= remembered_max) return;
    proven_.push_back(std::move(latest->second));
    latest_.erase(latest);
}

std::vector<std::string> DeliveryProofs::take(std::size_t most) {
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, proven_.size()));
    std::vector<std::string> taken(std::make_move_iterator(proven_.end() - count),
                                   std::make_move_iterator(proven_.end()));
    proven_.erase(proven_.end() - count, proven_.end());
    return taken;
}

}  // namespace kazi::gateway::hooks
