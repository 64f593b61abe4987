// SPDX-License-Identifier: Apache-2.0
// Whatever comes in, in whatever shape, no secret and no full number gets into the log.
#include "tests/faults/proof.hpp"
#include "tests/faults/working_daemon.hpp"

namespace kazi::tests {

namespace {

// Numbers where they belong, where they don't, and with each secret in its place or another's.
void say_all_kinds_of_things(const RunningDaemon& daemon, Phone& phone) {
    const std::string number = phone.number();
    phone.write("call me at " + number, "sms-1");
    phone.write("JOIN", number);
    const auto post = [](const std::string& url, const FormFields& fields) {
        CHECK(Request::post_form(url, fields).reply().status != 0);
    };
    post(daemon.hooks() + "/sms", {{"from", number}, {"note", "no text and no id"}});
    post(daemon.hooks() + "/ussd", {{"phoneNumber", number}, {"text", number}});
    post(daemon.hooks() + "/dlr", {{"id", "m-1"}, {"status", "Success"}, {"phoneNumber", number}});
    post(daemon.hooks() + "x/sms", {{"from", number}});
    post(daemon.hooks() + "/" + number, {{"from", number}});
    post(daemon.payout_hook(), {{"phoneNumber", number},
                                {"requestId", "ATQid_unknown"},
                                {"status", "Success"},
                                {"value", "KES 20.0000"},
                                {"discount", "KES 0.8000"}});
    post(daemon.payout_hook(), {{"phoneNumber", number}, {"status", std::string(payout_token)}});
    post(daemon.public_url() + "/v1/funds", {{"amount", std::string(api_key)}});
    const auto path = "/v1/campaigns/" + number + "?key=" + std::string(api_key);
    CHECK(Request::get(daemon.public_url() + path).reply().status != 0);
}

}  // namespace

TEST_SUITE_BEGIN("faults");

TEST_CASE("secrets and full numbers stay out of the log, also when things go wrong") {
    WorkingDaemon work;
    say_all_kinds_of_things(work.daemon, work.phone);
    work.redis.kill();
    REQUIRE(wait_until([&] { return !work.daemon.ready(); }));
    say_all_kinds_of_things(work.daemon, work.phone);
    work.redis.start();
    REQUIRE(work.back());
    for (int n = 0; n < 3; ++n)  // enough for a top-up, which finds no provider here
        work.phone.write("1", "answer-" + std::to_string(n));
    REQUIRE(wait_until([&] { return work.daemon.tool({"payouts", "list"}).output.size() > 1; }));
    CHECK(work.daemon.tool({"payouts", "list"}).output.find(R"("waits":{"for":)") !=
          std::string::npos);
    CHECK(work.daemon.stop() == 0);

    // Without country code or trunk zero: in whatever form it comes, these digits are in it.
    constexpr std::string_view beginning = "71100000";
    const auto log = work.daemon.log();
    CHECK(log.find("+2547****0001") != std::string::npos);
    for (const auto& complaint : check_log(log, beginning))
        FAIL_CHECK(complaint);
    // The search itself finds what is there.
    CHECK(check_log(work.phone.number(), beginning).size() == 1);
    CHECK(check_log(work.daemon.hooks(), beginning).size() == 1);
}

TEST_SUITE_END();

}  // namespace kazi::tests
