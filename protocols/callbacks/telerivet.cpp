// SPDX-License-Identifier: Apache-2.0
// Forms that carry their secret as a field.
#include <array>

#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"
#include "protocols/form.hpp"

namespace kazi::protocols::callbacks {

namespace {

std::optional<HttpRequest> sms(const InboundSms& sms, const CallbackSite& site) {
    Pairs pairs = {{"event", "incoming_message"}, {"id", sms.message_id},
                   {"message_type", "sms"},       {"content", sms.text},
                   {"from_number", sms.from},     {"from_number_e164", sms.from},
                   {"to_number", sms.to}};
    if (sms.received_at) pairs.emplace_back("time_created", std::to_string(*sms.received_at));
    return post_form(site.hooks + "/sms", pairs);
}

constexpr std::array<WordFor, 6> words = {{{DeliveryStatus::accepted, "queued"},
                                           {DeliveryStatus::sent, "sent"},
                                           {DeliveryStatus::delivered, "delivered"},
                                           {DeliveryStatus::failed, "failed"},
                                           {DeliveryStatus::buffered, "failed_queued"},
                                           {DeliveryStatus::rejected, "cancelled"}}};

std::optional<HttpRequest> dlr(const DeliveryReport& report, const CallbackSite& site) {
    const std::string_view word = word_for(report.status, words);
    if (word.empty()) return std::nullopt;
    Pairs pairs = {
        {"event", "send_status"}, {"id", report.message_id}, {"status", std::string(word)}};
    if (report.to) pairs.emplace_back("to_number", *report.to);
    if (report.error) pairs.emplace_back("error_message", *report.error);
    if (report.network) pairs.emplace_back("network_code", *report.network);
    return post_form(site.hooks + "/dlr", pairs);
}

void prove(HttpRequest& request, const CallbackSite& site) {
    const RouteSettings& settings = site.settings;
    if (settings.signature_method == "path" || settings.secrets.empty()) return;
    append_form_field(request.body, "secret", settings.secrets.front());
}

}  // namespace

const CallbackWriter telerivet = {.dialect = "telerivet", .sms = sms, .dlr = dlr, .prove = prove};

}  // namespace kazi::protocols::callbacks
