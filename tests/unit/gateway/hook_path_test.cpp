// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/hook_path.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::hooks;

TEST_CASE("a hook's path names the route and the kind, with a secret between or not") {
    const auto plain = hook_path("/hooks/at-ke/sms");
    REQUIRE(plain);
    CHECK(plain->name == "at-ke");
    CHECK(plain->kind == HookKind::sms);
    const auto secret = hook_path("/hooks/at-ke/s3cr3t/ussd?x=/dlr");
    REQUIRE(secret);
    CHECK(secret->name == "at-ke");
    CHECK(secret->kind == HookKind::ussd);
    CHECK(hook_path("/hooks/at/token/payout")->kind == HookKind::payout);
}

TEST_CASE("a USSD session may have an address of its own behind the hook's") {
    for (const char* target :
         {"/hooks/ib/ussd/session/s-1/start", "/hooks/ib/s3cr3t/ussd/session/s/end"}) {
        const auto path = hook_path(target);
        REQUIRE(path);
        CHECK(path->name == "ib");
        CHECK(path->kind == HookKind::ussd);
    }
    CHECK(without_secret("/hooks/ib/planted-secret/ussd/session/s/end") ==
          "/hooks/ib/***/ussd/session/s/end");
}

TEST_CASE("what is no hook's path is none") {
    for (const char* target :
         {"/", "/hooks", "/hooks/", "/hooks/sms", "/hooks//sms", "/hooks/a/b/c/sms", "/hooks/a/fax",
          "/hooks/a/sms/session/s/end", "/hooks/a/ussd/x", "/v1/campaigns", "hooks/a/sms"})
        CHECK_MESSAGE(!hook_path(target), target);
}

TEST_CASE("a secret in the path never shows") {
    CHECK(without_secret("/hooks/at-ke/planted-secret/sms") == "/hooks/at-ke/***/sms");
    CHECK(without_secret("/hooks/mp/payout/planted-secret/result") == "/hooks/mp/payout");
    CHECK(without_secret("/hooks/mp/planted-secret/payout/result") == "/hooks/mp/***/payout");
    CHECK(without_secret("/hooks/at-ke/sms?key=planted-secret") == "/hooks/at-ke/sms");
    CHECK(without_secret("/planted-secret") == "/***");
    CHECK(without_secret("/hooks/at-ke/planted/secret/sms").find("planted") == std::string::npos);
}
