// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/results_page.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway;
using namespace kazi::gateway::api;

namespace {

records::ItemResult sample() {
    return {"t\"1",
            4,
            "caf\xC3\xA9",
            973'100,
            6,
            records::ItemOutcome::exhausted,
            1'772'357'400'250'999};
}

}  // namespace

TEST_CASE("a result is one line of JSON") {
    CHECK(result_line(sample()) ==
          "{\"item\":\"t\\\"1\",\"index\":4,\"value\":\"caf\xC3\xA9\",\"confidence\":0.973100,"
          "\"answers\":6,\"outcome\":\"exhausted\",\"closed_at\":\"2026-03-01T09:30:00.250Z\"}\n");
    auto sure = sample();
    sure.confidence_ppm = 1'000'000;
    records::ItemResult interview = sample();
    interview.value = R"({"age":34})";
    CHECK(result_line(interview, true).find(R"("value":{"age":34},)") != std::string::npos);
    CHECK(result_line(interview).find(R"("value":"{\"age\":34}",)") != std::string::npos);
    CHECK(result_line(sure).find("\"confidence\":1.000000,") != std::string::npos);
}

TEST_CASE("the cursor is the last entry's, or stays") {
    const std::string bytes = records::pack_result(sample());
    const auto reply = results_reply({"5-0", 10}, {{"6-0", bytes}, {"6-1", bytes}});
    CHECK(reply.status == 200);
    CHECK(reply.body == result_line(sample()) + result_line(sample()));
    REQUIRE(reply.headers.size() == 1);
    CHECK(reply.headers.front().value == "6-1");
    const auto empty = results_reply({"5-0", 10}, {});
    CHECK(empty.body.empty());
    CHECK(empty.headers.front().value == "5-0");
    CHECK(results_reply({"0", 10}, {{"6-0", "damaged"}}).status == 500);
}

TEST_CASE("what was known beforehand is no result") {
    auto known = sample();
    known.gold = "positive";
    CHECK(records::result_from(records::pack_result(known)) == known);
    const auto reply = results_reply({"5-0", 10}, {{"6-0", records::pack_result(known)},
                                                   {"6-1", records::pack_result(sample())}});
    CHECK(reply.body == result_line(sample()));
    const auto nothing = results_reply({"5-0", 10}, {{"6-0", records::pack_result(known)}});
    CHECK(nothing.body.empty());
    CHECK(nothing.headers.front().value == "6-0");
}

TEST_CASE("parameters of a page") {
    const auto plain = results_page_from({});
    REQUIRE(plain.has_value());
    CHECK(plain->cursor == "0");
    CHECK(plain->limit == 1000);
    const auto full = results_page_from({{"cursor", "17-3"}, {"limit", "10000"}});
    REQUIRE(full.has_value());
    CHECK(full->cursor == "17-3");
    CHECK(full->limit == 10'000);
    using Parameters = std::map<std::string, std::string>;
    for (const Parameters& wrong :
         {Parameters{{"limit", "0"}}, Parameters{{"limit", "10001"}}, Parameters{{"limit", "1x"}},
          Parameters{{"limit", ""}}, Parameters{{"cursor", "$"}}, Parameters{{"cursor", ""}},
          Parameters{{"page", "1"}}}) {
        const auto page = results_page_from(wrong);
        REQUIRE(page.has_error());
        CHECK(page.error().kind == ProblemKind::invalid_parameter);
        CHECK(page.error().field == wrong.begin()->first);
    }
}
