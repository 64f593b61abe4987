// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/idempotency.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::api;

TEST_CASE("what was remembered comes back as it was") {
    const Answered answered{std::string(32, '\1'), 201, R"({"a":1})"};
    auto stored = remembered_from(pack_remembered(answered, 1));
    REQUIRE(stored.has_value());
    CHECK(stored->version == 1);
    CHECK(std::get<Answered>(stored->what) == answered);
    const UploadProgress progress{
        "digest", true, 1200, 1198, 2, {{7, "text", "is missing"}, {9, "", "is not JSON"}}};
    stored = remembered_from(pack_remembered(progress, 3));
    REQUIRE(stored.has_value());
    CHECK(stored->version == 3);
    CHECK(std::get<UploadProgress>(stored->what) == progress);
}

TEST_CASE("damaged bytes are nothing") {
    const std::string good = pack_remembered(Answered{"f", 200, "body"}, 1);
    for (std::size_t size = 0; size < good.size(); ++size)
        CHECK(!remembered_from(good.substr(0, size)));
    CHECK(!remembered_from(good + "x"));
    std::string other = good;
    other[4] = 9;
    CHECK(!remembered_from(other));
}

TEST_CASE("idempotency keys") {
    CHECK(is_idempotency_key("a"));
    CHECK(is_idempotency_key(std::string(64, '~')));
    CHECK(!is_idempotency_key(""));
    CHECK(!is_idempotency_key(std::string(65, 'a')));
    CHECK(!is_idempotency_key("a b"));
    CHECK(!is_idempotency_key("caf\xC3\xA9"));
}
