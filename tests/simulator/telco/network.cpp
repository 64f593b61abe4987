// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/network.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>

#include "tests/simulator/telco/clerk.hpp"

namespace kazi::simulator::telco {

using protocols::CallbackSite;
using protocols::HttpRequest;
using protocols::UssdEvent;

namespace {

constexpr std::string_view report_end = "/dlr";

HttpRequest written(std::optional<HttpRequest> request, std::string_view what) {
    if (!request) throw std::logic_error("this dialect has no such callback: " + std::string(what));
    return *std::move(request);
}

}  // namespace

NetworkSettings africastalking_network(std::string hooks_url) {
    NetworkSettings network;
    network.hooks_url = std::move(hooks_url);
    network.route.route = "at-ke";
    network.route.send_url = "http://127.0.0.1/version1/messaging";
    network.route.username = "sandbox";
    network.route.api_key = "demo";
    network.route.sender = "40404";
    network.route.service_code = "*384*77#";
    return network;
}

std::int64_t unix_now_s() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

Network::Network(NetworkSettings settings, std::uint64_t stream)
    : settings_(std::move(settings)),
      stream_(stream),
      writer_(protocols::find_callback_writer(settings_.dialect)) {
    if (writer_ == nullptr)
        throw std::invalid_argument("nobody wrote the callbacks of " + settings_.dialect);
}

bool Network::carries_sms() const {
    return writer_->sms != nullptr && find_clerk(settings_.dialect) != nullptr;
}

bool Network::carries_ussd() const {
    return writer_->ussd != nullptr && writer_->read_page != nullptr &&
           !settings_.route.service_code.empty();
}

bool Network::repeats_turns() const {
    return settings_.dialect != "infobip";
}

std::string Network::send_path() const {
    const std::string& url = settings_.route.send_url;
    const auto scheme = url.find("://");
    const auto path = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    if (path == std::string::npos) return {};
    return url.substr(path, url.find('?', path) - path);
}

CallbackSite Network::site(std::string_view report_url) const {
    CallbackSite site{settings_.hooks_url, settings_.route, unix_now_s()};
    const auto path = report_url.substr(0, report_url.find('?'));
    if (path.ends_with(report_end))
        site.hooks = std::string(path.substr(0, path.size() - report_end.size()));
    return site;
}

HttpRequest Network::sms(const protocols::InboundSms& sms) const {
    return written(writer_->sms(sms, site()), "sms");
}

HttpRequest Network::report(const protocols::DeliveryReport& report,
                            std::string_view report_url) const {
    return written(writer_->dlr(report, site(report_url)), "dlr");
}

HttpRequest Network::ussd(protocols::UssdTurn turn) const {
    auto request = writer_->ussd(turn, site());
    if (!request) {
        turn.event = UssdEvent::end;
        request = writer_->ussd(turn, site());
    }
    return written(std::move(request), "ussd");
}

void Network::prove(HttpRequest& request) const {
    writer_->prove(request, site());
}

std::optional<protocols::UssdPage> Network::read_page(const protocols::HttpReply& reply) const {
    return writer_->read_page(reply);
}

}  // namespace kazi::simulator::telco
