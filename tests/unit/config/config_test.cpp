// SPDX-License-Identifier: Apache-2.0
// The configuration: what the shipped example means, and that every fault names file, line and key.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "config/config.hpp"

namespace kazi::config {
namespace {

using namespace std::chrono_literals;

const std::string identity_key = "planted-identity-key-0123456789abcdef";
const std::string path_secret = "planted-path-secret-0123456789";

Sources planted_sources() {
    Sources sources;
    sources.environment = [](const std::string& name) -> std::optional<std::string> {
        static const std::map<std::string, std::string> variables{
            {"KAZI_IDENTITY_KEY", identity_key}, {"AT_USERNAME", "sandbox"},
            {"AT_API_KEY", "planted-api-key"},   {"AT_PATH_SECRET", path_secret},
            {"AT_PAYOUT_TOKEN", path_secret},    {"EMPTY", ""}};
        const auto found = variables.find(name);
        if (found == variables.end()) return std::nullopt;
        return found->second;
    };
    sources.file = [](const std::string& path) -> std::optional<std::string> {
        if (path == "/run/secrets/old") return "older-" + path_secret + "\r\n";
        return std::nullopt;
    };
    return sources;
}

std::string shipped_with(const std::string& from, const std::string& to) {
    std::string text(shipped_config());
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

Config config_of(const std::string& text) {
    auto result = read_config(text, "kazi.toml", planted_sources());
    if (const auto* errors = std::get_if<ConfigErrors>(&result)) FAIL(to_string(*errors));
    return std::get<Config>(std::move(result));
}

ConfigErrors errors_of(const std::string& text) {
    auto result = read_config(text, "kazi.toml", planted_sources());
    REQUIRE(std::holds_alternative<ConfigErrors>(result));
    return std::get<ConfigErrors>(std::move(result));
}

/// The one fault that a change of the shipped example makes, without its line.
std::string fault_of(const std::string& from, const std::string& to) {
    const auto errors = errors_of(shipped_with(from, to));
    CAPTURE(to_string(errors));
    CHECK(errors.size() == 1);
    CHECK(errors.front().line > 0);
    return errors.front().key + ": " + errors.front().text;
}

int line_of(const std::string& text, const std::string& part) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(text.find(part));
    return static_cast<int>(std::count(text.begin(), end, '\n')) + 1;
}

TEST_CASE("how workers are paid, and what their networks sell") {
    const std::string shipped(shipped_config());
    const Config plain = config_of(shipped);
    CHECK_FALSE(plain.markets.front().pay.money);
    CHECK(plain.markets.front().pay.automatic);
    CHECK(plain.markets.front().pay.effort_text_s == 40);
    CHECK(plain.markets.front().pay.effort_question_days == 30);
    const std::string begin = "[market.ke.pay]";
    const Config config = config_of(
        shipped_with(begin,
                     "[market.ke.networks.safaricom]\ncodes = [\"63902\"]\n"
                     "top_ups = [\"5\", \"10.50\"]\nreply_cost = \"1.00\"\n" +
                         begin +
                         "\npin = true\nmoney = true\nmoney_fee = \"5\"\n"
                         "money_minimum = \"10\"\nmoney_step = \"1\"\nmoney_maximum = \"70000\"\n"
                         "floor_per_hour = \"120\""));
    const Market& market = config.markets.front();
    CHECK(market.pay.pin);
    CHECK(market.pay.money_fee_micro == 5'000'000);
    CHECK(market.pay.floor_hour_micro == 120'000'000);
    REQUIRE(market.networks.size() == 1);
    CHECK(market.networks.front().name == "safaricom");
    CHECK(market.networks.front().top_ups_micro ==
          std::vector<std::int64_t>{5'000'000, 10'500'000});
    CHECK(market.networks.front().reply_cost_micro == 1'000'000);
    CHECK(fault_of(begin, begin + "\nmoney_fee = \"-1\"").starts_with("market.ke.pay.money_fee: "));
    CHECK(fault_of(begin, begin + "\npinn = true").starts_with("market.ke.pay.pinn"));
    CHECK(fault_of(begin, "[market.ke.networks.one]\ncodes = [\"1\"]\ntop_ups = [\"x\"]\n" + begin)
              .starts_with("market.ke.networks.one.top_ups: 'x' is no amount"));
}

TEST_CASE("what a market asks about its workers, and how long it pays a session for") {
    const std::string begin = "[market.ke.pay]";
    const std::string words = "\nquestion = \"Crop?\"\noptions = [\"Maize\", \"None\"]\n";
    const std::string key = "[market.ke.profile.questions.crop";
    const std::string asked = "ussd_paid_s = 180\n[market.ke.profile]\nevery_answers = 3\n" + key +
                              "]\npay = \"1.00\"\nlabels = [\"maize\", \"none\"]\n";
    const Config config =
        config_of(shipped_with(begin, asked + key + ".sw]" + words + key + ".en]" + words + begin));
    const Market& market = config.markets.front();
    CHECK(market.ussd_paid_s == 180);
    CHECK(market.profile.every_answers == 3);
    REQUIRE(market.profile.questions.size() == 1);
    CHECK(market.profile.questions.front().key == "crop");
    CHECK(market.profile.questions.front().pay_micro == 1'000'000);
    CHECK(market.profile.questions.front().texts.at("sw").options.back() == "None");
    CHECK(fault_of(begin, asked + key + ".sw]" + words + begin)
              .starts_with("market.ke.profile.questions.crop.en: is missing"));
    const std::string one = "\nquestion = \"Crop?\"\noptions = [\"Maize\"]\n";
    CHECK(fault_of(begin, asked + key + ".sw]" + words + key + ".en]" + one + begin)
              .starts_with("market.ke.profile.questions.crop.en.options: must be 2"));
}

}  // namespace

TEST_CASE("the shipped example is valid and says what it says") {
    const Config config = config_of(std::string(shipped_config()));
    CHECK(config.store.url.empty());
    CHECK_FALSE(config.store.allow_without_persistence);
    CHECK(config.public_listener.port == 8080);
    CHECK(config.public_listener.read_timeout == 15s);
    CHECK(config.admin_listener.address == "127.0.0.1");
    CHECK(config.identity.key.reveal() == identity_key);
    CHECK(config.identity.number_keys == "kazi-data/number-keys");
    CHECK_FALSE(config.identity.relearn_numbers);

    REQUIRE(config.markets.size() == 1);
    const Market& market = config.markets.front();
    CHECK(market.name == "ke");
    CHECK(market.languages == std::vector<std::string>{"sw", "en"});
    CHECK(market.quiet_from_minute == 1'140);
    CHECK(market.quiet_until_minute == 480);
    CHECK(market.sms_price_micro == 800'000);
    CHECK(market.top_up_minimum_micro == 5'000'000);
    CHECK(market.platform_fee_percent == 10);

    REQUIRE(config.routes.size() == 1);
    CHECK(config.routes.front().username == "sandbox");
    CHECK(config.routes.front().api_key.reveal() == "planted-api-key");
    CHECK(config.routes.front().path_secrets == std::vector<Secret>{Secret(path_secret)});
    REQUIRE(config.providers.size() == 1);
    CHECK(config.providers.front().number_spacing == 6min);
    CHECK(config.limits.ussd_deadline == 3s);
    CHECK(config.log.level == LogLevel::info);
}

TEST_CASE("the shipped example shows the defaults of the code") {
    const Config shipped = config_of(std::string(shipped_config()));
    const Config bare = config_of("identity.key = { env = \"KAZI_IDENTITY_KEY\" }\n");
    CHECK(shipped.store.data_folder == bare.store.data_folder);
    CHECK(shipped.store.command_deadline == bare.store.command_deadline);
    CHECK(shipped.public_listener.address == bare.public_listener.address);
    CHECK(shipped.public_listener.port == bare.public_listener.port);
    CHECK(shipped.public_listener.header_bytes_max == bare.public_listener.header_bytes_max);
    CHECK(shipped.public_listener.body_bytes_max == bare.public_listener.body_bytes_max);
    CHECK(shipped.public_listener.upload_bytes_max == bare.public_listener.upload_bytes_max);
    CHECK(shipped.public_listener.connections_max == bare.public_listener.connections_max);
    CHECK(shipped.admin_listener.port == bare.admin_listener.port);
    CHECK(shipped.routes.front().messages_per_second == Route().messages_per_second);
    CHECK(shipped.routes.front().ussd_chars_max == Route().ussd_chars_max);
    CHECK(shipped.routes.front().callbacks_per_second_max == Route().callbacks_per_second_max);
    CHECK(shipped.routes.front().turns_per_number_minute_max ==
          Route().turns_per_number_minute_max);
    CHECK(shipped.routes.front().sms_per_number_hour_max == Route().sms_per_number_hour_max);
    CHECK(shipped.routes.front().ussd_deadline == Route().ussd_deadline);
    CHECK(shipped.providers.front().call_deadline == Provider().call_deadline);
    CHECK(shipped.providers.front().pending_deadline == Provider().pending_deadline);
    CHECK(shipped.push.wave_invites_max == bare.push.wave_invites_max);
    CHECK(shipped.push.newcomer_percent == bare.push.newcomer_percent);
    CHECK(shipped.limits.sms_lease == bare.limits.sms_lease);
    CHECK(shipped.limits.ussd_lease == bare.limits.ussd_lease);
    CHECK(shipped.limits.outgoing_in_flight_max == bare.limits.outgoing_in_flight_max);
}

TEST_CASE("a route may have a deadline of its own, within what networks bear") {
    const auto at = "sms_per_number_hour_max = 360";
    const auto with = [&](const char* line) { return shipped_with(at, std::string(line) + at); };
    const auto config = config_of(with("ussd_deadline_ms = 1500\n"));
    CHECK(config.routes.front().ussd_deadline == 1500ms);
    CHECK(errors_of(with("ussd_deadline_ms = 50\n")).size() == 1);
    CHECK(errors_of(shipped_with(at, "sms_per_number_hour_max = -1")).size() == 1);
}

TEST_CASE("a fault names file, line and key") {
    const auto text = shipped_with("port = 8080", "port = 70000");
    const auto errors = errors_of(text);
    REQUIRE(errors.size() == 1);
    CHECK(to_string(errors.front()) ==
          "kazi.toml:" + std::to_string(line_of(text, "port = 70000")) +
              ": listen.public.port: must be 0..65535, is 70000");
}

TEST_CASE("all faults are told at once, in the order of lines") {
    const auto errors = errors_of("[log]\nlevel = \"loud\"\n[push]\ninvites_per_second = -1\n");
    REQUIRE(errors.size() == 3);
    CHECK(errors[0].key == "identity");
    CHECK(errors[1].key == "log.level");
    CHECK(errors[2].key == "push.invites_per_second");
    CHECK(errors[2].line == 4);
}

TEST_CASE("an unknown key is a fault, with a guess at what was meant") {
    CHECK(fault_of("body_bytes_max", "body_byte_max") ==
          "listen.public.body_byte_max: is no setting; did you mean body_bytes_max?");
    CHECK(fault_of("drain_deadline_s", "colour") == "limits.colour: is no setting");
    CHECK(fault_of("[push]", "[pusch]").starts_with("pusch: is no setting; did you mean push?"));
}

TEST_CASE("values out of shape are faults") {
    CHECK(fault_of("port = 8080", "port = \"8080\"")
              .starts_with("listen.public.port: must be a whole"));
    CHECK(fault_of("sms_price = \"0.80\"", "sms_price = 0.80")
              .starts_with("market.ke.sms_price: must"));
    CHECK(fault_of("\"19:00\"", "\"8pm\"").starts_with("market.ke.quiet_from: must be a time"));
    CHECK(fault_of("\"KE\"", "\"Kenya\"").starts_with("market.ke.country: must be an ISO"));
    CHECK(fault_of("\"KES\"", "\"kes\"").starts_with("market.ke.currency: must be an ISO"));
    CHECK(fault_of("[\"sw\", \"en\"]", "[]").starts_with("market.ke.languages: must be a list"));
    CHECK(
        fault_of("[\"sw\", \"en\"]", "[\"sw\", \"Eng\"]").starts_with("market.ke.languages: must"));
    CHECK(
        fault_of("minimum_age = 18", "minimum_age = 9").starts_with("market.ke.minimum_age: must"));
    const std::string office = "data_office = \"" + std::string(61, 'x') + "\"\n";
    CHECK(
        fault_of("minimum_age = 18", office).starts_with("market.ke.data_office: must be at most"));
    CHECK(fault_of("top_up_step = \"1\"", "top_up_step = \"0\"")
              .starts_with("market.ke.top_up_step"));
    CHECK(
        fault_of("maximum = \"10000\"", "maximum = \"4\"").starts_with("market.ke.top_up_maximum"));
    CHECK(fault_of("*384*77#", "*384*7x#").starts_with("route.at-ke.service_code: must look like"));
    CHECK(fault_of("*384*77#", "384*77").starts_with("route.at-ke.service_code: must look like"));
    CHECK(fault_of("= \"https://api.africastalking.com/v", "= \"ftp://x/v")
              .starts_with("route.at-ke."));
    CHECK(fault_of("persistence = false", "persistence = 0").ends_with("must be true or false"));
    CHECK(fault_of("# url = \"unix:///run", "url = \"http:///run").starts_with("store.url: must"));
}

TEST_CASE("a missing setting without a default is a fault of its table's line") {
    CHECK(fault_of("dialect = \"africastalking\"\n", "") == "route.at-ke.dialect: is missing");
    CHECK(fault_of("sms_price = \"0.80\"", "").starts_with("market.ke.sms_price: is missing"));
    CHECK(fault_of("callback_path_token =", "# ")
              .starts_with("provider.at.callback_path_token: is m"));
}

TEST_CASE("a secret in the file is refused and not repeated") {
    for (const std::string value : {"\"planted-inline\"", "[\"planted-inline\"]", "5"}) {
        CAPTURE(value);
        const auto fault =
            fault_of("path_secret = { env = \"AT_PATH_SECRET\" }", "path_secret = " + value);
        CHECK(fault.starts_with("route.at-ke.path_secret: must be a reference"));
        CHECK(fault.find("planted") == std::string::npos);
    }
}

TEST_CASE("references that lead nowhere are faults") {
    CHECK(fault_of("AT_PATH_SECRET", "NOWHERE") ==
          "route.at-ke.path_secret: environment variable NOWHERE is not set");
    CHECK(fault_of("{ env = \"AT_PATH_SECRET\" }", "{ file = \"/nowhere\" }") ==
          "route.at-ke.path_secret: can't read /nowhere");
    CHECK(fault_of("{ env = \"AT_PATH_SECRET\" }", "{ enw = \"X\" }").find("a reference is") !=
          std::string::npos);
    CHECK(fault_of("AT_PATH_SECRET", "EMPTY").find("too short") != std::string::npos);
    CHECK(
        fault_of("env = \"AT_USERNAME\"", "env = \"NOWHERE\"").starts_with("route.at-ke.username"));
}

TEST_CASE("several secrets may be valid at once, and a file's line end is not part of one") {
    const auto config = config_of(shipped_with(
        "path_secret = { env = \"AT_PATH_SECRET\" }",
        "path_secret = [{ env = \"AT_PATH_SECRET\" }, { file = \"/run/secrets/old\" }]"));
    CHECK(config.routes.front().path_secrets ==
          std::vector<Secret>{Secret(path_secret), Secret("older-" + path_secret)});
}

TEST_CASE("settings that must agree are compared") {
    CHECK(fault_of("market = \"ke\"", "market = \"ug\"") ==
          "route.at-ke.market: there is no [market.ug]");
    CHECK(fault_of("[provider.at]", "[provider.at-ke]").find("/hooks/at-ke") != std::string::npos);
    CHECK(fault_of("[route.at-ke]", "[route.AT_ke]").starts_with("route.AT_ke: a name is"));
    const std::string text(shipped_config());
    const auto market = text.substr(text.find("[market.ke]") + 11,
                                    text.find("[market.ke.pay]") - text.find("[market.ke]") - 11);
    const auto errors = errors_of(text + "\n[market.twin]" + market);
    REQUIRE(errors.size() == 1);
    CHECK(errors.front().text.find("has it already") != std::string::npos);
}

TEST_CASE("a server with a password is logged in to, and only a server of the operator's") {
    const std::string url = "# url = \"unix:///run/redis/redis.sock\"";
    const std::string password = "\npassword = { env = \"AT_API_KEY\" }";
    const auto store =
        config_of(shipped_with(url, url.substr(2) + "\nuser = \"kazi\"" + password)).store;
    CHECK(store.user == "kazi");
    CHECK(store.password.reveal() == "planted-api-key");
    CHECK(fault_of(url, password.substr(1)).starts_with("store.password: needs a url"));
    CHECK(fault_of(url, url.substr(2) + "\nuser = \"kazi\"").starts_with("store.user: needs a p"));
    CHECK(fault_of(url, url.substr(2) + "\npassword = \"planted\"").find("planted") ==
          std::string::npos);
}

TEST_CASE("a route may be told what it costs, whom it serves and how much it takes") {
    const Route bare = config_of(std::string(shipped_config())).routes.front();
    CHECK(bare.countries.empty());
    CHECK(bare.price_micro == 0);
    CHECK(bare.sender_messages_per_second == Route().sender_messages_per_second);
    CHECK(bare.recipient_messages_per_minute == Route().recipient_messages_per_minute);
    const std::string settings =
        "countries = [\"KE\", \"UG\"]\nprice = \"0.79\"\nmessages_per_second = 40";
    const Route told = config_of(shipped_with("messages_per_second = 0 ", settings)).routes.front();
    CHECK(told.countries == std::vector<std::string>{"KE", "UG"});
    CHECK(told.price_micro == 790'000);
    CHECK(told.messages_per_second == 40);
    CHECK(fault_of("messages_per_second = 0 ", "countries = [\"Kenya\"] # ")
              .starts_with("route.at-ke.countries: must be like"));
}

TEST_CASE("a route's USSD manners are a table of their own") {
    const Config config = config_of(shipped_with("[provider.at]", R"([route.at-ke.ussd]
input = "accumulated_with_code"
events = ["op=BEG new", "* input"]
reply_type = "application/json"
reply_more = '{"text":"{text}"}'
reply_end = '{"text":"{text}","end":true}'
more_headers = { Freeflow = "FC" }
[provider.at])"));
    const RouteUssd& ussd = config.routes.front().ussd;
    CHECK(ussd.input == "accumulated_with_code");
    CHECK(ussd.events == std::vector<std::string>{"op=BEG new", "* input"});
    CHECK(ussd.reply_end == R"({"text":"{text}","end":true})");
    CHECK(ussd.more_headers == std::map<std::string, std::string>{{"Freeflow", "FC"}});
    CHECK(fault_of("[provider.at]", "[route.at-ke.ussd]\ninput = \"all\"\n[provider.at]") ==
          "route.at-ke.ussd.input: must be entry, accumulated or accumulated_with_code");
    CHECK(fault_of("[provider.at]", "[route.at-ke.ussd]\nreply_end = \"x\"\n[provider.at]") ==
          "route.at-ke.ussd.reply_more: is missing: reply_more and reply_end go together");
}

TEST_CASE("fields of a route are a table of names") {
    const auto config = config_of(
        shipped_with("[provider.at]", "[route.at-ke.fields]\nfrom = \"msisdn\"\n[provider.at]"));
    CHECK(config.routes.front().fields == std::map<std::string, std::string>{{"from", "msisdn"}});
    CHECK(fault_of("[provider.at]", "[route.at-ke.fields]\nfrom = 5\n[provider.at]") ==
          "route.at-ke.fields.from: must be text in quotes");
}

TEST_CASE("a route may be told how the world calls it and how callbacks are proven") {
    const auto told = [](const std::string& lines) {
        return shipped_with("[provider.at]",
                            "[route.tw-ke]\ndialect = \"twilio\"\nmarket = \"ke\"\n"
                            "send_url = \"https://api.example.org\"\n"
                            "sender = \"40404\"\n" +
                                lines + "\n[provider.at]");
    };
    const Config config =
        config_of(told("public_url = \"https://gw.example.org\"\nsignature_method = \"sha256\""));
    CHECK(config.routes.back().public_url == "https://gw.example.org");
    CHECK(config.routes.back().signature_method == "sha256");
    CHECK(config_of(told("")).routes.back().public_url.empty());
    const auto slash = errors_of(told("public_url = \"https://gw.example.org/\""));
    REQUIRE(slash.size() == 1);
    CHECK(slash.front().key == "route.tw-ke.public_url");
    CHECK(errors_of(told("public_url = \"gw.example.org\"")).size() == 1);
}

TEST_CASE("text that isn't TOML is one fault with its line") {
    const auto errors = errors_of("[log]\nlevel = \n");
    REQUIRE(errors.size() == 1);
    CHECK(errors.front().line == 2);
    CHECK(errors_of("[log]\n[log]\n").front().line == 2);
}

TEST_CASE("later checks can name the line of a key") {
    const std::string text(shipped_config());
    const auto fault = config_of(text).fault("route.at-ke.dialect", "is unknown");
    CHECK(fault.line == line_of(text, "dialect = \"africastalking\""));
    CHECK(fault.file == "kazi.toml");
}

TEST_CASE("the process's environment and files are read") {
    const auto sources = process_sources();
    REQUIRE(setenv("KAZI_TEST_VARIABLE", "here", 1) == 0);
    CHECK(sources.environment("KAZI_TEST_VARIABLE") == "here");
    CHECK_FALSE(sources.environment("KAZI_TEST_NOT_SET"));
    CHECK(sources.file(KAZI_SOURCE_DIR "/config/kazi.toml") == std::string(shipped_config()));
    CHECK_FALSE(sources.file(KAZI_SOURCE_DIR "/config"));
    const auto result = load_config(KAZI_SOURCE_DIR "/config/nowhere.toml");
    REQUIRE(std::holds_alternative<ConfigErrors>(result));
    CHECK(std::get<ConfigErrors>(result).front().text == "can't read this file");
}

}  // namespace kazi::config
