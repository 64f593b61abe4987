// SPDX-License-Identifier: Apache-2.0
// What an operator decides of a payout with the tool that ships: each decision needs a reason, is
// kept with who made it, and moves money only through the books.
#include <fmt/format.h>

#include <boost/json.hpp>

#include "tests/faults/replace.hpp"
#include "tests/faults/working_daemon.hpp"
#include "tests/integration/http/scripted_peer.hpp"

namespace kazi::tests {

namespace json = boost::json;

namespace {

/// A worker with pay for a top-up, and a provider that takes each request and dies.
struct Doubt {
    Doubt() {
        std::string text = text_of(daemon.config_file());
        replace(text, between(text, "\nurl = \"", "version1/airtime/send"), provider.url("/"));
        write_file(daemon.config_file(), text);
        daemon.start();
        Buyer(daemon).open(simulator::demo::village_campaign());
        phone.join_in_english();
        for (int n = 0; n < 3; ++n)
            phone.write("1", "answer-" + std::to_string(n));
        REQUIRE_MESSAGE(wait_until([this] { return state() == "in_doubt"; }), daemon.log_end());
    }

    [[nodiscard]] json::object shown() {
        if (id.empty()) {
            const auto listed = daemon.tool({"payouts", "list"}).output;
            if (listed.size() < 2) return {};
            id = json::parse(listed.substr(0, listed.find('\n'))).at("id").as_string();
        }
        return json::parse(daemon.tool({"payouts", "show", id}).output).as_object();
    }

    [[nodiscard]] std::string state() {
        const json::object payout = shown();
        return payout.empty() ? "" : std::string(payout.at("state").as_string());
    }

    /// Its exit code.
    int decide(std::vector<std::string> words, const std::string& who, const std::string& reason) {
        words.insert(words.begin(), "payouts");
        for (const auto& each : {id, std::string("--who"), who, std::string("--reason"), reason})
            words.push_back(each);
        return daemon.tool(std::move(words)).exit_code;
    }

    /// Who decided what, and why, in the order of time.
    [[nodiscard]] std::string decisions() {
        const json::object payout = shown();
        std::string all;
        for (const json::value& each : payout.at("decisions").as_array())
            all += json::serialize(each.at("verdict")) + json::serialize(each.at("who")) +
                   json::serialize(each.at("why"));
        return all;
    }

    ScriptedPeer provider{[](std::size_t, const std::string&) { return cut(); }};
    RunningDaemon daemon{{}};
    Phone phone{daemon, "+254711000001"};
    std::string id;
};

}  // namespace

TEST_SUITE_BEGIN("faults");

TEST_CASE("what an operator decides of a payout is kept with who and why, and posted") {
    Doubt doubt;
    const auto without = doubt.daemon.tool({"payouts", "hold", doubt.id});
    CHECK(without.exit_code != 0);
    CHECK(without.output.find("--reason") != std::string::npos);

    CHECK(doubt.decide({"hold"}, "asha", "her number is disputed") == 0);
    CHECK(doubt.state() == "held");
    CHECK(doubt.decide({"release"}, "juma", "she came with her card") == 0);
    CHECK(doubt.state() == "in_doubt");
    CHECK(doubt.decide({"resolve", "--as", "maybe"}, "asha", "not sure") != 0);
    CHECK(doubt.decide({"resolve", "--as", "paid"}, "asha", "it stands on their statement") == 0);
    CHECK(doubt.state() == "succeeded");
    CHECK(doubt.decisions() == R"("hold""asha""her number is disputed")"
                               R"("release""juma""she came with her card")"
                               R"("paid""asha""it stands on their statement")");
    const auto audit = doubt.daemon.tool({"audit"});
    CHECK_MESSAGE(audit.exit_code == 0, audit.output);
    CHECK(doubt.daemon.stop() == 0);
}

TEST_CASE("a report pays the payout of a worker who is looking at a question") {
    Doubt doubt;
    const json::object payout = doubt.shown();
    const json::object attempt = payout.at("attempts").as_array().front().as_object();
    const std::int64_t sent_s = attempt.at("submitted_at_us").as_int64() / 1'000'000;
    const auto report = doubt.daemon.folder() / "report.csv";
    write_file(report, fmt::format("reference,msisdn,amount,currency,time,status\n"
                                   "ATQid_1,+254711000001,{},KES,{},paid\n",
                                   std::string(payout.at("amount").as_string()), sent_s));
    const std::vector<std::string> words{"payouts",    "reconcile", report.string(),
                                         "--provider", "at",        "--from",
                                         "0",          "--until",   std::to_string(sent_s + 3600)};
    CHECK(doubt.daemon.tool(words).exit_code == 0);
    CHECK(doubt.state() == "in_doubt");
    std::vector<std::string> applied = words;
    applied.emplace_back("--apply");
    for (int time = 0; time < 2; ++time) {
        const auto told = doubt.daemon.tool(applied);
        CHECK_MESSAGE(told.exit_code == 0, told.output);
        CHECK(doubt.state() == "reconciled");
    }
    doubt.phone.write("1", "the question that she looked at");
    const auto audit = doubt.daemon.tool({"audit"});
    CHECK_MESSAGE(audit.exit_code == 0, audit.output);
    CHECK(doubt.daemon.stop() == 0);
}

TEST_SUITE_END();

}  // namespace kazi::tests
