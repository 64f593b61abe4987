// SPDX-License-Identifier: Apache-2.0
#include "tests/payouts/ten_accounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "tests/faults/replace.hpp"
#include "tests/simulator/payouts/wire_bank.hpp"

namespace kazi::tests {

namespace {

/// Puts the value into the environment and returns what refers to it.
std::string reference(const std::string& name, const std::string& value) {
    const std::string variable = "PAY_TOWN_" + name;
    ::setenv(variable.c_str(), value.c_str(), 1);
    return fmt::format("{{ env = \"{}\" }}", variable);
}

std::string account(const billing::Provider& provider, const std::string& house) {
    const auto settings = simulator::payouts::wire_settings(provider, house);
    std::string text = fmt::format(
        "[provider.{7}]\ncodec = \"{0}\"\nmarket = \"ke\"\nurl = \"{1}\"\n"
        "query_url = \"{2}\"\ntoken_url = \"{3}\"\ncallback_url = \"{4}\"\n"
        "username = \"{5}\"\nprefixes = [\"{6}\"]\npayouts_per_second = 1000\n",
        provider.name, settings.send_url, settings.status_url, settings.token_url,
        settings.callback_url, settings.username, prefix_of(provider), account_of(provider.name));
    text += "api_key = " + reference("API_KEY", settings.api_key) + "\n";
    text += "callback_path_token = " + reference("PATH_TOKEN", town_path_token) + "\n";
    if (!settings.callback_secret.empty())
        text += "callback_secret = " + reference("CALLBACK", settings.callback_secret) + "\n";
    text += fmt::format("[provider.{}.options]\n", account_of(provider.name));
    for (const auto& option : settings.options)
        text +=
            fmt::format("{} = {}\n", option.name,
                        reference(fmt::format("{}_{}", provider.name, option.name), option.value));
    return text + "\n";
}

}  // namespace

std::string account_of(std::string_view codec) {
    std::string name(codec);
    std::ranges::replace(name, '_', '-');
    return name;
}

std::string prefix_of(const billing::Provider& provider) {
    return fmt::format("25471{}", &provider - billing::providers().data());
}

void open_ten_accounts(const RunningDaemon& daemon) {
    const auto house = fmt::format("http://127.0.0.1:{}", daemon.telco_port());
    std::string all;
    for (const billing::Provider& provider : billing::providers())
        all += account(provider, house);
    std::string text = text_of(daemon.config_file());
    replace(text, "[provider.at]" + between(text, "[provider.at]", "[push]"), all);
    write_file(daemon.config_file(), text);
}

}  // namespace kazi::tests
