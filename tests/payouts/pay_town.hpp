// SPDX-License-Identifier: Apache-2.0
// The real `kazi serve` with a Redis of its own, ten accounts, and behind each a provider on the
// wire. Providers call back as they do: again until they are answered.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "billing/payout.hpp"
#include "gateway/http/client.hpp"
#include "tests/faults/running_daemon.hpp"
#include "tests/simulator/payouts/house_server.hpp"

namespace kazi::tests {

class PayTown {
public:
    /// Each lie is told by that share of the people's providers. Starts the daemon.
    PayTown(std::uint64_t seed, int lie_percent);
    ~PayTown();
    PayTown(const PayTown&) = delete;
    PayTown& operator=(const PayTown&) = delete;

    /// Owes KES 20 to so many people, of each provider in turn, while the daemon works.
    void owe(std::size_t people);
    /// kill -9, with its Redis, and up again.
    void strike(std::chrono::milliseconds down);
    /// Lets everything run for so long.
    void run_for(std::chrono::milliseconds time);
    /// The wall clock of daemon and providers jumps; what became due is done.
    void pass(std::int64_t seconds);
    /// Every provider's report is imported, twice: the first may lack a line or have one too many.
    void read_reports();

    [[nodiscard]] RunningDaemon& daemon() { return daemon_; }
    /// Requests to pay that providers have had.
    [[nodiscard]] std::int64_t payments();
    [[nodiscard]] std::vector<billing::Payout> payouts();
    /// What waits for a person and shouldn't, at accounts that can be asked; empty is the proof.
    [[nodiscard]] std::string left_to_people();
    /// What is wrong with the two ledgers; empty is the proof.
    [[nodiscard]] std::string ledger_faults();

private:
    [[nodiscard]] std::int64_t now_us() const;
    [[nodiscard]] std::string redis_socket() const;
    void call_back();
    void deliver(const simulator::payouts::DueCall& due);
    void read_report_of(std::string_view provider);

    boost::asio::io_context io_{1};
    RunningDaemon daemon_;
    std::int64_t* shift_s_;  ///< shared with the daemon
    simulator::payouts::HouseServer server_;
    gateway::http::HttpClient client_;
    std::size_t people_ = 0;
    std::size_t calls_under_way_ = 0;
    std::deque<simulator::payouts::DueCall> calls_;
};

}  // namespace kazi::tests
