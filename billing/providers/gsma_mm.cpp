// SPDX-License-Identifier: Apache-2.0
// The GSMA Mobile Money API, 1.2. Our key is the X-CorrelationID: a repeat is refused, and the
// answer that was missed can be fetched by it. Names and values are compared without case, since
// the specification's own files spell them differently. Nobody signs the callback: it is a hint.
//
// Reads of the settings: token (bearer) or username and api_key (basic), callback_url, and the
// options debit_key, debit_value, base_url, client_key.
#include <array>

#include "billing/ascii.hpp"
#include "billing/base64.hpp"
#include "billing/json_text.hpp"
#include "billing/provider_message.hpp"
#include "billing/providers/codecs.hpp"

namespace kazi::billing {

namespace {

constexpr CallbackManners manners{{{"PUT", "POST"}}};

/// The same object with its own names in lower case.
JsonTree with_lower_names(const JsonTree& object) {
    JsonTree lowered = object;
    for (std::string& name : lowered.names)
        name = lower(name);
    return lowered;
}

constexpr Outcome failed = Outcome::failed;

/// Error codes in lower case. `genericerror` is one only where its category says so.
constexpr std::array<CodeMeaning, 28> errors{{
    {"duplicaterequest", Outcome::in_doubt, Reason::duplicate_key, Retry::query_first},
    {"insufficientfunds", failed, Reason::insufficient_float, Retry::new_attempt},
    {"dailyvolumelimitexceeded", failed, Reason::recipient_limit, Retry::new_attempt},
    {"dailyvaluelimitexceeded", failed, Reason::recipient_limit, Retry::new_attempt},
    {"weeklyvolumelimitexceeded", failed, Reason::recipient_limit, Retry::new_attempt},
    {"weeklyvaluelimitexceeded", failed, Reason::recipient_limit, Retry::new_attempt},
    {"monthlyvolumelimitexceeded", failed, Reason::recipient_limit, Retry::new_attempt},
    {"monthlyvaluelimitexceeded", failed, Reason::recipient_limit, Retry::new_attempt},
    {"accountmaxtotalvalueexceeded", failed, Reason::recipient_limit, Retry::new_attempt},
    {"accountmaxtotalvolumeexceeded", failed, Reason::recipient_limit, Retry::new_attempt},
    {"maxbalanceexceeded", failed, Reason::recipient_limit, Retry::new_attempt},
    {"lessthantransactionminvalue", failed, Reason::amount_invalid, Retry::never},
    {"greaterthantransactionmaxvalue", failed, Reason::amount_invalid, Retry::never},
    {"samepartieserror", failed, Reason::rejected, Retry::new_attempt},
    {"incorrectstate", failed, Reason::rejected, Retry::new_attempt},
    {"transactiontypeerror", failed, Reason::rejected, Retry::new_attempt},
    {"ratelimiterror", Outcome::none, Reason::throttled, Retry::same_key},
    {"lengtherror", failed, Reason::malformed_request, Retry::fix_config},
    {"formaterror", failed, Reason::malformed_request, Retry::fix_config},
    {"negativevalue", failed, Reason::malformed_request, Retry::fix_config},
    {"currencynotsupported", failed, Reason::malformed_request, Retry::fix_config},
    {"mandatoryvaluenotsupplied", failed, Reason::malformed_request, Retry::fix_config},
    {"clientauthorisationerror", Outcome::none, Reason::credentials, Retry::fix_config},
    {"requestdeclined", Outcome::none, Reason::credentials, Retry::fix_config},
    {"servicingpartyauthorisationerror", Outcome::none, Reason::credentials, Retry::fix_config},
    {"requestingpartyauthorisationerror", Outcome::none, Reason::credentials, Retry::fix_config},
    {"identifiererror", failed, Reason::recipient_unknown, Retry::never},
    {"businessrule/genericerror", failed, Reason::rejected, Retry::new_attempt},
}};

/// The states of a transaction that are its end; each provider has more on the way there.
constexpr std::array<CodeMeaning, 9> transaction_states{{
    {"completed", Outcome::succeeded, Reason::ok, Retry::never},
    {"successful", Outcome::succeeded, Reason::ok, Retry::never},
    {"failed", failed, Reason::rejected, Retry::new_attempt},
    {"rejected", failed, Reason::rejected, Retry::new_attempt},
    {"declined", failed, Reason::rejected, Retry::new_attempt},
    {"cancelled", failed, Reason::cancelled, Retry::new_attempt},
    {"expired", failed, Reason::expired, Retry::new_attempt},
    {"reversed", Outcome::reversed, Reason::rejected, Retry::new_attempt},
    {"pending", Outcome::pending, Reason::ok, Retry::query_first},
}};

bool is_error(const JsonTree& body) {
    return body.find("errorcode") != nullptr || body.find("errorcategory") != nullptr;
}

Decoded read_error(const JsonTree& error) {
    MessageReader read(&error);
    const std::string category = lower(read.word("errorcategory"));
    const std::string told_code = read.word("errorcode");
    std::string code = lower(told_code);
    if (code == "genericerror") code = category + "/" + code;
    Decoded message;
    const bool open = category == "internal" || category == "serviceunavailable";
    if (open)
        message = decoded(Outcome::in_doubt, Reason::provider_unavailable, Retry::query_first);
    else
        apply(find_code(errors, code), message);
    if (!told_code.empty()) message.code = told_code;
    return read.fault() ? unreadable() : message;
}

// ----------------------------------------------------------------------------- the two shapes

/// {"key":"msisdn","value":…} among a party's names; one of them may stand alone.
std::optional<std::string> party_msisdn(const JsonTree* party) {
    for (const JsonTree& entry : elements_of(party)) {
        MessageReader read(&entry);
        if (lower(read.word("key")) == "msisdn") return read.msisdn("value");
    }
    return std::nullopt;
}

/// The sum of what is charged in the payment's own currency.
std::optional<std::int64_t> read_fees(const JsonTree* fees, const std::optional<Currency>& ours) {
    std::optional<std::int64_t> sum;
    for (const JsonTree& fee : elements_of(fees)) {
        MessageReader read(&fee);
        const auto amount = read.charge("feeAmount");
        const auto currency = read.currency("feeCurrency");
        if (!amount || (currency && currency != ours)) continue;
        sum = sum.value_or(0) + *amount;
        if (*sum > amount_micro_max) return std::nullopt;
    }
    return sum;
}

Decoded read_transaction(const JsonTree& body) {
    MessageReader read(&body);
    Decoded message;
    const std::string status = read.word("transactionstatus");
    const CodeMeaning* meaning = find_code(transaction_states, lower(status));
    apply(meaning, message);
    if (meaning == nullptr) message.outcome = Outcome::pending;
    if (status.empty()) message = unreadable();
    if (!status.empty()) message.code = status;
    message.provider_ref = read.reference("transactionreference");
    message.payout_ref = read.reference("requestingorganisationtransactionreference");
    message.amount_micro = read.amount("amount");
    message.currency = read.currency("currency");
    message.msisdn = party_msisdn(body.find("creditparty"));
    auto receipt = read.reference("transactionreceipt");
    if (message.outcome == Outcome::succeeded) {
        message.fee_micro = read_fees(body.find("fees"), message.currency);
        message.receipt = std::move(receipt);
    }
    return read.fault() ? unreadable() : message;
}

/// How far an asynchronous request has come; a failed one carries its error inside.
Decoded read_request_state(const JsonTree& body) {
    MessageReader read(&body);
    const std::string status = lower(read.word("status"));
    Decoded message;
    const JsonTree* error = body.find("error");
    if (error == nullptr) error = body.find("errorreference");
    if (status == "pending")
        message = decoded(Outcome::pending, Reason::ok, Retry::query_first);
    else if (status == "completed")
        message = decoded(Outcome::succeeded, Reason::ok, Retry::never);
    else if (status == "failed" && error != nullptr && error->kind == JsonTree::Kind::object)
        message = read_error(with_lower_names(*error));
    else if (status == "failed")
        message = decoded(failed, Reason::rejected, Retry::new_attempt);
    else
        apply(nullptr, message);
    if (!message.code && !status.empty()) message.code = read.word("status");
    message.provider_ref = read.reference("servercorrelationid");
    auto reference = read.reference("objectreference");
    if (message.outcome == Outcome::succeeded) message.receipt = std::move(reference);
    return read.fault() ? unreadable() : message;
}

/// {"link": ".../transactions/REF"}: there is one; what became of it stands behind the link.
Decoded read_link(const std::string& link) {
    Decoded message = decoded(Outcome::none, Reason::ok, Retry::query_first);
    const auto slash = link.rfind('/');
    const std::string reference = slash == std::string::npos ? link : link.substr(slash + 1);
    Fields fields;
    fields.add("link", reference);
    message.provider_ref = MessageReader(std::move(fields)).reference("link");
    return message;
}

Decoded read_object(const JsonTree& told_body) {
    const JsonTree body = with_lower_names(told_body);
    MessageReader read(&body);
    if (is_error(body)) return read_error(body);
    if (body.find("transactionstatus") != nullptr) return read_transaction(body);
    if (body.find("status") != nullptr) return read_request_state(body);
    const std::string link = read.word("link");
    return link.empty() ? unreadable() : read_link(link);
}

Decoded read_bare(int status) {
    Decoded message = decoded(Outcome::in_doubt, Reason::unknown_code, Retry::query_first);
    if (const auto refused = refused_by_status(status)) return *refused;
    if (status >= 200 && status < 300) return unreadable();
    if (status == 401) message = decoded(Outcome::none, Reason::credentials, Retry::fix_config);
    message.code = std::to_string(status);
    return message;
}

/// A server error can hide a success, whatever its body says.
std::optional<Decoded> read_server_error(int status, const std::optional<JsonTree>& body) {
    if (status < 500) return std::nullopt;
    Decoded message = *refused_by_status(status);
    const auto lowered = body ? with_lower_names(*body) : JsonTree();
    const std::string code = MessageReader(&lowered).word("errorcode");
    if (!code.empty()) message.code = code;
    if (lower(code) == "duplicaterequest") message.reason = Reason::duplicate_key;
    return message;
}

Decoded parse_response(const ProviderReply& reply, const ProviderSettings&) {
    const auto body = object_of(reply);
    if (const auto refused = read_server_error(reply.status, body)) return *refused;
    if (!body) return read_bare(reply.status);
    Decoded message = read_object(*body);
    const bool answered = reply.status >= 200 && reply.status < 300;
    if (!answered && message.outcome == Outcome::succeeded) return ambiguous();
    if (message.reason == Reason::unreadable && !answered) return read_bare(reply.status);
    if (reply.status == 202 && message.outcome == Outcome::pending)
        message.outcome = Outcome::accepted;
    return message;
}

Decoded parse_status(const ProviderReply& reply, const ProviderSettings& settings) {
    const bool answered = reply.status >= 200 && reply.status < 300;
    Decoded message = parse_response(reply, settings);
    if (message.outcome == Outcome::accepted) message.outcome = Outcome::pending;
    if (answered) return message;
    if (reply.status == 404) {
        const auto code = message.code;
        message = not_found();
        message.code = code ? code : "404";
    }
    return about_query(std::move(message));
}

// -------------------------------------------------------------------------------- the callback

ProviderResult<Decoded> parse_callback(const ProviderCallback& callback,
                                       const ProviderSettings& settings) {
    if (auto refused = refuse_call(callback, settings, manners)) return *refused;
    const auto body = callback_object(callback, manners);
    if (!body) return body.error();
    Decoded message = as_hint(read_object(*body));
    Fields headers;
    headers.add("X-CorrelationID", std::string(callback.header("X-CorrelationID")));
    MessageReader read(std::move(headers));
    message.key = read.reference("X-CorrelationID");
    if (message.reason == Reason::unreadable && !message.provider_ref)
        return ProviderRefusal{manners.http_unreadable, "neither transaction nor error", true};
    return told(std::move(message), read, manners);
}

std::string callback_answer(std::optional<Action>) {
    return {};
}

// ------------------------------------------------------------------------------------ requests

std::vector<ProviderHeader> headers(const ProviderSettings& settings) {
    const std::string pair = settings.username + ":" + settings.api_key;
    std::vector<ProviderHeader> all{{"Authorization", settings.token.empty()
                                                          ? "Basic " + to_base64(pair)
                                                          : "Bearer " + settings.token}};
    const auto key = settings.option("client_key");
    if (!key.empty()) all.push_back({"X-API-Key", std::string(key)});
    return all;
}

std::string party(std::string_view key, std::string_view value) {
    JsonObject entry;
    entry.text("key", key).text("value", value);
    return "[" + entry.done() + "]";
}

ProviderRequest build_request(const PayoutOrder& order, const ProviderSettings& settings) {
    const auto debit_key = settings.option("debit_key");
    JsonObject body;
    body.text("amount", format_amount(order.amount.micro, 2))
        .text("currency", order.amount.currency.code())
        .raw("debitParty",
             party(debit_key.empty() ? "accountid" : debit_key, settings.option("debit_value")))
        .raw("creditParty", party("msisdn", order.msisdn))
        .text_if("requestingOrganisationTransactionReference", order.payout);
    ProviderRequest request{"POST", settings.send_url, headers(settings), body.done()};
    request.headers.push_back({"X-CorrelationID", order.key});
    if (!settings.callback_url.empty())
        request.headers.push_back({"X-Callback-URL", settings.callback_url});
    request.headers.push_back({"Content-Type", "application/json"});
    return request;
}

bool is_uuid(std::string_view text) {
    return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' &&
           text[23] == '-';
}

/// Their own handle is a UUID; the reference of a transaction that a link led to is not.
std::optional<ProviderRequest> build_status_request(const std::optional<std::string>& provider_ref,
                                                    const std::string& key,
                                                    const ProviderSettings& settings) {
    std::string url = settings.status_url;
    if (!provider_ref)
        url += "/responses/" + key;
    else if (is_uuid(*provider_ref))
        url += "/requeststates/" + *provider_ref;
    else
        url += "/transactions/" + form_escape(*provider_ref);
    return ProviderRequest{"GET", url, headers(settings), {}};
}

}  // namespace

Provider gsma_mm() {
    Provider provider;
    provider.name = "gsma_mm";
    provider.needs = {"debit_value"};
    provider.traits.trust = Trust::strong;
    provider.traits.lookup_by_key = true;
    provider.traits.key_form = KeyForm::uuid4;
    provider.traits.resend_after_s = 60;
    const std::string base = "https://sandbox.mobilemoneyapi.io/simulator/v1.2/passthrough/mm";
    provider.defaults.send_url = base + "/transactions/type/disbursement";
    provider.defaults.status_url = base;
    provider.build_request = build_request;
    provider.parse_response = parse_response;
    provider.build_status_request = build_status_request;
    provider.parse_status = parse_status;
    provider.parse_callback = parse_callback;
    provider.callback_answer = callback_answer;
    return provider;
}

}  // namespace kazi::billing
