// SPDX-License-Identifier: Apache-2.0
// The simulated telco in one piece: its networks, its crowd, its handsets, and its HTTP face.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>

#include "gateway/http/client.hpp"
#include "gateway/http/server.hpp"
#include "tests/simulator/telco/airtime_network.hpp"
#include "tests/simulator/telco/crowd_driver.hpp"
#include "tests/simulator/telco/handsets.hpp"
#include "tests/simulator/telco/networks.hpp"

namespace kazi::simulator::telco {

class Telco {
public:
    /// Listens from now on. `reader` and `recorded` must outlive it.
    /// Throws when the address can't be bound or the money file can't be opened.
    Telco(boost::asio::io_context& context, Settings settings, const crowd::Reader& reader,
          const RecordedAnswers& recorded);

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    [[nodiscard]] CrowdDriver& crowd() { return crowd_; }
    [[nodiscard]] const AirtimeDesk& airtime() const { return airtime_.desk(); }
    [[nodiscard]] const Statistics& statistics() const { return statistics_; }

    /// Ends everything; the context runs out of work.
    void stop();

private:
    using Reply = protocols::HttpReply;
    using Exchange = gateway::http::Exchange;
    using Waiting = boost::asio::awaitable<Reply>;

    Waiting serve(Exchange& exchange);
    Waiting take_airtime(const protocols::Callback& request);
    Reply find_transaction(const protocols::Callback& request) const;
    Reply account(const protocols::Callback& request) const;
    Reply statistics_reply() const;
    Reply steer_crowd(std::string_view path, const protocols::Callback& request);
    Waiting handset(std::string path, const protocols::Callback& request);
    Reply handset_inbox(std::string_view number, const protocols::Callback& request) const;
    Reply handset_sms(const std::string& number, const std::string& text);
    Waiting handset_ussd(std::string number, std::string body);

    Settings settings_;
    Statistics statistics_;
    Timeline timeline_;
    gateway::http::HttpClient client_;
    Hooks hooks_;
    Handsets handsets_;
    Networks networks_;
    AirtimeNetwork airtime_;
    CrowdDriver crowd_;
    gateway::http::HttpServer server_;
};

}  // namespace kazi::simulator::telco
