// SPDX-License-Identifier: Apache-2.0
// Wages through the real daemon: answers that took longer than their pay was meant for, a partner
// with a share of the fee, an escrow that runs low.
#include <fmt/format.h>

#include "tests/faults/folder.hpp"
#include "tests/faults/replace.hpp"
#include "tests/faults/working_daemon.hpp"

namespace kazi::tests {

namespace {

constexpr int items = 24;

// An answer is assumed to take a second; nothing that is measured counts as less than three.
constexpr const char* terms = R"([market.ke.pay]
floor_per_hour = "10800"
top_up_reserve_percent = 50
effort_choice_s = 1

[market.ke.partners]
KIBERA = "Kibera telecentre"

[market.ke.commissions]
KIBERA = 20

)";

void set_terms(const RunningDaemon& daemon) {
    std::string text = text_of(daemon.config_file());
    replace(text, "[market.ke.protection]", std::string(terms) + "[market.ke.protection]");
    write_file(daemon.config_file(), text);
}

simulator::demo::CampaignPlan many_villages() {
    auto plan = simulator::demo::village_campaign();
    plan.campaign["redundancy"] = {{"answers", 1}};
    plan.campaign["budget"] = {{"low_at", "60.00"}};
    plan.items.clear();
    for (int each = 0; each < items; ++each)
        plan.items += fmt::format(R"({{"id":"v{0}","what_en":"place {0}","what_sw":"mahali {0}"}})"
                                  "\n",
                                  each);
    plan.item_count = items;
    return plan;
}

std::size_t count_of(const std::string& text, std::string_view what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        ++count;
    return count;
}

}  // namespace

TEST_SUITE_BEGIN("faults");

TEST_CASE(
    "pay that missed the floor is made up for before a campaign ends; partners have a share") {
    RunningDaemon daemon{{}};
    set_terms(daemon);
    daemon.start();
    Buyer buyer(daemon);
    const std::string campaign = buyer.open(many_villages());
    Phone phone(daemon, "+254711000001");
    CHECK(phone.write("JOIN KIBERA", "j1").status == 200);
    phone.join_in_english();
    for (int each = 0; each < items; ++each)
        phone.press("1");

    const bool ended = wait_until([&] {
        const auto progress = buyer.progress(campaign);
        return progress && progress->at("closed") == items && progress->at("escrow") == "0.00";
    });
    CHECK_MESSAGE(ended, daemon.log_end());
    const auto progress = buyer.progress(campaign);
    REQUIRE(progress);
    CHECK(progress->at("paid") == "72.00");
    CHECK(progress->at("top_ups") == "36.00");
    CHECK(daemon.logs("event=wages_topped_up"));
    CHECK(daemon.logs("event=campaign_balance_low"));
    CHECK(count_of(daemon.log(), "event=campaign_balance_low") == 1);
    const auto statement = daemon.tool({"ledger", "statement", "--partner", "KIBERA"});
    CHECK_MESSAGE(statement.output.find("1.44") != std::string::npos, statement.output);
    const auto client = daemon.tool({"ledger", "statement", "--client", "buyer"});
    CHECK(client.output.find(R"("account":"escrow:c1")") != std::string::npos);
    CHECK(client.output.find(R"("cause":"top_up")") != std::string::npos);
    const auto partners = daemon.tool({"worker", "partners"});
    CHECK(partners.output.find(R"("commission":"1.44")") != std::string::npos);
    const auto audit = daemon.tool({"audit"});
    CHECK_MESSAGE(audit.exit_code == 0, audit.output);
    CHECK(daemon.stop() == 0);
}

TEST_SUITE_END();

}  // namespace kazi::tests
