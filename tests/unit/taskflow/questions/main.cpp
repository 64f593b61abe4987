// SPDX-License-Identifier: Apache-2.0
// The runner of the tests of questions, quality and assignment.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
