// SPDX-License-Identifier: Apache-2.0
// A machine without Kannel is no failure, but nobody shall think that this was tested on it.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/faults/kannel.hpp"

namespace {

constexpr int skipped = 77;  // what ctest was told

}  // namespace

int main(int count, char** arguments) {
    if (!kazi::tests::kannel_is_installed()) {
        fmt::print(stderr, "SKIPPED: NO KANNEL ON THIS MACHINE. scripts/setup installs it.\n");
        return skipped;
    }
    return doctest::Context(count, arguments).run();
}
