// SPDX-License-Identifier: Apache-2.0
// The GSMA's Mobile Money API and Mojaloop's FSPIOP, from the provider's side of the wire.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "billing/digest.hpp"
#include "tests/simulator/payouts/wire_text.hpp"

namespace kazi::simulator::payouts {

namespace {

namespace json = boost::json;

// ---------------------------------------------------------------------------------------- GSMA

std::optional<Asked> read_gsma(const Request& request) {
    const auto body = object_of(request.body);
    const auto amount = money_of(text_at(body, "amount"), text_at(body, "currency"));
    const auto* party = body.if_contains("creditParty");
    if (!amount || party == nullptr || !party->is_array() || party->get_array().empty())
        return std::nullopt;
    const auto& first = party->get_array().front();
    if (!first.is_object()) return std::nullopt;
    return Asked{{std::string(request.header("X-CorrelationID")),
                  with_plus(text_at(first.get_object(), "value")), *amount},
                 {},
                 text_at(body, "requestingOrganisationTransactionReference")};
}

/// By our key behind /responses, by theirs behind /requeststates and /transactions.
Asked read_gsma_query(const Request& request) {
    const bool by_key = request.target.find("/responses/") != std::string::npos;
    return by_key ? key_at_tail(request) : handle_at_tail(request);
}

std::string correlation(const std::string& reference) {
    const std::string digits(12 - std::min<std::size_t>(12, reference.size()), '0');
    return "6be2d3bb-0f3c-4ab3-a6a8-" + digits + reference;
}

json::object gsma_error(std::string_view category, std::string_view code) {
    return {{"errorCategory", category}, {"errorCode", code}, {"errorDescription", "see the code"}};
}

Answer reply_gsma(const Said& said) {
    switch (word_of(said.news)) {
        case Word::token_bad:
            return json_answer(401, gsma_error("authorisation", "clientAuthorisationError"));
        case Word::duplicate:
            return json_answer(400, gsma_error("BusinessRule", "duplicateRequest"));
        case Word::broken:
            return json_answer(503, gsma_error("serviceUnavailable", "genericError"));
        case Word::unknown:
            return json_answer(400, gsma_error("businessRule", "neverHeardOf"));
        case Word::no_float:
            return json_answer(400, gsma_error("businessRule", "insufficientFunds"));
        default:
            return json_answer(202, {{"serverCorrelationId", correlation(reference_of(said))},
                                     {"status", "pending"},
                                     {"notificationMethod", "callback"},
                                     {"objectReference", ""},
                                     {"pollLimit", 100}});
    }
}

std::string_view gsma_state(Word word) {
    if (word == Word::paid) return "completed";
    if (word == Word::reversed) return "reversed";
    return is_refusal(word) ? "declined" : "pending";
}

json::object gsma_transaction(const Said& said) {
    json::object payee{{"key", "msisdn"}, {"value", told_number(said)}};
    return {{"transactionReference", "REF-" + reference_of(said)},
            {"requestingOrganisationTransactionReference", said.payout},
            {"transactionStatus", gsma_state(word_of(said.news))},
            {"amount", decimal_of(told_micro(said), 2)},
            {"currency", told_currency(said)},
            {"creditParty", json::array{std::move(payee)}},
            {"transactionReceipt", "RCPT-" + reference_of(said)}};
}

/// Any of the three queries is answered by the transaction itself.
Answer status_gsma(const Said& said) {
    if (word_of(said.news) == Word::not_found)
        return json_answer(404, gsma_error("identification", "identifierError"));
    return json_answer(200, gsma_transaction(said));
}

json::object gsma_refusal(Word word) {
    if (word == Word::no_such_recipient) return gsma_error("identification", "identifierError");
    if (word == Word::recipient_full) return gsma_error("businessRule", "maxBalanceExceeded");
    return gsma_error("businessRule", "incorrectState");
}

std::optional<Call> call_gsma(const Said& said, const Proofs&) {
    const Word word = word_of(said.news);
    if (word == Word::pending) return std::nullopt;
    const auto body = is_refusal(word) ? gsma_refusal(word) : gsma_transaction(said);
    return Call{"PUT", {}, {{"X-CorrelationID", said.order.key}}, json::serialize(body)};
}

// ------------------------------------------------------------------------------------ Mojaloop

/// So long that a test may leap by hours between a quote and its transfer.
constexpr std::int64_t quote_life_us = 86'400 * kazi::payouts::second_us;

/// What only the payee's side knows until it has paid.
std::string preimage_of(const Agreement& quote) {
    return billing::sha256("kept by the payee's side: " + quote.subject);
}

std::string fulfilment_of(const Agreement& quote) {
    return base64url(preimage_of(quote));
}

std::optional<Agreement> read_quote(const Request& request, std::int64_t now_us) {
    const auto body = object_of(request.body);
    const auto sum = object_at(body, "amount");
    Agreement quote;
    quote.subject = text_at(body, "quoteId");
    quote.key = text_at(body, "transactionId");
    quote.amount = money_of(text_at(sum, "amount"), text_at(sum, "currency"));
    const auto payee = object_at(object_at(body, "payee"), "partyIdInfo");
    quote.msisdn = with_plus(text_at(payee, "partyIdentifier"));
    const bool whole = !quote.subject.empty() && !quote.key.empty() && quote.amount &&
                       !quote.msisdn.empty() && text_at(body, "amountType") == "RECEIVE";
    if (!whole) return std::nullopt;
    quote.name = base64url("packet of " + quote.subject);
    quote.condition = base64url(billing::sha256(preimage_of(quote)));
    quote.until_us = now_us + quote_life_us;
    return quote;
}

Answer take_quote(const Agreement&) {
    return {202, {}};
}

Call call_quote(const Agreement& quote) {
    json::object sum{{"amount", decimal_of(quote.amount->micro)},
                     {"currency", quote.amount->currency.code()}};
    const json::object body{{"transferAmount", std::move(sum)},
                            {"ilpPacket", quote.name},
                            {"condition", quote.condition},
                            {"expiration", iso_time(quote.until_us)}};
    return {"PUT", "/quotes/" + quote.subject, {}, json::serialize(body)};
}

std::optional<Asked> read_fspiop(const Request& request) {
    const auto body = object_of(request.body);
    const auto sum = object_at(body, "amount");
    const auto amount = money_of(text_at(sum, "amount"), text_at(sum, "currency"));
    if (!amount || text_at(body, "condition").empty()) return std::nullopt;
    return Asked{{text_at(body, "transferId"), {}, *amount},
                 {},
                 {},
                 text_at(body, "ilpPacket"),
                 text_at(body, "condition")};
}

json::object fspiop_error(std::string_view code) {
    return {{"errorInformation",
             json::object{{"errorCode", code}, {"errorDescription", "see the code"}}}};
}

/// "Validation error" is all that a hub says of a packet that belongs to no quote.
Answer refuse_unquoted() {
    return json_answer(400, fspiop_error("3100"));
}

Answer reply_fspiop(const Said& said) {
    switch (word_of(said.news)) {
        case Word::token_bad:
            return json_answer(429, {});
        case Word::duplicate:
            return json_answer(400, fspiop_error("3106"));
        case Word::broken:
            return json_answer(503, fspiop_error("2003"));
        case Word::unknown:
            return json_answer(400, fspiop_error("9999"));
        case Word::no_float:
            return json_answer(400, fspiop_error("4001"));
        default:
            return {202, {}};
    }
}

Answer status_fspiop(const Said&) {
    return {202, {}};
}

std::string_view fspiop_code(Word word) {
    if (word == Word::recipient_full) return "5200";
    if (word == Word::no_such_recipient) return "5400";
    return word == Word::not_found ? "3208" : "5100";
}

std::optional<Call> tell_fspiop(const Said& said, const Proofs& proofs) {
    const Word word = word_of(said.news);
    const std::string path = "/transfers/" + said.order.key;
    if (is_refusal(word) || word == Word::not_found)
        return Call{"PUT", path + "/error", {}, json::serialize(fspiop_error(fspiop_code(word)))};
    const bool done = word == Word::paid || word == Word::reversed;
    json::object body{{"transferState", done ? "COMMITTED" : "RESERVED"}};
    if (done) {
        body["fulfilment"] = proofs.genuine ? proofs.fulfilment : std::string(43, 'A');
        body["completedTimestamp"] = "2026-03-01T06:02:31.000Z";
        body["amount"] = json::object{{"amount", decimal_of(told_micro(said))},
                                      {"currency", told_currency(said)}};
    }
    return Call{"PUT", path, {}, json::serialize(body)};
}

std::optional<Call> call_fspiop(const Said& said, const Proofs& proofs) {
    if (word_of(said.news) == Word::pending) return std::nullopt;
    return tell_fspiop(said, proofs);
}

std::string no_credential(const Request&) {
    return {};
}

}  // namespace

std::vector<Wire> open_standard_wires() {
    Wire gsma{"gsma_mm", basic};
    gsma.read_payment = read_gsma;
    gsma.read_query = read_gsma_query;
    gsma.write_reply = reply_gsma;
    gsma.write_status = status_gsma;
    gsma.write_call = call_gsma;
    Wire fspiop{"mojaloop_fspiop", no_credential};
    fspiop.answers_later = true;
    fspiop.read_payment = read_fspiop;
    fspiop.read_query = key_at_tail;
    fspiop.write_reply = reply_fspiop;
    fspiop.write_status = status_fspiop;
    fspiop.write_call = call_fspiop;
    fspiop.write_found = tell_fspiop;
    fspiop.agreeing = {read_quote, take_quote, call_quote, refuse_unquoted, fulfilment_of};
    return {gsma, fspiop};
}

}  // namespace kazi::simulator::payouts
