// SPDX-License-Identifier: Apache-2.0
#include "config/sections.hpp"

#include "config/pay_section.hpp"

#include <algorithm>
#include <string_view>

#include "config/country_packs.hpp"
#include "config/profile_section.hpp"
#include "config/referral_section.hpp"

namespace kazi::config {
namespace {

/// 128 bits as base64 text: whoever knows a path can forge callbacks.
constexpr std::size_t path_secret_chars_min = 22;
constexpr std::size_t signing_secret_chars_min = 16;
constexpr std::size_t identity_key_chars_min = 32;
constexpr std::size_t api_key_chars_min = 1;
constexpr std::size_t store_password_chars_min = 1;

constexpr std::int64_t day_s = 24 * 3'600;
constexpr std::int64_t kibibyte = 1'024;
constexpr std::int64_t gibibyte = kibibyte * kibibyte * kibibyte;

bool all_in(std::string_view text, char first, char last) {
    return std::all_of(text.begin(), text.end(), [=](char c) { return c >= first && c <= last; });
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [=](std::string_view beginning) { return text.starts_with(beginning); });
}

void expect(Section& section, std::string_view key, bool holds, const std::string& otherwise) {
    if (section.has(key) && !holds) section.fail(key, otherwise);
}

void expect_url(Section& section, std::string_view key, std::string_view url) {
    expect(section, key, url.empty() || starts_with_any(url, {"https://", "http://"}),
           "must begin with https:// or http://");
}

void expect_calling_code(Section& section, std::string_view key, std::string_view code) {
    expect(section, key, code.size() <= 3 && all_in(code, '0', '9'),
           "must be a country calling code, one to three digits without plus");
}

bool is_service_code(std::string_view code) {
    if (code.empty()) return true;
    if (code.size() < 3 || code.front() != '*' || code.back() != '#') return false;
    return code.find_first_not_of("0123456789*", 1) == code.size() - 1;
}

void expect_top_ups(Section& section, const Market& market) {
    expect(section, "top_up_minimum", market.top_up_minimum_micro > 0, "must be more than zero");
    expect(section, "top_up_step", market.top_up_step_micro > 0, "must be more than zero");
    expect(section, "top_up_maximum", market.top_up_maximum_micro >= market.top_up_minimum_micro,
           "must not be less than top_up_minimum");
}

void expect_places(Section& section, const Market& market) {
    expect(section, "country", market.country.size() == 2 && all_in(market.country, 'A', 'Z'),
           "must be an ISO 3166-1 code, two capital letters");
    expect(section, "currency", market.currency.size() == 3 && all_in(market.currency, 'A', 'Z'),
           "must be an ISO 4217 code, three capital letters");
    expect_calling_code(section, "calling_code", market.calling_code);
    expect(section, "time_zone", market.time_zone.find('/') != std::string::npos,
           "must be a zone by its IANA name, such as \"Africa/Nairobi\"");
    const bool are_codes = std::all_of(
        market.languages.begin(), market.languages.end(),
        [](const auto& language) { return language.size() == 2 && all_in(language, 'a', 'z'); });
    expect(section, "languages", are_codes, "must be ISO 639-1 codes, two small letters each");
}

}  // namespace

Store read_store(Section section) {
    Store store;
    store.url = section.text_or("url", store.url);
    store.user = section.text_or("user", store.user);
    if (section.has("password"))
        store.password = section.secret("password", store_password_chars_min);
    store.data_folder = section.text_or("data_folder", store.data_folder.string());
    store.allow_without_persistence =
        section.flag_or("allow_without_persistence", store.allow_without_persistence);
    store.command_deadline =
        section.millis_or("command_deadline_ms", {100, 60'000}, store.command_deadline);
    expect(section, "url",
           store.url.empty() || starts_with_any(store.url, {"unix:///", "redis://"}),
           "must begin with unix:/// or redis://");
    expect(section, "user", section.has("password"), "needs a password beside it");
    expect(section, "password", !store.url.empty(),
           "needs a url: the daemon's own server has none");
    section.close();
    return store;
}

Listener read_listener(Section section, Listener listener) {
    listener.address = section.text_or("address", listener.address);
    listener.port = section.number_or("port", {0, 65'535}, listener.port);
    listener.header_bytes_max =
        section.number_or("header_bytes_max", {kibibyte, kibibyte * 64}, listener.header_bytes_max);
    listener.body_bytes_max = section.number_or(
        "body_bytes_max", {kibibyte, kibibyte * kibibyte * 16}, listener.body_bytes_max);
    listener.upload_bytes_max =
        section.number_or("upload_bytes_max", {kibibyte, gibibyte * 64}, listener.upload_bytes_max);
    listener.connections_max =
        section.number_or("connections_max", {1, 100'000}, listener.connections_max);
    listener.idle_timeout = section.seconds_or("idle_timeout_s", {1, 3'600}, listener.idle_timeout);
    listener.read_timeout = section.seconds_or("read_timeout_s", {1, 600}, listener.read_timeout);
    listener.write_timeout =
        section.seconds_or("write_timeout_s", {1, 600}, listener.write_timeout);
    if (section.has("trusted_proxies")) listener.trusted_proxies = section.texts("trusted_proxies");
    section.close();
    return listener;
}

Identity read_identity(Section section) {
    Identity identity;
    identity.key = section.secret("key", identity_key_chars_min);
    identity.number_keys = section.text_or("number_keys", "");
    identity.relearn_numbers = section.flag_or("relearn_numbers", false);
    section.close();
    return identity;
}

/// What the country's pack says, before the market says otherwise.
void take_country_pack(Section& section, Market& market) {
    const auto found = country_pack(market.country);
    const auto* pack = std::get_if<CountryPack>(&found);
    if (pack == nullptr) {
        section.fail("country", to_string(std::get<ConfigErrors>(found)));
        return;
    }
    market.minimum_age = pack->minimum_age;
    market.quiet_from_minute = pack->quiet_from_minute;
    market.quiet_until_minute = pack->quiet_until_minute;
    market.protection = pack->protection;
}

void read_partners(Section& section, Market& market) {
    constexpr std::size_t code_chars_max = 10;
    market.partners = section.text_map("partners");
    for (const auto& [code, partner] : market.partners) {
        const bool fits =
            code.size() >= 2 && code.size() <= code_chars_max &&
            code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string::npos;
        if (fits) continue;
        section.fail("partners", "'" + code + "' must be 2 to 10 capital letters and digits");
    }
}

void read_commissions(Section& section, Market& market) {
    auto shares = section.child("commissions");
    if (!shares) return;
    for (const std::string& code : shares->names()) {
        market.commissions[code] = shares->number_or(code, {0, 100}, 0);
        if (!market.partners.contains(code)) shares->fail(code, "is no partner of this market");
    }
    shares->close();
}

void read_data_office(Section& section, Market& market) {
    constexpr std::size_t bytes_max = 60;
    market.data_office = section.text_or("data_office", "");
    expect(section, "data_office", market.data_office.size() <= bytes_max,
           "must be at most 60 bytes: it stands on a page of USSD");
}

Market read_market(Section section, const std::string& name) {
    Market market;
    market.name = name;
    market.country = section.text("country");
    take_country_pack(section, market);
    market.currency = section.text("currency");
    market.calling_code = section.text("calling_code");
    market.time_zone = section.text("time_zone");
    market.languages = section.texts("languages");
    market.minimum_age = section.number_or("minimum_age", {13, 99}, market.minimum_age);
    market.quiet_from_minute = section.minute_of_day_or("quiet_from", market.quiet_from_minute);
    market.quiet_until_minute = section.minute_of_day_or("quiet_until", market.quiet_until_minute);
    market.lessons_at_least = section.number_or("lessons_at_least", {0, 8}, 0);
    market.question_tags = section.flag_or("question_tags", false);
    read_data_office(section, market);
    market.sms_price_micro = section.amount_micro("sms_price");
    market.top_up_minimum_micro = section.amount_micro("top_up_minimum");
    market.top_up_step_micro = section.amount_micro("top_up_step");
    market.top_up_maximum_micro = section.amount_micro("top_up_maximum");
    market.platform_fee_percent =
        section.number_or("platform_fee_percent", {0, 100}, market.platform_fee_percent);
    if (auto pay = section.child("pay")) market.pay = read_pay(*std::move(pay));
    market.networks = read_networks(section);
    if (auto below = section.child("protection")) {
        market.protection = read_protection(*std::move(below), std::move(market.protection));
    }
    market.ussd_paid_s = section.number_or("ussd_paid_s", {0, 3'600}, market.ussd_paid_s);
    if (auto below = section.child("referral")) market.referral = read_referral(*std::move(below));
    if (auto below = section.child("profile"))
        market.profile = read_profile(*std::move(below), market.languages);
    read_partners(section, market);
    read_commissions(section, market);
    expect_places(section, market);
    expect_top_ups(section, market);
    market.operators = read_operators(section);
    section.close();
    return market;
}

RouteUssd read_route_ussd(Section section) {
    RouteUssd ussd;
    ussd.input = section.text_or("input", ussd.input);
    if (section.has("events")) ussd.events = section.texts("events");
    ussd.xml = section.flag_or("xml", ussd.xml);
    ussd.names_ignore_case = section.flag_or("names_ignore_case", ussd.names_ignore_case);
    ussd.number_is_session = section.flag_or("number_is_session", ussd.number_is_session);
    ussd.charset = section.text_or("charset", "");
    ussd.reply_type = section.text_or("reply_type", ussd.reply_type);
    ussd.reply_more = section.text_or("reply_more", "");
    ussd.reply_end = section.text_or("reply_end", "");
    ussd.more_headers = section.text_map("more_headers");
    ussd.end_headers = section.text_map("end_headers");
    ussd.line_end = section.text_or("line_end", ussd.line_end);
    ussd.separator = section.text_or("separator", "");
    const bool known = ussd.input == "entry" || ussd.input == "accumulated" ||
                       ussd.input == "accumulated_with_code";
    expect(section, "input", known, "must be entry, accumulated or accumulated_with_code");
    if (ussd.reply_more.empty() != ussd.reply_end.empty()) {
        section.fail(ussd.reply_more.empty() ? "reply_more" : "reply_end",
                     "is missing: reply_more and reply_end go together");
    }
    section.close();
    return ussd;
}

Route read_route(Section section, const std::string& name) {
    Route route;
    route.name = name;
    route.dialect = section.text("dialect");
    route.market = section.text("market");
    route.send_url = section.text_or("send_url", "");
    route.username = section.text_or("username", "");
    if (section.has("api_key")) route.api_key = section.secret("api_key", api_key_chars_min);
    route.sender = section.text_or("sender", "");
    route.service_code = section.text_or("service_code", "");
    route.path_secrets = section.secrets_or_none("path_secret", path_secret_chars_min);
    route.signing_secrets = section.secrets_or_none("signing_secret", signing_secret_chars_min);
    route.country_code = section.text_or("country_code", "");
    route.callback_url = section.text_or("callback_url", "");
    route.public_url = section.text_or("public_url", "");
    route.ussd_send_url = section.text_or("ussd_send_url", "");
    if (section.has("passphrase")) {
        route.passphrase = section.secret("passphrase", api_key_chars_min);
    }
    if (section.has("short_codes")) route.short_codes = section.texts("short_codes");
    route.variant = section.text_or("variant", "");
    route.signature_method = section.text_or("signature_method", "");
    route.messages_per_second =
        section.number_or("messages_per_second", {0, 10'000}, route.messages_per_second);
    route.sender_messages_per_second = section.number_or("sender_messages_per_second", {0, 10'000},
                                                         route.sender_messages_per_second);
    route.recipient_messages_per_minute = section.number_or(
        "recipient_messages_per_minute", {0, 10'000}, route.recipient_messages_per_minute);
    if (section.has("countries")) route.countries = section.texts("countries");
    for (const std::string& country : route.countries)
        expect(section, "countries", country.size() == 2 && all_in(country, 'A', 'Z'),
               "must be like [\"KE\", \"UG\"]");
    if (section.has("price")) route.price_micro = section.amount_micro("price");
    route.ussd_chars_max = section.number_or("ussd_chars_max", {60, 182}, route.ussd_chars_max);
    route.ussd_deadline = section.millis_or("ussd_deadline_ms", {100, 15'000}, route.ussd_deadline);
    route.callbacks_per_second_max = section.number_or("callbacks_per_second_max", {0, 1'000'000},
                                                       route.callbacks_per_second_max);
    route.turns_per_number_minute_max = section.number_or(
        "turns_per_number_minute_max", {0, 100'000}, route.turns_per_number_minute_max);
    route.sms_per_number_hour_max =
        section.number_or("sms_per_number_hour_max", {0, 100'000}, route.sms_per_number_hour_max);
    if (section.has("callers")) route.callers = section.texts("callers");
    route.allow_get = section.flag_or("allow_get", route.allow_get);
    route.no_id = section.flag_or("no_id", route.no_id);
    route.fields = section.text_map("fields");
    route.send_body = section.text_or("send_body", "");
    route.send_type = section.text_or("send_type", "application/json");
    route.ok_regex = section.text_or("ok_regex", "");
    if (auto ussd = section.child("ussd")) route.ussd = read_route_ussd(*std::move(ussd));
    expect_url(section, "send_url", route.send_url);
    expect_url(section, "callback_url", route.callback_url);
    expect_url(section, "public_url", route.public_url);
    expect_url(section, "ussd_send_url", route.ussd_send_url);
    expect(section, "public_url", !route.public_url.ends_with('/'), "must not end with /");
    expect_calling_code(section, "country_code", route.country_code);
    expect(section, "service_code", is_service_code(route.service_code),
           "must look like \"*384*77#\"");
    section.close();
    return route;
}

Push read_push(Section section) {
    Push push;
    push.invites_per_second =
        section.number_or("invites_per_second", {0, 10'000}, push.invites_per_second);
    push.wave_invites_max =
        section.number_or("wave_invites_max", {1, 1'000'000}, push.wave_invites_max);
    push.wave_interval = section.seconds_or("wave_interval_s", {1, day_s}, push.wave_interval);
    push.expected_start_percent =
        section.number_or("expected_start_percent", {1, 100}, push.expected_start_percent);
    push.invites_per_worker_day_max =
        section.number_or("invites_per_worker_day_max", {0, 100}, push.invites_per_worker_day_max);
    push.newcomer_percent = section.number_or("newcomer_percent", {0, 100}, push.newcomer_percent);
    section.close();
    return push;
}

Limits read_limits(Section section) {
    Limits limits;
    limits.ussd_deadline =
        section.millis_or("ussd_deadline_ms", {100, 15'000}, limits.ussd_deadline);
    limits.callback_deadline =
        section.millis_or("callback_deadline_ms", {100, 60'000}, limits.callback_deadline);
    limits.sms_lease = section.seconds_or("sms_lease_s", {1, 30 * day_s}, limits.sms_lease);
    limits.ussd_lease = section.seconds_or("ussd_lease_s", {1, 30 * day_s}, limits.ussd_lease);
    limits.drain_deadline = section.seconds_or("drain_deadline_s", {0, 600}, limits.drain_deadline);
    limits.outgoing_in_flight_max =
        section.number_or("outgoing_in_flight_max", {1, 64}, limits.outgoing_in_flight_max);
    section.close();
    return limits;
}

LogSettings read_log(Section section) {
    static constexpr std::string_view names[] = {"debug", "info", "warn", "error"};
    LogSettings log;
    const auto level = section.text_or("level", "info");
    const auto found = std::find(std::begin(names), std::end(names), level);
    expect(section, "level", found != std::end(names), "must be debug, info, warn or error");
    if (found != std::end(names)) log.level = static_cast<LogLevel>(found - std::begin(names));
    section.close();
    return log;
}

}  // namespace kazi::config
