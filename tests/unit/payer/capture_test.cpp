// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/capture.hpp"

#include <doctest/doctest.h>

#include "gateway/payer/pauses.hpp"

namespace kazi::gateway::payer {

namespace {

billing::ProviderSettings account() {
    billing::ProviderSettings settings;
    settings.api_key = "planted-key";
    settings.token = "planted-token";
    settings.callback_secret = "planted-hmac";
    settings.path_tokens = {"planted-path"};
    settings.options = {{"consumer_secret", "planted-consumer"}, {"country", "Kenya"}};
    return settings;
}

}  // namespace

TEST_CASE("what is kept of an exchange holds neither secrets nor the number") {
    const auto settings = account();
    const Unsaid unsaid{settings, "+254711000111"};
    billing::ProviderRequest request;
    request.method = "POST";
    request.url = "https://pay.example/planted-path/254711000111";
    request.headers = {{"Authorization", "Bearer planted-token"}};
    request.body = R"({"to":"0711000111","key":"planted-key","pin":"1234","in":"Kenya",)"
                   R"("echo":"planted-hmac planted-consumer planted-token"})";
    const std::string kept = kept_request(request, unsaid);
    CHECK(kept.find("planted") == std::string::npos);
    CHECK(kept.find("711000111") == std::string::npos);
    CHECK(kept.find("1234") == std::string::npos);
    CHECK(kept.find("Kenya") != std::string::npos);
    CHECK(kept.starts_with("POST https://pay.example/***/25471****111\n{"));
}

TEST_CASE("a long body is cut; one that never left is not kept") {
    const auto settings = account();
    const Unsaid unsaid{settings, std::nullopt};
    CHECK(kept_text(std::string(100'000, 'x'), unsaid).size() == captured_text_max);
    Capture capture;
    CHECK_FALSE(keep_outcome(capture, http::NotSent{"no route"}, unsaid));
    http::Answered answered;
    answered.reply.status = 201;
    answered.reply.body = "planted-key taken";
    CHECK(keep_outcome(capture, answered, unsaid));
    CHECK(capture.http == 201);
    CHECK(capture.reply == "*** taken");
}

TEST_CASE("an exchange and a pause survive being stored") {
    const Capture capture{Capture::Kind::callback, "p-1", 2, 77, "POST /x", 200, "ok"};
    CHECK(capture_from(pack_capture(capture)) == capture);
    CHECK_FALSE(capture_from(""));
    CHECK_FALSE(capture_from("\1\7"));
    const auto write = std::get<store::Append>(capture_write(19'675, capture));
    CHECK(write.key == "payouts:raw:19675");
    CHECK(write.keep_about == captures_a_day_max);
    const auto pause =
        pause_from(pack_pause({PauseCause::stopped, 5, billing::Reason::insufficient_float}));
    REQUIRE(pause);
    CHECK(pause->cause == PauseCause::stopped);
    CHECK(pause->until == 5);
    CHECK(pause->reason == billing::Reason::insufficient_float);
    CHECK_FALSE(pause_from("\11\0\0"));
}

}  // namespace kazi::gateway::payer
