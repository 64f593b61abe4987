// SPDX-License-Identifier: Apache-2.0
// A promise that was broken: ends the seed, and names what happened.
#pragma once

#include <stdexcept>
#include <string>

namespace kazi::sim {

class Violation : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Throws a Violation unless `holds`.
inline void require(bool holds, const char* promise) {
    if (!holds) throw Violation(promise);
}
inline void require(bool holds, const char* promise, const std::string& whose) {
    if (!holds) throw Violation(std::string(promise) + ": " + whose);
}

}  // namespace kazi::sim
