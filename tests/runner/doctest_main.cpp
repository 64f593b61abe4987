// SPDX-License-Identifier: Apache-2.0
// The main() of every test executable that needs nothing of its own. Compiled once: doctest's
// runner takes longer to compile than most tests.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
