// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/warm_workers.hpp"

#include <utility>

namespace kazi::gateway::engine {

namespace {

/// About as long as the longest USSD session lasts.
constexpr taskflow::Instant warm_us = 3 * taskflow::minute_us;

}  // namespace

std::unique_ptr<WarmWorker> WarmWorkers::take(const taskflow::WorkerId& worker, std::uint64_t era,
                                              taskflow::Instant now) {
    const auto at = where_.find(worker);
    if (at == where_.end()) return nullptr;
    std::unique_ptr<WarmWorker> warm = std::move(at->second->warm);
    forget(at->second);
    if (warm->era != era || now < warm->at || now - warm->at > warm_us) return nullptr;
    return warm;
}

void WarmWorkers::keep(const taskflow::WorkerId& worker, std::unique_ptr<WarmWorker> warm) {
    const auto at = where_.find(worker);
    if (at != where_.end()) forget(at->second);
    kept_.push_back({worker, std::move(warm)});
    where_[worker] = std::prev(kept_.end());
    if (kept_.size() > workers_max_) forget(kept_.begin());
}

void WarmWorkers::forget(std::list<Kept>::iterator kept) {
    where_.erase(kept->id);
    kept_.erase(kept);
}

}  // namespace kazi::gateway::engine
