// SPDX-License-Identifier: Apache-2.0
// SIGHUP: what a route is told anew, and what it keeps when it was told nonsense.
#include "tests/faults/replace.hpp"
#include "tests/faults/waiting.hpp"
#include "tests/faults/web.hpp"
#include "tests/faults/working_daemon.hpp"

namespace kazi::tests {

namespace {

constexpr const char* next_secret = "planted-next-secret-5c0ffee5c0ffee";

void change(const RunningDaemon& daemon, const std::string& from, const std::string& to) {
    auto text = text_of(daemon.config_file());
    replace(text, from, to);
    write_file(daemon.config_file(), text);
}

int dial(const RunningDaemon& daemon, std::string_view secret) {
    const std::string url = daemon.public_url() + "/hooks/at-ke/" + std::string(secret) + "/ussd";
    return Request::post_form(url, {{"sessionId", "s1"},
                                    {"phoneNumber", "+254711000009"},
                                    {"serviceCode", "*384*77#"},
                                    {"text", ""}})
        .reply()
        .status;
}

}  // namespace

TEST_SUITE_BEGIN("faults");

TEST_CASE("a route's secret is changed while the daemon runs, and a faulty file changes nothing") {
    RunningDaemon daemon({});
    daemon.start();
    CHECK(dial(daemon, path_secret) == 200);
    CHECK(dial(daemon, next_secret) == 403);

    const auto file = daemon.folder() / "next-secret";
    write_file(file, next_secret);
    change(daemon, "path_secret = { env = \"AT_PATH_SECRET\" }",
           "path_secret = { file = \"" + file.string() + "\" }");
    daemon.process().hang_up();
    REQUIRE(daemon.logs("event=route_reloaded"));
    CHECK(dial(daemon, next_secret) == 200);
    CHECK(dial(daemon, path_secret) == 403);

    change(daemon, "service_code = \"*384*77#\"", "service_code = \"nonsense\"");
    daemon.process().hang_up();
    REQUIRE(daemon.logs("event=reload_refused"));
    CHECK(daemon.logs("route.at-ke.service_code"));
    CHECK(dial(daemon, next_secret) == 200);
    CHECK(secrets_in(daemon.log()).empty());
    CHECK(daemon.stop() == 0);
}

TEST_CASE("a route of another dialect waits for a restart") {
    RunningDaemon daemon({});
    daemon.start();
    change(daemon, "dialect = \"africastalking\"", "dialect = \"simple\"");
    daemon.process().hang_up();
    REQUIRE(daemon.logs("event=route_waits_for_restart"));
    CHECK(dial(daemon, path_secret) == 200);
    CHECK(daemon.stop() == 0);
}

TEST_SUITE_END();

}  // namespace kazi::tests
