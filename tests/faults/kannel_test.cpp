// SPDX-License-Identifier: Apache-2.0
// Workers behind a real Kannel: both directions with delivery reports, and each side killed.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <string>
#include <vector>

#include "protocols/utf8.hpp"
#include "tests/faults/journal.hpp"
#include "tests/faults/kannel_site.hpp"
#include "tests/faults/waiting.hpp"

namespace kazi::tests {

namespace {

const std::string thanks = "+KES 3.00.";
const std::string long_words =
    "the price of £1 of maize at the market, told from the first stall to the last one, with all "
    "that the sellers add for the bag, the road, the rain, the weighing, the loading, the boy who "
    "carries it home, the guard at the gate & the man who has change (50% of it)";
const std::string other_letters = "ɛyɛ dɛn ɔkwan no so wɔ Kumasi, na ɛhɔ nsu no ɛte sɛn";

std::vector<std::string> workers_who_joined(KannelSite& site, int count) {
    std::vector<std::string> numbers;
    for (int n = 0; n < count; ++n) {
        numbers.push_back(fmt::format("+2547110001{:02}", n));
        site.join_in_english(numbers.back());
    }
    return numbers;
}

std::size_t thanked(KannelSite& site, const std::vector<std::string>& numbers) {
    std::size_t sum = 0;
    for (const auto& number : numbers)
        sum += site.count(number, thanks);
    return sum;
}

/// Everybody's answer stands in the journal once.
void check_journal(const KannelSite& site, std::size_t answers) {
    const auto journal = read_journal(site.redis.socket_path(), 1);
    CHECK(journal.size() == answers);
    for (const auto& [who_and_item, taken] : journal)
        CHECK_MESSAGE(taken.size() == 1, who_and_item.second << " was taken twice");
}

/// The village campaign with two questions of its own: one of three SMS, one in UCS-2.
simulator::demo::CampaignPlan wordy_campaign() {
    auto plan = simulator::demo::village_campaign();
    plan.items.clear();
    plan.item_count = 0;
    for (const auto& what : {long_words, other_letters}) {
        const boost::json::object item{
            {"id", std::to_string(plan.item_count++)}, {"what_en", what}, {"what_sw", what}};
        plan.items += boost::json::serialize(item) + "\n";
    }
    return plan;
}

std::string utf16(const std::string& text) {
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        const auto unit = static_cast<unsigned>(*protocols::next_code_point(text, at));
        bytes += static_cast<char>(unit >> 8U);
        bytes += static_cast<char>(unit & 0xFFU);
    }
    return bytes;
}

/// The books balance, and no secret of either side was written down.
void check_books_and_log(const KannelSite& site) {
    const auto audit = site.daemon.tool({"audit"});
    CHECK_MESSAGE(audit.exit_code == 0, audit.output);
    const auto log = site.daemon.log();
    CHECK(secrets_in(log).empty());
    CHECK(log.find(sendsms_password.substr(0, 30)) == std::string::npos);
}

}  // namespace

TEST_SUITE_BEGIN("kannel");

TEST_CASE("a worker joins, answers three questions and asks for her balance") {
    KannelSite site;
    const std::string worker = "+254711000001";
    site.join_in_english(worker);
    CHECK(site.count(worker, "Welcome to Kazi!") == 1);
    for (std::size_t answered = 1; answered <= 3; ++answered) {
        site.phones.write(worker, "1");
        REQUIRE(wait_until([&] { return site.count(worker, thanks) == answered; }));
    }
    site.phones.write(worker, "BAL");
    site.expect(worker, "You have KES 9.00. Answers so far: 3.");

    CHECK(site.reported_but(0));
    CHECK(site.phones.inbox(worker).size() == site.sent());
    CHECK(wait_until([&] {
        return site.counted("kazi_delivery_reports_total", "status=\"delivered\"") == site.sent();
    }));
    check_journal(site, 3);
    check_books_and_log(site);
}

TEST_CASE("long texts and other letters arrive whole, and are read") {
    KannelSite site(wordy_campaign());
    const std::string worker = "+254711000001";
    site.join_in_english(worker);
    site.expect(worker, long_words);
    site.phones.write_in_ucs2(worker, utf16("1"));
    site.expect(worker, utf16(other_letters));
    CHECK(site.reported_but(0));
    check_journal(site, 1);
}

TEST_CASE("Kannel killed in the middle loses nothing that was thanked for or waits to be sent") {
    KannelSite site;
    const auto workers = workers_who_joined(site, 12);
    REQUIRE(site.reported_but(0));
    site.restart_daemon(4);  // the first four thanks leave at once, the others wait in the outbox
    for (const auto& worker : workers)
        site.phones.write(worker, "1");
    REQUIRE(wait_until([&] {
        return site.counted("kazi_answers_total", "") == workers.size() &&
               thanked(site, workers) > 0;
    }));
    site.kannel.kill();
    const auto before = thanked(site, workers);
    const auto kept = site.kannel.kept_messages();
    const auto unreported = site.unreported();
    REQUIRE(before < workers.size());

    const auto found_nobody = [&] {
        return site.counted("kazi_sms_sent_total", "outcome=\"retry\"") > 0;
    };
    REQUIRE(wait_until(found_nobody));
    site.start_kannel();
    for (const auto& worker : workers)
        REQUIRE(wait_until([&] { return site.count(worker, thanks) > 0; }));

    // Who was left in the middle of a request was asked again, and Kannel's own rest comes again.
    const auto in_doubt = site.counted("kazi_sms_sent_total", "outcome=\"in_doubt\"");
    for (const auto& worker : workers) {
        site.phones.write(worker, "BAL");
        site.expect(worker, "You have KES 3.00. Answers so far: 1.");
    }
    // Only a report that Kannel had in its hands may have died with it.
    CHECK(site.reported_but(unreported));
    CHECK(thanked(site, workers) <= workers.size() + in_doubt + kept);
    fmt::print(
        "thanks before the kill {}, after it {}; kept by Kannel {}; in doubt {}; repeated to "
        "Kazi {}\n",
        before, thanked(site, workers) - before, kept, in_doubt,
        site.counted("kazi_callbacks_total", "outcome=\"duplicate\""));
    check_journal(site, workers.size());
    check_books_and_log(site);
}

TEST_CASE("what Kannel took for an operator who is away survives its death") {
    KannelSite site;
    const auto workers = workers_who_joined(site, 2);
    REQUIRE(site.reported_but(0));
    site.phones.leave();
    for (const auto& worker : workers)
        site.bring(worker, "BAL", "past-kannel-" + worker.substr(1));
    REQUIRE(wait_until([&] { return site.unreported() == workers.size(); }));
    site.kannel.kill();
    CHECK(site.kannel.kept_messages() >= workers.size());
    site.start_kannel();
    for (const auto& worker : workers)
        site.expect(worker, "You have KES 0.00. Answers so far: 0.");
    CHECK(site.reported_but(0));
}

TEST_CASE("what people write while Kazi is dead is taken when it is back") {
    KannelSite site;
    const auto workers = workers_who_joined(site, 3);
    REQUIRE(site.reported_but(0));
    site.daemon.kill();
    for (const auto& worker : workers)
        site.phones.write(worker, "1");
    site.daemon.start();
    for (const auto& worker : workers)
        REQUIRE(wait_until([&] { return site.count(worker, thanks) == 1; }));
    check_journal(site, workers.size());
    check_books_and_log(site);
}

TEST_SUITE_END();

}  // namespace kazi::tests
