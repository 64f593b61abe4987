// SPDX-License-Identifier: Apache-2.0
// A payer's side of Mojaloop transfers, FSPIOP 1.1. Every call is answered later, by a PUT to us:
// the proof of a payment is the fulfilment whose digest is the condition of the quote. The hub
// decides by its own clock, so only it can say that a transfer expired.
//
// Reads of the settings: username (our FSP id), callback_secret (the hub's public key in PEM, when
// it signs), and the options payee_fsp, ilp_packet, condition, expiration, date.
#include <array>

#include "billing/base64.hpp"
#include "billing/digest.hpp"
#include "billing/json_text.hpp"
#include "billing/provider_message.hpp"
#include "billing/providers/codecs.hpp"
#include "billing/providers/fspiop.hpp"

namespace kazi::billing {

namespace {

constexpr CallbackManners manners{{{"PUT", "POST", "PATCH"}}};

constexpr std::array<CodeMeaning, 4> states{{
    {"RECEIVED", Outcome::pending, Reason::ok, Retry::query_first},
    {"RESERVED", Outcome::pending, Reason::ok, Retry::query_first},
    {"COMMITTED", Outcome::succeeded, Reason::ok, Retry::never},
    {"ABORTED", Outcome::failed, Reason::rejected, Retry::new_attempt},
}};

/// Errors that mean something of their own; the first two digits decide the rest.
constexpr std::array<CodeMeaning, 15> errors{{
    {"2001", Outcome::in_doubt, Reason::provider_unavailable, Retry::query_first},
    {"2003", Outcome::in_doubt, Reason::provider_unavailable, Retry::query_first},
    {"2004", Outcome::in_doubt, Reason::timeout, Retry::query_first},
    {"2005", Outcome::in_doubt, Reason::provider_unavailable, Retry::query_first},
    {"3100", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"3101", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"3102", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"3103", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"3104", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"3105", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    // The same id with other content: an earlier request was taken.
    {"3106", Outcome::in_doubt, Reason::duplicate_key, Retry::query_first},
    {"3107", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"3208", Outcome::in_doubt, Reason::not_found, Retry::same_key},
    {"3303", Outcome::failed, Reason::expired, Retry::new_attempt},
    {"4001", Outcome::failed, Reason::insufficient_float, Retry::new_attempt},
}};

/// The ranges in which either side refuses.
constexpr std::array<CodeMeaning, 10> ranges{{
    {"42", Outcome::failed, Reason::float_limit, Retry::new_attempt},
    {"40", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"41", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"43", Outcome::failed, Reason::permission, Retry::fix_config},
    {"44", Outcome::failed, Reason::permission, Retry::fix_config},
    {"50", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"51", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"52", Outcome::failed, Reason::recipient_limit, Retry::new_attempt},
    {"53", Outcome::failed, Reason::recipient_not_allowed, Retry::never},
    {"54", Outcome::failed, Reason::recipient_not_allowed, Retry::never},
}};

bool is_error_code(std::string_view code) {
    if (code.size() != 4) return false;
    for (const char c : code)
        if (c < '0' || c > '9') return false;
    return true;
}

const CodeMeaning* meaning_of_error(std::string_view code) {
    if (!is_error_code(code)) return nullptr;
    if (const CodeMeaning* found = find_code(errors, code)) return found;
    if (const CodeMeaning* found = find_code(ranges, code.substr(0, 2))) return found;
    const bool refused = code[0] == '4' || code[0] == '5';
    return refused ? find_code(ranges, "51") : nullptr;
}

/// SHA-256(fulfilment) = condition, both in base64url without padding.
bool fulfils(std::string_view fulfilment, std::string_view condition) {
    const auto preimage = from_base64url(fulfilment);
    const auto digest = from_base64url(condition);
    if (!preimage || !digest || preimage->size() != 32) return false;
    return same_secret(sha256(*preimage), *digest);
}

/// A commitment without the fulfilment that belongs to our condition proves nothing.
void check_fulfilment(MessageReader& read, const ProviderSettings& settings, Decoded& message) {
    auto fulfilment = read.reference("fulfilment");
    if (message.outcome != Outcome::succeeded) return;
    if (fulfilment && fulfils(*fulfilment, settings.option("condition"))) {
        message.receipt = std::move(fulfilment);
        return;
    }
    apply(nullptr, message);
    message.reason = Reason::ambiguous;
}

Decoded read_transfer(const JsonTree& body, const ProviderSettings& settings) {
    MessageReader read(&body);
    Decoded message;
    const JsonTree* error = body.find("errorInformation");
    const std::string code =
        error != nullptr ? MessageReader(error).word("errorCode") : read.word("transferState");
    apply(error != nullptr ? meaning_of_error(code) : find_code(states, code), message);
    if (code.empty()) message = unreadable();
    if (!code.empty()) message.code = code;
    message.key = read.reference("transferId");
    check_fulfilment(read, settings, message);
    MessageReader amount(body.find("amount"));
    message.amount_micro = amount.amount("amount");
    message.currency = amount.currency("currency");
    return read.fault() || amount.fault() ? unreadable() : message;
}

/// What is said before the transfer is looked at: the HTTP status, or an error in the answer.
Decoded read_answer(const ProviderReply& reply, const ProviderSettings& settings) {
    const auto body = object_of(reply);
    const auto refused = refused_by_status(reply.status);
    const bool told_error = body && body->find("errorInformation") != nullptr;
    if (told_error) {
        Decoded message = read_transfer(*body, settings);
        if (!refused || message.outcome == Outcome::in_doubt) return message;
        Decoded open = *refused;
        open.code = message.code;
        return open;
    }
    if (refused) return *refused;
    Decoded message = decoded(Outcome::in_doubt, Reason::unknown_code, Retry::query_first);
    if (reply.status == 401 || reply.status == 403)
        message = decoded(Outcome::none, Reason::credentials, Retry::fix_config);
    if (reply.status < 200 || reply.status >= 300) {
        message.code = std::to_string(reply.status);
        return message;
    }
    return body ? read_transfer(*body, settings) : unreadable();
}

Decoded parse_response(const ProviderReply& reply, const ProviderSettings& settings) {
    const auto body = object_of(reply);
    const bool says_more = body && (body->find("errorInformation") || body->find("transferState"));
    if (reply.status == 202 && !says_more)
        return decoded(Outcome::accepted, Reason::ok, Retry::query_first);
    return read_answer(reply, settings);
}

/// The question is answered by a PUT; what answers it at once only says that it was taken.
Decoded parse_status(const ProviderReply& reply, const ProviderSettings& settings) {
    const auto body = object_of(reply);
    const bool empty = reply.body.empty() || (body && body->names.empty());
    if (reply.status == 202 && empty) return decoded(Outcome::none, Reason::ok, Retry::query_first);
    Decoded message = read_answer(reply, settings);
    const bool answered = reply.status >= 200 && reply.status < 300;
    if (reply.status == 404 && message.reason == Reason::unknown_code) {
        message = not_found();
        message.code = "404";
    }
    return answered ? message : about_query(std::move(message));
}

// -------------------------------------------------------------------------------- the callback

ProviderResult<Decoded> parse_callback(const ProviderCallback& callback,
                                       const ProviderSettings& settings) {
    if (auto refused = refuse_fspiop_call(callback, settings)) return *refused;
    const auto body = callback_object(callback, manners);
    if (!body) return body.error();
    Decoded message = read_transfer(*body, settings);
    Fields path;
    const auto subject = fspiop_subject(callback.target, "transfers");
    path.add("transfers", std::string(subject.substr(0, subject.find('/'))));
    MessageReader read(std::move(path));
    auto in_path = read.reference("transfers");
    if (in_path && message.key && *in_path != *message.key)
        return ProviderRefusal{manners.http_unreadable, "transferId: not the address's", true};
    if (in_path) message.key = std::move(in_path);
    return told(std::move(message), read, manners);
}

std::string callback_answer(std::optional<Action>) {
    return {};
}

// ------------------------------------------------------------------------------------ requests

std::vector<ProviderHeader> headers(const ProviderSettings& settings) {
    return fspiop_headers(settings, "transfers", settings.option("payee_fsp"));
}

/// The transfer that a quote (packet, condition, expiry: options of the settings) was made for.
ProviderRequest build_request(const PayoutOrder& order, const ProviderSettings& settings) {
    JsonObject amount;
    amount.text("amount", format_amount(order.amount.micro, 0))
        .text("currency", order.amount.currency.code());
    JsonObject body;
    body.text("transferId", order.key)
        .text("payerFsp", settings.username)
        .text("payeeFsp", settings.option("payee_fsp"))
        .raw("amount", amount.done())
        .text("ilpPacket", settings.option("ilp_packet"))
        .text("condition", settings.option("condition"))
        .text("expiration", settings.option("expiration"));
    return {"POST", settings.send_url, headers(settings), body.done()};
}

/// Of a quote made elsewhere all is there; else parties and quotes can be asked for.
std::optional<OptionFault> check_quotes(ProviderSettings& settings) {
    const bool quoted = !settings.option("ilp_packet").empty();
    constexpr std::array elsewhere{"payee_fsp", "condition", "expiration"};
    constexpr std::array asked{"parties_url", "quotes_url"};
    for (const std::string_view name : elsewhere)
        if (quoted && settings.option(name).empty())
            return OptionFault{name, "is missing: ilp_packet is of a quote made elsewhere"};
    for (const std::string_view name : asked)
        if (!quoted && settings.option(name).empty())
            return OptionFault{name, "is missing: without it no quote can be asked for"};
    return std::nullopt;
}

std::optional<ProviderRequest> build_status_request(const std::optional<std::string>&,
                                                    const std::string& key,
                                                    const ProviderSettings& settings) {
    return ProviderRequest{"GET", settings.status_url + "/" + key, headers(settings), {}};
}

}  // namespace

Provider mojaloop_fspiop() {
    Provider provider;
    provider.name = "mojaloop_fspiop";
    provider.prepare = check_quotes;
    provider.traits.trust = Trust::strong;
    provider.traits.lookup_by_key = true;
    provider.traits.callback_signed = true;
    provider.traits.callback_is_proof = true;
    provider.traits.answers_later = true;
    provider.traits.key_form = KeyForm::uuid4;
    provider.build_request = build_request;
    provider.parse_response = parse_response;
    provider.build_status_request = build_status_request;
    provider.parse_status = parse_status;
    provider.parse_callback = parse_callback;
    provider.callback_answer = callback_answer;
    return provider;
}

}  // namespace kazi::billing
