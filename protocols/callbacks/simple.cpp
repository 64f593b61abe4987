// SPDX-License-Identifier: Apache-2.0
// Our own dialect from the telco's side: forms under the route's names, a signature over the bytes.
// A gateway with manners of its own is written by the route's rules for its events; one that speaks
// XML is not written, and says so by an empty result.
#include <algorithm>
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

/// The route's rule for an event, or null.
const UssdEventRule* rule_for(UssdEvent event, const UssdShape& shape) {
    const auto rule = std::ranges::find(shape.events, event, &UssdEventRule::event);
    return rule == shape.events.end() ? nullptr : &*rule;
}

/// A value under which the rule holds: the first of its patterns, or anything else when negated.
std::string value_for(const UssdEventRule& rule) {
    if (rule.negated || rule.values.empty()) return std::string(unheard_of);
    const std::string& pattern = rule.values.front();
    if (!pattern.ends_with('*')) return pattern;
    return pattern.substr(0, pattern.size() - 1) + "1";
}

/// What stands in the input: this turn's entry, or everything, with or without the code.
std::string input_of(const UssdTurn& turn, const UssdShape& shape, const UssdEventRule* rule) {
    const bool accumulated = shape.accumulates && turn.event == UssdEvent::input;
    const std::string& typed = accumulated ? turn.accumulated : turn.input;
    const bool by_dialling = rule != nullptr && rule->when == UssdEventRule::When::dialled;
    return shape.with_code || by_dialling ? dialled(turn.service_code, typed) : typed;
}

std::optional<HttpRequest> ussd(const UssdTurn& turn, const CallbackSite& site) {
    const UssdShape& shape = site.settings.ussd;
    const UssdEventRule* rule = rule_for(turn.event, shape);
    // Where accumulated text tells a turn, a rule need not.
    const bool told_by_text =
        shape.accumulates && (turn.event == UssdEvent::begin || turn.event == UssdEvent::input);
    const bool has_rules = !shape.events.empty();
    if (shape.xml || (has_rules && rule == nullptr && !told_by_text)) return std::nullopt;
    Pairs pairs = {{"session", turn.session_id}, {"from", turn.from}, {"code", turn.service_code}};
    if (!has_rules) pairs.emplace_back("event", std::string(to_string(turn.event)));
    pairs.emplace_back("input", input_of(turn, shape, rule));
    if (turn.sequence) pairs.emplace_back("seq", std::to_string(*turn.sequence));
    if (turn.network) pairs.emplace_back("network", *turn.network);
    HttpRequest request = post(site, "/ussd", std::move(pairs));
    if (rule != nullptr && rule->when == UssdEventRule::When::field) {
        append_form_field(request.body, rule->field, value_for(*rule));
    }
    return request;
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
