// SPDX-License-Identifier: Apache-2.0
// Country packs: which are shipped, what they give a market, and what a faulty one says.
#include <doctest/doctest.h>

#include "config/config.hpp"
#include "config/country_packs.hpp"

namespace kazi::config {

namespace {

CountryPack pack_of(std::string_view country) {
    const auto found = country_pack(country);
    const auto* errors = std::get_if<ConfigErrors>(&found);
    if (errors != nullptr) FAIL(to_string(*errors));
    return std::get<CountryPack>(found);
}

/// The shipped example with lines added to its market, as it is read.
ConfigResult read_with(const std::string& of_market, const std::string& of_protection) {
    std::string text(R"([identity]
key = { env = "KEY" }
[market.xx]
country = "UG"
currency = "UGX"
calling_code = "256"
time_zone = "Africa/Kampala"
languages = ["en"]
sms_price = "35"
top_up_minimum = "100"
top_up_step = "1"
top_up_maximum = "10000"
)");
    text += of_market + "[market.xx.protection]\n" + of_protection;
    const Sources sources{
        .environment = [](const std::string&) { return std::string(40, 'k'); },
        .file = [](const std::string&) { return std::nullopt; },
    };
    return read_config(text, "test.toml", sources);
}

Market market_with(const std::string& of_market, const std::string& of_protection) {
    const auto result = read_with(of_market, of_protection);
    const auto* errors = std::get_if<ConfigErrors>(&result);
    if (errors != nullptr) FAIL(to_string(*errors));
    return std::get<Config>(result).markets.front();
}

std::string fault_with(const std::string& of_protection) {
    const auto result = read_with("", of_protection);
    const auto* errors = std::get_if<ConfigErrors>(&result);
    return errors == nullptr ? "none" : to_string(errors->front());
}

}  // namespace

TEST_CASE("every country that we know has hours, limits and a calendar of its own") {
    for (const char* country : {"KE", "UG", "TZ", "RW", "NG", "GH", "ET", "IN", "ZA", "ZZ"}) {
        CAPTURE(country);
        const CountryPack pack = pack_of(country);
        CHECK(pack.country == country);
        CHECK(pack.minimum_age >= 18);
        CHECK(pack.quiet_from_minute >= 19 * 60);
        CHECK(pack.quiet_until_minute >= 7 * 60);
        CHECK(pack.protection.night_from_minute != pack.protection.night_until_minute);
        CHECK(pack.protection.minutes_per_day_max * 7 >= pack.protection.minutes_per_week_max);
        CHECK(pack.protection.messages_per_week_max > 0);
        CHECK_FALSE(pack.protection.holidays.empty());
    }
    CHECK(pack_of("KE").quiet_from_minute == 19 * 60);
    CHECK(pack_of("IN").quiet_until_minute == 10 * 60);
}

TEST_CASE("a country without a pack gets the usual manners") {
    const CountryPack pack = pack_of("FR");
    CHECK(pack.country == "ZZ");
    CHECK(pack.quiet_from_minute == 20 * 60);
    CHECK(pack.quiet_until_minute == 8 * 60);
}

TEST_CASE("a market takes its country's pack, and says what it wants otherwise") {
    const Market plain = market_with("", "");
    CHECK(plain.quiet_from_minute == 20 * 60);
    CHECK(plain.protection.minutes_per_day_max == 240);
    CHECK(plain.protection.easter_holidays == std::vector<int>{-2, 1});
    const Market other = market_with("quiet_until = \"10:00\"\n",
                                     "minutes_per_day_max = 60\nholidays = [\"2027-03-10\"]\n"
                                     "easter_holidays = []\nlearn_best_hour = false\n");
    CHECK(other.quiet_until_minute == 600);
    CHECK(other.quiet_from_minute == 20 * 60);
    CHECK(other.protection.minutes_per_day_max == 60);
    CHECK(other.protection.minutes_per_week_max == 1200);
    CHECK(other.protection.holidays == std::vector<Holiday>{{2027, 3, 10}});
    CHECK(other.protection.easter_holidays.empty());
    CHECK_FALSE(other.protection.learn_best_hour);
}

TEST_CASE("a fault in what protects workers names file, line and key") {
    CHECK(fault_with("night_from = \"late\"\n")
              .starts_with("test.toml:14: market.xx.protection.night_from: must be a time"));
    CHECK(fault_with("holidays = [\"13-01\"]\n")
              .starts_with("test.toml:14: market.xx.protection.holidays: '13-01' must look"));
    CHECK(fault_with("holidays = [\"1-1\"]\n").find("must look") != std::string::npos);
    CHECK(fault_with("easter_holidays = [\"friday\"]\n").find("days after") != std::string::npos);
    CHECK(fault_with("minutes_per_day_max = 1441\n").find("must be") != std::string::npos);
    CHECK(fault_with("nap = 1\n").find("is no setting") != std::string::npos);
}

TEST_CASE("partners' codes are short, and can be typed") {
    CHECK(market_with("[market.xx.partners]\nKIBERA = \"Kibera\"\n77 = \"Njeri\"\n", "")
              .partners.at("77") == "Njeri");
    const auto lower = read_with("[market.xx.partners]\nkibera = \"Kibera\"\n", "");
    REQUIRE(std::holds_alternative<ConfigErrors>(lower));
    CHECK(std::get<ConfigErrors>(lower).front().text.find("capital") != std::string::npos);
}

TEST_CASE("only a partner has a commission, and a percent at most all of the fee") {
    const std::string partner = "[market.xx.partners]\nKIBERA = \"Kibera\"\n";
    CHECK(market_with(partner + "[market.xx.commissions]\nKIBERA = 20\n", "")
              .commissions.at("KIBERA") == 20);
    const auto fault = [&](const std::string& line) {
        const auto read = read_with(partner + "[market.xx.commissions]\n" + line, "");
        REQUIRE(std::holds_alternative<ConfigErrors>(read));
        return std::get<ConfigErrors>(read).front().text;
    };
    CHECK(fault("KIBERA = 101\n").find("must be") != std::string::npos);
    CHECK(fault("NAKURU = 20\n").find("no partner") != std::string::npos);
}

TEST_CASE("a pack that is faulty says so by its own name and line") {
    const auto read = read_country_pack("country = \"KE\"\nminimum_age = 5\n", "ke.toml");
    REQUIRE(std::holds_alternative<ConfigErrors>(read));
    CHECK(to_string(std::get<ConfigErrors>(read).front()).starts_with("ke.toml:2: minimum_age"));
}

TEST_CASE("what friends bring is read, and refused where its budget is too small for one") {
    CHECK(market_with("", "").referral.pay_micro == 0);
    const auto market = market_with(
        "[market.xx.referral]\npay = \"500\"\nafter_answers = 20\nbudget_per_month = \"90000\"\n",
        "");
    CHECK(market.referral.pay_micro == 500'000'000);
    CHECK(market.referral.after_answers == 20);
    CHECK(market.referral.per_month_max == 5);
    CHECK(market.referral.budget_month_micro == 90'000'000'000);
    const auto refused =
        read_with("[market.xx.referral]\npay = \"500\"\nbudget_per_month = \"400\"\n", "");
    const auto* errors = std::get_if<ConfigErrors>(&refused);
    REQUIRE(errors != nullptr);
    CHECK(to_string(errors->front()).find("budget_per_month") != std::string::npos);
}

}  // namespace kazi::config
