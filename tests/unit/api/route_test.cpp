// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/route.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::api;

TEST_CASE("every operation is found by its method and path") {
    for (const OperationForm& form : operations()) {
        std::string target(form.path);
        if (const auto at = target.find("{id}"); at != std::string::npos)
            target.replace(at, 4, "ke-c7");
        const auto route = find_route(form.method, target);
        REQUIRE(route.has_value());
        CHECK(route->operation == form.operation);
        CHECK(to_string(route->operation) == form.name);
        CHECK(route->campaign == (form.path.find("{id}") == std::string::npos ? "" : "ke-c7"));
    }
}

TEST_CASE("a query is decoded, and is no part of the path") {
    const auto route = find_route("GET", "/v1/campaigns/ke%2Dc7/results?cursor=5%2D0&limit=10");
    REQUIRE(route.has_value());
    CHECK(route->campaign == "ke-c7");
    CHECK(route->parameters.at("cursor") == "5-0");
    CHECK(route->parameters.at("limit") == "10");
}

TEST_CASE("what is not there, and what is there for another method") {
    for (const char* target : {"/", "/v1", "/v1/", "/v1/funds/", "/v1/campaigns/ke-c7/nothing",
                               "/v1/campaigns/ke-c7/start/now", "/v2/funds"}) {
        const auto route = find_route("GET", target);
        REQUIRE(route.has_error());
        CHECK(route.error().kind == ProblemKind::not_found);
    }
    const auto deleted = find_route("DELETE", "/v1/funds");
    REQUIRE(deleted.has_error());
    CHECK(deleted.error().kind == ProblemKind::method_not_allowed);
    CHECK(deleted.error().allow == "GET, POST");
    CHECK(find_route("GET", "/v1/campaigns/ke-c7/start").error().allow == "POST");
    CHECK(find_route("GET", "/v1/%zz").error().kind == ProblemKind::invalid_parameter);
}

TEST_CASE("only the upload of items is streamed") {
    CHECK(streams_body("POST", "/v1/campaigns/ke-c7/items"));
    CHECK(!streams_body("GET", "/v1/campaigns/ke-c7/items"));
    CHECK(!streams_body("POST", "/v1/campaigns/ke-c7/start"));
    CHECK(!streams_body("POST", "/hooks/at/sms"));
}

TEST_CASE("a problem has its status, its type, and the headers that belong to it") {
    Problem problem{ProblemKind::method_not_allowed, "Not so."};
    problem.allow = "GET";
    const auto reply = reply_to(problem);
    CHECK(reply.status == 405);
    CHECK(reply.content_type == "application/problem+json");
    CHECK(reply.body.find(R"("type":"/problems/method-not-allowed")") != std::string::npos);
    REQUIRE(reply.headers.size() == 1);
    CHECK(reply.headers.front().name == "Allow");
    CHECK(reply_to(unavailable()).headers.front().name == "Retry-After");
}
