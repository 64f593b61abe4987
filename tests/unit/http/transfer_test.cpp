// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/transfer.hpp"

#include <doctest/doctest.h>

using kazi::gateway::http::refusal_of;
using kazi::protocols::HttpRequest;

namespace {

HttpRequest request_to(std::string url) {
    HttpRequest request;
    request.method = "POST";
    request.url = std::move(url);
    return request;
}

}  // namespace

TEST_CASE("a request that would not arrive as it stands is refused before anything leaves") {
    CHECK_FALSE(refusal_of(request_to("https://provider.example/send?a=1")));
    CHECK(refusal_of(request_to("file:///etc/passwd")));
    CHECK(refusal_of(request_to("")));
    CHECK(refusal_of(request_to("http://a/\r\nX: 1")));

    auto split = request_to("http://a/");
    split.headers.push_back({"X-Name", "a\r\nX-Other: b"});
    CHECK(refusal_of(split));

    auto named = request_to("http://a/");
    named.headers.push_back({"X Name", "a"});
    CHECK(refusal_of(named));

    auto method = request_to("http://a/");
    method.method = "PO ST";
    CHECK(refusal_of(method));
}

TEST_CASE("the reason never shows a header's value") {
    auto secret = request_to("http://a/");
    secret.headers.push_back({"Authorization", "Bearer hush\n"});
    const auto why = refusal_of(secret);
    REQUIRE(why);
    CHECK(why->find("hush") == std::string::npos);
}
