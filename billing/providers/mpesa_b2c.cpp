// SPDX-License-Identifier: Apache-2.0
// M-Pesa B2C, version 3 of Safaricom's Daraja. What answers the request is an acknowledgement; the
// end comes once, as a Result, and a status query is answered the same way. Our key is the
// OriginatorConversationID: it fences repeats off, and it is what can be asked for.
//
// Reads of the settings: username (initiator), callback_url (its Results), token, and the options
// security_credential (or initiator_password and certificate), party_a, command, remarks,
// timeout_url, not_found_codes (words), consumer_key, consumer_secret.
#include <algorithm>
#include <array>
#include <sstream>

#include "billing/base64.hpp"
#include "billing/json_text.hpp"
#include "billing/message_fields.hpp"
#include "billing/provider_message.hpp"
#include "billing/providers/codecs.hpp"
#include "billing/providers/mpesa_codes.hpp"

namespace kazi::billing {

namespace {

using namespace mpesa;

constexpr CallbackManners manners{{{"POST"}}};
constexpr std::string_view question_path = "/query/";

/// "404.001.01", "404.002.01" …: a wrong path, never looked at.
bool is_wrong_path(std::string_view code) {
    return code.size() == 10 && code.starts_with("404.00") && code.ends_with(".01");
}

const CodeMeaning* meaning_of(std::string_view code, std::span<const CodeMeaning> first) {
    static constexpr CodeMeaning wrong_path{"404", Outcome::none, Reason::malformed_request,
                                            Retry::fix_config};
    if (const CodeMeaning* found = find_code(first, code)) return found;
    if (const CodeMeaning* found = find_code(codes, code)) return found;
    return is_wrong_path(code) ? &wrong_path : nullptr;
}

/// All amounts are shillings: no message names a currency.
void read_shillings(MessageReader& read, std::string_view name, Decoded& message) {
    message.amount_micro = read.amount(name);
    if (message.amount_micro) message.currency = *Currency::parse("KES");
}

// ------------------------------------------------------------------- what answers the request

/// An answer without a code of theirs.
Decoded read_bare(int status) {
    if (const auto refused = refused_by_status(status)) return *refused;
    if (status != 401) return unreadable();
    Decoded message = decoded(Outcome::none, Reason::token_expired, Retry::same_key);
    message.code = "401";
    return message;
}

Decoded parse_response(const ProviderReply& reply, const ProviderSettings&) {
    const auto body = object_of(reply);
    MessageReader read(body ? &*body : nullptr);
    std::string code = read.word("errorCode");
    if (code.empty()) code = read.word("ResponseCode");
    Decoded message;
    message.key = read.reference("OriginatorConversationID");
    message.provider_ref = read.reference("ConversationID");
    if (read.fault()) return unreadable();
    if (code.empty()) return read_bare(reply.status);
    apply(meaning_of(code, acknowledgement_codes), message);
    message.code = std::move(code);
    const bool taken = message.outcome == Outcome::accepted;
    if (taken && reply.status != 200) message.outcome = Outcome::in_doubt;
    return message;
}

// --------------------------------------------------------------------------------- the Result

std::string without_blanks(std::string_view text) {
    std::string kept;
    for (const char c : text)
        if (c != ' ') kept += c;
    return kept;
}

/// The Key/Value pairs, in any order; one pair may stand alone, and a value may be absent.
Fields parameters_of(const JsonTree& result) {
    Fields fields;
    const JsonTree* list = descend(result, {"ResultParameters", "ResultParameter"});
    for (const JsonTree& pair : elements_of(list)) {
        const Fields told = fields_of(pair);
        const auto key = told.text("Key");
        const auto value = told.text("Value");
        if (!key || !value || !*key || !*value) continue;
        fields.add(without_blanks(**key), **value);
    }
    return fields;
}

/// The number in front of "254711000111 - JANE DOE"; nothing when it is masked. The name is
/// dropped.
std::optional<std::string> number_before_name(std::string_view text) {
    const auto digits = text.substr(0, text.find(' '));
    std::string number = "+" + std::string(digits);
    if (!is_e164(number)) return std::nullopt;
    return number;
}

/// "Fee For B2C Payment|KES|22.40".
std::optional<std::int64_t> fee_of(std::string_view text) {
    const auto last = text.rfind('|');
    if (last == std::string_view::npos) return std::nullopt;
    const auto fee = parse_amount(text.substr(last + 1));
    if (!fee) return std::nullopt;
    return *fee;
}

/// What a status query found. That the query worked says nothing by itself.
void read_transaction(MessageReader& parameters, const std::string& result_code, Decoded& message) {
    message.code = parameters.word("TransactionStatus");
    const CodeMeaning* meaning = find_code(transaction_states, *message.code);
    apply(meaning, message);
    if (!meaning) message.outcome = Outcome::pending;
    if (result_code != "0") {
        const auto word = message.code;
        message = ambiguous();
        message.code = word;
    }
    message.key = parameters.reference("OriginatorConversationID");
    message.provider_ref = parameters.reference("ConversationID");
    read_shillings(parameters, "Amount", message);
    message.msisdn = number_before_name(parameters.word("CreditPartyName"));
    auto receipt = parameters.reference("ReceiptNo");
    if (message.outcome != Outcome::succeeded) return;
    message.fee_micro = fee_of(parameters.word("DebitPartyCharges"));
    message.receipt = std::move(receipt);
}

/// The end of a payment. A transaction id is there in failures, too: it proves nothing.
void read_payment(MessageReader& result, MessageReader& parameters, const std::string& code,
                  Decoded& message) {
    apply(meaning_of(code, result_codes), message);
    // Turned away before it was looked at: an end can't say that.
    if (message.outcome == Outcome::none) message = ambiguous();
    message.code = code;
    message.key = result.reference("OriginatorConversationID");
    message.provider_ref = result.reference("ConversationID");
    read_shillings(parameters, "TransactionAmount", message);
    message.msisdn = number_before_name(parameters.word("ReceiverPartyPublicName"));
    auto receipt = parameters.reference("TransactionReceipt");
    if (!receipt) receipt = result.reference("TransactionID");
    if (message.outcome == Outcome::succeeded) message.receipt = std::move(receipt);
}

/// `of_query`: it answers a status query, whose own success must not be read as the payment's.
ProviderResult<Decoded> read_result(const JsonTree& body, bool of_query) {
    MessageReader result(&body);
    MessageReader parameters(parameters_of(body));
    const std::string code = result.word("ResultCode");
    Decoded message = unreadable();
    if (!parameters.word("TransactionStatus").empty()) {
        read_transaction(parameters, code, message);
    } else if (of_query) {
        if (code != "0") message.reason = Reason::unknown_code;
        message.code = code;
    } else {
        read_payment(result, parameters, code, message);
    }
    if (code.empty()) {
        apply(nullptr, message);
        message.reason = Reason::unreadable;
        message.code.reset();
        message.receipt.reset();
    }
    const bool more_follows = result.word("ResultType") == "1";
    if (more_follows && message.outcome != Outcome::in_doubt) {
        message.outcome = Outcome::pending;
        message.retry = Retry::query_first;
        message.receipt.reset();
    }
    if (of_query) return result.fault() || parameters.fault() ? unreadable() : message;
    auto read = told(std::move(message), result, manners);
    return read && parameters.fault() ? told(*read, parameters, manners) : read;
}

/// It waited too long in their queue. Some post our own request back, with only the key to go by.
ProviderResult<Decoded> read_timeout_notice(const JsonTree& body) {
    const JsonTree* result = body.find("Result");
    MessageReader read(result ? result : &body);
    Decoded message = no_answer();
    message.key = read.reference("OriginatorConversationID");
    message.provider_ref = read.reference("ConversationID");
    read_shillings(read, "Amount", message);
    message.msisdn = read.msisdn("PartyB");
    const std::string code = read.word("ResultCode");
    if (!code.empty()) message.code = code;
    return told(std::move(message), read, manners);
}

/// Where the answer to a question about that key is to go: it says nothing else of whom it is about
/// when there is no such payment. An address that ends in a query has no room for it.
std::string result_url_of(const std::string& key, const ProviderSettings& settings) {
    const std::string& url = settings.callback_url;
    if (url.find('?') != std::string::npos) return url;
    return url + std::string(question_path) + key;
}

std::optional<std::string> asked_key(std::string_view target) {
    const auto path = target.substr(0, target.find('?'));
    const auto at = path.rfind(question_path);
    if (at == std::string_view::npos) return std::nullopt;
    return std::string(path.substr(at + question_path.size()));
}

/// Which code means "no such payment" is not published: the operator says.
bool is_not_found(std::string_view code, const ProviderSettings& settings) {
    std::istringstream known{std::string(settings.option("not_found_codes"))};
    for (std::string word; known >> word;)
        if (word == code) return true;
    return false;
}

/// A question's own failure is no failure of the payment.
ProviderResult<Decoded> read_answer(const JsonTree& result, std::string key,
                                    const ProviderSettings& settings) {
    auto answer = read_result(result, true);
    if (!answer || answer->key) return answer;
    const bool vague = answer->outcome == Outcome::in_doubt && answer->code.has_value();
    if (vague && is_not_found(*answer->code, settings)) answer->reason = Reason::not_found;
    answer->key = std::move(key);
    return answer;
}

bool is_timeout_path(std::string_view target) {
    return target.substr(0, target.find('?')).ends_with("/timeout");
}

ProviderResult<Decoded> parse_callback(const ProviderCallback& callback,
                                       const ProviderSettings& settings) {
    if (auto refused = refuse_call(callback, settings, manners)) return *refused;
    const auto body = callback_object(callback, manners);
    if (!body) return body.error();
    const JsonTree* result = body->find("Result");
    if (result == nullptr || is_timeout_path(callback.target)) return read_timeout_notice(*body);
    if (auto key = asked_key(callback.target))
        return read_answer(*result, std::move(*key), settings);
    return read_result(*result, false);
}

std::string callback_answer(std::optional<Action>) {
    return R"({"ResultCode":0,"ResultDesc":"Accepted"})";
}

// ----------------------------------------------------------------------------------- the query

/// The query's acknowledgement has the shape of the payment's, and ids of its own.
Decoded parse_status(const ProviderReply& reply, const ProviderSettings& settings) {
    const auto body = object_of(reply);
    const JsonTree* result = body ? body->find("Result") : nullptr;
    if (result != nullptr) {
        const auto message = read_result(*result, true);
        return message ? *message : unreadable();
    }
    Decoded message = parse_response(reply, settings);
    message.key.reset();
    message.provider_ref.reset();
    if (message.outcome != Outcome::accepted) return about_query(std::move(message));
    message.outcome = Outcome::none;
    return message;
}

// ------------------------------------------------------------------------------------ requests

std::string_view option_or(const ProviderSettings& settings, std::string_view name,
                           std::string_view otherwise) {
    const auto value = settings.option(name);
    return value.empty() ? otherwise : value;
}

std::vector<ProviderHeader> headers(const ProviderSettings& settings) {
    return {{"Authorization", "Bearer " + settings.token}, {"Content-Type", "application/json"}};
}

ProviderRequest build_request(const PayoutOrder& order, const ProviderSettings& settings) {
    JsonObject body;
    body.text("OriginatorConversationID", order.key)
        .text("InitiatorName", settings.username)
        .text("SecurityCredential", settings.option("security_credential"))
        .text("CommandID", option_or(settings, "command", "BusinessPayment"))
        .text("Amount", format_amount(order.amount.micro, 0))
        .text("PartyA", settings.option("party_a"))
        .text("PartyB", std::string_view(order.msisdn).substr(1))
        .text("Remarks", option_or(settings, "remarks", "kazi pay"))
        .text("QueueTimeOutURL", option_or(settings, "timeout_url", settings.callback_url))
        .text("ResultURL", settings.callback_url);
    return {"POST", settings.send_url, headers(settings), body.done()};
}

/// The operator's password, readable by Safaricom alone.
std::optional<OptionFault> prepare(ProviderSettings& settings) {
    return seal_option(settings, "security_credential", "initiator_password", "certificate");
}

std::optional<ProviderRequest> build_status_request(const std::optional<std::string>&,
                                                    const std::string& key,
                                                    const ProviderSettings& settings) {
    JsonObject body;
    body.text("Initiator", settings.username)
        .text("SecurityCredential", settings.option("security_credential"))
        .text("CommandID", "TransactionStatusQuery")
        .text("OriginalConversationID", key)
        .text("PartyA", settings.option("party_a"))
        .text("IdentifierType", "4")
        .text("ResultURL", result_url_of(key, settings))
        .text("QueueTimeOutURL", option_or(settings, "timeout_url", settings.callback_url))
        .text("Remarks", option_or(settings, "remarks", "kazi pay"))
        .text("Occasion", "status");
    return ProviderRequest{"POST", settings.status_url, headers(settings), body.done()};
}

std::optional<ProviderRequest> build_token_request(const ProviderSettings& settings) {
    const std::string pair = std::string(settings.option("consumer_key")) + ":" +
                             std::string(settings.option("consumer_secret"));
    return ProviderRequest{"GET",
                           settings.token_url + "?grant_type=client_credentials",
                           {{"Authorization", "Basic " + to_base64(pair)}},
                           {}};
}

}  // namespace

Provider mpesa_b2c() {
    Provider provider;
    provider.name = "mpesa_b2c";
    provider.needs = {"security_credential", "party_a", "consumer_key", "consumer_secret"};
    provider.traits.trust = Trust::good;
    provider.traits.lookup_by_key = true;
    provider.traits.callback_is_proof = true;  // its query is answered by callback, too
    provider.traits.answers_later = true;
    provider.traits.resend_after_s = 1800;  // one answer of "unknown" says little so early
    provider.traits.call_deadline_s = 60;
    provider.traits.news_deadline_s = 900;
    provider.defaults.send_url = "https://api.safaricom.co.ke/mpesa/b2c/v3/paymentrequest";
    provider.defaults.status_url = "https://api.safaricom.co.ke/mpesa/transactionstatus/v1/query";
    provider.defaults.token_url = "https://api.safaricom.co.ke/oauth/v1/generate";
    provider.build_request = build_request;
    provider.parse_response = parse_response;
    provider.build_status_request = build_status_request;
    provider.parse_status = parse_status;
    provider.parse_callback = parse_callback;
    provider.callback_answer = callback_answer;
    provider.build_token_request = build_token_request;
    provider.prepare = prepare;
    return provider;
}

}  // namespace kazi::billing
