// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/payer/provider_street.hpp"

#include <boost/json/object.hpp>

#include "billing/reconcile.hpp"
#include "tests/simulator/payouts/wire_bank.hpp"

namespace kazi::tests {

namespace {

using billing::Payout;
using billing::PayoutState;

constexpr std::int64_t amount_micro = ProviderStreet::units * billing::micro_per_unit;

simulator::payouts::HouseSettings house_settings(int lie_percent) {
    simulator::payouts::HouseSettings settings;
    settings.fulfilment = simulator::payouts::wire_fulfilment();
    settings.lie_percent = lie_percent;
    settings.refusal_percent = lie_percent;
    return settings;
}

std::string told(const Payout& payout, std::int64_t moved) {
    std::string text =
        payout.id + " " + std::string(to_string(payout.state)) + ", moved " + std::to_string(moved);
    for (const billing::Attempt& attempt : payout.attempts)
        text += "; " + attempt.provider + " " + std::string(to_string(attempt.state)) + " " +
                attempt.code;
    return text + "\n";
}

}  // namespace

ProviderStreet::ProviderStreet(PayOffice& office, int lie_percent,
                               simulator::payouts::HouseServer::Clock clock)
    : office_(office),
      clock_(std::move(clock)),
      server_(office.io, 0, house_settings(lie_percent), clock_) {}

std::string ProviderStreet::url() const {
    return "http://127.0.0.1:" + std::to_string(server_.port());
}

std::string ProviderStreet::prefix_of(const billing::Provider& provider) {
    return "25471" + std::to_string(&provider - billing::providers().data());
}

void ProviderStreet::open_accounts() {
    gateway::payer::PayerSettings& settings = office_.settings;
    settings.accounts.clear();
    for (const billing::Provider& provider : billing::providers()) {
        gateway::payer::AccountSettings account;
        account.name = std::string(provider.name);
        account.provider = &provider;
        account.account = simulator::payouts::wire_settings(provider, url());
        account.route.name = account.name;
        account.route.currency = *billing::Currency::parse("KES");
        account.route.operators = {account.name};
        settings.operators.push_back({prefix_of(provider), account.name});
        account.number_spacing = std::chrono::seconds(provider.traits.number_spacing_s);
        account.payouts_per_second = 1000;
        settings.accounts.push_back(std::move(account));
    }
}

void ProviderStreet::order(std::size_t people) {
    const auto providers = billing::providers();
    for (std::size_t i = 0; i < people; ++i) {
        const std::string tail = std::to_string(100'000 + i);
        const std::string number = "+" + prefix_of(providers[i % providers.size()]) + tail;
        ids.push_back(office_.order_for(number, units));
    }
}

void ProviderStreet::read_reports() {
    for (int time = 0; time < 2; ++time)
        for (const billing::Provider& provider : billing::providers())
            read_report_of(provider.name);
}

void ProviderStreet::read_report_of(std::string_view provider) {
    const auto lines = billing::read_report(house().report(provider, clock_()));
    REQUIRE(lines.has_value());
    std::vector<Payout> payouts;
    for (const std::string& id : ids)
        payouts.push_back(office_.payout(id));
    billing::ReconcileContext context;
    context.provider = provider;
    context.deployment_key = office_.settings.deployment_key;
    context.until_us = clock_() + 3'600'000'000;
    for (const auto& news : billing::reconcile(*lines, payouts, context).news)
        office_.apply(ids[news.payout], news.event);
}

std::map<std::string, std::int64_t> ProviderStreet::moved() {
    std::map<std::string, std::int64_t> all;
    for (const auto& branch : house().ledger(clock_()))
        for (const auto& payment : branch.value().as_object().at("by_key").as_object())
            all[std::string(payment.key())] += payment.value().as_int64();
    return all;
}

std::string ProviderStreet::fault_of(const Payout& payout,
                                     std::map<std::string, std::int64_t>& moved) const {
    std::int64_t sum = 0;
    for (const billing::Attempt& attempt : payout.attempts) {
        sum += moved[attempt.key];
        moved.erase(attempt.key);
    }
    const bool paid =
        payout.state == PayoutState::succeeded || payout.state == PayoutState::reconciled;
    if (payout.state == PayoutState::held) return {};
    if (sum > amount_micro) return "paid twice: " + told(payout, sum);
    if (paid && sum != amount_micro) return "told as paid: " + told(payout, sum);
    if (payout.state == PayoutState::returned && sum != 0)
        return "wrongly returned: " + told(payout, sum);
    return {};
}

std::string ProviderStreet::faults() {
    auto all = moved();
    std::string text;
    for (const std::string& id : ids)
        text += fault_of(office_.payout(id), all);
    for (const auto& [key, micro] : all)
        if (micro > 0) text += "moved under a key that nobody recorded: " + key + "\n";
    return text;
}

std::map<std::string, int> ProviderStreet::states() {
    std::map<std::string, int> counted;
    for (const std::string& id : ids)
        ++counted[std::string(to_string(office_.payout(id).state))];
    return counted;
}

std::int64_t ProviderStreet::tokens_of(std::string_view provider) {
    return house().ledger(clock_()).at(provider).as_object().at("tokens").as_int64();
}

}  // namespace kazi::tests
