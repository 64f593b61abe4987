// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/api/api_fixture.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "gateway/engine/shipped_phrases.hpp"
#include "tests/integration/api/exchange_record.hpp"

namespace kazi::tests {

using protocols::HttpReply;
using protocols::HttpRequest;

const char* const campaign_spec = R"({"title":"Moods","market":"ke",
    "question":{"type":"choice","texts":{
        "en":{"text":"How is this? {tweet}","options":["good","bad"]},
        "sw":{"text":"Hii ikoje? {tweet}","options":["nzuri","mbaya"]}},
        "labels":["positive","negative"]},
    "pay":"2.00","redundancy":{"minimum":3,"maximum":12,"confidence":0.95}})";

namespace {

std::vector<gateway::api::Market> markets() {
    config::Market market;
    market.name = "ke";
    market.currency = "KES";
    market.languages = {"en", "sw"};
    market.sms_price_micro = 800'000;
    market.platform_fee_percent = 20;
    return {gateway::api::market_from(market, "ke-0")};
}

gateway::http::ServerHooks hooks_for(gateway::api::Api& api) {
    gateway::http::ServerHooks hooks;
    hooks.handler = [&api](gateway::http::Exchange& exchange) { return api.serve(exchange); };
    hooks.streams_body = &gateway::api::Api::streams_body;
    hooks.on_error = [](std::string_view what, std::string_view text) {
        FAIL_CHECK("server: " << std::string(what) << ": " << std::string(text));
    };
    return hooks;
}

gateway::http::ListenOptions listen_options() {
    gateway::http::ListenOptions options;
    // Over the API's own limit, so that it is the API that refuses.
    options.body_bytes_max = 1024 * 1024;
    return options;
}

}  // namespace

ApiFixture::ApiFixture()
    : phrases_(gateway::engine::shipped_phrases("en")), api_(world_, markets(), phrases_) {
    server_ =
        std::make_unique<gateway::http::HttpServer>(redis.io, listen_options(), hooks_for(api_));
    key_ = new_client("acme", true);
}

HttpRequest ApiFixture::request_of(const Ask& what) {
    HttpRequest request;
    request.method = what.method;
    request.url = fmt::format("http://127.0.0.1:{}{}", server_->port(), what.target);
    const std::string& key = what.api_key ? *what.api_key : key_;
    if (!key.empty()) request.headers.push_back({"Authorization", "Bearer " + key});
    if (what.method == "POST") {
        request.body = what.body;
        const bool made_up = what.idempotency_key.empty();
        request.headers.push_back({"Idempotency-Key", made_up ? fmt::format("key-{}", ++keys_made_)
                                                              : what.idempotency_key});
        request.headers.push_back({"Content-Type", what.content_type});
    }
    for (const protocols::Header& header : what.headers)
        request.headers.push_back(header);
    return request;
}

HttpReply ApiFixture::ask(Ask what) {
    std::vector<Ask> asks;
    asks.push_back(std::move(what));
    return std::move(ask_together(std::move(asks)).front());
}

std::vector<HttpReply> ApiFixture::ask_together(std::vector<Ask> asks) {
    std::vector<HttpReply> replies(asks.size());
    std::size_t answered = 0;
    for (std::size_t i = 0; i < asks.size(); ++i) {
        const HttpRequest request = request_of(asks[i]);
        client_.send(request, {}, [&, i, request](gateway::http::HttpOutcome outcome) {
            auto* came = std::get_if<gateway::http::Answered>(&outcome);
            REQUIRE_MESSAGE(came != nullptr, "no answer to " << request.url);
            record_exchange(request, came->reply);
            replies[i] = std::move(came->reply);
            ++answered;
        });
    }
    const bool all = wait_until([&] { return answered == asks.size(); });
    REQUIRE_MESSAGE(all, "not everything was answered");
    return replies;
}

std::string ApiFixture::new_client(const std::string& name, bool may_fund) {
    const std::string key = gateway::api::new_api_key(entropy_);
    const auto made = redis.call.commit(
        gateway::api::plan_client_key(gateway::api::hash_api_key(key), {name, may_fund}));
    REQUIRE(made.has_value());
    REQUIRE(made->applied);
    return key;
}

void ApiFixture::fund(const std::string& amount) {
    const HttpReply reply =
        post("/v1/funds",
             fmt::format(R"({{"amount":"{}","currency":"KES","reference":"transfer"}})", amount));
    REQUIRE(reply.status == 201);
}

std::string ApiFixture::new_campaign() {
    const HttpReply reply = post("/v1/campaigns", campaign_spec);
    REQUIRE_MESSAGE(reply.status == 201, reply.body);
    return member(reply, "id");
}

void ApiFixture::upload_items(const std::string& campaign, int count) {
    const HttpReply reply = ask({"POST", "/v1/campaigns/" + campaign + "/items",
                                 item_lines(1, count), "application/x-ndjson"});
    REQUIRE(reply.status == 200);
    REQUIRE(member(reply, "accepted") == std::to_string(count));
}

boost::json::value json_of(const HttpReply& reply) {
    boost::system::error_code error;
    auto value = boost::json::parse(reply.body, error);
    REQUIRE_MESSAGE(!error, "not JSON: " << reply.body);
    return value;
}

std::string member(const HttpReply& reply, const std::string& path) {
    boost::json::value value = json_of(reply);
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t dot = std::min(path.find('.', at), path.size());
        const boost::json::value inner = value.at(path.substr(at, dot - at));
        value = inner;
        at = dot + 1;
    }
    if (value.is_string()) return std::string(value.get_string());
    return boost::json::serialize(value);
}

std::string header_of(const HttpReply& reply, std::string_view name) {
    for (const protocols::Header& header : reply.headers) {
        if (header.name == name) return header.value;
    }
    return {};
}

std::string item_lines(int first, int count) {
    std::string lines;
    for (int i = first; i < first + count; ++i)
        lines += fmt::format(R"({{"id":"t{}","tweet":"Text number {}"}})"
                             "\n",
                             i, i);
    return lines;
}

}  // namespace kazi::tests
