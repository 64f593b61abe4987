// SPDX-License-Identifier: Apache-2.0
// The API as a client meets it: an HTTP server on loopback, a redis-server behind it.
#pragma once

#include <boost/json/value.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gateway/api/api.hpp"
#include "gateway/http/client.hpp"
#include "gateway/http/server.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/memory_sink.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/world.hpp"
#include "tests/contract/redis_fixture.hpp"

namespace kazi::tests {

/// A campaign that anybody could make; `items` are `{"id","tweet"}`.
extern const char* const campaign_spec;

/// What to ask. Without a key there is no Authorization; an empty idempotency key is made up.
struct Ask {
    std::string method = "GET";
    std::string target;
    std::string body = {};
    std::string content_type = "application/json";
    std::string idempotency_key = {};
    std::optional<std::string> api_key = {};  ///< instead of the fixture's own
    std::vector<protocols::Header> headers = {};
};

class ApiFixture {
public:
    ApiFixture();

    /// Sends one request, waits for the answer and writes both down.
    protocols::HttpReply ask(Ask what);
    /// Sends all of them at once.
    std::vector<protocols::HttpReply> ask_together(std::vector<Ask> asks);

    protocols::HttpReply get(std::string target) { return ask({"GET", std::move(target)}); }
    protocols::HttpReply post(std::string target, std::string body = "", std::string key = "") {
        return ask(
            {"POST", std::move(target), std::move(body), "application/json", std::move(key)});
    }

    /// Makes a client's key, as the command line does.
    std::string new_client(const std::string& name, bool may_fund);
    void fund(const std::string& amount);
    /// A draft; its id.
    std::string new_campaign();
    /// Uploads items t1 … tn.
    void upload_items(const std::string& campaign, int count);

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    [[nodiscard]] const std::string& key() const { return key_; }
    /// Runs the loop until `happened`.
    template <class Happened>
    bool wait_until(Happened happened) {
        return turn_until(redis.io, happened);
    }

    RedisFixture redis;
    std::shared_ptr<gateway::MemorySink> log_lines = std::make_shared<gateway::MemorySink>();

private:
    protocols::HttpRequest request_of(const Ask& what);

    gateway::SystemClock clock_;
    gateway::SystemEntropy entropy_;
    gateway::http::HttpClient client_{redis.io, {}};
    gateway::Log log_{log_lines, config::LogLevel::debug};
    gateway::Metrics metrics_;
    gateway::World world_{clock_, entropy_, redis.store, client_, log_, metrics_};
    taskflow::dialogue::Phrasebook phrases_;
    gateway::api::Api api_;
    std::unique_ptr<gateway::http::HttpServer> server_;
    std::string key_;
    int keys_made_ = 0;
};

[[nodiscard]] boost::json::value json_of(const protocols::HttpReply& reply);
/// A member of a JSON reply as text, whatever its type; `path` is dotted.
[[nodiscard]] std::string member(const protocols::HttpReply& reply, const std::string& path);
[[nodiscard]] std::string header_of(const protocols::HttpReply& reply, std::string_view name);
/// `count` lines of NDJSON, ids t<first> and on.
[[nodiscard]] std::string item_lines(int first, int count);

}  // namespace kazi::tests
