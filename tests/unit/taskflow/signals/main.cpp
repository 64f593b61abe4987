// SPDX-License-Identifier: Apache-2.0
// The runner of the tests of the models of answer quality.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
