// SPDX-License-Identifier: Apache-2.0
// The aggregator's rules by values: what is taken, what is refused, and which money moved.
#include <doctest/doctest.h>
#include <unistd.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/simulator/telco/airtime_desk.hpp"
#include "tests/simulator/telco/form.hpp"

namespace kazi::simulator::telco {
namespace {

const std::string twenty = R"([{"phoneNumber":"+254711000111","amount":"KES 20.00"}])";
const std::string thirty = R"([{"phoneNumber":"+254711000111","amount":"KES 30.00"}])";

boost::json::object json_of(const std::string& body) {
    return boost::json::parse(body).as_object();
}

}  // namespace

TEST_CASE("amounts are read exactly or not at all") {
    CHECK(read_amount("KES 20.00") == Amount{"KES", 20'000'000});
    CHECK(read_amount("KES 0.000001") == Amount{"KES", 1});
    for (const auto* bad : {"KES", "KES20", "kes 20", "KES 0", "KES -1", "KES 1.0000001", "KES 1.",
                            "KES 1e3", "KES 1234567890"}) {
        CHECK_FALSE_MESSAGE(read_amount(bad), bad);
    }
    CHECK(with_four_decimals({"KES", 20'500'000}) == "KES 20.5000");
    CHECK(two_decimals(1'230'000) == "1.23");
}

TEST_CASE("a top-up is taken, and money moves when it ends well") {
    const auto settings = calm_settings();
    AirtimeDesk desk(settings);
    const auto answer = desk.send(0, "key-1", twenty);
    CHECK(answer.status == 201);
    REQUIRE(answer.taken.size() == 1);
    const auto body = json_of(answer.body);
    CHECK(body.at("errorMessage") == "None");
    const auto& line = body.at("responses").as_array().at(0).as_object();
    CHECK(line.at("status") == "Sent");
    CHECK(line.at("amount") == "KES 20.0000");
    CHECK(line.at("discount") == "KES 0.8000");
    CHECK(desk.ledger().moved_in_all() == 0);
    desk.finish(answer.taken.front(), "");
    CHECK(desk.ledger().moved_for_key("key-1") == 20'000'000);
    CHECK(desk.ledger().moved_to_number("+254711000111") == 20'000'000);
    CHECK(desk.under_way() == 0);
}

TEST_CASE("a key is good for once, and says nothing of the first time") {
    const auto settings = calm_settings();
    AirtimeDesk desk(settings);
    CHECK(desk.send(0, "key-1", twenty).taken.size() == 1);
    const auto again = desk.send(1e9, "key-1", thirty);
    CHECK(again.status == 201);
    CHECK(again.taken.empty());
    const auto body = json_of(again.body);
    CHECK(body.at("errorMessage") == "A duplicate request was received within the last 5 minutes");
    CHECK(body.at("responses").as_array().empty());
}

TEST_CASE("the same number and amount within five minutes is refused, another amount is not") {
    const auto settings = calm_settings();
    AirtimeDesk desk(settings);
    CHECK(desk.send(0, "key-1", twenty).taken.size() == 1);
    CHECK(desk.send(299, "key-2", twenty).taken.empty());
    CHECK(desk.send(299, "key-3", thirty).taken.size() == 1);
    CHECK(desk.send(301, "key-4", twenty).taken.size() == 1);
}

TEST_CASE("what can't be topped up is refused in a 201") {
    const auto settings = calm_settings();
    AirtimeDesk desk(settings);
    const auto small =
        desk.send(0, "k1", R"([{"phoneNumber":"+254711000111","amount":"KES 1.00"}])");
    CHECK(small.status == 201);
    const auto body = json_of(small.body);
    const auto& line = body.at("responses").as_array().at(0).as_object();
    CHECK(line.at("status") == "Failed");
    CHECK(line.at("requestId") == "None");
    CHECK(line.at("errorMessage") == "Value Outside The Allowed Limits");
    CHECK(desk.send(0, "k2", R"([{"phoneNumber":"0711","amount":"KES 9"}])").taken.empty());
    CHECK(
        desk.send(0, "k3", R"([{"phoneNumber":"+254711000111","amount":"UGX 9"}])").taken.empty());
    CHECK(desk.send(0, "k4", "no list").status == 400);
    CHECK(desk.ledger().moved_in_all() == 0);
}

TEST_CASE("a query tells what became of a top-up") {
    const auto settings = calm_settings();
    AirtimeDesk desk(settings);
    const auto good = desk.send(0, "k1", twenty).taken.front();
    const auto bad = desk.send(0, "k2", thirty).taken.front();
    CHECK(json_of(desk.find(good.request_id)).at("data").at("status") == "Sent");
    desk.finish(good, "");
    desk.finish(bad, "The operator did not accept it");
    CHECK(json_of(desk.find(good.request_id)).at("data").at("status") == "Success");
    CHECK(json_of(desk.find(bad.request_id)).at("data").at("status") == "Failed");
    CHECK(json_of(desk.find("ATQid_0")).if_contains("data") == nullptr);
    CHECK(desk.ledger().moved_in_all() == 20'000'000);
    CHECK(desk.callback(bad)[2].second == "Failed");
}

TEST_CASE("faults come at about their rate, and the same ones for a seed") {
    auto settings = calm_settings();
    settings.faults.airtime_failed = 0.2;
    settings.faults.airtime_reply_lost = 0.1;
    AirtimeDesk desk(settings);
    AirtimeDesk twin(settings);
    int refused = 0;
    int will_fail = 0;
    int lost = 0;
    for (int i = 0; i < 2'000; ++i) {
        const double now_s = i * 1e4;
        const auto answer = desk.send(now_s, std::to_string(i), twenty);
        CHECK(answer.body == twin.send(now_s, std::to_string(i), twenty).body);
        refused += answer.taken.empty() ? 1 : 0;
        will_fail += !answer.taken.empty() && answer.taken.front().will_fail ? 1 : 0;
        lost += answer.reply_lost ? 1 : 0;
    }
    CHECK(refused > 150);
    CHECK(refused < 250);
    CHECK(will_fail > 130);
    CHECK(will_fail < 240);
    CHECK(lost > 150);
    CHECK(lost < 250);
}

TEST_CASE("the ledger only grows, and is kept in a file when asked") {
    const auto path =
        (std::filesystem::temp_directory_path() / ("kazi-money-moved-" + std::to_string(getpid())))
            .string();
    {
        MoneyMoved ledger(path);
        ledger.append({TopUpEnd::accepted, "k", "r", "+254711000111", {"KES", 5}, ""});
        ledger.append({TopUpEnd::moved, "k", "r", "+254711000111", {"KES", 5}, ""});
        CHECK(ledger.entries().size() == 2);
        CHECK(ledger.to_json().at("by_key").at("k") == 5);
    }
    std::ifstream file(path);
    std::string line;
    int lines = 0;
    while (std::getline(file, line))
        ++lines;
    CHECK(lines == 2);
    std::filesystem::remove(path);
    CHECK_THROWS(MoneyMoved("/no/such/folder/ledger"));
}

TEST_CASE("forms are written and read alike") {
    const auto body = write_form({{"from", "+254711000001"}, {"text", "a b&c=d%+ü"}});
    CHECK(body == "from=%2B254711000001&text=a+b%26c%3Dd%25%2B%C3%BC");
    const auto form = read_form(body);
    CHECK(value_of(form, "text") == "a b&c=d%+ü");
    CHECK(value_of(read_form("a=%zz&b"), "a") == "%zz");
    CHECK(value_of(form, "none").empty());
}

}  // namespace kazi::simulator::telco
