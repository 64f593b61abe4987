// SPDX-License-Identifier: Apache-2.0
// Whose language is known without the store: of those who share a place, the newest.
#include <doctest/doctest.h>

#include "gateway/hooks/recent_languages.hpp"

namespace kazi::gateway::hooks {

TEST_CASE("a worker's language is hers alone, and the newest of a place stays") {
    constexpr std::uint64_t her = 0x1234'5678'9ABC'0001;
    constexpr std::uint64_t neighbour = 0x1234'5678'9ABC'0002;
    constexpr std::uint64_t same_place = 0x1234'5678'9ABD'0001;
    RecentLanguages languages;
    CHECK(languages.find(her).empty());
    CHECK(languages.find(0).empty());
    languages.keep(her, "sw");
    languages.keep(neighbour, "pcm");
    CHECK(languages.find(her) == "sw");
    CHECK(languages.find(neighbour) == "pcm");
    CHECK(languages.find(same_place).empty());
    languages.keep(her, "");
    CHECK(languages.find(her) == "sw");
    languages.keep(her, "en");
    CHECK(languages.find(her) == "en");
    languages.keep(same_place, "fr");
    CHECK(languages.find(same_place) == "fr");
    CHECK(languages.find(her).empty());
}

}  // namespace kazi::gateway::hooks
