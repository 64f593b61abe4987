// SPDX-License-Identifier: Apache-2.0
// Who sells airtime: Africa's Talking, Reloadly and DT One, from their side of the wire.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "billing/digest.hpp"
#include "billing/fields.hpp"
#include "billing/hex.hpp"
#include "tests/simulator/payouts/wire_text.hpp"

namespace kazi::simulator::payouts {

namespace {

namespace json = boost::json;

// --------------------------------------------------------------------------- Africa's Talking

/// "KES 20.00".
std::optional<billing::Money> money_text(const std::string& text) {
    const auto blank = text.find(' ');
    if (blank == std::string::npos) return std::nullopt;
    return money_of(text.substr(blank + 1), text.substr(0, blank));
}

std::string money_text(const Said& said) {
    return told_currency(said) + " " + decimal_of(told_micro(said), 4);
}

std::optional<Asked> read_at(const Request& request) {
    Request form;
    form.target = "?" + request.body;
    boost::system::error_code fault;
    const auto list = json::parse(form.query("recipients"), fault);
    const bool one = !fault && list.is_array() && list.get_array().size() == 1 &&
                     list.get_array().front().is_object();
    if (!one) return std::nullopt;
    const auto& recipient = list.get_array().front().get_object();
    const auto amount = money_text(text_at(recipient, "amount"));
    if (!amount) return std::nullopt;
    return Asked{{std::string(request.header("Idempotency-Key")),
                  with_plus(text_at(recipient, "phoneNumber")), *amount},
                 {},
                 {}};
}

Asked read_at_query(const Request& request) {
    Asked asked;
    asked.reference = number_at_end(request.query("transactionId"));
    return asked;
}

std::string at_id(const Said& said) {
    return "ATQid_" + reference_of(said);
}

Answer at_receipt(std::string_view error, json::array responses) {
    const auto sent = static_cast<std::int64_t>(responses.size());
    return json_answer(201, {{"errorMessage", error},
                             {"numSent", sent},
                             {"totalAmount", "0"},
                             {"totalDiscount", "0"},
                             {"responses", std::move(responses)}});
}

json::object at_recipient(const Said& said, std::string_view status) {
    return {{"phoneNumber", told_number(said)},
            {"amount", money_text(said)},
            {"status", status},
            {"requestId", at_id(said)},
            {"errorMessage", "None"},
            {"discount", told_currency(said) + " 0.0000"}};
}

Answer reply_at(const Said& said) {
    switch (word_of(said.news)) {
        case Word::token_bad:
            return {429, "slow down", "text/plain"};
        case Word::duplicate:
            return at_receipt("A duplicate request was received within the last 5 minutes", {});
        case Word::broken:
            return {502, "<html>gateway</html>", "text/html"};
        case Word::unknown:
            return at_receipt("None", {at_recipient(said, "Astonished")});
        case Word::no_float:
            return at_receipt("Insufficient Credit", {});
        default:
            return at_receipt("None", {at_recipient(said, "Sent")});
    }
}

std::string_view at_state(Word word) {
    if (word == Word::paid || word == Word::reversed) return "Success";
    return is_refusal(word) ? "Failed" : "Submitted";
}

Answer status_at(const Said& said) {
    const Word word = word_of(said.news);
    if (word == Word::not_found) return {404, "no such transaction", "text/plain"};
    return json_answer(200, {{"requestId", at_id(said)},
                             {"status", at_state(word)},
                             {"phoneNumber", told_number(said)},
                             {"value", money_text(said)}});
}

std::optional<Call> call_at(const Said& said, const Proofs&) {
    const Word word = word_of(said.news);
    if (word == Word::pending) return std::nullopt;
    const std::string body = "phoneNumber=" + billing::form_escape(told_number(said)) +
                             "&status=" + std::string(at_state(word)) +
                             "&requestId=" + at_id(said) + "&discount=" + told_currency(said) +
                             "+0.0000" + "&value=" + billing::form_escape(money_text(said));
    return Call{"POST", {}, {{"Content-Type", "application/x-www-form-urlencoded"}}, body};
}

std::string api_key(const Request& request) {
    return std::string(request.header("apiKey"));
}

// ------------------------------------------------------------------------------------ Reloadly

std::optional<Asked> read_reloadly(const Request& request) {
    const auto body = object_of(request.body);
    const auto amount = money_of(text_at(body, "amount"), "KES");
    if (!amount || text_at(body, "operatorId").empty()) return std::nullopt;
    return Asked{{text_at(body, "customIdentifier"),
                  with_plus(text_at(object_at(body, "recipientPhone"), "number")), *amount},
                 {},
                 {}};
}

Asked read_reloadly_query(const Request& request) {
    Asked asked;
    asked.order.key = request.query("customIdentifier");
    if (asked.order.key.empty()) return handle_at_tail(request);
    return asked;
}

Answer reloadly_error(int status, std::string_view code) {
    return json_answer(status, {{"message", "see the code"}, {"errorCode", code}});
}

std::string_view reloadly_state(Word word) {
    if (word == Word::paid) return "SUCCESSFUL";
    if (word == Word::reversed) return "REFUNDED";
    return is_refusal(word) ? "FAILED" : "PROCESSING";
}

json::object top_up(const Said& said) {
    return {{"transactionId", std::stoll(reference_of(said))},
            {"status", reloadly_state(word_of(said.news))},
            {"operatorTransactionId", "7" + reference_of(said)},
            {"customIdentifier", said.order.key},
            {"recipientPhone", told_number(said).substr(1)},
            {"deliveredAmount", json::parse(decimal_of(told_micro(said)))},
            {"deliveredAmountCurrencyCode", told_currency(said)},
            {"fee", 0}};
}

Answer reply_reloadly(const Said& said) {
    switch (word_of(said.news)) {
        case Word::token_bad:
            return reloadly_error(401, "TOKEN_EXPIRED");
        case Word::duplicate:
            return reloadly_error(400, "CUSTOM_IDENTIFIER_ALREADY_USED");
        case Word::broken:
            return {500, "{}"};
        case Word::unknown:
            return reloadly_error(400, "NEVER_HEARD_OF");
        case Word::no_float:
            return reloadly_error(400, "INSUFFICIENT_BALANCE");
        default:
            return json_answer(200, {{"transactionId", std::stoll(reference_of(said))}});
    }
}

Answer status_reloadly(const Said& said) {
    json::array content;
    if (word_of(said.news) != Word::not_found) content.emplace_back(top_up(said));
    return json_answer(200, {{"content", std::move(content)}});
}

std::optional<Call> call_reloadly(const Said& said, const Proofs& proofs) {
    if (word_of(said.news) == Word::pending) return std::nullopt;
    const std::string body = json::serialize(
        json::object{{"type", "airtime_transaction.status"}, {"data", top_up(said)}});
    const std::string secret = proofs.genuine ? proofs.secret : "somebody else's secret";
    return Call{"POST",
                {},
                {{"X-Reloadly-Request-Timestamp", proofs.timestamp},
                 {"X-Reloadly-Signature",
                  billing::to_hex(billing::hmac_sha256(secret, body + ":" + proofs.timestamp))}},
                body};
}

// -------------------------------------------------------------------------------------- DT One

/// A ranged product: the amount stands in the request.
std::optional<Asked> read_dtone(const Request& request) {
    const auto body = object_of(request.body);
    const auto wanted = object_at(body, "destination");
    const auto amount = money_of(text_at(wanted, "amount"), text_at(wanted, "unit"));
    if (!amount) return std::nullopt;
    return Asked{
        {text_at(body, "external_id"),
         with_plus(text_at(object_at(body, "credit_party_identifier"), "mobile_number")), *amount},
        {},
        {}};
}

Asked read_dtone_query(const Request& request) {
    Asked asked;
    asked.order.key = request.query("external_id");
    if (asked.order.key.empty()) return handle_at_tail(request);
    return asked;
}

struct Class {
    int id;
    std::string_view word;
    std::string_view text;
};

Class class_of(const billing::Decoded& news) {
    const Word word = word_of(news);
    if (news.awaits_confirmation) return {1, "CREATED", "CREATED"};
    if (word == Word::paid) return {7, "COMPLETED", "COMPLETED"};
    if (word == Word::reversed) return {8, "REVERSED", "REVERSED"};
    if (word == Word::no_such_recipient) return {9, "DECLINED", "DECLINED-INVALID-CREDIT-PARTY"};
    if (word == Word::unavailable)
        return {9, "DECLINED", "DECLINED-OPERATOR-CURRENTLY-UNAVAILABLE"};
    if (word == Word::no_float) return {9, "DECLINED", "DECLINED-INSUFFICIENT-BALANCE"};
    if (is_refusal(word)) return {9, "DECLINED", "DECLINED"};
    return {5, "SUBMITTED", "SUBMITTED"};
}

json::object dtone_transaction(const Said& said) {
    const Class kind = class_of(said.news);
    json::object state{{"id", kind.id * 10'000},
                       {"message", kind.text},
                       {"class", json::object{{"id", kind.id}, {"message", kind.word}}}};
    return {{"id", std::stoll(reference_of(said))},
            {"external_id", said.order.key},
            {"status", std::move(state)},
            {"credit_party_identifier", json::object{{"mobile_number", told_number(said)}}},
            {"destination", json::object{{"amount", json::parse(decimal_of(told_micro(said)))},
                                         {"unit", told_currency(said)},
                                         {"unit_type", "CURRENCY"}}}};
}

Answer dtone_error(int status, std::string_view text) {
    return json_answer(
        status, {{"errors", json::array{json::object{{"code", 1000400}, {"message", text}}}}});
}

Answer reply_dtone(const Said& said) {
    switch (word_of(said.news)) {
        case Word::token_bad:
            return dtone_error(429, "Too many requests");
        case Word::duplicate:
            return dtone_error(400, "External id has already been used");
        case Word::broken:
            return {500, {}};
        case Word::unknown:
            return dtone_error(400, "Something nobody heard of");
        default:
            return json_answer(201, dtone_transaction(said));
    }
}

Answer status_dtone(const Said& said) {
    if (word_of(said.news) == Word::not_found) return dtone_error(404, "Transaction not found");
    return json_answer(200, dtone_transaction(said));
}

std::optional<Call> call_dtone(const Said& said, const Proofs&) {
    if (word_of(said.news) == Word::pending) return std::nullopt;
    return Call{"POST", {}, {}, json::serialize(dtone_transaction(said))};
}

}  // namespace

std::vector<Wire> airtime_wires() {
    Wire at{"africastalking_airtime", api_key};
    at.read_payment = read_at;
    at.read_query = read_at_query;
    at.write_reply = reply_at;
    at.write_status = status_at;
    at.write_call = call_at;
    Wire reloadly{"reloadly", bearer, true};
    reloadly.read_payment = read_reloadly;
    reloadly.read_query = read_reloadly_query;
    reloadly.write_reply = reply_reloadly;
    reloadly.write_status = status_reloadly;
    reloadly.write_call = call_reloadly;
    Wire dtone{"dtone", basic};
    dtone.two_phases = true;
    dtone.read_payment = read_dtone;
    dtone.read_query = read_dtone_query;
    dtone.write_reply = reply_dtone;
    dtone.write_status = status_dtone;
    dtone.write_call = call_dtone;
    return {at, reloadly, dtone};
}

}  // namespace kazi::simulator::payouts
