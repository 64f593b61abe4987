// SPDX-License-Identifier: Apache-2.0
// Reloadly airtime, in local amounts. Our key is the customIdentifier, unique for ever but checked
// late: two sends of one key must never be under way at once. The webhook is signed over the raw
// body and its timestamp. A refund after a success is a reversal.
//
// Reads of the settings: token, callback_secret, and the options client_id, client_secret,
// audience, country (ISO 3166, two letters), country_code (digits), account_currency_amounts.
#include <array>

#include "billing/digest.hpp"
#include "billing/hex.hpp"
#include "billing/home_number.hpp"
#include "billing/json_text.hpp"
#include "billing/provider_message.hpp"
#include "billing/providers/codecs.hpp"

namespace kazi::billing {

namespace {

/// Unread, it comes back.
constexpr CallbackManners manners{{{"POST"}}, 200};

constexpr std::array<CodeMeaning, 19> errors{{
    {"CUSTOM_IDENTIFIER_ALREADY_USED", Outcome::in_doubt, Reason::duplicate_key,
     Retry::query_first},
    {"PHONE_RECENTLY_RECHARGED", Outcome::in_doubt, Reason::duplicate_window, Retry::query_first},
    {"RECIPIENT_HAS_PENDING_TRANSACTION", Outcome::none, Reason::duplicate_window, Retry::same_key},
    {"INSUFFICIENT_BALANCE", Outcome::failed, Reason::insufficient_float, Retry::new_attempt},
    {"INVALID_AMOUNT_FOR_OPERATOR", Outcome::failed, Reason::amount_invalid, Retry::never},
    {"COULD_NOT_AUTO_DETECT_OPERATOR", Outcome::none, Reason::recipient_unknown, Retry::human},
    {"INVALID_RECIPIENT_PHONE", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"INVALID_PHONE_NUMBER", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"OPERATOR_NOT_FOUND", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"COUNTRY_NOT_SUPPORTED", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"OPERATOR_UNAVAILABLE_OR_CURRENTLY_INACTIVE", Outcome::none, Reason::operator_unavailable,
     Retry::query_first},
    {"TRANSACTION_CANNOT_BE_PROCESSED_AT_THE_MOMENT", Outcome::none, Reason::provider_unavailable,
     Retry::query_first},
    {"PROVIDER_INTERNAL_ERROR", Outcome::none, Reason::provider_unavailable, Retry::query_first},
    {"MAX_DAILY_TRANSACTION_AMOUNT_REACHED", Outcome::failed, Reason::float_limit,
     Retry::new_attempt},
    {"MAX_DAILY_TRANSACTION_COUNT_REACHED", Outcome::failed, Reason::float_limit,
     Retry::new_attempt},
    {"TOKEN_EXPIRED", Outcome::none, Reason::token_expired, Retry::same_key},
    {"INVALID_TOKEN", Outcome::none, Reason::token_expired, Retry::same_key},
    {"INVALID_CREDENTIALS", Outcome::none, Reason::credentials, Retry::same_key},
    {"AMOUNT_", Outcome::failed, Reason::amount_invalid, Retry::never},
}};

constexpr std::array<CodeMeaning, 4> states{{
    {"PROCESSING", Outcome::pending, Reason::ok, Retry::query_first},
    {"SUCCESSFUL", Outcome::succeeded, Reason::ok, Retry::never},
    {"REFUNDED", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"FAILED", Outcome::failed, Reason::rejected, Retry::new_attempt},
}};

const CodeMeaning* meaning_of_error(std::string_view code) {
    return find_code(errors, code.starts_with("AMOUNT_") ? "AMOUNT_" : code);
}

/// {"errorCode", …}; or an answer without one.
Decoded read_error(int status, const std::string& code) {
    const CodeMeaning* meaning = meaning_of_error(code);
    auto refused = refused_by_status(status);
    Decoded message;
    if (refused && (status >= 500 || meaning == nullptr))
        message = std::move(*refused);
    else if (code.empty() && status == 401)
        message = decoded(Outcome::none, Reason::token_expired, Retry::same_key);
    else
        apply(meaning, message);
    message.code = code.empty() ? std::to_string(status) : code;
    return message;
}

// ----------------------------------------------------------------------------------- the top-up

/// What it took from our wallet, unless it was given back.
void read_cost(const JsonTree& body, Decoded& message, std::optional<FieldError>& fault) {
    MessageReader balance(body.find("balanceInfo"));
    const auto cost = balance.charge("cost");
    const auto currency = balance.currency("currencyCode");
    MessageReader outer(&body);
    const auto fee = outer.charge("fee");
    if (balance.fault()) fault = balance.fault();
    if (outer.fault()) fault = outer.fault();
    if (message.outcome == Outcome::failed) return;
    message.fee_micro = fee;
    if (!cost || !currency) return;
    message.cost_micro = cost;
    message.cost_currency = currency;
}

/// The transaction object. The worker gets the delivered amount; with amounts of our own account's
/// currency, what was asked for is what can be compared.
Decoded read_top_up(const JsonTree& body, std::string_view status,
                    const ProviderSettings& settings) {
    MessageReader read(&body);
    Decoded message;
    apply(find_code(states, status), message);
    message.code = std::string(status);
    message.refunded = status == "REFUNDED";
    message.key = read.reference("customIdentifier");
    message.provider_ref = read.reference("transactionId");
    message.msisdn = read.msisdn("recipientPhone");
    const bool local = settings.option("account_currency_amounts").empty();
    message.amount_micro = read.amount(local ? "deliveredAmount" : "requestedAmount");
    message.currency =
        read.currency(local ? "deliveredAmountCurrencyCode" : "requestedAmountCurrencyCode");
    auto receipt = read.reference("operatorTransactionId");
    if (message.outcome == Outcome::succeeded) message.receipt = std::move(receipt);
    std::optional<FieldError> fault = read.fault();
    read_cost(body, message, fault);
    return fault ? unreadable() : message;
}

bool is_answer(int status) {
    return status == 200 || status == 201 || status == 202;
}

Decoded parse_response(const ProviderReply& reply, const ProviderSettings& settings) {
    const auto body = object_of(reply);
    MessageReader read(body ? &*body : nullptr);
    const std::string error = read.word("errorCode");
    if (!is_answer(reply.status) || !error.empty()) return read_error(reply.status, error);
    if (!body) return unreadable();
    const std::string status = read.word("status");
    const bool named = !status.empty() || read.reference("transactionId");
    if (!named || read.fault()) return unreadable();
    if (status.empty()) {
        Decoded taken = read_top_up(*body, status, settings);
        if (taken.reason == Reason::unreadable) return taken;
        taken.outcome = Outcome::accepted;
        taken.reason = Reason::ok;
        taken.code.reset();
        return taken;
    }
    Decoded message = read_top_up(*body, status, settings);
    if (message.outcome == Outcome::pending) message.outcome = Outcome::accepted;
    return message;
}

// ------------------------------------------------------------------------------- the two queries

/// A page of the report. Empty is no proof; two top-ups under one key are for a person.
Decoded read_page(const JsonTree& content, const ProviderSettings& settings) {
    if (content.kind != JsonTree::Kind::array) return unreadable();
    if (content.children.empty()) return not_found();
    if (content.children.size() > 1) {
        Decoded message = ambiguous();
        message.retry = Retry::human;
        return message;
    }
    const JsonTree& only = content.children.front();
    const std::string status = MessageReader(&only).word("status");
    return status.empty() ? unreadable() : read_top_up(only, status, settings);
}

Decoded parse_status(const ProviderReply& reply, const ProviderSettings& settings) {
    const auto body = object_of(reply);
    MessageReader read(body ? &*body : nullptr);
    const std::string error = read.word("errorCode");
    if (reply.status == 404) {
        Decoded message = not_found();
        message.code = error.empty() ? "404" : error;
        return message;
    }
    if (reply.status != 200 || !error.empty()) return about_query(read_error(reply.status, error));
    if (!body) return unreadable();
    if (const JsonTree* content = body->find("content")) return read_page(*content, settings);
    const JsonTree* transaction = body->find("transaction");
    const bool nested = transaction != nullptr && transaction->kind == JsonTree::Kind::object;
    const JsonTree& top_up = nested ? *transaction : *body;
    const std::string outer = read.word("status");
    const std::string inner = MessageReader(&top_up).word("status");
    if ((outer.empty() && inner.empty()) || read.fault()) return unreadable();
    if (!outer.empty() && !inner.empty() && outer != inner) return ambiguous();
    return read_top_up(top_up, outer.empty() ? inner : outer, settings);
}

// --------------------------------------------------------------------------------- the webhook

/// Lower-case hex of HMAC-SHA-256 over the raw body, a colon, and the timestamp as it came.
bool is_signed(const ProviderCallback& callback, const ProviderSettings& settings) {
    const auto timestamp = callback.header("X-Reloadly-Request-Timestamp");
    if (settings.callback_secret.empty() || timestamp.empty()) return false;
    const std::string what = callback.body + ":" + std::string(timestamp);
    return same_secret(to_hex(hmac_sha256(settings.callback_secret, what)),
                       callback.header("X-Reloadly-Signature"));
}

ProviderResult<Decoded> parse_callback(const ProviderCallback& callback,
                                       const ProviderSettings& settings) {
    if (auto refused = refuse_call(callback, settings, manners)) return *refused;
    if (!callback.proven && !is_signed(callback, settings)) return forged("signature");
    const auto body = callback_object(callback, manners);
    if (!body) return body.error();
    const JsonTree* data = body->find("data");
    const JsonTree& top_up = data != nullptr ? *data : *body;
    MessageReader read(&top_up);
    const std::string status = read.word("status");
    Decoded message = read_top_up(top_up, status, settings);
    const bool whole = !status.empty() && !read.fault() && message.reason != Reason::unreadable;
    if (!whole) return ProviderRefusal{manners.http_unreadable, "it is no top-up", true};
    return told(std::move(message), read, manners);
}

// ------------------------------------------------------------------------------------ requests

std::vector<ProviderHeader> headers(const ProviderSettings& settings) {
    return {{"Authorization", "Bearer " + settings.token},
            {"Accept", "application/com.reloadly.topups-v1+json"}};
}

/// `product` is the operator's id, found by the number.
ProviderRequest build_request(const PayoutOrder& order, const ProviderSettings& settings) {
    JsonObject phone;
    phone.text("countryCode", settings.option("country"))
        .text("number", home_number(order.msisdn, settings.option("country_code")));
    const bool local = settings.option("account_currency_amounts").empty();
    JsonObject body;
    body.raw("operatorId", order.product)
        .raw("amount", format_amount(order.amount.micro, 0))
        .raw("useLocalAmount", local ? "true" : "false")
        .text("customIdentifier", order.key)
        .raw("recipientPhone", phone.done());
    ProviderRequest request{"POST", settings.send_url, headers(settings), body.done()};
    request.headers.push_back({"Content-Type", "application/json"});
    return request;
}

std::optional<ProviderRequest> build_status_request(const std::optional<std::string>&,
                                                    const std::string& key,
                                                    const ProviderSettings& settings) {
    return ProviderRequest{"GET",
                           settings.status_url + "?customIdentifier=" + form_escape(key),
                           headers(settings),
                           {}};
}

std::optional<ProviderRequest> build_token_request(const ProviderSettings& settings) {
    const auto audience = settings.option("audience");
    JsonObject body;
    body.text("client_id", settings.option("client_id"))
        .text("client_secret", settings.option("client_secret"))
        .text("grant_type", "client_credentials")
        .text("audience", audience.empty() ? "https://topups.reloadly.com" : audience);
    return ProviderRequest{
        "POST", settings.token_url, {{"Content-Type", "application/json"}}, body.done()};
}

}  // namespace

Provider reloadly() {
    Provider provider;
    provider.name = "reloadly";
    provider.needs = {"client_id", "client_secret", "country", "country_code", "product"};
    provider.traits.trust = Trust::good;
    provider.traits.lookup_by_key = true;
    provider.traits.callback_signed = true;
    provider.traits.first_query_s = 60;
    provider.traits.number_spacing_s = 180;
    provider.traits.resend_after_s = 210;  // the call's own deadline and three minutes
    provider.defaults.send_url = "https://topups.reloadly.com/topups";
    provider.defaults.status_url = "https://topups.reloadly.com/topups/reports/transactions";
    provider.defaults.token_url = "https://auth.reloadly.com/oauth/token";
    provider.build_request = build_request;
    provider.parse_response = parse_response;
    provider.build_status_request = build_status_request;
    provider.parse_status = parse_status;
    provider.parse_callback = parse_callback;
    provider.build_token_request = build_token_request;
    return provider;
}

}  // namespace kazi::billing
