// SPDX-License-Identifier: Apache-2.0
// Airtel Africa disbursements, version 2. Mostly answers at once with the end; an answer is
// believed only when its code and its transaction's state agree. Several of its codes mean "may
// have been paid", and a repeated id is refused with one of them.
//
// Reads of the settings: token, callback_secret (when callbacks carry a hash), and the options
// client_id, client_secret, country, country_code (digits), pin (already encrypted; or plain_pin
// and public_key), reference, sign_messages ("yes" where the market wants it; needs public_key).
#include <array>

#include "billing/base64.hpp"
#include "billing/digest.hpp"
#include "billing/json_text.hpp"
#include "billing/provider_message.hpp"
#include "billing/providers/airtel_hash.hpp"
#include "billing/providers/codecs.hpp"
#include "billing/public_key_seal.hpp"

namespace kazi::billing {

namespace {

constexpr CallbackManners manners{{{"POST", "PUT"}}};

/// response_code, result_code where there is no other, and the router's status_code.
constexpr std::array<CodeMeaning, 39> codes{{
    {"DP00900001001", Outcome::succeeded, Reason::ok, Retry::never},
    {"ESB000010", Outcome::succeeded, Reason::ok, Retry::never},
    {"DP00900001000", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"ESB000001", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"ESB000004", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"DP00900001006", Outcome::pending, Reason::ok, Retry::query_first},
    {"DP00900001014", Outcome::in_doubt, Reason::timeout, Retry::query_first},
    {"ROUTER117", Outcome::in_doubt, Reason::timeout, Retry::query_first},
    {"DP00900001011", Outcome::in_doubt, Reason::duplicate_key, Retry::query_first},
    {"DP00900001017", Outcome::in_doubt, Reason::duplicate_key, Retry::query_first},
    {"ESB000041", Outcome::in_doubt, Reason::duplicate_key, Retry::query_first},
    {"DP00900001015", Outcome::in_doubt, Reason::not_found, Retry::same_key},
    {"ESB000045", Outcome::in_doubt, Reason::not_found, Retry::same_key},
    {"DP00900001003", Outcome::failed, Reason::recipient_limit, Retry::new_attempt},
    {"DP00900001004", Outcome::failed, Reason::amount_invalid, Retry::never},
    {"DP00900001005", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"ESB000011", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"DP00900001007", Outcome::failed, Reason::insufficient_float, Retry::new_attempt},
    {"DP00900001009", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"DP00900001012", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"ESB000033", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"ESB000036", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"DP00900001010", Outcome::failed, Reason::recipient_not_allowed, Retry::never},
    {"DP00900001013", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"ESB000008", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"ESB000014", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"ESB000039", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"DP00900001016", Outcome::none, Reason::credentials, Retry::fix_config},
    {"ROUTER001", Outcome::none, Reason::permission, Retry::fix_config},
    {"ROUTER003", Outcome::none, Reason::permission, Retry::fix_config},
    {"ROUTER005", Outcome::none, Reason::permission, Retry::fix_config},
    {"ROUTER006", Outcome::none, Reason::permission, Retry::fix_config},
    {"ROUTER007", Outcome::none, Reason::permission, Retry::fix_config},
    {"ROUTER110", Outcome::none, Reason::permission, Retry::fix_config},
    {"ROUTER112", Outcome::none, Reason::permission, Retry::fix_config},
    {"ROUTER114", Outcome::none, Reason::permission, Retry::fix_config},
    {"ROUTER115", Outcome::none, Reason::permission, Retry::fix_config},
    {"ROUTER116", Outcome::none, Reason::permission, Retry::fix_config},
    {"ROUTER119", Outcome::none, Reason::permission, Retry::fix_config},
}};

constexpr std::array<CodeMeaning, 5> states{{
    {"TS", Outcome::succeeded, Reason::ok, Retry::never},
    {"TF", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"TA", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"TIP", Outcome::pending, Reason::ok, Retry::query_first},
    {"TE", Outcome::failed, Reason::expired, Retry::new_attempt},
}};

/// One of the codes that leave the payment open, or that nobody knows: it outweighs any state.
bool leaves_open(const CodeMeaning* code) {
    return code == nullptr || code->outcome == Outcome::in_doubt;
}

/// What code and state say together; two that part are in doubt.
void judge(const std::string& code, const std::string& state, Decoded& message) {
    const CodeMeaning* by_code = find_code(codes, code);
    const CodeMeaning* by_state = find_code(states, state);
    if (state.empty() || (!code.empty() && leaves_open(by_code))) return apply(by_code, message);
    if (code.empty() || by_state == nullptr) return apply(by_state, message);
    if (by_code->outcome == by_state->outcome) {
        const bool says_more = by_code->reason != Reason::rejected;
        return apply(says_more ? by_code : by_state, message);
    }
    apply(nullptr, message);
    message.reason = Reason::ambiguous;
}

/// The envelope's code, wherever it stands.
std::string code_of(const JsonTree& body) {
    MessageReader status(body.find("status"));
    MessageReader outer(&body);
    std::string code = status.word("response_code");
    if (code.empty()) code = status.word("result_code");
    if (code.empty()) code = outer.word("status_code");
    if (code.empty()) code = outer.word("error");
    return code;
}

Decoded read_envelope(const JsonTree& body, const std::string& code) {
    MessageReader transaction(descend(body, {"data", "transaction"}));
    const std::string state = transaction.word("status");
    if (code.empty() && state.empty()) return unreadable();
    Decoded message;
    judge(code, state, message);
    message.code = code.empty() ? state : code;
    message.key = transaction.reference("id");
    message.provider_ref = transaction.reference("reference_id");
    auto receipt = transaction.reference("airtel_money_id");
    const bool denied = MessageReader(body.find("status")).word("success") == "false";
    if (message.outcome == Outcome::succeeded && denied) {
        apply(nullptr, message);
        message.reason = Reason::ambiguous;
    }
    if (message.outcome == Outcome::succeeded) message.receipt = std::move(receipt);
    return transaction.fault() ? unreadable() : message;
}

/// Turned away at the gate, by the HTTP status. Nothing: the body decides.
std::optional<Decoded> read_gate(int status, const std::string& code) {
    const bool token = code == "invalid_token" && (status == 401 || status == 403);
    if (token || (status == 401 && code.empty()))
        return decoded(Outcome::none, Reason::token_expired, Retry::same_key);
    if (status == 401 || code == "invalid_client")
        return decoded(Outcome::none, Reason::credentials, Retry::fix_config);
    if (find_code(codes, code) != nullptr && status < 500) return std::nullopt;
    if (const auto refused = refused_by_status(status)) return refused;
    const bool by_body = status == 200 || status == 400;
    if (by_body) return std::nullopt;
    return decoded(Outcome::in_doubt, Reason::unknown_code, Retry::query_first);
}

Decoded parse_response(const ProviderReply& reply, const ProviderSettings&) {
    const auto body = object_of(reply);
    const std::string code = body ? code_of(*body) : std::string();
    if (auto gate = read_gate(reply.status, code)) {
        gate->code = code.empty() ? std::to_string(reply.status) : code;
        return *gate;
    }
    return body ? read_envelope(*body, code) : unreadable();
}

Decoded parse_status(const ProviderReply& reply, const ProviderSettings& settings) {
    Decoded message = parse_response(reply, settings);
    const auto body = object_of(reply);
    const bool of_transaction = body && descend(*body, {"data", "transaction"}) != nullptr;
    // Without a transaction, the refusal is about the question.
    if (!of_transaction && message.outcome == Outcome::failed) {
        const CodeMeaning* meaning = find_code(codes, message.code.value_or(""));
        const bool about_payment =
            meaning != nullptr && meaning->reason != Reason::malformed_request;
        if (!about_payment) return about_query(std::move(message));
    }
    return message;
}

// -------------------------------------------------------------------------------- the callback

ProviderResult<Decoded> parse_callback(const ProviderCallback& callback,
                                       const ProviderSettings& settings) {
    if (auto refused = refuse_call(callback, settings, manners)) return *refused;
    const bool hashed = !settings.callback_secret.empty() && !callback.proven;
    if (hashed && !airtel_hash_valid(callback.body, settings.callback_secret))
        return forged("hash");
    const auto body = callback_object(callback, manners);
    if (!body) return body.error();
    MessageReader read(body->find("transaction"));
    Decoded message;
    const std::string state = read.word("status_code");
    apply(find_code(states, state), message);
    message.code = state;
    if (state.empty()) message = unreadable();
    message.key = read.reference("id");
    auto receipt = read.reference("airtel_money_id");
    if (message.outcome == Outcome::succeeded) message.receipt = std::move(receipt);
    return told(as_hint(std::move(message)), read, manners);
}

// ------------------------------------------------------------------------------------ requests

std::vector<ProviderHeader> headers(const ProviderSettings& settings, std::string_view currency) {
    return {{"Authorization", "Bearer " + settings.token},
            {"X-Country", std::string(settings.option("country"))},
            {"X-Currency", std::string(currency)},
            {"Accept", "*/*"},
            {"Content-Type", "application/json"}};
}

/// The number as it is dialled inside the country: without plus and country code.
std::string_view national_number(std::string_view msisdn, std::string_view country_code) {
    std::string_view digits = msisdn.substr(1);
    if (!country_code.empty() && digits.starts_with(country_code))
        digits.remove_prefix(country_code.size());
    return digits;
}

/// A message's secret as it travels, sealed.
SealResult seal_message_secret(const MessageSecret& secret, const ProviderSettings& settings) {
    return seal_for(settings.option("public_key"),
                    to_base64(secret.key) + ":" + to_base64(secret.iv));
}

/// The body again, encrypted under a key of its own, and that key for Airtel alone.
void sign(ProviderRequest& request, const std::string& key, const ProviderSettings& settings) {
    if (settings.option("sign_messages") != "yes") return;
    const auto secret = message_secret(settings.option("client_secret"), key);
    const auto sealed = seal_message_secret(secret, settings);
    if (!sealed) return;  // `prepare` has said so, and the provider will
    request.headers.push_back({"x-signature", encrypt_body(request.body, secret)});
    request.headers.push_back({"x-key", *sealed});
}

/// The PIN, readable by Airtel alone; and whether messages can be signed.
std::optional<OptionFault> prepare(ProviderSettings& settings) {
    if (settings.option("sign_messages") == "yes") {
        const auto tried = seal_message_secret(message_secret({}, {}), settings);
        if (!tried) return OptionFault{"public_key", to_string(tried.error())};
    }
    return seal_option(settings, "pin", "plain_pin", "public_key");
}

ProviderRequest build_request(const PayoutOrder& order, const ProviderSettings& settings) {
    const std::string_view currency = order.amount.currency.code();
    const auto reference = settings.option("reference");
    JsonObject payee;
    payee.text("msisdn", national_number(order.msisdn, settings.option("country_code")))
        .text("currency", currency);
    JsonObject transaction;
    transaction.raw("amount", format_amount(order.amount.micro, 0))
        .text("id", order.key)
        .text("type", "B2C");
    JsonObject body;
    body.raw("payee", payee.done())
        .text("reference", reference.empty() ? "kazipay" : reference)
        .text("pin", settings.option("pin"))
        .raw("transaction", transaction.done());
    ProviderRequest request{"POST", settings.send_url, headers(settings, currency), body.done()};
    sign(request, order.key, settings);
    return request;
}

std::optional<ProviderRequest> build_status_request(const std::optional<std::string>&,
                                                    const std::string& key,
                                                    const ProviderSettings& settings) {
    return ProviderRequest{"GET",
                           settings.status_url + "/" + key + "?transactionType=B2C",
                           headers(settings, settings.option("currency")),
                           {}};
}

std::optional<ProviderRequest> build_token_request(const ProviderSettings& settings) {
    JsonObject body;
    body.text("client_id", settings.option("client_id"))
        .text("client_secret", settings.option("client_secret"))
        .text("grant_type", "client_credentials");
    return ProviderRequest{
        "POST", settings.token_url, {{"Content-Type", "application/json"}}, body.done()};
}

}  // namespace

Provider airtel_africa() {
    Provider provider;
    provider.name = "airtel_africa";
    provider.needs = {"client_id", "client_secret", "country", "country_code", "currency", "pin"};
    provider.traits.trust = Trust::good;
    provider.traits.lookup_by_key = true;
    provider.traits.first_query_s = 180;
    provider.traits.resend_after_s = 180;
    provider.defaults.send_url = "https://openapi.airtel.africa/standard/v2/disbursements/";
    provider.defaults.status_url = "https://openapi.airtel.africa/standard/v2/disbursements";
    provider.defaults.token_url = "https://openapi.airtel.africa/auth/oauth2/token";
    provider.build_request = build_request;
    provider.parse_response = parse_response;
    provider.build_status_request = build_status_request;
    provider.parse_status = parse_status;
    provider.parse_callback = parse_callback;
    provider.build_token_request = build_token_request;
    provider.prepare = prepare;
    return provider;
}

}  // namespace kazi::billing
