// SPDX-License-Identifier: Apache-2.0
// A cell on a real redis-server with one worker who is owed KES 20, a provider over HTTP, and as
// many payers as a test wants. The clock stands still unless it is moved.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gateway/engine/shipped_phrases.hpp"
#include "gateway/http/client.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/memory_sink.hpp"
#include "gateway/payer/payer.hpp"
#include "gateway/payer/waiting.hpp"
#include "taskflow/worker.hpp"
#include "tests/contract/redis_fixture.hpp"
#include "tests/integration/payer/scripted_provider.hpp"

namespace kazi::tests {

/// What the worker of a PayOffice is owed.
inline constexpr std::int64_t kes_20 = 20'000'000;

inline constexpr std::int64_t hour_s = 3600;

class StandingClock final : public gateway::Clock {
public:
    [[nodiscard]] taskflow::Instant now() const override { return at; }
    taskflow::Instant at = 1'700'000'000'000'000;
};

/// Passes requests on, and remembers how they were to be sent.
class WatchedOutbound final : public gateway::http::Outbound {
public:
    explicit WatchedOutbound(gateway::http::Outbound& way_out) : way_out_(way_out) {}
    void send(protocols::HttpRequest request, gateway::http::SendOptions options,
              std::function<void(gateway::http::HttpOutcome)> done) override;

    int payments = 0;
    int payments_on_fresh_connections = 0;
    int under_way = 0;
    bool keeps = false;                            ///< `requests`
    std::vector<protocols::HttpRequest> requests;  ///< in the order in which they left

private:
    gateway::http::Outbound& way_out_;
};

/// What a payer runs with; a daemon's worth. Dropping it is the daemon's sudden end.
struct RunningPayer {
    RunningPayer(boost::asio::io_context& io, gateway::World& world,
                 gateway::engine::Engine& engine, gateway::engine::Cell& cell,
                 gateway::payer::PayerSettings settings, const std::filesystem::path& mark_file);

    gateway::keepers::Rest rest;
    gateway::payer::Payer payer;
    bool ended = false;
};

class PayOffice {
public:
    PayOffice();
    ~PayOffice();

    /// Owes her KES 20, recorded and waiting in the outbox. Returns the payout's id.
    std::string order();
    /// The same for whoever has that number.
    std::string order_for(const std::string& number, std::int64_t units);

    /// An aggregator says that her number is on that network.
    void name_network(const std::string& network);

    /// Starts a payer: as many as are started work side by side.
    void open();
    /// Ends all payers, with what is under way.
    void close();

    /// Lets everything run until it is so; fails the test when it never is.
    void until(const std::function<bool()>& happened);
    void until_state(const std::string& payout, billing::PayoutState state);
    /// Time passes, and two rounds of the payer with it.
    void pass(std::int64_t seconds);
    /// Second by second.
    void pass_until_state(const std::string& payout, billing::PayoutState state);

    /// Records the first attempt and does not make it: what a daemon leaves that dies between.
    gateway::payer::Applied claim(const std::string& payout);
    /// The same by several, each of whom loads the payout before any of them commits.
    std::vector<gateway::payer::Applied> claim_at_once(const std::string& payout,
                                                       std::size_t claimants);
    /// Parks a notice under that reference.
    gateway::payer::Parking::Place park(const std::string& reference);

    /// POSTs to the payer; no answer needs a running one.
    protocols::HttpReply call_back(const std::string& body,
                                   const std::string& target = "/hooks/at/planted-token/payout",
                                   const std::string& content_type = form);
    protocols::HttpReply hear(const std::string& account, const protocols::Callback& callback);
    protocols::HttpReply tell(const std::string& reference, const std::string& status);

    gateway::payer::Applied apply(const std::string& payout, billing::PayoutEvent event);
    gateway::payer::Applied decide(const std::string& payout, billing::Verdict verdict);

    [[nodiscard]] billing::Payout payout(const std::string& id);
    /// What the operator is told that it waits for; nothing: it has ended.
    [[nodiscard]] std::optional<gateway::payer::Waiting> waiting(const std::string& id);
    /// What was said with providers today, in order.
    [[nodiscard]] std::vector<gateway::payer::Capture> exchanges();
    [[nodiscard]] taskflow::Worker worker();
    [[nodiscard]] std::int64_t balance(const std::string& account);  ///< micro-units
    [[nodiscard]] std::size_t entries(const std::string& stream);
    [[nodiscard]] bool scheduled(const std::string& payout);
    /// The audit's findings, as text; empty is the proof.
    [[nodiscard]] std::string audit();
    /// Seals what the journal has grown by. True: there may be more.
    bool seal();
    /// Takes the newest entry out of the journal, as somebody would who has got hold of the store.
    void strike_newest_entry();

    static constexpr const char* form = "application/x-www-form-urlencoded";
    static constexpr const char* msisdn = "+254711000111";

    RedisFixture redis;
    boost::asio::io_context& io = redis.io;
    StandingClock clock;
    gateway::SystemEntropy entropy;
    std::shared_ptr<gateway::MemorySink> lines = std::make_shared<gateway::MemorySink>();
    gateway::Log log{lines, config::LogLevel::debug};
    gateway::Metrics metrics;
    gateway::http::HttpClient client{io, {}};
    WatchedOutbound outbound{client};
    gateway::World world{clock, entropy, redis.store, outbound, log, metrics};
    gateway::engine::Engine engine{world};
    taskflow::dialogue::Phrasebook phrases = gateway::engine::shipped_phrases("en");
    gateway::engine::Cell cell;
    ScriptedProvider provider{io};
    /// May be changed until a payer is opened or called.
    gateway::payer::PayerSettings settings;
    std::filesystem::path mark_file;
    /// The first of its accounts.
    gateway::payer::AccountSettings& account() { return settings.accounts.front(); }
    taskflow::WorkerId her;

private:
    [[nodiscard]] gateway::store::Record worker_record(const taskflow::WorkerId& id);
    template <class T>
    T result_of(boost::asio::awaitable<T> work);

    std::vector<std::unique_ptr<RunningPayer>> payers_;
    gateway::keepers::Rest counter_rest_{io};
    std::unique_ptr<gateway::payer::Payer> counter_;  ///< hears callbacks, sends nothing
};

}  // namespace kazi::tests
