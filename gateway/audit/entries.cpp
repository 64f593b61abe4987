// SPDX-License-Identifier: Apache-2.0
#include "gateway/audit/entries.hpp"

#include <charconv>

namespace kazi::gateway::audit {

namespace {

constexpr std::int64_t us_per_ms = 1000;

}  // namespace

taskflow::Instant written_at(const std::string& id) {
    std::int64_t ms = 0;
    std::from_chars(id.data(), id.data() + id.size(), ms);
    return ms * us_per_ms;
}

store::StoreError unreadable(const std::string& what) {
    return {store::StoreFault::refused, what + " can't be read"};
}

}  // namespace kazi::gateway::audit
