// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/payer/scripted_provider.hpp"

#include "gateway/http/wait.hpp"

namespace kazi::tests {

namespace {

using boost::asio::awaitable;
using gateway::http::Exchange;
using protocols::HttpReply;

constexpr auto never = boost::asio::steady_timer::time_point::max();

HttpReply receipt(const std::string& message, const std::string& recipients) {
    return {201,
            "application/json",
            R"({"errorMessage":")" + message + R"(","numSent":1,"totalAmount":"0",)" +
                R"("totalDiscount":"0","responses":[)" + recipients + "]}",
            {}};
}

std::string recipient(const std::string& status, const std::string& reference,
                      const std::string& error) {
    return R"({"phoneNumber":"+254711000111","amount":"KES 20.0000","status":")" + status +
           R"(","requestId":")" + reference + R"(","errorMessage":")" + error +
           R"(","discount":"KES 0.8000"})";
}

}  // namespace

HttpReply handed_over(const std::string& reference) {
    return receipt("None", recipient("Sent", reference, "None"));
}

HttpReply refused(const std::string& why) {
    return receipt("None", recipient("Failed", "None", why));
}

HttpReply whole_refusal(const std::string& message) {
    return receipt(message, {});
}

HttpReply silence() {
    return {0, {}, {}, {}};
}

ScriptedProvider::ScriptedProvider(boost::asio::io_context& context)
    : context_(context), silence_(context, never) {
    on_payment = [](std::size_t n) { return handed_over("ATQid_" + std::to_string(n)); };
    on_query = [] { return HttpReply{404, "text/plain", "no such transaction", {}}; };
    listen();
}

void ScriptedProvider::listen() {
    gateway::http::ListenOptions options;
    options.port = port_;
    gateway::http::ServerHooks hooks;
    hooks.handler = [this](Exchange& exchange) { return answer(exchange); };
    server_ = std::make_unique<gateway::http::HttpServer>(context_, options, std::move(hooks));
    port_ = server_->port();
}

void ScriptedProvider::go_away() {
    server_.reset();
}

void ScriptedProvider::come_back() {
    listen();
}

void ScriptedProvider::let_go() {
    silence_.expires_at(boost::asio::steady_timer::time_point::min());
}

std::string ScriptedProvider::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
}

std::vector<std::string> ScriptedProvider::keys() const {
    std::vector<std::string> all;
    for (const Payment& payment : payments)
        all.push_back(payment.key);
    return all;
}

std::size_t ScriptedProvider::paid_at(const std::string& path) const {
    std::size_t count = 0;
    for (const Payment& payment : payments)
        count += payment.target == path ? 1 : 0;
    return count;
}

HttpReply ScriptedProvider::new_token() {
    const std::string token = "planted-bearer-" + std::to_string(tokens_given++);
    return {
        200, "application/json", R"({"access_token":")" + token + R"(","expires_in":3600})", {}};
}

awaitable<HttpReply> ScriptedProvider::answer(Exchange& exchange) {
    const protocols::Callback& request = exchange.request;
    if (request.method == "GET") {
        queries.emplace_back(request.target);
        HttpReply told = on_query();
        if (told.status != 0) co_return told;
        co_await gateway::http::ring(silence_);
        co_return HttpReply{503, "text/plain", "late", {}};
    }
    if (request.target.starts_with("/token")) co_return new_token();
    if (request.target.ends_with("/confirm")) {
        confirmed.emplace_back(request.target);
        co_return HttpReply{200, "application/json", "{}", {}};
    }
    bearers.emplace_back(request.header("Authorization"));
    payments.push_back({std::string(request.header("Idempotency-Key")), std::string(request.body),
                        std::string(request.target)});
    HttpReply reply = on_payment(payments.size() - 1);
    if (reply.status != 0) co_return reply;
    co_await gateway::http::ring(silence_);
    co_return handed_over("ATQid_late");
}

}  // namespace kazi::tests
