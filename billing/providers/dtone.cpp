// SPDX-License-Identifier: Apache-2.0
// DT One DVS, airtime worldwide. A payout has two phases: created, held until it is confirmed, so
// that a crash in between leaves nothing paid. Even a completed one can be reversed by hand later.
// Nobody signs the callback: it is a hint.
//
// Reads of the settings: username and api_key (the API key and its secret), callback_url, and the
// option ranged ("yes": the product takes any amount in the recipient's currency).
#include <array>

#include "billing/ascii.hpp"
#include "billing/base64.hpp"
#include "billing/json_text.hpp"
#include "billing/provider_message.hpp"
#include "billing/providers/codecs.hpp"

namespace kazi::billing {

namespace {

/// Unanswered, it is repeated.
constexpr CallbackManners manners{{{"POST"}}, 200};

constexpr std::array<CodeMeaning, 8> classes{{
    {"CREATED", Outcome::accepted, Reason::ok, Retry::query_first},
    {"CONFIRMED", Outcome::pending, Reason::ok, Retry::query_first},
    {"SUBMITTED", Outcome::pending, Reason::ok, Retry::query_first},
    {"COMPLETED", Outcome::succeeded, Reason::ok, Retry::never},
    {"REJECTED", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"CANCELLED", Outcome::failed, Reason::cancelled, Retry::new_attempt},
    {"DECLINED", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"REVERSED", Outcome::reversed, Reason::rejected, Retry::new_attempt},
}};

/// The numbers of the classes above, in their order.
constexpr std::array<std::string_view, 8> class_ids{"1", "2", "5", "7", "3", "4", "9", "8"};

/// What a refusal adds behind its class, found anywhere in the message.
constexpr std::array<CodeMeaning, 5> details{{
    {"DUPLICATED", Outcome::in_doubt, Reason::duplicate_key, Retry::query_first},
    {"INVALID-CREDIT-PARTY", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"BARRED", Outcome::failed, Reason::recipient_not_allowed, Retry::never},
    {"INSUFFICIENT-BALANCE", Outcome::failed, Reason::insufficient_float, Retry::new_attempt},
    {"OPERATOR", Outcome::failed, Reason::operator_unavailable, Retry::new_attempt},
}};

std::string_view class_of_id(std::string_view id) {
    for (std::size_t i = 0; i < class_ids.size(); ++i)
        if (class_ids[i] == id) return classes[i].code;
    return {};
}

const CodeMeaning* detail_of(std::string_view text) {
    for (const CodeMeaning& row : details)
        if (text.find(row.code) != std::string_view::npos) return &row;
    return nullptr;
}

/// The class by its word and its number, which have to agree where both are told.
void read_state(const JsonTree* status, Decoded& message) {
    MessageReader outer(status);
    MessageReader inner(status != nullptr ? status->find("class") : nullptr);
    const std::string text = outer.word("message");
    const std::string id = inner.word("id");
    std::string word = inner.word("message");
    if (word.empty()) word = std::string(class_of_id(id));
    if (word.empty()) word = text.substr(0, text.find('-'));
    apply(find_code(classes, word), message);
    const bool parts = !id.empty() && class_of_id(id) != word;
    if (parts) apply(nullptr, message);
    message.code = text.empty() ? word : text;
    message.awaits_confirmation = !parts && word == "CREATED";
    const CodeMeaning* detail = message.outcome == Outcome::failed ? detail_of(text) : nullptr;
    if (detail != nullptr) apply(detail, message);
    if (word.empty() && id.empty()) message = unreadable();
}

void read_cost(const JsonTree& body, Decoded& message, std::optional<FieldError>& fault) {
    MessageReader price(descend(body, {"prices", "wholesale"}));
    const auto cost = price.charge("amount");
    const auto fee = price.charge("fee");
    const auto currency = price.currency("unit");
    if (price.fault()) fault = price.fault();
    const bool given_back =
        message.outcome == Outcome::failed || message.outcome == Outcome::reversed;
    if (!cost || !currency || given_back) return;
    message.cost_micro = cost;
    message.cost_currency = currency;
    message.fee_micro = fee;
}

/// What the recipient gets, when it is money.
void read_amount(const JsonTree& body, Decoded& message, std::optional<FieldError>& fault) {
    const JsonTree* destination = body.find("destination");
    if (destination == nullptr) destination = descend(body, {"requested_values", "destination"});
    MessageReader read(destination);
    const std::string type = read.word("unit_type");
    if (!type.empty() && type != "CURRENCY") return;
    message.amount_micro = read.amount("amount");
    message.currency = read.currency("unit");
    if (read.fault()) fault = read.fault();
}

Decoded read_transaction(const JsonTree& body) {
    MessageReader read(&body);
    Decoded message;
    read_state(body.find("status"), message);
    message.key = read.reference("external_id");
    message.provider_ref = read.reference("id");
    MessageReader party(body.find("credit_party_identifier"));
    message.msisdn = party.msisdn("mobile_number");
    std::optional<FieldError> fault = read.fault() ? read.fault() : party.fault();
    read_amount(body, message, fault);
    read_cost(body, message, fault);
    return fault ? unreadable() : message;
}

// ----------------------------------------------------------------------------------- refusals

bool speaks_of_repeat(const std::string& text) {
    const bool repeat = text.find("already") != std::string::npos ||
                        text.find("duplicate") != std::string::npos ||
                        text.find("unique") != std::string::npos;
    return repeat && text.find("external") != std::string::npos;
}

/// {"errors":[{"code","message"}]}: no list of refusals is published, so all but a repeat leave the
/// payment open.
Decoded read_refusal(int status, const std::optional<JsonTree>& body) {
    const auto errors = elements_of(body ? body->find("errors") : nullptr);
    MessageReader first(errors.empty() ? nullptr : &errors.front());
    const std::string code = first.word("code");
    const std::string text = lower(first.word("message"));
    Decoded message = decoded(Outcome::in_doubt, Reason::unknown_code, Retry::query_first);
    if (const auto refused = refused_by_status(status)) message = *refused;
    if (status == 401) message = decoded(Outcome::none, Reason::credentials, Retry::fix_config);
    if (status < 500 && speaks_of_repeat(text)) message.reason = Reason::duplicate_key;
    message.code = code.empty() ? std::to_string(status) : code;
    return message;
}

bool is_answer(int status) {
    return status >= 200 && status < 300;
}

Decoded parse_response(const ProviderReply& reply, const ProviderSettings&) {
    const auto body = object_of(reply);
    if (!is_answer(reply.status)) return read_refusal(reply.status, body);
    return body ? read_transaction(*body) : unreadable();
}

/// One transaction, or the list of those with our key.
Decoded parse_status(const ProviderReply& reply, const ProviderSettings&) {
    const auto body = parse_json(reply.body);
    if (reply.status == 404) {
        Decoded message = not_found();
        message.code = "404";
        return message;
    }
    const auto object = object_of(reply);
    if (!is_answer(reply.status)) return about_query(read_refusal(reply.status, object));
    if (!body) return unreadable();
    const auto all = elements_of(&*body);
    if (all.empty()) return body->kind == JsonTree::Kind::array ? not_found() : unreadable();
    if (all.size() == 1) return read_transaction(all.front());
    Decoded message = ambiguous();
    message.retry = Retry::human;
    return message;
}

ProviderResult<Decoded> parse_callback(const ProviderCallback& callback,
                                       const ProviderSettings& settings) {
    if (auto refused = refuse_call(callback, settings, manners)) return *refused;
    const auto body = callback_object(callback, manners);
    if (!body) return body.error();
    Decoded message = as_hint(read_transaction(*body));
    if (message.reason == Reason::unreadable)
        return ProviderRefusal{manners.http_unreadable, "it is no transaction", true};
    MessageReader read(&*body);
    return told(std::move(message), read, manners);
}

// ------------------------------------------------------------------------------------ requests

std::vector<ProviderHeader> headers(const ProviderSettings& settings) {
    return {{"Authorization", "Basic " + to_base64(settings.username + ":" + settings.api_key)},
            {"Content-Type", "application/json"}};
}

/// `product` is the id of the product found by the number's operator.
ProviderRequest build_request(const PayoutOrder& order, const ProviderSettings& settings) {
    JsonObject party;
    party.text("mobile_number", order.msisdn);
    JsonObject body;
    body.text("external_id", order.key)
        .raw("product_id", order.product)
        .raw("auto_confirm", "false")
        .raw("credit_party_identifier", party.done())
        .text_if("callback_url", settings.callback_url);
    if (!settings.option("ranged").empty()) {
        JsonObject destination;
        destination.raw("amount", format_amount(order.amount.micro, 0))
            .text("unit", order.amount.currency.code())
            .text("unit_type", "CURRENCY");
        body.text("calculation_mode", "DESTINATION_AMOUNT").raw("destination", destination.done());
    }
    return {"POST", settings.send_url, headers(settings), body.done()};
}

std::optional<ProviderRequest> build_status_request(const std::optional<std::string>& provider_ref,
                                                    const std::string& key,
                                                    const ProviderSettings& settings) {
    const std::string which =
        provider_ref ? "/" + form_escape(*provider_ref) : "?external_id=" + form_escape(key);
    return ProviderRequest{"GET", settings.status_url + which, headers(settings), {}};
}

std::optional<ProviderRequest> build_confirm_request(const std::string& provider_ref,
                                                     const ProviderSettings& settings) {
    return ProviderRequest{"POST",
                           settings.send_url + "/" + form_escape(provider_ref) + "/confirm",
                           headers(settings),
                           {}};
}

}  // namespace

Provider dtone() {
    Provider provider;
    provider.name = "dtone";
    provider.needs = {"product"};
    provider.traits.trust = Trust::good;
    provider.traits.lookup_by_key = true;
    provider.defaults.send_url = "https://dvs-api.dtone.com/v1/async/transactions";
    provider.defaults.status_url = "https://dvs-api.dtone.com/v1/transactions";
    provider.build_request = build_request;
    provider.parse_response = parse_response;
    provider.build_status_request = build_status_request;
    provider.parse_status = parse_status;
    provider.parse_callback = parse_callback;
    provider.build_confirm_request = build_confirm_request;
    return provider;
}

}  // namespace kazi::billing
