// SPDX-License-Identifier: Apache-2.0
// The admin listener's answers: metrics, and whether the daemon lives and is of use.
#pragma once

#include <string_view>

#include "gateway/observe/metrics.hpp"
#include "gateway/store/store.hpp"
#include "protocols/message.hpp"

namespace kazi::gateway::admin {

class Admin {
public:
    /// Both must outlive it.
    Admin(Metrics& metrics, const store::Store& store) : metrics_(metrics), store_(store) {}

    /// GET /metrics: Prometheus text. GET /healthz: 200 as long as anything is answered at all.
    /// GET /readyz: 503 while the store is away or the daemon is going down.
    [[nodiscard]] protocols::HttpReply serve(std::string_view method,
                                             std::string_view target) const;

    /// From now on not ready: whoever balances load should send no more.
    void begin_drain() { draining_ = true; }

private:
    [[nodiscard]] protocols::HttpReply readiness() const;

    Metrics& metrics_;
    const store::Store& store_;
    bool draining_ = false;
};

}  // namespace kazi::gateway::admin
