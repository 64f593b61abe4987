// SPDX-License-Identifier: Apache-2.0
#include "billing/first_step.hpp"

#include <algorithm>
#include <array>

#include "billing/providers/steps.hpp"

namespace kazi::billing {

const FirstSteps* first_steps_of(std::string_view provider) {
    static const std::array all{mojaloop_fspiop_steps(), paystack_steps()};
    const auto at = std::find_if(all.begin(), all.end(), [provider](const FirstSteps& each) {
        return each.provider == provider;
    });
    return at == all.end() ? nullptr : &*at;
}

std::string_view fact(const Facts& facts, std::string_view name) {
    for (const ProviderOption& each : facts)
        if (each.name == name) return each.value;
    return {};
}

void learn(Facts& facts, std::string name, std::string value) {
    std::erase_if(facts, [&](const ProviderOption& each) { return each.name == name; });
    facts.push_back({std::move(name), std::move(value)});
}

ProviderSettings with_facts(ProviderSettings settings, const Facts& facts) {
    settings.options.insert(settings.options.begin(), facts.begin(), facts.end());
    return settings;
}

}  // namespace kazi::billing
