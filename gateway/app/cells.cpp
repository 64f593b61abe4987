// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/cells.hpp"

#include <stdexcept>

#include "billing/digest.hpp"
#include "gateway/app/accounts.hpp"
#include "gateway/engine/market_clock.hpp"
#include "gateway/engine/shipped_phrases.hpp"

namespace kazi::gateway::app {

namespace {

using taskflow::Market;

constexpr std::int64_t ppm_per_percent = 10'000;

std::vector<std::string> revealed(const std::vector<config::Secret>& secrets) {
    std::vector<std::string> texts;
    for (const config::Secret& secret : secrets)
        texts.push_back(secret.reveal());
    return texts;
}

// What a market's workers dial and write to is what its routes say.
void take_codes(const config::Config& config, Market& market) {
    for (const config::Route& route : config.routes) {
        if (route.market != market.name) continue;
        if (market.service_code.empty()) market.service_code = route.service_code;
        if (market.short_code.empty()) market.short_code = route.sender;
        market.ussd_chars_max = std::min(market.ussd_chars_max, route.ussd_chars_max);
        if (const auto* dialect = protocols::find_dialect(route.dialect)) {
            market.ussd_chars_max = std::min(market.ussd_chars_max, dialect->ussd_chars_max);
        }
    }
}

taskflow::WalletRules make_wallet(const config::Config& config, const config::Market& from) {
    taskflow::WalletRules rules;
    rules.reply_cost_micro = from.pay.reply_cost_micro;
    rules.network_days = from.pay.network_days;
    rules.pin = from.pay.pin;
    rules.pin_days = from.pay.pin_after_days;
    rules.pin_key = billing::hmac_sha256(config.identity.key.reveal(), "wallet pin");
    if (from.pay.money)
        rules.money = taskflow::MoneyOffer{
            {from.pay.money_minimum_micro, from.pay.money_step_micro, from.pay.money_maximum_micro},
            from.pay.money_fee_micro};
    for (const config::Network& network : from.networks)
        rules.networks.push_back(
            {network.name, network.codes, network.top_ups_micro, network.reply_cost_micro});
    return rules;
}

taskflow::HourSpan hours(int from_minute, int until_minute) {
    return {static_cast<std::uint8_t>(from_minute / 60),
            static_cast<std::uint8_t>(until_minute / 60)};
}

taskflow::CareRules make_care(const config::Market& market) {
    const config::Protection& from = market.protection;
    taskflow::CareRules care;
    care.night = hours(from.night_from_minute, from.night_until_minute);
    care.school = hours(from.school_from_minute, from.school_until_minute);
    care.school_age_max = from.school_age_max;
    care.minutes_per_day_max = from.minutes_per_day_max;
    care.minutes_per_week_max = from.minutes_per_week_max;
    care.messages_per_week_max = from.messages_per_week_max;
    for (const config::Holiday& holiday : from.holidays)
        care.holidays.push_back({holiday.year, holiday.month, holiday.day});
    care.easter_holidays = from.easter_holidays;
    care.birth_year_again_days = from.birth_year_again_days;
    care.dormant_days = from.dormant_days;
    care.learns_best_hour = from.learn_best_hour;
    for (const auto& [code, partner] : market.partners)
        care.partner_codes.push_back(code);
    return care;
}

taskflow::ProfileRules make_profile(const config::Profile& from) {
    taskflow::ProfileRules rules;
    rules.every_answers = from.every_answers;
    for (const config::ProfileQuestion& question : from.questions) {
        taskflow::ProfileQuestion asked{question.key, question.labels, {}, question.pay_micro};
        for (const auto& [language, text] : question.texts)
            asked.texts[language] = {text.question, text.options};
        rules.questions.push_back(std::move(asked));
    }
    return rules;
}

Market make_market(const config::Config& config, const config::Market& from) {
    const auto currency = billing::Currency::parse(from.currency);
    if (!currency) throw config.fault("market." + from.name + ".currency", currency.error());
    Market market;
    market.name = from.name;
    market.currency = *currency;
    market.languages = from.languages;
    market.minimum_age = from.minimum_age;
    market.data_office = from.data_office;
    market.question_tags = from.question_tags;
    market.quiet_from_hour = from.quiet_from_minute / 60;
    market.quiet_until_hour = from.quiet_until_minute / 60;
    market.sms_price = {from.sms_price_micro, *currency};
    market.top_up = {from.top_up_minimum_micro, from.top_up_step_micro, from.top_up_maximum_micro};
    market.offers_per_day_max = config.push.invites_per_worker_day_max;
    market.auto_payout = from.pay.automatic;
    market.auto_payout_at_micro = from.pay.at_micro;
    market.wallet = make_wallet(config, from);
    market.care = make_care(from);
    market.effort_question_days = from.pay.effort_question_days;
    market.ussd_paid_seconds = from.ussd_paid_s;
    market.profile = make_profile(from.profile);
    market.referral = {from.referral.pay_micro, from.referral.after_answers,
                       static_cast<std::uint8_t>(from.referral.per_month_max),
                       from.referral.budget_month_micro};
    for (const auto& [code, percent] : from.commissions)
        market.partner_shares[code] = percent * ppm_per_percent;
    take_codes(config, market);
    return market;
}

}  // namespace

std::string cell_name(const std::string& market) {
    return market + "-0";
}

Cells make_cells(const config::Config& config, const taskflow::dialogue::Phrasebook& phrases) {
    Cells cells;
    for (const config::Market& market : config.markets) {
        auto cell = std::make_unique<engine::Cell>();
        cell->settings.cell = cell_name(market.name);
        cell->settings.relearns_numbers = config.identity.relearn_numbers;
        cell->settings.market = make_market(config, market);
        cell->settings.phrases = &phrases;
        try {
            cell->settings.local_time = engine::market_clock(market.time_zone);
        } catch (const std::runtime_error& error) {
            throw config.fault("market." + market.name + ".time_zone", error.what());
        }
        cells.emplace(market.name, std::move(cell));
    }
    return cells;
}

std::vector<protocols::Header> headers_of(const std::map<std::string, std::string>& named) {
    std::vector<protocols::Header> headers;
    for (const auto& [name, value] : named)
        headers.push_back({name, value});
    return headers;
}

protocols::UssdShape ussd_shape(const config::Config& config, const config::Route& from) {
    const config::RouteUssd& ussd = from.ussd;
    protocols::UssdShape shape;
    shape.names_ignore_case = ussd.names_ignore_case;
    shape.xml = ussd.xml;
    shape.with_code = ussd.input == "accumulated_with_code";
    shape.accumulates = shape.with_code || ussd.input == "accumulated";
    shape.number_is_session = ussd.number_is_session;
    shape.charset = ussd.charset;
    shape.reply = {ussd.reply_type,
                   ussd.reply_more,
                   ussd.reply_end,
                   headers_of(ussd.more_headers),
                   headers_of(ussd.end_headers),
                   ussd.line_end,
                   ussd.separator};
    for (const std::string& text : ussd.events) {
        auto rule = protocols::parse_event_rule(text);
        if (!rule) throw config.fault("route." + from.name + ".ussd.events", rule.error().error);
        shape.events.push_back(*std::move(rule));
    }
    return shape;
}

// A dialect that only knows USSD has nowhere to send to.
void expect_sending(const config::Config& config, const config::Route& from,
                    const protocols::Dialect& dialect) {
    if (dialect.build_send == nullptr) return;
    if (from.send_url.empty()) throw config.fault("route." + from.name + ".send_url", "is missing");
    if (from.sender.empty()) throw config.fault("route." + from.name + ".sender", "is missing");
}

// Behind a proxy nobody sees the address that was signed: every callback would be refused.
void expect_address(const config::Config& config, const config::Route& from,
                    const protocols::Dialect& dialect, const protocols::RouteSettings& settings) {
    const bool signs = !settings.secrets.empty() && settings.signature_method != "path";
    if (!dialect.signs_address || !signs || !settings.public_url.empty()) return;
    throw config.fault("route." + from.name + ".public_url",
                       "is missing: " + from.dialect + " signs the address that it calls");
}

http::AddressList address_list(const config::Config& config, const std::string& key,
                               const std::vector<std::string>& addresses) {
    http::AddressList list;
    for (const std::string& address : addresses) {
        if (!list.add(address)) throw config.fault(key, "'" + address + "' is no address");
    }
    return list;
}

hooks::Route make_route(const config::Config& config, const config::Route& from, Cells& cells,
                        Metrics& metrics) {
    hooks::Route route;
    route.name = from.name;
    route.dialect = protocols::find_dialect(from.dialect);
    if (route.dialect == nullptr)
        throw config.fault("route." + from.name + ".dialect", "no dialect '" + from.dialect + "'");
    expect_sending(config, from, *route.dialect);
    protocols::RouteSettings& settings = route.settings;
    settings.route = from.name;
    settings.country_code = from.country_code;
    const bool signs = !from.signing_secrets.empty();
    settings.secrets = revealed(signs ? from.signing_secrets : from.path_secrets);
    settings.signature_method = signs ? "hmac" : "path";
    if (!from.signature_method.empty()) settings.signature_method = from.signature_method;
    settings.send_url = from.send_url;
    settings.username = from.username;
    settings.api_key = from.api_key.reveal();
    settings.sender = from.sender;
    settings.callback_url = from.callback_url;
    settings.public_url = from.public_url;
    settings.ussd_send_url = from.ussd_send_url;
    settings.passphrase = from.passphrase.reveal();
    settings.short_codes = from.short_codes;
    settings.variant = from.variant;
    settings.allow_get = from.allow_get;
    settings.no_id = from.no_id;
    settings.fields = from.fields;
    settings.service_code = from.service_code;
    settings.send_body = from.send_body;
    settings.send_type = from.send_type;
    settings.ok_regex = from.ok_regex;
    settings.ussd = ussd_shape(config, from);
    expect_address(config, from, *route.dialect, settings);
    route.callers = address_list(config, "route." + from.name + ".callers", from.callers);
    route.cell = cells.at(from.market).get();
    route.metrics = &metrics.route(from.name);
    route.ussd_deadline = from.ussd_deadline;
    route.fence = hooks::Fence({from.callbacks_per_second_max, from.turns_per_number_minute_max,
                                from.sms_per_number_hour_max});
    route.countries = from.countries;
    route.price_micro = from.price_micro;
    route.messages_per_second = from.messages_per_second > 0 ? from.messages_per_second
                                                             : route.dialect->messages_per_second;
    route.sender_messages_per_second = from.sender_messages_per_second;
    route.recipient_messages_per_minute = from.recipient_messages_per_minute;
    return route;
}

void check_connections(const config::Config& config) {
    const auto phrases = engine::shipped_phrases(config.markets.front().languages.front());
    Cells cells = make_cells(config, phrases);
    Metrics metrics;
    for (const config::Route& route : config.routes)
        static_cast<void>(make_route(config, route, cells, metrics));
    static_cast<void>(address_list(config, "listen.public.trusted_proxies",
                                   config.public_listener.trusted_proxies));
    for (const config::Market& market : config.markets)
        static_cast<void>(payer_settings(config, market));
}

}  // namespace kazi::gateway::app
