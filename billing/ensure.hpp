// SPDX-License-Identifier: Apache-2.0
// An always-on check for what can only be a bug: where money is, stopping is cheaper than lying.
#pragma once

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace kazi::billing {

/// Stops the process with `what` unless `holds`. Never for input: input is answered with an error.
/// A text that has to be put together is put together by the caller once it knows that it must.
inline void ensure(bool holds, std::string_view what) {
    if (holds) return;
    std::cerr << "kazi billing: " << what << '\n' << std::flush;
    std::abort();
}

}  // namespace kazi::billing
