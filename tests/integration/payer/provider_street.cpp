// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/payer/provider_street.hpp"

#include <boost/json/object.hpp>

#include "billing/reconcile.hpp"
#include "tests/simulator/payouts/two_ledgers.hpp"
#include "tests/simulator/payouts/wire_bank.hpp"

namespace kazi::tests {

namespace {

using billing::Payout;

simulator::payouts::HouseSettings house_settings(int lie_percent) {
    simulator::payouts::HouseSettings settings;
    settings.lie_percent = lie_percent;
    settings.refusal_percent = lie_percent;
    return settings;
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
    const auto& accounts = office_.settings.accounts;
    for (std::size_t i = 0; i < people; ++i) {
        const std::string tail = std::to_string(100'000 + i);
        const std::string number = "+" + prefix_of(*accounts[i % accounts.size()].provider) + tail;
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
    const std::vector<Payout> all = payouts();
    billing::ReconcileContext context;
    context.provider = provider;
    context.deployment_key = office_.settings.deployment_key;
    context.until_us = clock_() + 3'600'000'000;
    for (const auto& news : billing::reconcile(*lines, all, context).news)
        office_.apply(ids[news.payout], news.event);
}

std::string ProviderStreet::faults() {
    return simulator::payouts::ledger_faults(payouts(), house().ledger(clock_()));
}

std::string ProviderStreet::left_to_people() {
    return simulator::payouts::left_to_people(
        simulator::payouts::resolved_by_account(payouts(), house().keys_for_a_person()));
}

std::vector<Payout> ProviderStreet::payouts() {
    std::vector<Payout> all;
    for (const std::string& id : ids)
        all.push_back(office_.payout(id));
    return all;
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
