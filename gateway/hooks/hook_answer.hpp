// SPDX-License-Identifier: Apache-2.0
// What hooks answer when they do not take a callback, and what they keep of it.
#pragma once

#include <vector>

#include "gateway/engine/worker_identity.hpp"
#include "protocols/batch.hpp"
#include "protocols/message.hpp"
#include "protocols/refusal.hpp"

namespace kazi::gateway::hooks {

/// Our own trouble: whoever retries shall do so.
[[nodiscard]] protocols::HttpReply unavailable();

/// Too many at once: whoever retries shall take their time.
[[nodiscard]] protocols::HttpReply come_later();

/// The entries of a batch that its dialect refused.
template <class T>
std::vector<protocols::RefusedEntry> refused_of(const protocols::Batch<T>& batch) {
    std::vector<protocols::RefusedEntry> refused;
    for (const auto& entry : batch) {
        if (!entry) refused.push_back(entry.error());
    }
    return refused;
}

/// What a worker is known by where the whole id would be too long: no secret, and no number.
[[nodiscard]] std::uint64_t short_id(const taskflow::WorkerId& worker);

}  // namespace kazi::gateway::hooks
