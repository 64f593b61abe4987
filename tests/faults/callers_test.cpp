// SPDX-License-Identifier: Apache-2.0
// A route that only some addresses may call, behind a proxy and without one.
#include "tests/faults/replace.hpp"
#include "tests/faults/working_daemon.hpp"

namespace kazi::tests {

namespace {

// The status that a message from `forwarded_for` gets, as a proxy on this machine would pass it on.
std::string status_of(const RunningDaemon& daemon, const std::string& forwarded_for) {
    return run_program({"curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H",
                        "X-Forwarded-For: " + forwarded_for, "-d",
                        "from=%2B254711000001&to=40404&text=HELP&id=m-" + forwarded_for,
                        daemon.hooks() + "/sms"})
        .output;
}

void change(const RunningDaemon& daemon, const std::string& from, const std::string& to) {
    auto text = text_of(daemon.config_file());
    replace(text, from, to);
    write_file(daemon.config_file(), text);
}

}  // namespace

TEST_SUITE_BEGIN("faults");

TEST_CASE("a route with a list of callers refuses everybody else, secret or not") {
    RedisServer redis;
    RunningDaemon daemon({.redis_socket = redis.socket_path()});
    change(daemon, "[route.at-ke]\n", "[route.at-ke]\ncallers = [\"196.201.214.0/24\"]\n");
    SUBCASE("called directly, what a header says counts for nothing") {
        daemon.start();
        CHECK(status_of(daemon, "196.201.214.7") == "403");
        CHECK(daemon.logs("the caller's address is not one of the route's"));
    }
    SUBCASE("behind a proxy of ours, its word counts") {
        change(daemon, "[listen.public]\n", "[listen.public]\ntrusted_proxies = [\"127.0.0.1\"]\n");
        daemon.start();
        CHECK(status_of(daemon, "196.201.214.7") == "200");
        CHECK(status_of(daemon, "6.6.6.6") == "403");
        CHECK(status_of(daemon, "196.201.214.7, 6.6.6.6") == "403");
        change(daemon, "196.201.214.0/24", "6.6.6.0/24");
        daemon.process().hang_up();
        REQUIRE(daemon.logs("event=route_reloaded"));
        CHECK(status_of(daemon, "6.6.6.7") == "200");
    }
    SUBCASE("what is no address is a fault of the configuration") {
        change(daemon, "196.201.214.0/24", "196.201.214.0/99");
        const auto told = daemon.tool({"serve"});
        CHECK(told.exit_code == 2);
        CHECK_MESSAGE(says({0, told.output}, "route.at-ke.callers"), told.output);
    }
}

TEST_SUITE_END();

}  // namespace kazi::tests
