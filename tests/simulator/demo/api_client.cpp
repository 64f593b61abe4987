// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/demo/api_client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cctype>
#include <optional>
#include <utility>

#include "gateway/http/client.hpp"

namespace kazi::simulator::demo {

using gateway::http::Answered;
using gateway::http::HttpOutcome;
using gateway::http::InDoubt;
using gateway::http::NotSent;

namespace {

bool same_name(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, [](unsigned char a, unsigned char b) {
        return std::tolower(a) == std::tolower(b);
    });
}

std::string what_went_wrong(const HttpOutcome& outcome) {
    if (const auto* not_sent = std::get_if<NotSent>(&outcome)) return not_sent->why;
    if (const auto* in_doubt = std::get_if<InDoubt>(&outcome)) return in_doubt->why;
    const auto& reply = std::get<Answered>(outcome).reply;
    return fmt::format("{} {}", reply.status, reply.body);
}

boost::json::object object_in(const protocols::HttpReply& reply, std::string_view path) {
    boost::system::error_code fault;
    auto value = boost::json::parse(reply.body, fault);
    if (fault || !value.is_object()) throw CallFailed(fmt::format("{}: no JSON object", path));
    return value.get_object();
}

}  // namespace

ApiClient::ApiClient(std::string base_url, std::string key, std::string run)
    : base_url_(std::move(base_url)), key_(std::move(key)), run_(std::move(run)) {}

protocols::HttpReply ApiClient::get(std::string_view path) {
    return call({"GET", base_url_ + std::string(path), {}, ""});
}

protocols::HttpReply ApiClient::post(std::string_view path, std::string body,
                                     std::string_view content_type) {
    return call({"POST",
                 base_url_ + std::string(path),
                 {{"Content-Type", std::string(content_type)},
                  {"Idempotency-Key", fmt::format("{}-{}", run_, ++posts_)}},
                 std::move(body)});
}

boost::json::object ApiClient::get_json(std::string_view path) {
    return object_in(get(path), path);
}

boost::json::object ApiClient::post_json(std::string_view path, const boost::json::value& body) {
    return object_in(post(path, boost::json::serialize(body)), path);
}

protocols::HttpReply ApiClient::call(protocols::HttpRequest request) {
    if (!key_.empty()) request.headers.push_back({"Authorization", "Bearer " + key_});
    const auto what = fmt::format("{} {}", request.method, request.url);
    boost::asio::io_context context(1);
    gateway::http::HttpClient client(context, {});
    std::optional<HttpOutcome> outcome;
    client.send(std::move(request), {}, [&outcome, &client](HttpOutcome came) {
        outcome = std::move(came);
        client.shut_down();
    });
    context.run();
    if (!outcome) throw CallFailed(what + ": no answer");
    const auto* answered = std::get_if<Answered>(&*outcome);
    if (answered == nullptr || answered->reply.status / 100 != 2) {
        throw CallFailed(what + ": " + what_went_wrong(*outcome));
    }
    return answered->reply;
}

std::string_view header_of(const protocols::HttpReply& reply, std::string_view name) {
    for (const auto& header : reply.headers) {
        if (same_name(header.name, name)) return header.value;
    }
    return {};
}

}  // namespace kazi::simulator::demo
