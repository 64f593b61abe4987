// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/client_key.hpp"

#include <doctest/doctest.h>

#include "gateway/api/fingerprint.hpp"
#include "gateway/api/market.hpp"

using namespace kazi::gateway;
using namespace kazi::gateway::api;

namespace {

class Counting final : public Entropy {
public:
    std::uint64_t next() override { return ++last_; }

private:
    std::uint64_t last_ = 0;
};

}  // namespace

TEST_CASE("a key is made of all that was drawn, and only its hash is written") {
    Counting entropy;
    const std::string key = new_api_key(entropy);
    CHECK(key == "kz_0000000000000001000000000000000200000000000000030000000000000004");
    CHECK(new_api_key(entropy) != key);
    const auto batch = plan_client_key(hash_api_key(key), {"acme", true});
    CHECK(batch.cell == "clients-0");
    REQUIRE(batch.guards.size() == 1);
    REQUIRE(batch.writes.size() == 1);
    const auto& put = std::get<store::Put>(batch.writes.front());
    CHECK(put.place.field->find("kz_") == std::string::npos);
    CHECK(put.value.find(key) == std::string::npos);
    CHECK(client_from(put.value) == Client{"acme", true});
}

TEST_CASE("SHA-256 is the standard's") {
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a fingerprint tells texts from their neighbours, and can go on") {
    Fingerprint left;
    left.add("ab");
    left.add("c");
    Fingerprint right;
    right.add("a");
    right.add("bc");
    CHECK(left.digest() != right.digest());
    const std::string before = left.digest();
    CHECK(left.digest() == before);
    left.add("");
    CHECK(left.digest() != before);
}

TEST_CASE("only what pack_client wrote is a client") {
    CHECK(client_from(pack_client({"a.b-c_9", false})) == Client{"a.b-c_9", false});
    for (const char* text :
         {"", "{}", "[]", R"({"client":"acme"})", R"({"client":"Acme","may_fund":true})",
          R"({"client":"acme","may_fund":1})"})
        CHECK(!client_from(text));
}

TEST_CASE("client names are safe in keys, accounts and logs") {
    CHECK(is_client_name("acme"));
    CHECK(is_client_name("7.acme_ke-1"));
    CHECK(!is_client_name(""));
    CHECK(!is_client_name("-acme"));
    CHECK(!is_client_name("ac:me"));
    CHECK(!is_client_name("Acme"));
    CHECK(!is_client_name(std::string(41, 'a')));
}

TEST_CASE("a bearer's key") {
    CHECK(bearer_key("Bearer kz_1") == "kz_1");
    CHECK(bearer_key("bearer kz_1") == "kz_1");
    CHECK(!bearer_key("Basic kz_1"));
    CHECK(!bearer_key("Bearer "));
    CHECK(!bearer_key("Bearer 1"));
    CHECK(!bearer_key(""));
    CHECK(!bearer_key("Bearer kz_" + std::string(200, 'a')));
}

TEST_CASE("a campaign has one public name") {
    const auto name = campaign_name_from(campaign_id("ke-coast", 12));
    REQUIRE(name.has_value());
    CHECK(name->market == "ke-coast");
    CHECK(name->number == 12);
    for (const char* text :
         {"", "c7", "ke", "ke-c", "ke-c07", "ke-c7x", "ke-c99999999999", "ke-c-7"})
        CHECK(!campaign_name_from(text));
}
