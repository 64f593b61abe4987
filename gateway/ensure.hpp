// SPDX-License-Identifier: Apache-2.0
// The assert that stays on in release: where money is kept, stopping is cheaper than lying.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <source_location>

namespace kazi::gateway {

/// Stops the process, naming the promise that was broken and where, unless `holds`.
inline void ensure(bool holds, const char* promise,
                   std::source_location where = std::source_location::current()) {
    if (holds) return;
    std::fprintf(stderr, "%s:%u: broken promise: %s\n", where.file_name(),
                 static_cast<unsigned>(where.line()), promise);
    std::abort();
}

}  // namespace kazi::gateway
