// SPDX-License-Identifier: Apache-2.0
// A secret never prints itself.
#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <type_traits>

#include "config/secret.hpp"

namespace kazi::config {

TEST_CASE("a printed secret is a mark") {
    std::ostringstream out;
    out << Secret("planted-4711");
    CHECK(out.str() == secret_mark);
}

TEST_CASE("an empty secret says that it is missing") {
    std::ostringstream out;
    out << Secret();
    CHECK(out.str() == "[no secret]");
}

TEST_CASE("a secret turns into text only by its own word") {
    static_assert(!std::is_convertible_v<Secret, std::string>);
    static_assert(!std::is_convertible_v<std::string, Secret>);
    CHECK(Secret("planted-4711").reveal() == "planted-4711");
}

}  // namespace kazi::config
