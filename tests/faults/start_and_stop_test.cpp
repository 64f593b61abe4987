// SPDX-License-Identifier: Apache-2.0
// Coming up, going down, and refusing to.
#include <algorithm>
#include <csignal>

#include "tests/faults/replace.hpp"
#include "tests/faults/working_daemon.hpp"

namespace kazi::tests {

namespace {

// The process behind a Redis that the daemon started by itself.
pid_t redis_pid(const RunningDaemon& daemon) {
    const auto socket = (daemon.folder() / "data" / "redis.sock").string();
    const auto told = run_program({"redis-cli", "-s", socket, "info", "server"});
    const auto at = told.output.find("process_id:");
    REQUIRE_MESSAGE(at != std::string::npos, told.output);
    return std::stoi(told.output.substr(at + std::string_view("process_id:").size()));
}

bool lives(pid_t pid) {
    return ::kill(pid, 0) == 0;
}

// The number of the first line that holds a text.
std::size_t line_of(const std::string& text, const std::string& what) {
    const auto before = text.substr(0, text.find(what));
    return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

Finished serve_with(RunningDaemon& daemon, const std::string& from, const std::string& to) {
    auto text = text_of(daemon.config_file());
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), to);
    write_file(daemon.config_file(), text);
    return daemon.tool({"serve"});
}

}  // namespace

TEST_SUITE_BEGIN("faults");

TEST_CASE("a store that would forget is refused at start") {
    RedisServer redis({"--appendonly", "no"});
    RunningDaemon daemon({.redis_socket = redis.socket_path()});
    daemon.launch();
    CHECK(daemon.process().exit_code() == 1);
    CHECK(daemon.logs("event=store_refused"));
    CHECK(daemon.logs("event=not_started"));
}

TEST_CASE("SIGTERM lets a request under way end, and takes no other") {
    WorkingDaemon work(20'000);
    work.redis.freeze();
    auto under_way = work.phone.begin_to_write("1", "sms-1");
    REQUIRE(work.daemon.logs("event=sms_received"));
    work.daemon.process().terminate();
    REQUIRE(work.daemon.logs("event=stopping"));
    CHECK(wait_until([&] { return work.phone.write("2", "sms-2").status == 0; }));
    work.redis.thaw();
    CHECK(under_way.reply().status == 200);
    CHECK(work.daemon.process().exit_code() == 0);
    CHECK(work.daemon.logs("event=stopped"));
    CHECK(work.answers() == 1);
}

TEST_CASE("its own redis-server goes with it, comes back with everything, and is restarted") {
    RunningDaemon daemon({});
    daemon.start();
    Buyer(daemon).open(simulator::demo::village_campaign());
    Phone phone(daemon, "+254711000001");
    phone.join_in_english();
    CHECK(says(phone.press("1"), thanks));

    const auto first = redis_pid(daemon);
    daemon.kill();
    CHECK(wait_until([&] { return !lives(first); }));
    daemon.start();
    CHECK(says(phone.press("1"), thanks));  // the same session, on another daemon

    const auto second = redis_pid(daemon);
    ::kill(second, SIGKILL);
    REQUIRE(wait_until([&] { return !lives(second); }));
    REQUIRE(wait_until([&] { return daemon.ready(); }));
    CHECK(says(phone.press("1"), thanks));

    const auto third = redis_pid(daemon);
    CHECK(daemon.stop() == 0);
    CHECK_FALSE(lives(third));
    CHECK(daemon.tool({"audit"}).exit_code == 0);
}

TEST_CASE("a fault of the configuration is named by file, line and key") {
    RunningDaemon daemon({.redis_socket = "/nowhere/redis.sock"});
    const auto text = text_of(daemon.config_file());
    const auto named = [&](const std::string& line, const std::string& key) {
        return daemon.config_file() + ":" + std::to_string(line_of(text, line)) + ": " + key;
    };
    SUBCASE("a key that there is none of") {
        const auto told = serve_with(daemon, "sms_price =", "sms_prize =");
        CHECK(told.exit_code == 2);
        CHECK_MESSAGE(says({0, told.output}, named("sms_price =", "market.ke.sms_prize")),
                      told.output);
    }
    SUBCASE("a dialect that there is none of") {
        const auto told = serve_with(daemon, "\"africastalking\"", "\"smoke-signals\"");
        CHECK(told.exit_code == 2);
        CHECK_MESSAGE(says({0, told.output}, named("dialect =", "route.at-ke.dialect")),
                      told.output);
    }
    SUBCASE("a secret that is not there") {
        const auto told = serve_with(daemon, "KAZI_IDENTITY_KEY", "KAZI_NO_SUCH_KEY");
        CHECK(told.exit_code == 2);
        CHECK_MESSAGE(says({0, told.output}, named("KAZI_IDENTITY_KEY", "identity.key")),
                      told.output);
    }
}

TEST_CASE("check-config knows what a dialect can't do without") {
    RunningDaemon daemon({.redis_socket = "/nowhere/redis.sock", .mixed = true});
    const auto check = [&] {
        return run_program({KAZI_PROGRAM, "check-config", daemon.config_file()});
    };
    CHECK(check().exit_code == 0);
    auto text = text_of(daemon.config_file());
    replace(text, "public_url = ", "# ");
    write_file(daemon.config_file(), text);
    const auto told = check();
    CHECK(told.exit_code == 1);
    CHECK_MESSAGE(says({0, told.output}, "route.gh-sms.public_url"), told.output);
}

TEST_SUITE_END();

}  // namespace kazi::tests
