// SPDX-License-Identifier: Apache-2.0
// From the configuration to the accounts that a market's payer uses.
#include <doctest/doctest.h>

#include "gateway/app/accounts.hpp"

namespace kazi::gateway {

namespace {

constexpr const char* head = R"(identity.key = { env = "KEY" }
[market.gh]
country = "GH"
currency = "GHS"
calling_code = "233"
time_zone = "Africa/Accra"
languages = ["en"]
sms_price = "0.04"
top_up_minimum = "1"
top_up_step = "0.1"
top_up_maximum = "100"
[market.gh.operators]
mtn = ["23324"]
[provider.air]
codec = "africastalking_airtime"
market = "gh"
callback_path_token = { env = "KEY" }
fee_percent = "-3"
[provider.momo]
codec = "mtn_momo"
market = "gh"
token_url = "https://example.org/token"
callback_path_token = { env = "KEY" }
pays = "money"
operators = ["mtn"]
maximum = "50"
number_spacing_s = 9
[provider.momo.options]
target_environment = "mtnghana"
subscription_key = { env = "KEY" }
)";

config::Config config_of(const std::string& text) {
    config::Sources sources;
    sources.environment = [](const std::string&) { return std::string(64, 'k'); };
    sources.file = [](const std::string&) { return std::nullopt; };
    auto result = config::read_config(text, "kazi.toml", sources);
    if (const auto* errors = std::get_if<config::ConfigErrors>(&result))
        FAIL(config::to_string(*errors));
    return std::get<config::Config>(std::move(result));
}

std::string without(std::string_view line) {
    std::string text = head;
    const auto at = text.find(line);
    REQUIRE(at != std::string::npos);
    return text.erase(at, line.size());
}

/// "FILE LINE KEY" of what the daemon would say at start.
std::string fault_of(const std::string& text) {
    const config::Config config = config_of(text);
    try {
        static_cast<void>(app::payer_settings(config, config.markets.front()));
    } catch (const config::ConfigError& error) {
        return error.file + " " + std::to_string(error.line) + " " + error.key;
    }
    return {};
}

}  // namespace

TEST_CASE("every account of a market pays as it says; what it leaves out its codec knows") {
    const config::Config config = config_of(head);
    const auto settings = app::payer_settings(config, config.markets.front());
    REQUIRE(settings.accounts.size() == 2);
    REQUIRE(settings.operators.size() == 1);
    CHECK(settings.operators.front().name == "mtn");
    const auto& air = settings.accounts[0];
    CHECK(air.provider->name == "africastalking_airtime");
    CHECK(air.account.send_url == air.provider->defaults.send_url);
    CHECK(air.number_spacing == std::chrono::minutes(6));
    CHECK(air.call_deadline == std::chrono::seconds(30));
    CHECK(air.route.fee_ppm == -30'000);
    CHECK(air.route.kind == billing::PayKind::airtime);
    CHECK(air.route.currency.code() == "GHS");
    const auto& momo = settings.accounts[1];
    CHECK(momo.account.token_url == "https://example.org/token");
    CHECK(momo.account.option("target_environment") == "mtnghana");
    CHECK(momo.call_deadline == std::chrono::minutes(1));
    CHECK(momo.number_spacing == std::chrono::seconds(9));
    CHECK(momo.route.kind == billing::PayKind::money);
    CHECK(momo.route.operators == std::vector<std::string>{"mtn"});
    CHECK(momo.route.maximum_micro == 50'000'000);
}

TEST_CASE("what an account lacks is named with file, line and key") {
    CHECK(fault_of(without("subscription_key = { env = \"KEY\" }\n")) ==
          "kazi.toml 19 provider.momo.options.subscription_key");
    CHECK(fault_of(without("_airtime")) == "kazi.toml 15 provider.air.codec");
}

}  // namespace kazi::gateway
