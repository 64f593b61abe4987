// SPDX-License-Identifier: Apache-2.0
// Where the keys of workers' numbers stand.
#include <doctest/doctest.h>

#include "config/config.hpp"

namespace kazi::config {

namespace {

Identity identity_of(const std::string& text) {
    Sources sources;
    sources.environment = [](const std::string&) { return std::string(64, 'k'); };
    sources.file = [](const std::string&) { return std::nullopt; };
    auto result = read_config("identity.key = { env = \"KEY\" }\n" + text, "kazi.toml", sources);
    REQUIRE(std::holds_alternative<Config>(result));
    return std::get<Config>(std::move(result)).identity;
}

}  // namespace

TEST_CASE("the keys of numbers stand in the store's folder, or apart from it") {
    CHECK(identity_of("").number_keys == "kazi-data/number-keys");
    CHECK(identity_of("store.data_folder = \"/srv/kazi\"\n").number_keys ==
          "/srv/kazi/number-keys");
    const Identity apart = identity_of(
        "identity.number_keys = \"/mnt/keys/numbers\"\n"
        "identity.relearn_numbers = true\n"
        "store.data_folder = \"/srv/kazi\"\n");
    CHECK(apart.number_keys == "/mnt/keys/numbers");
    CHECK(apart.relearn_numbers);
}

}  // namespace kazi::config
