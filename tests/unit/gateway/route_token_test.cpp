// SPDX-License-Identifier: Apache-2.0
// A route's access token: fetched once, kept until shortly before its end, fetched anew when
// dropped.
#include "gateway/sender/route_token.hpp"

#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <utility>

namespace kazi::gateway::sender {
namespace {

/// Answers every request with the same reply, and counts them.
class OneAnswer : public http::Outbound {
public:
    explicit OneAnswer(boost::asio::io_context& context) : context_(context) {}

    void send(protocols::HttpRequest request, http::SendOptions,
              std::function<void(http::HttpOutcome)> done) override {
        ++asked;
        last_url = std::move(request.url);
        http::HttpOutcome now = outcome;
        boost::asio::post(context_, [done = std::move(done), now = std::move(now)] { done(now); });
    }

    http::HttpOutcome outcome;
    std::string last_url;
    int asked = 0;

private:
    boost::asio::io_context& context_;
};

http::HttpOutcome told(int status, std::string body) {
    return http::Answered{{status, "application/json", std::move(body)}};
}

struct Desk {
    explicit Desk(const char* dialect = "mtn")
        : outbound(context), token(*protocols::find_dialect(dialect), settings) {}

    std::optional<std::string> get(std::int64_t now_s) {
        auto got =
            boost::asio::co_spawn(context, token.get(outbound, now_s), boost::asio::use_future);
        context.restart();
        context.run();
        return got.get();
    }

    boost::asio::io_context context;
    protocols::RouteSettings settings;
    OneAnswer outbound;
    RouteToken token;
};

}  // namespace

TEST_CASE("a token is fetched once and kept until a minute before its end") {
    Desk desk;
    desk.outbound.outcome = told(200, R"({"access_token":"t1","expires_in":"3599"})");
    CHECK(desk.get(1'000) == "t1");
    CHECK(desk.outbound.last_url.starts_with("https://api.mtn.com/v1/oauth/"));
    desk.outbound.outcome = told(200, R"({"access_token":"t2","expires_in":"3599"})");
    CHECK(desk.get(1'000 + 3'538) == "t1");
    CHECK(desk.outbound.asked == 1);
    CHECK(desk.get(1'000 + 3'539) == "t2");
    CHECK(desk.outbound.asked == 2);
}

TEST_CASE("a token that lives shortly is kept for half its life") {
    Desk desk;
    desk.outbound.outcome = told(200, R"({"access_token":"t1","expires_in":40})");
    CHECK(desk.get(1'000) == "t1");
    CHECK(desk.get(1'019) == "t1");
    CHECK(desk.outbound.asked == 1);
    CHECK(desk.get(1'020) == "t1");
    CHECK(desk.outbound.asked == 2);
}

TEST_CASE("a dropped token is fetched anew, and only a token can be dropped") {
    Desk desk;
    CHECK_FALSE(desk.token.forget());
    desk.outbound.outcome = told(200, R"({"access_token":"t1"})");
    CHECK(desk.get(1'000) == "t1");
    CHECK(desk.token.forget());
    CHECK_FALSE(desk.token.forget());
    desk.outbound.outcome = told(401, "{}");
    CHECK_FALSE(desk.get(1'000).has_value());
    desk.outbound.outcome = http::NotSent{"no network"};
    CHECK_FALSE(desk.get(1'000).has_value());
    CHECK_FALSE(desk.token.forget());
}

TEST_CASE("a dialect without tokens asks for none") {
    Desk desk("simple");
    CHECK(desk.get(1'000) == "");
    CHECK(desk.outbound.asked == 0);
    CHECK_FALSE(desk.token.forget());
}

}  // namespace kazi::gateway::sender
