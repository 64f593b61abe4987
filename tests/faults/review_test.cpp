// SPDX-License-Identifier: Apache-2.0
// Reviews through the real daemon: its keepers, the client's API and a phone.
#include <boost/json.hpp>

#include "tests/faults/working_daemon.hpp"

namespace kazi::tests {

namespace {

namespace json = boost::json;

/// A worker who gave two answers that their client may look at.
struct ReviewedDaemon {
    ReviewedDaemon() {
        daemon.start();
        buyer.emplace(daemon);
        auto plan = simulator::demo::village_campaign();
        plan.campaign["review"] = {{"hours", 1}};
        campaign = buyer->open(plan);
        phone.join_in_english();
        phone.press("1");
        phone.press("1");
    }

    [[nodiscard]] std::string state_of(const std::string& answer) {
        for (const json::value& review : buyer->reviews(campaign)) {
            if (review.at("answer").as_string() == answer)
                return std::string(review.at("state").as_string());
        }
        return "none";
    }

    bool becomes(const std::string& answer, const std::string& state) {
        return wait_until([&] { return state_of(answer) == state; });
    }

    /// The menu and one of its keys; a question of hers is open, so dialling asks about that first.
    std::string choose(const std::string& key) {
        phone.dial();
        phone.press("2");
        return phone.press(key).body;
    }

    [[nodiscard]] std::string balance() { return choose("2"); }

    RunningDaemon daemon{{}};
    std::optional<Buyer> buyer;
    std::string campaign;
    Phone phone{daemon, "+254711000001"};
};

}  // namespace

TEST_SUITE_BEGIN("faults");

TEST_CASE(
    "an accepted answer is paid, a rejected one goes to judges on APPEAL, the books balance") {
    ReviewedDaemon shop;
    const json::array reviews = shop.buyer->reviews(shop.campaign);
    REQUIRE(reviews.size() == 2);
    CHECK(shop.balance().find("KES 6.00 waits") != std::string::npos);
    const std::string good(reviews[0].at("answer").as_string());
    const std::string doubted(reviews[1].at("answer").as_string());

    shop.buyer->decide(shop.campaign, {{"answer", good}, {"decision", "accept"}});
    CHECK(shop.becomes(good, "none"));
    CHECK(shop.balance().find("KES 3.00 waits") != std::string::npos);

    shop.buyer->decide(shop.campaign, {{"answer", doubted},
                                       {"decision", "reject"},
                                       {"reason", "wrong"},
                                       {"right_answer", "bad"}});
    std::string said;
    CHECK_MESSAGE(wait_until([&] {
                      said = shop.choose("9");
                      return said.find("two others will judge") != std::string::npos;
                  }),
                  said);
    CHECK(shop.becomes(doubted, "appealed"));
    CHECK(shop.daemon.logs("event=appeal_goes_to_judges"));
    const auto audit = shop.daemon.tool({"audit"});
    CHECK_MESSAGE(audit.exit_code == 0, audit.output);
    const auto signals = shop.daemon.tool({"worker", "signals"});
    CHECK_MESSAGE(signals.exit_code == 0, signals.output);
    CHECK(signals.output.find("0 signals about 1 workers") != std::string::npos);
    const auto view = Request::get(shop.daemon.admin_url() + "/signals").reply();
    CHECK(view.status == 200);
    CHECK(view.body == R"({"signals":[]})");
    CHECK(shop.daemon.stop() == 0);
}

TEST_SUITE_END();

}  // namespace kazi::tests
