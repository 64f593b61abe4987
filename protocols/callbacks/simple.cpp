// SPDX-License-Identifier: Apache-2.0
// Our own dialect from the telco's side: forms under the route's names, a signature over the bytes.
// A gateway that tells events in words of its own is not written, and says so by an empty result.
#include <array>

#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"
#include "protocols/form.hpp"
#include "protocols/signature.hpp"

namespace kazi::protocols::callbacks {

namespace {

/// Under the route's names, with the credentials where the route wants them among the fields.
HttpRequest post(const CallbackSite& site, std::string_view kind, Pairs pairs) {
    const RouteSettings& settings = site.settings;
    if (settings.signature_method == "field" && !settings.secrets.empty()) {
        pairs.emplace_back("account", settings.username);
        pairs.emplace_back("secret", settings.secrets.front());
    }
    std::string form;
    for (const auto& [name, value] : pairs) {
        const auto renamed = settings.fields.find(std::string(name));
        append_form_field(form, renamed == settings.fields.end() ? name : renamed->second, value);
    }
    HttpRequest request = post_form(site.hooks + std::string(kind), {});
    request.body = std::move(form);
    return request;
}

std::optional<HttpRequest> sms(const InboundSms& sms, const CallbackSite& site) {
    Pairs pairs = {{"id", sms.message_id}, {"from", sms.from}, {"to", sms.to}, {"text", sms.text}};
    if (sms.received_at) pairs.emplace_back("at", utc_time(*sms.received_at, 'T') + "Z");
    if (sms.network) pairs.emplace_back("network", *sms.network);
    return post(site, "/sms", std::move(pairs));
}

constexpr std::array<WordFor, 7> words = {{{DeliveryStatus::accepted, "accepted"},
                                           {DeliveryStatus::sent, "sent"},
                                           {DeliveryStatus::buffered, "buffered"},
                                           {DeliveryStatus::delivered, "delivered"},
                                           {DeliveryStatus::failed, "failed"},
                                           {DeliveryStatus::rejected, "rejected"},
                                           {DeliveryStatus::expired, "expired"}}};

std::optional<HttpRequest> dlr(const DeliveryReport& report, const CallbackSite& site) {
    Pairs pairs = {{"id", report.message_id},
                   {"status", std::string(word_for(report.status, words))}};
    if (report.to) pairs.emplace_back("to", *report.to);
    if (report.error) pairs.emplace_back("error", *report.error);
    if (report.network) pairs.emplace_back("network", *report.network);
    return post(site, "/dlr", std::move(pairs));
}

std::optional<HttpRequest> ussd(const UssdTurn& turn, const CallbackSite& site) {
    const UssdShape& shape = site.settings.ussd;
    if (shape.xml || !shape.events.empty()) return std::nullopt;
    Pairs pairs = {{"session", turn.session_id},
                   {"from", turn.from},
                   {"code", turn.service_code},
                   {"event", std::string(to_string(turn.event))}};
    const bool accumulated = shape.accumulates && turn.event == UssdEvent::input;
    std::string input = accumulated ? turn.accumulated : turn.input;
    if (shape.with_code) input = dialled(turn.service_code, input);
    pairs.emplace_back("input", std::move(input));
    if (turn.sequence) pairs.emplace_back("seq", std::to_string(*turn.sequence));
    if (turn.network) pairs.emplace_back("network", *turn.network);
    return post(site, "/ussd", std::move(pairs));
}

void prove(HttpRequest& request, const CallbackSite& site) {
    const RouteSettings& settings = site.settings;
    const bool signs = settings.signature_method.empty() || settings.signature_method == "hmac";
    if (!signs || settings.secrets.empty()) return prove_by_header(request, site);
    const std::string timestamp = std::to_string(site.now_s);
    request.headers.push_back({"X-Kazi-Timestamp", timestamp});
    request.headers.push_back(
        {"X-Kazi-Signature", sign(settings.secrets.front(), timestamp, request.body)});
}

}  // namespace

const CallbackWriter simple = {.dialect = "simple",
                               .sms = sms,
                               .dlr = dlr,
                               .ussd = ussd,
                               .prove = prove,
                               .read_page = read_con_end};

}  // namespace kazi::protocols::callbacks
