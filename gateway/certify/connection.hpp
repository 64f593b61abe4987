// SPDX-License-Identifier: Apache-2.0
// The route under test: its settings as the daemon holds them, its aggregator's side of the wire,
// and the way to the daemon.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/certify/finding.hpp"
#include "protocols/callbacks/callback_writer.hpp"

namespace kazi::gateway::certify {

/// What a run needs to know.
struct Order {
    std::string route;
    const protocols::Dialect* dialect = nullptr;
    const protocols::CallbackWriter* writer = nullptr;
    protocols::RouteSettings settings;
    std::string path_secret;  ///< empty: none in the address
    std::string to;           ///< where the daemon's public listener is: http://127.0.0.1:8080
    std::string admin;        ///< where its admin listener is; empty: not to be asked
    std::string number;       ///< E.164, whose messages and sessions they are
    std::string run;          ///< told apart from all other runs: part of every id
};

/// What the daemon answered, or nothing when it did not.
using Heard = std::optional<protocols::HttpReply>;

class Connection {
public:
    explicit Connection(Order order);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] const Order& order() const { return order_; }
    /// The aggregator's place and secrets, at this moment.
    [[nodiscard]] protocols::CallbackSite site() const;
    /// The same with secrets that are not the route's.
    [[nodiscard]] protocols::CallbackSite forged_site() const;
    /// The same without any secret.
    [[nodiscard]] protocols::CallbackSite unproven_site() const;
    /// True when the route asks for a proof at all.
    [[nodiscard]] bool asks_for_proof() const;

    /// An id that no other callback has.
    [[nodiscard]] std::string new_id();

    /// Proves the request and sends it.
    Heard send(protocols::HttpRequest request, const protocols::CallbackSite& site);
    Heard send(protocols::HttpRequest request) { return send(std::move(request), site()); }
    /// Sends it twice at the same moment.
    std::vector<Heard> send_twice_at_once(protocols::HttpRequest request);

    /// How many callbacks of that kind came to that outcome on this route; nothing when the admin
    /// listener does not tell.
    [[nodiscard]] std::optional<double> counted(std::string_view kind, std::string_view outcome);

private:
    struct Wire;
    std::vector<Heard> exchange(std::vector<protocols::HttpRequest> requests);

    Order order_;
    std::unique_ptr<Wire> wire_;
    int ids_ = 0;
};

}  // namespace kazi::gateway::certify
