// SPDX-License-Identifier: Apache-2.0
// A cell on a real redis-server, routes to scripted aggregators, and the sender between them.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "gateway/engine/shipped_phrases.hpp"
#include "gateway/hooks/hooks.hpp"
#include "gateway/hooks/message_state.hpp"
#include "gateway/http/client.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/memory_sink.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/sender/sender.hpp"
#include "taskflow/worker.hpp"
#include "tests/contract/redis_fixture.hpp"
#include "tests/integration/sender/scripted_aggregator.hpp"

namespace kazi::tests {

/// Goes with real time, and jumps when told.
class JumpingClock final : public gateway::Clock {
public:
    [[nodiscard]] taskflow::Instant now() const override { return system_.now() + ahead; }
    taskflow::Instant ahead = 0;

private:
    gateway::SystemClock system_;
};

struct RunningSender {
    RunningSender(boost::asio::io_context& io, gateway::World& world,
                  gateway::engine::Engine& engine, gateway::engine::Cell& cell,
                  std::vector<const gateway::hooks::Route*> routes, int in_flight_max);

    gateway::keepers::Rest rest;
    gateway::sender::Sender sender;
    bool ended = false;
};

class SendOffice {
public:
    SendOffice();
    ~SendOffice();

    /// A route of Africa's Talking's dialect to `aggregator`; settings may be changed until `open`.
    gateway::hooks::Route& add_route(const std::string& name, const std::string& url,
                                     const std::string& dialect = "africastalking");

    /// Puts a message for the n-th worker in the outbox, and her number and record in the store.
    void post(int n, bool reply, const std::string& text = "hello", std::int64_t not_after = 0);
    /// The same for many, in one commit.
    void post_all(int first, int count, bool reply, const std::string& text = "hello");
    [[nodiscard]] static std::string number(int n);
    [[nodiscard]] static taskflow::WorkerId worker_id(int n);

    void open(int in_flight_max = 32);
    /// Ends the sender, as SIGTERM does.
    void close();

    void until(const std::function<bool()>& happened);
    void until_outbox_empty();
    /// Lets everything run for a while.
    void turn(std::chrono::milliseconds time);

    /// POSTs a form to a route's /dlr hook and returns the status.
    int report(const std::string& route, const std::string& body);
    /// POSTs JSON to a route's hook of that kind and returns the status.
    int post_json(const std::string& route, gateway::hooks::HookKind kind, const std::string& body);
    /// GETs it, the report being a query.
    int report_by_query(const std::string& route, const std::string& query);

    [[nodiscard]] std::size_t waiting();  ///< entries in the outbox
    [[nodiscard]] std::optional<gateway::hooks::MessageState> state(const std::string& route,
                                                                    const std::string& id);
    [[nodiscard]] taskflow::Worker worker(int n);
    [[nodiscard]] bool logged(const std::string& part) const;

    RedisFixture redis;
    boost::asio::io_context& io = redis.io;
    JumpingClock clock;
    gateway::SystemEntropy entropy;
    std::shared_ptr<gateway::MemorySink> lines = std::make_shared<gateway::MemorySink>();
    gateway::Log log{lines, config::LogLevel::debug};
    gateway::Metrics metrics;
    gateway::http::HttpClient client{io, {}};
    gateway::World world{clock, entropy, redis.store, client, log, metrics};
    gateway::engine::Engine engine{world};
    taskflow::dialogue::Phrasebook phrases = gateway::engine::shipped_phrases("en");
    gateway::engine::Cell cell;
    ScriptedAggregator aggregator{io};
    gateway::hooks::DeliveryProofs proofs;
    gateway::hooks::Hooks hooks;

private:
    int call(const std::string& route, gateway::hooks::HookKind kind,
             const protocols::Callback& callback);
    void plan_post(gateway::store::Batch& batch, int n, bool reply, const std::string& text,
                   std::int64_t not_after);

    std::list<gateway::hooks::Route> routes_;
    std::unique_ptr<RunningSender> running_;
    std::uint32_t sequence_ = 0;
};

}  // namespace kazi::tests
