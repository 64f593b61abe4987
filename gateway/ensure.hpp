// SPDX-License-Identifier: Apache-2.0
// The assert that stays on in release: where money is kept, stopping is cheaper than lying.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace kazi::gateway {

/// Stops the process, naming the promise that was broken and where, unless `holds`. The place is
/// told by built-ins that both compilers have; clang 14 lacks what std::source_location needs.
inline void ensure(bool holds, const char* promise, const char* file = __builtin_FILE(),
                   int line = __builtin_LINE()) {
    if (holds) return;
    std::fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, promise);
    std::abort();
}

}  // namespace kazi::gateway
