// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/sms_network.hpp"

#include <boost/json/object.hpp>
#include <utility>

#include "tests/simulator/telco/network_code.hpp"

namespace kazi::simulator::telco {

using protocols::DeliveryStatus;

SmsNetwork::SmsNetwork(const Network& network, NetworkTally& tally, Hooks& hooks,
                       Timeline& timeline, const Settings& settings, Statistics& statistics,
                       OnArrival on_arrival)
    : network_(network),
      tally_(tally),
      hooks_(hooks),
      timeline_(timeline),
      settings_(settings),
      statistics_(statistics),
      on_arrival_(std::move(on_arrival)),
      desk_(network, settings) {}

void SmsNetwork::write(const std::string& number, const std::string& text,
                       std::function<void(bool taken)> done) {
    ++statistics_.messages_in;
    ++tally_.messages_in;
    protocols::InboundSms sms;
    sms.from = number;
    sms.to = network_.site().settings.sender;
    sms.text = text;
    sms.message_id = desk_.next_id();
    sms.received_at = unix_now_s();
    sms.network = network_code;
    hooks_.notify({network_.sms(sms), &network_}, [this, done = std::move(done)](bool taken) {
        statistics_.messages_in_lost += taken ? 0 : 1;
        if (done) done(taken);
    });
}

protocols::HttpReply SmsNetwork::send(const protocols::Callback& request) {
    auto answer = desk_.send(request);
    statistics_.messages_out += answer.taken.size();
    tally_.messages_out += answer.taken.size();
    tally_.repeats_known += answer.repeats;
    statistics_.message_cost_micro += answer.cost_micro;
    const bool refused = answer.taken.empty() && answer.repeats == 0;
    statistics_.messages_refused += refused ? 1 : 0;
    for (const auto& message : answer.taken) {
        statistics_.segments_out += message.segments;
        carry(message);
    }
    return std::move(answer.reply);
}

void SmsNetwork::carry(const Outgoing& message) {
    const auto& latencies = settings_.latencies;
    report(message, DeliveryStatus::sent, latencies.sms_s / 2);
    if (message.will_fail) {
        report(message, DeliveryStatus::failed, latencies.sms_s + latencies.report_s);
        return;
    }
    timeline_.after(latencies.sms_s,
                    [this, message] { on_arrival_(message.number, message.text); });
    report(message, DeliveryStatus::delivered, latencies.sms_s + latencies.report_s);
}

void SmsNetwork::report(const Outgoing& message, DeliveryStatus status, double after_s) {
    protocols::DeliveryReport report;
    report.message_id = message.message_id;
    report.status = status;
    report.final = protocols::is_final(status);
    report.to = message.number;
    report.network = network_code;
    if (status == DeliveryStatus::failed) report.error = "DeliveryFailure";
    timeline_.after(after_s, [this, report, url = message.report_url] {
        ++statistics_.reports;
        ++tally_.reports;
        hooks_.notify({network_.report(report, url), &network_}, [this, report](bool taken) {
            if (taken && report.final) final_reports_.push_back(report);
        });
    });
}

void SmsNetwork::add_final_reports(boost::json::array& all) const {
    for (const auto& report : final_reports_) {
        all.push_back(boost::json::object{{"network", network_.name()},
                                          {"id", report.message_id},
                                          {"status", protocols::to_string(report.status)}});
    }
}

}  // namespace kazi::simulator::telco
