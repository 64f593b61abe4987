// SPDX-License-Identifier: Apache-2.0
// The hooks on a real redis-server, with a campaign of yes-or-no questions, one route for each
// dialect that a test asks for, and a clock that stands still unless it is moved.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gateway/engine/shipped_phrases.hpp"
#include "gateway/hooks/hooks.hpp"
#include "gateway/http/client.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/memory_sink.hpp"
#include "tests/contract/redis_fixture.hpp"
#include "tests/integration/hooks/held_store.hpp"

namespace kazi::tests {

class StandingClock final : public gateway::Clock {
public:
    [[nodiscard]] taskflow::Instant now() const override { return at; }
    taskflow::Instant at = 1'709'622'551 * taskflow::second_us;
};

/// A callback under way; the reply once it is there.
using Pending = std::shared_ptr<std::optional<protocols::HttpReply>>;

class HookHouse {
public:
    explicit HookHouse(gateway::hooks::HookSettings settings = {.identity_key = identity_key});
    ~HookHouse();

    /// Opens one more campaign of forty questions.
    void open_campaign(std::uint32_t number);
    /// Adds a route without a secret, named as its dialect.
    gateway::hooks::Route& route(const std::string& dialect);

    /// POSTs a form to /hooks/ROUTE/KIND.
    protocols::HttpReply post(const std::string& route, const std::string& kind,
                              const std::string& form);
    /// The same without waiting for the reply.
    Pending begin(const std::string& route, const std::string& kind, const std::string& form);
    protocols::HttpReply reply(const Pending& pending);
    /// Lets everything run until it is so; fails the test when it never is.
    void until(const std::function<bool()>& happened);

    /// By Africa's Talking: an SMS, a turn by all that was typed since the start.
    int sms(const std::string& text, const std::string& id, const std::string& from = her_number);
    std::string turn(const std::string& session, const std::string& typed,
                     const std::string& from = her_number);
    static std::string turn_form(const std::string& session, const std::string& typed,
                                 const std::string& from = her_number);
    static std::string sms_form(const std::string& text, const std::string& id,
                                const std::string& from = her_number);
    /// Through language (English), consent and year of birth, to the first question by SMS.
    void join(const std::string& from = her_number);

    [[nodiscard]] taskflow::Worker worker(const std::string& number = her_number);
    [[nodiscard]] std::size_t entries(const std::string& stream);
    /// The texts of the SMS that wait to be sent, oldest first.
    [[nodiscard]] std::vector<std::string> replies();
    [[nodiscard]] std::int64_t balance(const std::string& account);
    [[nodiscard]] bool logs(const std::string& text) const;
    [[nodiscard]] bool counts(const std::string& metric_line) const;

    static constexpr const char* identity_key = "planted-identity-key";
    static constexpr const char* her_number = "+254711000001";

    RedisFixture redis;
    boost::asio::io_context& io = redis.io;
    HeldStore store{redis.store};
    StandingClock clock;
    gateway::SystemEntropy entropy;
    std::shared_ptr<gateway::MemorySink> lines = std::make_shared<gateway::MemorySink>();
    gateway::Log log{lines, config::LogLevel::debug};
    gateway::Metrics metrics;
    gateway::http::HttpClient client{io, {}};
    gateway::World world{clock, entropy, store, client, log, metrics};
    gateway::engine::Engine engine{world};
    taskflow::dialogue::Phrasebook phrases = gateway::engine::shipped_phrases("sw");
    gateway::engine::Cell cell;
    gateway::hooks::Hooks hooks;

private:
    std::uint64_t ids_ = 0;
};

/// A text as a form carries it.
[[nodiscard]] std::string escaped(const std::string& text);

}  // namespace kazi::tests
