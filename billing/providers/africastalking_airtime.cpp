// SPDX-License-Identifier: Apache-2.0
// Africa's Talking Airtime. A send is answered with a hand-over receipt; the outcome comes by
// callback. The provider forgets our key after minutes and can't be asked by it, so everything
// that might have been paid stays in doubt and is never sent again by a timer. Its one real fence
// is the validation question it asks before it executes a top-up.
#include "billing/providers/codecs.hpp"

#include <array>

#include "billing/ensure.hpp"
#include "billing/message_fields.hpp"
#include "billing/provider_message.hpp"

namespace kazi::billing {

namespace {

/// Status words of receipts, callbacks and queries. A word that is not here is in doubt.
constexpr std::array<CodeMeaning, 16> status_words{{
    {"Success", Outcome::succeeded, Reason::ok, Retry::never},
    {"Submitted", Outcome::pending, Reason::ok, Retry::query_first},
    {"Queued", Outcome::pending, Reason::ok, Retry::query_first},
    {"Buffered", Outcome::pending, Reason::ok, Retry::query_first},
    {"Processed", Outcome::pending, Reason::ok, Retry::query_first},
    {"Sent", Outcome::pending, Reason::ok, Retry::query_first},
    {"Incomplete", Outcome::pending, Reason::ok, Retry::query_first},
    {"InternalError", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"Failed", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"Rejected", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"ProductNotFound", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"InsufficientBalance", Outcome::failed, Reason::insufficient_float, Retry::new_attempt},
    {"InvalidRequest", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"UnsupportedPhoneNumber", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"UserInBlacklist", Outcome::failed, Reason::recipient_not_allowed, Retry::never},
    {"NotSupported", Outcome::failed, Reason::recipient_not_allowed, Retry::never},
}};

/// Error texts, found anywhere in the lower-cased message. The first that fits holds: a duplicate
/// says that an *earlier* request may have been paid, so it must not be read as a refusal.
constexpr std::array<CodeMeaning, 6> error_texts{{
    {"duplicate", Outcome::in_doubt, Reason::duplicate_window, Retry::query_first},
    {"outside the allowed limits", Outcome::failed, Reason::amount_invalid, Retry::never},
    {"insufficient", Outcome::failed, Reason::insufficient_float, Retry::new_attempt},
    {"blacklist", Outcome::failed, Reason::recipient_not_allowed, Retry::never},
    {"unsupported", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"not supported", Outcome::failed, Reason::recipient_unknown, Retry::never},
}};

const CodeMeaning* meaning_of_text(std::string_view text) {
    std::string lowered(text);
    for (char& c : lowered)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    for (const CodeMeaning& row : error_texts)
        if (lowered.find(row.code) != std::string::npos) return &row;
    return nullptr;
}

/// What it took from our wallet: face value less the discount, when both are told in one currency.
void read_cost(const Fields& fields, Decoded& message) {
    if (!message.amount_micro || !message.currency || message.outcome == Outcome::failed) return;
    const auto text = fields.text_once("discount");
    if (!text || !*text) return;
    const auto discount = amount_field(fields, "discount");
    if (!discount) return;
    const ToldAmount off = discount->value_or(ToldAmount{0, message.currency});
    if (off.currency != message.currency || off.micro > *message.amount_micro) return;
    message.cost_micro = *message.amount_micro - off.micro;
    message.cost_currency = message.currency;
}

/// Reads number and amount as far as they are told. The names differ between messages.
FieldResult<Decoded> read_recipient(const Fields& fields, std::string_view amount_name) {
    Decoded message;
    auto msisdn = msisdn_field(fields, "phoneNumber");
    if (!msisdn) return msisdn.error();
    message.msisdn = std::move(*msisdn);
    const auto amount = amount_field(fields, amount_name);
    if (!amount) return amount.error();
    if (*amount) {
        message.amount_micro = (*amount)->micro;
        message.currency = (*amount)->currency;
    }
    auto reference = reference_field(fields, "requestId");
    if (!reference) return reference.error();
    message.provider_ref = std::move(*reference);
    return message;
}

/// Refusals that are decided before the body counts; nothing when the body has to be read.
std::optional<Decoded> read_http_status(int status) {
    Decoded message;
    if (status == 401)
        message = decoded(Outcome::none, Reason::credentials, Retry::fix_config);
    else if (status == 429)
        message = decoded(Outcome::none, Reason::throttled, Retry::same_key);
    else if (status == 403)
        message = decoded(Outcome::in_doubt, Reason::permission, Retry::query_first);
    else if (status == 408)
        message = decoded(Outcome::in_doubt, Reason::timeout, Retry::query_first);
    else if (status >= 500)
        message = decoded(Outcome::in_doubt, Reason::provider_unavailable, Retry::query_first);
    else if ((status >= 200 && status <= 202) || status == 400)
        return std::nullopt;
    else
        message = decoded(Outcome::in_doubt, Reason::unknown_code, Retry::query_first);
    message.code = std::to_string(status);
    return message;
}

// ---------------------------------------------------------------------------- the receipt of a
// send

/// No recipient was looked at. Only texts that are known refusals, and HTTP 400, say "not paid".
Decoded read_request_refusal(const Fields& fields, int status) {
    const auto told = fields.text("errorMessage");
    if (!told || !*told || (*told)->empty() || **told == "None") return unreadable();
    Decoded message;
    message.code = **told;
    const CodeMeaning* meaning = meaning_of_text(**told);
    apply(meaning, message);
    if (!meaning && status == 400) {
        message.outcome = Outcome::failed;
        message.reason = Reason::malformed_request;
        message.retry = Retry::fix_config;
    }
    return message;
}

/// A recipient that the receipt calls failed. With a request id the provider did open a
/// transaction, so its word is not final until the query agrees.
void read_recipient_failure(const Fields& fields, Decoded& message) {
    const auto told = fields.text("errorMessage");
    if (told && *told && !(*told)->empty() && **told != "None") {
        message.code = **told;
        if (const CodeMeaning* meaning = meaning_of_text(**told)) apply(meaning, message);
    }
    if (message.provider_ref && message.outcome == Outcome::failed) {
        message.outcome = Outcome::in_doubt;
        message.reason = Reason::ambiguous;
        message.retry = Retry::query_first;
    }
}

Decoded read_receipt(const Fields& fields) {
    auto read = read_recipient(fields, "amount");
    const auto word = fields.text("status");
    if (!read || !word || !*word) return unreadable();
    Decoded message = std::move(*read);
    message.code = **word;
    apply(find_code(status_words, **word), message);
    if (message.outcome == Outcome::failed) read_recipient_failure(fields, message);
    if (message.outcome == Outcome::pending) message.outcome = Outcome::accepted;
    const bool taken =
        message.outcome == Outcome::accepted || message.outcome == Outcome::succeeded;
    if (taken && !message.provider_ref) {
        message.outcome = Outcome::in_doubt;
        message.reason = Reason::ambiguous;
        message.retry = Retry::query_first;
    }
    read_cost(fields, message);
    return message;
}

Decoded parse_response(const ProviderReply& reply, const ProviderSettings&) {
    if (const auto refused = read_http_status(reply.status)) return *refused;
    const auto body = parse_json(reply.body);
    if (!body || body->kind != JsonTree::Kind::object) return unreadable();
    const JsonTree* recipients = body->find("responses");
    if (recipients && recipients->kind != JsonTree::Kind::array) return unreadable();
    if (!recipients || recipients->children.empty())
        return read_request_refusal(fields_of(*body), reply.status);
    // We send one recipient in a request: an answer about several is not about ours.
    if (recipients->children.size() > 1)
        return decoded(Outcome::in_doubt, Reason::ambiguous, Retry::query_first);
    return read_receipt(fields_of(recipients->children.front()));
}

// ------------------------------------------------------------------------------------- the
// callback

ProviderRefusal malformed(const FieldError& error) {
    return {400, error.text, true};
}

/// By the declared type, and by the first character where the type is missing or wrong.
FieldResult<Fields> read_callback_body(const ProviderCallback& callback) {
    const auto first = callback.body.find_first_not_of(" \t\r\n");
    const bool braced = first != std::string::npos && callback.body[first] == '{';
    const bool declared = callback.header("content-type").find("json") != std::string_view::npos;
    if (!braced && !declared) return parse_form(callback.body);
    const auto tree = parse_json(callback.body);
    if (!tree) return tree.error();
    if (tree->kind != JsonTree::Kind::object) return FieldError{"body is not a JSON object"};
    return fields_of(*tree);
}

/// "May this top-up be executed?" Every field must be there: an incomplete question is refused,
/// which the provider takes for a no.
ProviderResult<Decoded> read_question(const Fields& fields) {
    auto read = read_recipient(fields, "amount");
    if (!read) return malformed(read.error());
    Decoded message = std::move(*read);
    auto transaction = reference_field(fields, "transactionId");
    if (!transaction) return malformed(transaction.error());
    const auto code = fields.text_once("currencyCode");
    if (!code) return malformed(code.error());
    const auto currency = Currency::parse(code->value_or(""));
    if (!currency) return malformed({"currencyCode: " + currency.error()});
    if (!*transaction || !message.msisdn || !message.amount_micro)
        return malformed({"validation: transactionId, phoneNumber or amount is missing"});
    if (message.currency && message.currency != *currency)
        return malformed({"currencyCode: not the amount's currency"});
    message.provider_ref = std::move(*transaction);
    message.currency = *currency;
    message.outcome = Outcome::none;
    message.reason = Reason::ok;
    message.retry = Retry::never;
    message.asks_validation = true;
    return message;
}

ProviderResult<Decoded> read_notice(const Fields& fields) {
    auto read = read_recipient(fields, "value");
    if (!read) return malformed(read.error());
    Decoded message = std::move(*read);
    if (!message.provider_ref) return malformed({"requestId: missing"});
    const auto word = fields.text("status");
    if (!word) return malformed(word.error());
    if (!*word || (*word)->empty()) return malformed({"status: missing"});
    const auto discount = fields.text_once("discount");
    if (!discount) return malformed(discount.error());
    message.code = **word;
    apply(find_code(status_words, **word), message);
    read_cost(fields, message);
    return message;
}

ProviderResult<Decoded> parse_callback(const ProviderCallback& callback,
                                       const ProviderSettings& settings) {
    if (!path_token_valid(callback.target, settings))
        return ProviderRefusal{404, "path token: not valid", false};
    if (callback.method != "POST") return ProviderRefusal{405, "method: only POST", true};
    if (callback.body.size() > provider_body_bytes_max)
        return ProviderRefusal{413, "body too long", true};
    const auto fields = read_callback_body(callback);
    if (!fields) return malformed(fields.error());
    const bool question = fields->has("transactionId") && !fields->has("status");
    return question ? read_question(*fields) : read_notice(*fields);
}

std::string callback_answer(std::optional<Action> action) {
    if (action == Action::reply_validated) return R"({"status":"Validated"})";
    if (action == Action::reply_failed) return R"({"status":"Failed"})";
    return R"({"status":"Received"})";
}

// --------------------------------------------------------------------------- requests and the
// query

ProviderRequest build_request(const PayoutOrder& order, const ProviderSettings& settings) {
    ensure(is_e164(order.msisdn), "a payout order has no E.164 number");
    const std::string recipients = R"([{"phoneNumber":")" + order.msisdn + R"(","amount":")" +
                                   format_money(order.amount) + R"("}])";
    return {
        "POST",
        settings.send_url,
        {{"apiKey", settings.api_key},
         {"Accept", "application/json"},
         {"Idempotency-Key", order.key},
         {"Content-Type", "application/x-www-form-urlencoded"}},
        "username=" + form_escape(settings.username) + "&recipients=" + form_escape(recipients)};
}

std::optional<ProviderRequest> build_status_request(const std::optional<std::string>& provider_ref,
                                                    const std::string&,
                                                    const ProviderSettings& settings) {
    if (!provider_ref) return std::nullopt;
    return ProviderRequest{"GET",
                           settings.status_url + "?username=" + form_escape(settings.username) +
                               "&transactionId=" + form_escape(*provider_ref),
                           {{"apiKey", settings.api_key}, {"Accept", "application/json"}},
                           {}};
}

/// The transaction that a query's answer speaks of. Where there is an envelope, its outer status
/// is the query's own and must not be read as the payment's.
const JsonTree* queried_transaction(const JsonTree& body) {
    const JsonTree* inner = body.find("data");
    if (!inner) return &body;
    return inner->kind == JsonTree::Kind::object ? inner : nullptr;
}

/// A query that was itself refused says nothing about the payment: only ask again.
std::optional<Decoded> read_query_status(int status) {
    auto refused = read_http_status(status);
    if (!refused && status == 400)
        refused = decoded(Outcome::in_doubt, Reason::malformed_request, Retry::query_first);
    if (!refused) return std::nullopt;
    if (status == 404) refused->reason = Reason::not_found;
    if (status == 429) refused->retry = Retry::query_first;
    refused->code = std::to_string(status);
    return refused;
}

Decoded parse_status(const ProviderReply& reply, const ProviderSettings&) {
    if (const auto refused = read_query_status(reply.status)) return *refused;
    const auto body = parse_json(reply.body);
    if (!body || body->kind != JsonTree::Kind::object) return unreadable();
    const JsonTree* transaction = queried_transaction(*body);
    if (!transaction) return decoded(Outcome::in_doubt, Reason::unknown_code, Retry::query_first);
    const Fields fields = fields_of(*transaction);
    auto read = read_recipient(fields, fields.has("value") ? "value" : "amount");
    const auto word = fields.text("status");
    if (!read || !word || fields.text_once("discount").has_error()) return unreadable();
    Decoded message = std::move(*read);
    message.code = *word;
    apply(find_code(status_words, word->value_or("")), message);
    read_cost(fields, message);
    return message;
}

}  // namespace

Provider africastalking_airtime() {
    Provider provider;
    provider.name = "africastalking_airtime";
    provider.traits.callback_is_proof = true;  // its query is unverified; the report confirms later
    provider.traits.number_spacing_s = 360;    // its own guard refuses a number for 5 minutes
    provider.defaults.send_url = "https://api.africastalking.com/version1/airtime/send";
    provider.defaults.status_url = "https://api.africastalking.com/query/transaction/find";
    provider.build_request = build_request;
    provider.parse_response = parse_response;
    provider.build_status_request = build_status_request;
    provider.parse_status = parse_status;
    provider.parse_callback = parse_callback;
    provider.callback_answer = callback_answer;
    return provider;
}

}  // namespace kazi::billing
