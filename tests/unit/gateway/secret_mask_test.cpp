// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/secret_mask.hpp"

#include <doctest/doctest.h>

#include <array>
#include <boost/json.hpp>

#include "gateway/hooks/quarantine.hpp"

using namespace kazi::gateway::hooks;

TEST_CASE("secrets are masked wherever they stand, plain or as a form writes them") {
    const std::array<std::string, 3> secrets = {"planted-secret-1", "planted/secret+2", ""};
    CHECK(mask_secrets("secret=planted-secret-1&id=1&again=planted-secret-1", secrets) ==
          "secret=***&id=1&again=***");
    CHECK(mask_secrets("secret=planted%2Fsecret%2B2&id=1", secrets) == "secret=***&id=1");
    CHECK(mask_secrets(R"({"secret":"planted/secret+2"})", secrets) == R"({"secret":"***"})");
    CHECK(mask_secrets("nothing to hide", secrets) == "nothing to hide");
    CHECK(mask_secrets("", secrets).empty());
}

TEST_CASE("a refused callback is kept with its query, where a GET has everything it says") {
    const kazi::protocols::Callback callback{"GET", "/hooks/vo/secret/sms?msisdn=1", "", {}};
    const kazi::protocols::Refusal refusal{400, "msisdn: not a phone number"};
    const auto kept = boost::json::parse(quarantined({7, callback, refusal, "msisdn=1"}).payload);
    CHECK(kept.at("target") == "/hooks/vo/***/sms");
    CHECK(kept.at("query") == "msisdn=1");
    CHECK(kept.at("why") == "msisdn: not a phone number");
}
