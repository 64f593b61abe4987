// SPDX-License-Identifier: Apache-2.0
#include "config/pay_section.hpp"

#include <algorithm>
#include <utility>

#include "config/value_text.hpp"

namespace kazi::config {

namespace {

constexpr std::int64_t effort_s_max = 3'600;
constexpr std::size_t network_name_max = 20;

std::int64_t amount_or(Section& section, std::string_view key, std::int64_t fallback) {
    return section.has(key) ? section.amount_micro(key) : fallback;
}

void read_money(Section& section, Pay& pay) {
    pay.money = section.flag_or("money", pay.money);
    pay.money_fee_micro = amount_or(section, "money_fee", 0);
    if (!pay.money) {
        for (const char* key : {"money_minimum", "money_step", "money_maximum"})
            static_cast<void>(amount_or(section, key, 0));
        return;
    }
    pay.money_minimum_micro = section.amount_micro("money_minimum");
    pay.money_step_micro = section.amount_micro("money_step");
    pay.money_maximum_micro = section.amount_micro("money_maximum");
    if (pay.money_minimum_micro <= 0) section.fail("money_minimum", "must be more than zero");
    if (pay.money_step_micro <= 0) section.fail("money_step", "must be more than zero");
    if (pay.money_maximum_micro < pay.money_minimum_micro)
        section.fail("money_maximum", "must not be less than money_minimum");
}

std::uint32_t effort_or(Section& section, std::string_view key, std::uint32_t fallback) {
    return section.number_or(key, {1, effort_s_max}, fallback);
}

void read_effort(Section& section, Pay& pay) {
    pay.floor_hour_micro = amount_or(section, "floor_per_hour", 0);
    pay.reserve_percent =
        section.number_or("top_up_reserve_percent", {0, 400}, pay.reserve_percent);
    pay.effort_choice_s = effort_or(section, "effort_choice_s", pay.effort_choice_s);
    pay.effort_yes_no_s = effort_or(section, "effort_yes_no_s", pay.effort_yes_no_s);
    pay.effort_number_s = effort_or(section, "effort_number_s", pay.effort_number_s);
    pay.effort_text_s = effort_or(section, "effort_text_s", pay.effort_text_s);
    pay.effort_question_days =
        section.number_or("effort_question_days", {0, 3'650}, pay.effort_question_days);
}

std::vector<std::int64_t> read_top_ups(Section& section) {
    std::vector<std::int64_t> amounts;
    if (!section.has("top_ups")) return amounts;
    for (const std::string& text : section.texts("top_ups")) {
        const auto micro = parse_amount_micro(text);
        if (micro && *micro > 0) {
            amounts.push_back(*micro);
        } else {
            section.fail("top_ups", "'" + text + "' is no amount above zero");
        }
    }
    return amounts;
}

Network read_network(Section section, const std::string& name) {
    Network network;
    network.name = name;
    network.codes = section.texts("codes");
    network.top_ups_micro = read_top_ups(section);
    network.reply_cost_micro = amount_or(section, "reply_cost", 0);
    if (name.size() > network_name_max) section.fail("codes", "the network's name is too long");
    section.close();
    return network;
}

}  // namespace

Pay read_pay(Section section) {
    Pay pay;
    pay.pin = section.flag_or("pin", pay.pin);
    pay.pin_after_days = section.number_or("pin_after_days", {1, 3'650}, pay.pin_after_days);
    pay.network_days = section.number_or("network_days", {1, 3'650}, pay.network_days);
    pay.automatic = section.flag_or("automatic", pay.automatic);
    pay.at_micro = amount_or(section, "automatic_at", 0);
    pay.reply_cost_micro = amount_or(section, "reply_cost", 0);
    read_money(section, pay);
    read_effort(section, pay);
    section.close();
    return pay;
}

std::vector<Network> read_networks(Section& market) {
    std::vector<Network> networks;
    for (auto& [name, section] : market.named("networks"))
        networks.push_back(read_network(std::move(section), name));
    return networks;
}

}  // namespace kazi::config
