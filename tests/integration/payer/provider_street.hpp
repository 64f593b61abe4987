// SPDX-License-Identifier: Apache-2.0
// All ten providers beside a pay office: people of each, what moved by the providers' own ledger,
// and what is wrong when the two ledgers part.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/integration/payer/pay_office.hpp"
#include "tests/simulator/payouts/house_server.hpp"

namespace kazi::tests {

class ProviderStreet {
public:
    static constexpr const char* path_token = "path-token-of-the-house-22";
    static constexpr std::int64_t units = 20;

    ProviderStreet(PayOffice& office, int lie_percent,
                   simulator::payouts::HouseServer::Clock clock);

    [[nodiscard]] simulator::payouts::House& house() { return server_.house(); }
    [[nodiscard]] std::string url() const;
    /// How the numbers begin that this provider pays to, without plus.
    [[nodiscard]] static std::string prefix_of(const billing::Provider& provider);

    /// The office pays from an account at each of them, and from no other.
    void open_accounts();
    /// Owes KES 20 to so many people, of each account in turn.
    void order(std::size_t people);
    /// Every provider's report, twice: the first may have a line too few, or one too many.
    void read_reports();

    /// What is wrong, a line for each; empty is the proof. Payouts that wait for a person or for
    /// news may have moved money once.
    [[nodiscard]] std::string faults();
    /// What waits for a person and shouldn't, at accounts that can be asked; empty is the proof.
    [[nodiscard]] std::string left_to_people();
    /// Payouts by their state.
    [[nodiscard]] std::map<std::string, int> states();
    [[nodiscard]] std::int64_t tokens_of(std::string_view provider);

    std::vector<std::string> ids;

private:
    [[nodiscard]] std::vector<billing::Payout> payouts();
    void read_report_of(std::string_view provider);

    PayOffice& office_;
    simulator::payouts::HouseServer::Clock clock_;
    simulator::payouts::HouseServer server_;
};

}  // namespace kazi::tests
