// SPDX-License-Identifier: Apache-2.0
#include "gateway/certify/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "gateway/http/client.hpp"

namespace kazi::gateway::certify {

namespace {

using protocols::CallbackSite;
using protocols::HttpRequest;

constexpr std::chrono::milliseconds patience{15'000};
constexpr std::string_view no_secret_of_anybody = "certify-a-secret-that-nobody-gave-out";

std::int64_t now_s() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

std::string hooks_of(const Order& order, std::string_view path_secret) {
    std::string hooks = order.to + "/hooks/" + order.route;
    if (!path_secret.empty()) hooks.append("/").append(path_secret);
    return hooks;
}

Heard heard_from(const http::HttpOutcome& outcome) {
    const auto* answered = std::get_if<http::Answered>(&outcome);
    return answered == nullptr ? std::nullopt : Heard(answered->reply);
}

}  // namespace

struct Connection::Wire {
    boost::asio::io_context context{1};
};

Connection::Connection(Order order) : order_(std::move(order)), wire_(std::make_unique<Wire>()) {}

Connection::~Connection() = default;

CallbackSite Connection::site() const {
    return {hooks_of(order_, order_.path_secret), order_.settings, now_s()};
}

CallbackSite Connection::forged_site() const {
    CallbackSite forged = site();
    if (!order_.path_secret.empty()) forged.hooks = hooks_of(order_, no_secret_of_anybody);
    forged.settings.secrets = {std::string(no_secret_of_anybody)};
    return forged;
}

CallbackSite Connection::unproven_site() const {
    CallbackSite unproven = site();
    unproven.hooks = hooks_of(order_, "");
    unproven.settings.secrets.clear();
    return unproven;
}

bool Connection::asks_for_proof() const {
    return !order_.settings.secrets.empty();
}

std::string Connection::new_id() {
    return fmt::format("certify-{}-{}", order_.run, ++ids_);
}

Heard Connection::send(HttpRequest request, const CallbackSite& site) {
    order_.writer->prove(request, site);
    return exchange({std::move(request)}).front();
}

std::vector<Heard> Connection::send_twice_at_once(HttpRequest request) {
    order_.writer->prove(request, site());
    return exchange({request, request});
}

// A connection of its own for each: what is under test is the daemon, not our pool.
std::vector<Heard> Connection::exchange(std::vector<HttpRequest> requests) {
    std::vector<Heard> heard(requests.size());
    http::HttpClient client(wire_->context, {});
    std::size_t open = requests.size();
    for (std::size_t at = 0; at < requests.size(); ++at) {
        client.send(std::move(requests[at]), {.fresh_connection = true, .total_timeout = patience},
                    [&, at](const http::HttpOutcome& outcome) {
                        heard[at] = heard_from(outcome);
                        if (--open == 0) client.shut_down();
                    });
    }
    wire_->context.restart();
    wire_->context.run();
    return heard;
}

std::optional<double> Connection::counted(std::string_view kind, std::string_view outcome) {
    if (order_.admin.empty()) return std::nullopt;
    const Heard metrics = exchange({{"GET", order_.admin + "/metrics", {}, ""}}).front();
    if (!metrics || metrics->status != 200) return std::nullopt;
    const std::array labels = {fmt::format("kind=\"{}\"", kind),
                               fmt::format("outcome=\"{}\"", outcome),
                               fmt::format("route=\"{}\"", order_.route)};
    std::string_view rest = metrics->body;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (!line.starts_with("kazi_callbacks_total{")) continue;
        const bool ours = std::ranges::all_of(labels, [&](const std::string& label) {
            return line.find(label) != std::string_view::npos;
        });
        if (ours) return std::atof(std::string(line.substr(line.rfind(' ') + 1)).c_str());
    }
    return std::nullopt;
}

}  // namespace kazi::gateway::certify
