// SPDX-License-Identifier: Apache-2.0
// Fuzzes the plain HTTP dialect.
#include "tests/fuzz/protocols_dialect.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    return kazi::protocols::fuzz::run("simple", bytes, size);
}
