// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/sms_network.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "tests/simulator/telco/form.hpp"
#include "tests/simulator/telco/network_code.hpp"

namespace kazi::simulator::telco {
namespace {

constexpr int status_created = 201;

std::string date_now() {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", std::chrono::time_point_cast<std::chrono::seconds>(
                                                    std::chrono::system_clock::now()));
}

}  // namespace

SmsNetwork::SmsNetwork(
    Hooks& hooks, Timeline& timeline, const Settings& settings, Statistics& statistics,
    std::function<void(const std::string& number, const std::string& text)> on_arrival)
    : hooks_(hooks),
      timeline_(timeline),
      settings_(settings),
      statistics_(statistics),
      on_arrival_(std::move(on_arrival)),
      desk_(settings) {}

void SmsNetwork::write(const std::string& number, const std::string& text,
                       std::function<void(bool taken)> done) {
    ++statistics_.messages_in;
    auto body = write_form({{"from", number},
                            {"to", settings_.short_code},
                            {"text", text},
                            {"date", date_now()},
                            {"id", desk_.next_id()},
                            {"linkId", ""},
                            {"networkCode", std::string(network_code)}});
    hooks_.notify(settings_.hooks_url + "/sms", std::move(body),
                  [this, done = std::move(done)](bool taken) {
                      statistics_.messages_in_lost += taken ? 0 : 1;
                      if (done) done(taken);
                  });
}

SmsAnswer SmsNetwork::send(std::string_view api_key, const Form& form) {
    auto answer = desk_.send(api_key, form);
    statistics_.messages_out += answer.taken.size();
    statistics_.message_cost_micro += answer.cost_micro;
    const bool refused = answer.status != status_created || answer.taken.empty();
    statistics_.messages_refused += refused ? 1 : 0;
    for (const auto& message : answer.taken) {
        statistics_.segments_out += message.segments;
        carry(message);
    }
    return answer;
}

void SmsNetwork::carry(const Outgoing& message) {
    const auto& latencies = settings_.latencies;
    report(message, "Sent", latencies.sms_s / 2);
    if (message.will_fail) {
        report(message, "Failed", latencies.sms_s + latencies.report_s);
        return;
    }
    timeline_.after(latencies.sms_s,
                    [this, message] { on_arrival_(message.number, message.text); });
    report(message, "Success", latencies.sms_s + latencies.report_s);
}

void SmsNetwork::report(const Outgoing& message, const std::string& status, double after_s) {
    auto body = write_form({{"id", message.message_id},
                            {"status", status},
                            {"phoneNumber", message.number},
                            {"networkCode", std::string(network_code)},
                            {"failureReason", status == "Failed" ? "DeliveryFailure" : ""},
                            {"retryCount", "0"}});
    timeline_.after(after_s, [this, body = std::move(body)] {
        ++statistics_.reports;
        hooks_.notify(settings_.hooks_url + "/dlr", body, {});
    });
}

}  // namespace kazi::simulator::telco
