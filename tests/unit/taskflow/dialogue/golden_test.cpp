// SPDX-License-Identifier: Apache-2.0
// Plays the conversations of tests/golden/dialogue. With KAZI_UPDATE_GOLDEN=1 in the environment
// they are written anew, for a person to read the difference.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/unit/taskflow/dialogue/script.hpp"

namespace kazi::taskflow {

namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("golden conversations read as they are written") {
    const std::filesystem::path folder = KAZI_SOURCE_DIR "/tests/golden/dialogue";
    int played = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".txt") continue;
        CAPTURE(entry.path().filename().string());
        const std::string expected = read(entry.path());
        const std::string actual = play_script(expected);
        ++played;
        if (std::getenv("KAZI_UPDATE_GOLDEN") != nullptr) {
            std::ofstream(entry.path()) << actual;
        } else {
            CHECK(actual == expected);
        }
    }
    CHECK(played >= 120);
}

}  // namespace kazi::taskflow
