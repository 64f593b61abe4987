// SPDX-License-Identifier: Apache-2.0
// Several accounts in one market, and what an operator can get wrong about them.
#include <doctest/doctest.h>

#include <map>

#include "config/config.hpp"

namespace kazi::config {

namespace {

constexpr const char* head = R"(identity.key = { env = "KEY" }
[market.ke]
country = "KE"
currency = "KES"
calling_code = "254"
time_zone = "Africa/Nairobi"
languages = ["en"]
sms_price = "0.80"
top_up_minimum = "5"
top_up_step = "1"
top_up_maximum = "10000"
[market.ke.operators]
safaricom = ["25470", "25411"]
airtel = ["25473"]
[provider.at]
codec = "africastalking_airtime"
market = "ke"
callback_path_token = { env = "KEY" }
fee_percent = "-4"
[provider.momo]
codec = "mtn_momo"
market = "ke"
url = "https://example.org/transfer"
token_url = "https://example.org/token"
callback_path_token = { env = "KEY" }
callback_secret = { env = "KEY" }
pays = "money"
operators = ["airtel"]
fee = "1.50"
fee_percent = "0.5"
minimum = "10"
maximum = "70000"
day_cap = "100000"
number_day_cap = "500"
queue_pause_s = 300
[provider.momo.options]
target_environment = "mtnkenya"
subscription_key = { env = "KEY" }
)";

ConfigResult read(const std::string& text) {
    Sources sources;
    sources.environment = [](const std::string& name) -> std::optional<std::string> {
        if (name != "KEY") return std::nullopt;
        return std::string(64, 'k');
    };
    sources.file = [](const std::string&) { return std::nullopt; };
    return read_config(text, "kazi.toml", sources);
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = head;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// "LINE KEY: TEXT" of the one fault.
std::string fault_of(const std::string& from, const std::string& to) {
    const auto result = read(with(from, to));
    REQUIRE(std::holds_alternative<ConfigErrors>(result));
    const auto& errors = std::get<ConfigErrors>(result);
    CHECK(errors.size() == 1);
    const ConfigError& first = errors.front();
    CHECK(first.file == "kazi.toml");
    return std::to_string(first.line) + " " + first.key + ": " + first.text;
}

}  // namespace

TEST_CASE("a market has as many accounts as it likes, each with its own whom, price and caps") {
    const auto result = read(head);
    if (const auto* errors = std::get_if<ConfigErrors>(&result)) FAIL(to_string(*errors));
    const auto& config = std::get<Config>(result);
    CHECK(config.markets.front().operators.at("safaricom") ==
          std::vector<std::string>{"25470", "25411"});
    REQUIRE(config.providers.size() == 2);
    const Provider& at = config.providers[0];
    CHECK(at.pays == "airtime");
    CHECK(at.url.empty());
    CHECK(at.fee_ppm == -40'000);
    CHECK_FALSE(at.call_deadline);
    CHECK_FALSE(at.number_spacing);
    const Provider& momo = config.providers[1];
    CHECK(momo.pays == "money");
    CHECK(momo.operators == std::vector<std::string>{"airtel"});
    CHECK(momo.fee_micro == 1'500'000);
    CHECK(momo.fee_ppm == 5'000);
    CHECK(momo.minimum_micro == 10'000'000);
    CHECK(momo.maximum_micro == 70'000'000'000);
    CHECK(momo.day_cap_micro == 100'000'000'000);
    CHECK(momo.number_day_cap_micro == 500'000'000);
    CHECK(momo.queue_pause == std::chrono::minutes(5));
    CHECK(momo.options.at("target_environment").reveal() == "mtnkenya");
    CHECK(momo.options.at("subscription_key").reveal() == std::string(64, 'k'));
}

TEST_CASE("what is wrong with an account is named with its line and key") {
    CHECK(fault_of("pays = \"money\"", "pays = \"gold\"") ==
          "27 provider.momo.pays: must be airtime or money");
    CHECK(fault_of("operators = [\"airtel\"]", "operators = [\"telkom\"]") ==
          "28 provider.momo.operators: [market.ke.operators] has no telkom");
    CHECK(fault_of("airtel = [\"25473\"]", "airtel = [\"073\"]")
              .starts_with("14 market.ke.operators.airtel: must be beginnings of numbers"));
    CHECK(fault_of("fee_percent = \"0.5\"", "fee_percent = \"80\"")
              .starts_with("30 provider.momo.fee_percent: must be per cent"));
    CHECK(fault_of("maximum = \"70000\"", "maximum = \"7\"") ==
          "32 provider.momo.maximum: must not be less than minimum");
    CHECK(fault_of("token_url = \"https:", "token_url = \"ftp:")
              .starts_with("24 provider.momo.token_url: must begin with"));
    const auto inline_secret =
        fault_of("subscription_key = { env = \"KEY\" }", "subscription_key = \"planted\"");
    CHECK(inline_secret.starts_with("38 provider.momo.options.subscription_key: must be a ref"));
    CHECK(inline_secret.find("planted") == std::string::npos);
}

}  // namespace kazi::config
