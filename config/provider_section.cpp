// SPDX-License-Identifier: Apache-2.0
// [provider.NAME] and what a market says of its operators: who is paid through which account.
#include <algorithm>
#include <array>
#include <string_view>

#include "config/sections.hpp"
#include "config/value_text.hpp"

namespace kazi::config {
namespace {

/// 128 bits as base64 text: whoever knows a path can forge callbacks.
constexpr std::size_t path_token_chars_min = 22;
constexpr std::size_t callback_secret_chars_min = 16;
constexpr std::size_t api_key_chars_min = 1;
constexpr std::int64_t day_s = 24 * 3'600;
constexpr std::int64_t percent_micro_max = 50'000'000;
constexpr std::int64_t ppm_per_percent = 10'000;
constexpr std::int64_t micro_per_unit = 1'000'000;

/// Words in an option's name that tell that its value is nobody else's business.
constexpr std::array secret_words{"secret", "password", "credential",      "pin",
                                  "token",  "private",  "subscription_key"};

bool is_secret(std::string_view name) {
    return std::any_of(secret_words.begin(), secret_words.end(), [name](std::string_view word) {
        const auto at = name.find(word);
        const bool whole_word = at == 0 || (at != name.npos && name[at - 1] == '_');
        return whole_word && (word != "pin" || at + word.size() == name.size());
    });
}

void expect_url(Section& section, std::string_view key, std::string_view url) {
    const bool fits = url.empty() || url.starts_with("https://") || url.starts_with("http://");
    if (!fits) section.fail(key, "must begin with https:// or http://");
}

std::string url_or_none(Section& section, std::string_view key) {
    std::string url = section.text_or(key, "");
    expect_url(section, key, url);
    return url;
}

std::vector<std::string> prefixes_or_none(Section& section, std::string_view key) {
    std::vector<std::string> prefixes;
    if (section.has(key)) prefixes = section.texts(key);
    for (const std::string& prefix : prefixes) {
        const bool digits = prefix.find_first_not_of("0123456789") == std::string::npos;
        if (prefix.empty() || !digits || prefix.front() == '0')
            section.fail(key, "must be beginnings of numbers, country code first, like \"25470\"");
    }
    return prefixes;
}

std::int64_t amount_or_none(Section& section, std::string_view key) {
    return section.has(key) ? section.amount_micro(key) : 0;
}

/// "1.5", or "-4" for a discount, in millionths of the amount.
std::int64_t percent_ppm(Section& section, std::string_view key) {
    const std::string text = section.text_or(key, "0");
    const bool discount = text.starts_with('-');
    const auto micro = parse_amount_micro(std::string_view(text).substr(discount ? 1 : 0));
    if (!micro || *micro > percent_micro_max) {
        section.fail(key, "must be per cent in quotes, at most 50, such as \"1.5\" or \"-4\"");
        return 0;
    }
    const std::int64_t ppm = *micro * ppm_per_percent / micro_per_unit;
    return discount ? -ppm : ppm;
}

std::map<std::string, Secret> read_options(Section section) {
    std::map<std::string, Secret> options;
    for (const std::string& name : section.names()) {
        if (is_secret(name) && !section.is_reference(name))
            section.fail(name,
                         "must be a reference, { env = \"NAME\" } or { file = \"PATH\" }: "
                         "secrets don't stand in this file");
        options[name] = Secret(section.text(name));
    }
    section.close();
    return options;
}

void read_callbacks(Section& section, Provider& provider) {
    provider.callback_url = url_or_none(section, "callback_url");
    if (section.has("callback_secret"))
        provider.callback_secret = section.secret("callback_secret", callback_secret_chars_min);
    provider.callback_path_tokens =
        section.secrets_or_none("callback_path_token", path_token_chars_min);
    if (provider.callback_path_tokens.empty() && !section.has("callback_path_token"))
        section.fail("callback_path_token", "is missing: anybody could report a payout as paid");
}

void read_whom(Section& section, Provider& provider) {
    provider.pays = section.text_or("pays", provider.pays);
    if (provider.pays != "airtime" && provider.pays != "money")
        section.fail("pays", "must be airtime or money");
    provider.prefixes = prefixes_or_none(section, "prefixes");
    if (section.has("operators")) provider.operators = section.texts("operators");
    provider.minimum_micro = amount_or_none(section, "minimum");
    provider.maximum_micro = amount_or_none(section, "maximum");
    provider.fee_micro = amount_or_none(section, "fee");
    provider.fee_ppm = percent_ppm(section, "fee_percent");
    provider.day_cap_micro = amount_or_none(section, "day_cap");
    provider.number_day_cap_micro = amount_or_none(section, "number_day_cap");
    const bool turned_round =
        provider.maximum_micro > 0 && provider.maximum_micro < provider.minimum_micro;
    if (turned_round) section.fail("maximum", "must not be less than minimum");
}

void read_pace(Section& section, Provider& provider) {
    using std::chrono::milliseconds;
    if (section.has("call_deadline_s"))
        provider.call_deadline = section.seconds_or("call_deadline_s", {1, 100}, milliseconds(0));
    if (section.has("number_spacing_s"))
        provider.number_spacing =
            section.seconds_or("number_spacing_s", {0, day_s}, milliseconds(0));
    provider.pending_deadline =
        section.seconds_or("pending_deadline_s", {1, day_s}, provider.pending_deadline);
    provider.queue_pause = section.seconds_or("queue_pause_s", {1, day_s}, provider.queue_pause);
    provider.payouts_per_second =
        section.number_or("payouts_per_second", {1, 10'000}, provider.payouts_per_second);
}

}  // namespace

std::map<std::string, std::vector<std::string>> read_operators(Section& market) {
    std::map<std::string, std::vector<std::string>> operators;
    auto section = market.child("operators");
    if (!section) return operators;
    for (const std::string& name : section->names())
        operators[name] = prefixes_or_none(*section, name);
    section->close();
    return operators;
}

Provider read_provider(Section section, const std::string& name) {
    Provider provider;
    provider.name = name;
    provider.codec = section.text("codec");
    provider.market = section.text("market");
    provider.url = url_or_none(section, "url");
    provider.query_url = url_or_none(section, "query_url");
    provider.token_url = url_or_none(section, "token_url");
    provider.username = section.text_or("username", "");
    if (section.has("api_key")) provider.api_key = section.secret("api_key", api_key_chars_min);
    read_callbacks(section, provider);
    read_whom(section, provider);
    read_pace(section, provider);
    if (auto options = section.child("options")) provider.options = read_options(*options);
    section.close();
    return provider;
}

}  // namespace kazi::config
