// SPDX-License-Identifier: Apache-2.0
// MTN MoMo disbursements. Our key is the X-Reference-Id: it names the transfer, a repeat is refused
// and it can be asked about at any time. Anybody can post the callback, so it is only a hint.
//
// Reads of the settings: username and api_key (the API user), token, callback_url, and the options
// subscription_key, target_environment.
#include <array>

#include "billing/base64.hpp"
#include "billing/json_text.hpp"
#include "billing/provider_message.hpp"
#include "billing/providers/codecs.hpp"

namespace kazi::billing {

namespace {

/// Unread, it comes back for days.
constexpr CallbackManners manners{{{"PUT", "POST"}}, 200};

/// Refusals with HTTP 500 that were decided before anything moved. They may stand in a failed
/// transfer, too.
constexpr std::array<CodeMeaning, 4> setup_codes{{
    {"NOT_ALLOWED", Outcome::failed, Reason::permission, Retry::fix_config},
    {"NOT_ALLOWED_TARGET_ENVIRONMENT", Outcome::failed, Reason::permission, Retry::fix_config},
    {"INVALID_CALLBACK_URL_HOST", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"INVALID_CURRENCY", Outcome::failed, Reason::currency_invalid, Retry::fix_config},
}};

/// Why a transfer failed. `timeout` is final for its reference and yet smells of money that may
/// still move: a person, or a day, comes before the next attempt.
constexpr std::array<CodeMeaning, 15> failure_reasons{{
    {"INTERNAL_PROCESSING_ERROR", Outcome::failed, Reason::provider_unavailable,
     Retry::new_attempt},
    {"NOT_ENOUGH_FUNDS", Outcome::failed, Reason::insufficient_float, Retry::new_attempt},
    {"PAYER_LIMIT_REACHED", Outcome::failed, Reason::float_limit, Retry::new_attempt},
    {"PAYEE_NOT_FOUND", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"PAYEE_NOT_ALLOWED_TO_RECEIVE", Outcome::failed, Reason::recipient_not_allowed, Retry::never},
    {"COULD_NOT_PERFORM_TRANSACTION", Outcome::failed, Reason::timeout, Retry::human},
    {"TRANSACTION_NOT_COMPLETED", Outcome::failed, Reason::timeout, Retry::human},
    {"SERVICE_UNAVAILABLE", Outcome::failed, Reason::timeout, Retry::human},
    {"APPROVAL_REJECTED", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"EXPIRED", Outcome::failed, Reason::expired, Retry::new_attempt},
    {"TRANSACTION_CANCELED", Outcome::failed, Reason::cancelled, Retry::new_attempt},
    {"TRANSFER_TYPE_UNKNOWN", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"ONGOING", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"DELAYED", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"PAYEE_DELAYED", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
}};

/// The words of an answer that is no transfer: {"code","message"}.
std::string code_of(const std::optional<JsonTree>& body) {
    MessageReader read(body ? &*body : nullptr);
    std::string code = read.word("code");
    return read.fault() ? std::string() : code;
}

/// What the HTTP status alone says; nothing for those that the code decides.
std::optional<Decoded> read_status(int status) {
    switch (status) {
        case 202:
            return decoded(Outcome::accepted, Reason::ok, Retry::query_first);
        case 400:
            return decoded(Outcome::failed, Reason::malformed_request, Retry::fix_config);
        case 401:
            return decoded(Outcome::none, Reason::token_expired, Retry::same_key);
        case 404:
            return decoded(Outcome::none, Reason::not_found, Retry::fix_config);
        case 409:
            return decoded(Outcome::in_doubt, Reason::duplicate_key, Retry::query_first);
        default:
            return std::nullopt;
    }
}

Decoded read_refusal(int status, const std::string& code) {
    if (const auto known = read_status(status)) return *known;
    Decoded message = decoded(Outcome::in_doubt, Reason::unknown_code, Retry::query_first);
    if (status == 403 && code == "FORBIDDEN_IP")
        return decoded(Outcome::none, Reason::permission, Retry::fix_config);
    const CodeMeaning* setup = status == 500 ? find_code(setup_codes, code) : nullptr;
    if (setup != nullptr)
        apply(setup, message);
    else if (const auto refused = refused_by_status(status))
        message = *refused;
    return message;
}

Decoded parse_response(const ProviderReply& reply, const ProviderSettings&) {
    const std::string code = code_of(object_of(reply));
    Decoded message = read_refusal(reply.status, code);
    if (!code.empty())
        message.code = code;
    else if (reply.status != 202)
        message.code = std::to_string(reply.status);
    return message;
}

// -------------------------------------------------------------------------------- the transfer

/// `reason` is a word, or {"code","message"}.
std::string failure_reason(const JsonTree& body) {
    const JsonTree* reason = body.find("reason");
    if (reason == nullptr) return {};
    if (reason->kind != JsonTree::Kind::object) return reason->text;
    return MessageReader(reason).word("code");
}

constexpr std::array<CodeMeaning, 3> states{{
    {"SUCCESSFUL", Outcome::succeeded, Reason::ok, Retry::never},
    {"PENDING", Outcome::pending, Reason::ok, Retry::query_first},
    {"FAILED", Outcome::failed, Reason::rejected, Retry::new_attempt},
}};

void read_end(const JsonTree& body, const std::string& status, Decoded& message) {
    message.code = status;
    apply(find_code(states, status), message);
    const std::string reason =
        message.outcome == Outcome::failed ? failure_reason(body) : std::string();
    if (reason.empty()) return;
    message.code = reason;
    const CodeMeaning* meaning = find_code(failure_reasons, reason);
    apply(meaning ? meaning : find_code(setup_codes, reason), message);
}

/// The transfer as a query or a callback shows it. Numbers stand as numbers or as text.
Decoded read_transfer(const JsonTree& body, MessageReader& read) {
    Decoded message;
    const std::string status = read.word("status");
    if (status.empty()) return unreadable();
    read_end(body, status, message);
    message.amount_micro = read.amount("amount");
    message.currency = read.currency("currency");
    message.payout_ref = read.reference("externalId");
    auto receipt = read.reference("financialTransactionId");
    if (message.outcome == Outcome::succeeded) message.receipt = std::move(receipt);
    MessageReader payee(body.find("payee"));
    const std::string type = payee.word("partyIdType");
    if (type.empty() || type == "MSISDN" || type == "msisdn")
        message.msisdn = payee.msisdn("partyId");
    return read.fault() || payee.fault() ? unreadable() : message;
}

Decoded parse_status(const ProviderReply& reply, const ProviderSettings&) {
    const auto body = object_of(reply);
    if (reply.status == 200) {
        if (!body) return unreadable();
        MessageReader read(&*body);
        return read_transfer(*body, read);
    }
    const std::string code = code_of(body);
    Decoded message =
        reply.status == 404 ? not_found() : about_query(read_refusal(reply.status, code));
    message.code = code.empty() ? std::to_string(reply.status) : code;
    return message;
}

ProviderResult<Decoded> parse_callback(const ProviderCallback& callback,
                                       const ProviderSettings& settings) {
    if (auto refused = refuse_call(callback, settings, manners)) return *refused;
    const auto body = callback_object(callback, manners);
    if (!body) return body.error();
    MessageReader read(&*body);
    Decoded message = as_hint(read_transfer(*body, read));
    if (message.reason == Reason::unreadable)
        return ProviderRefusal{manners.http_unreadable, "it is no transfer", true};
    const auto reference = callback.header("X-Reference-Id");
    if (!reference.empty()) message.key = std::string(reference);
    return told(std::move(message), read, manners);
}

// ------------------------------------------------------------------------------------ requests

std::vector<ProviderHeader> headers(const ProviderSettings& settings) {
    return {{"Authorization", "Bearer " + settings.token},
            {"X-Target-Environment", std::string(settings.option("target_environment"))},
            {"Ocp-Apim-Subscription-Key", std::string(settings.option("subscription_key"))}};
}

ProviderRequest build_request(const PayoutOrder& order, const ProviderSettings& settings) {
    JsonObject payee;
    payee.text("partyIdType", "MSISDN").text("partyId", std::string_view(order.msisdn).substr(1));
    JsonObject body;
    body.text("amount", format_amount(order.amount.micro, 0))
        .text("currency", order.amount.currency.code())
        .text("externalId", order.payout)
        .raw("payee", payee.done())
        .text("payerMessage", "kazi")
        .text("payeeNote", "kazi pay");
    ProviderRequest request{"POST", settings.send_url, headers(settings), body.done()};
    request.headers.push_back({"X-Reference-Id", order.key});
    if (!settings.callback_url.empty())
        request.headers.push_back({"X-Callback-Url", settings.callback_url});
    request.headers.push_back({"Content-Type", "application/json"});
    return request;
}

std::optional<ProviderRequest> build_status_request(const std::optional<std::string>&,
                                                    const std::string& key,
                                                    const ProviderSettings& settings) {
    return ProviderRequest{"GET", settings.status_url + "/" + key, headers(settings), {}};
}

std::optional<ProviderRequest> build_token_request(const ProviderSettings& settings) {
    return ProviderRequest{
        "POST",
        settings.token_url,
        {{"Authorization", "Basic " + to_base64(settings.username + ":" + settings.api_key)},
         {"Ocp-Apim-Subscription-Key", std::string(settings.option("subscription_key"))}},
        {}};
}

}  // namespace

Provider mtn_momo() {
    Provider provider;
    provider.name = "mtn_momo";
    provider.needs = {"subscription_key", "target_environment"};
    provider.traits.trust = Trust::strong;
    provider.traits.lookup_by_key = true;
    provider.traits.key_form = KeyForm::uuid4;
    provider.traits.call_deadline_s = 60;
    provider.defaults.send_url = "https://proxy.momoapi.mtn.com/disbursement/v1_0/transfer";
    provider.defaults.status_url = "https://proxy.momoapi.mtn.com/disbursement/v1_0/transfer";
    provider.defaults.token_url = "https://proxy.momoapi.mtn.com/disbursement/token/";
    provider.build_request = build_request;
    provider.parse_response = parse_response;
    provider.build_status_request = build_status_request;
    provider.parse_status = parse_status;
    provider.parse_callback = parse_callback;
    provider.build_token_request = build_token_request;
    return provider;
}

}  // namespace kazi::billing
