// SPDX-License-Identifier: Apache-2.0
// Two sends that find no token at once fetch two: either serves, and no send waits for another.
#include "gateway/sender/route_token.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace kazi::gateway::sender {

namespace {

/// A token that ends while its request is on the way would be refused.
constexpr std::int64_t margin_s = 60;

}  // namespace

boost::asio::awaitable<std::optional<std::string>> RouteToken::get(http::Outbound& outbound,
                                                                   std::int64_t now_s) {
    if (dialect_.build_token == nullptr) co_return std::string();
    if (now_s < good_until_s_) co_return text_;
    protocols::HttpRequest request = dialect_.build_token(settings_);
    http::SendOptions options;
    const auto outcome = co_await http::send(outbound, std::move(request), std::move(options));
    const auto* answered = std::get_if<http::Answered>(&outcome);
    if (answered == nullptr) co_return std::nullopt;
    auto token = dialect_.parse_token(answered->reply);
    if (!token) co_return std::nullopt;
    text_ = std::move(token->text);
    // A short-lived one is kept for half its life.
    good_until_s_ = now_s + std::max(token->lifetime_s - margin_s, token->lifetime_s / 2);
    co_return text_;
}

bool RouteToken::forget() {
    const bool held = good_until_s_ != 0;
    good_until_s_ = 0;
    return held;
}

}  // namespace kazi::gateway::sender
