// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/airtime_network.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "tests/simulator/telco/form.hpp"

namespace kazi::simulator::telco {
namespace {

namespace json = boost::json;

constexpr int status_unauthorized = 401;

std::string question_about(const TopUp& top_up) {
    return json::serialize(json::object{{"transactionId", top_up.request_id},
                                        {"phoneNumber", top_up.number},
                                        {"sourceIpAddress", "127.0.0.1"},
                                        {"currencyCode", top_up.amount.currency},
                                        {"amount", two_decimals(top_up.amount.micro)}});
}

bool says_validated(const std::string& body) {
    boost::system::error_code fault;
    const auto answer = json::parse(body, fault);
    if (fault || !answer.is_object()) return false;
    const auto* status = answer.get_object().if_contains("status");
    return status != nullptr && status->is_string() && status->get_string() == "Validated";
}

}  // namespace

AirtimeNetwork::AirtimeNetwork(Hooks& hooks, Timeline& timeline, const Settings& settings,
                               Statistics& statistics)
    : hooks_(hooks),
      timeline_(timeline),
      settings_(settings),
      statistics_(statistics),
      desk_(settings) {}

DeskAnswer AirtimeNetwork::send(std::string_view api_key, const std::string& key,
                                std::string_view username, std::string_view recipients) {
    ++statistics_.airtime_requests;
    if (api_key != settings_.api_key || username != settings_.username) {
        return {.status = status_unauthorized, .body = "The supplied authentication is invalid"};
    }
    auto answer = desk_.send(timeline_.now_s(), key, recipients);
    statistics_.airtime_replies_lost += answer.reply_lost ? 1 : 0;
    for (const auto& top_up : answer.taken) {
        timeline_.after(settings_.latencies.airtime_s, [this, top_up] { carry(top_up); });
    }
    return answer;
}

void AirtimeNetwork::carry(const TopUp& top_up) {
    if (settings_.validation_url.empty()) {
        finish(top_up, top_up.will_fail ? "The operator did not accept it" : "");
    } else {
        validate(top_up);
    }
}

void AirtimeNetwork::validate(const TopUp& top_up) {
    hooks_.ask(settings_.validation_url, question_about(top_up),
               [this, top_up](const std::optional<std::string>& answer) {
                   const bool valid =
                       answer ? says_validated(*answer) : settings_.validation_down_goes_on;
                   if (!valid) {
                       finish(top_up, "Validation failed");
                   } else {
                       finish(top_up, top_up.will_fail ? "The operator did not accept it" : "");
                   }
               });
}

void AirtimeNetwork::finish(const TopUp& top_up, const std::string& reason) {
    desk_.finish(top_up, reason);
    if (!settings_.payout_url.empty()) {
        hooks_.notify(form_call(settings_.payout_url, write_form(desk_.callback(top_up))), {});
    }
}

}  // namespace kazi::simulator::telco
