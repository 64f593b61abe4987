// SPDX-License-Identifier: Apache-2.0
// M-Pesa, MTN MoMo and Airtel Money, from their side of the wire.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "tests/simulator/payouts/wire_text.hpp"

namespace kazi::simulator::payouts {

namespace {

namespace json = boost::json;

// -------------------------------------------------------------------------------------- M-Pesa

std::string conversation(const std::string& reference) {
    return "AG_20260301_" + reference;
}

std::optional<Asked> read_mpesa(const Request& request) {
    const auto body = object_of(request.body);
    const auto amount = money_of(text_at(body, "Amount"), "KES");
    if (!amount || text_at(body, "SecurityCredential").empty()) return std::nullopt;
    return Asked{
        {text_at(body, "OriginatorConversationID"), with_plus(text_at(body, "PartyB")), *amount},
        {},
        {}};
}

/// What an address has behind the hook's own path: it comes back with the call.
std::string behind_hook(const std::string& url) {
    constexpr std::string_view hook = "/payout/";
    const auto at = url.find(hook);
    return at == std::string::npos ? std::string() : url.substr(at + hook.size() - 1);
}

Asked read_mpesa_query(const Request& request) {
    Asked asked;
    const auto body = object_of(request.body);
    asked.order.key = text_at(body, "OriginalConversationID");
    asked.payout = behind_hook(text_at(body, "ResultURL"));
    return asked;
}

Answer mpesa_error(int status, std::string_view code) {
    return json_answer(
        status, {{"requestId", "r-1"}, {"errorCode", code}, {"errorMessage", "see the code"}});
}

Answer mpesa_acknowledgement(std::string_view code, const std::string& key,
                             const std::string& reference) {
    return json_answer(200, {{"ConversationID", conversation(reference)},
                             {"OriginatorConversationID", key},
                             {"ResponseCode", code},
                             {"ResponseDescription", "see the code"}});
}

Answer reply_mpesa(const Said& said) {
    const std::string& key = said.order.key;
    switch (word_of(said.news)) {
        case Word::token_bad:
            return mpesa_error(404, "404.001.03");
        case Word::duplicate:
            return mpesa_error(500, "500.002.1001");
        case Word::broken:
            return mpesa_error(500, "500.001.1001");
        case Word::unknown:
            return mpesa_acknowledgement("777777", key, reference_of(said));
        case Word::no_float:
            return mpesa_acknowledgement("1", key, reference_of(said));
        default:
            return mpesa_acknowledgement("0", key, reference_of(said));
    }
}

/// The ids of the query itself, which are of no use.
Answer status_mpesa(const Said&) {
    return mpesa_acknowledgement("0", "query-1", "9");
}

json::object pair(std::string_view key, std::string_view value) {
    return {{"Key", key}, {"Value", value}};
}

std::string_view mpesa_code(Word word) {
    switch (word) {
        case Word::no_such_recipient:
            return "2040";
        case Word::recipient_full:
            return "8";
        case Word::no_float:
            return "1";
        case Word::paid:
        case Word::reversed:
            return "0";
        default:
            return "2";
    }
}

/// Codes as text and parameters in an order of no meaning, as they are met.
std::optional<Call> call_mpesa(const Said& said, const Proofs&) {
    const Word word = word_of(said.news);
    const bool paid = word == Word::paid || word == Word::reversed;
    if (!paid && !is_refusal(word)) return std::nullopt;
    json::object result{{"ResultType", "0"},
                        {"ResultCode", mpesa_code(word)},
                        {"ResultDesc", "see the code"},
                        {"OriginatorConversationID", said.order.key},
                        {"ConversationID", conversation(reference_of(said))},
                        {"TransactionID", "TC" + reference_of(said)}};
    if (paid) {
        const std::string receiver = told_number(said).substr(1) + " - JANE DOE";
        const std::string amount = decimal_of(told_micro(said));
        result["ResultParameters"] = json::object{
            {"ResultParameter",
             json::array{pair("TransactionReceipt", "TC" + reference_of(said)),
                         json::object{{"Key", "TransactionAmount"}, {"Value", json::parse(amount)}},
                         pair("ReceiverPartyPublicName", receiver)}}};
    }
    return Call{"POST", {}, {}, json::serialize(json::object{{"Result", std::move(result)}})};
}

std::string_view mpesa_state(Word word) {
    switch (word) {
        case Word::paid:
        case Word::reversed:
            return "Completed";
        case Word::pending:
        case Word::taken:
            return "Pending Authorized";
        default:
            return "Declined";
    }
}

/// A status query's answer is a Result of its own, with the payment's state among its parameters.
std::optional<Call> found_mpesa(const Said& said, const Proofs&) {
    const Word word = word_of(said.news);
    const bool found = word != Word::not_found;
    json::array parameters;
    if (found) {
        parameters = {pair("Transaction Status", mpesa_state(word)),
                      pair("OriginatorConversationID", said.order.key),
                      pair("Amount", decimal_of(told_micro(said), 2)),
                      pair("ReceiptNo", "TC" + reference_of(said)),
                      pair("CreditPartyName", told_number(said).substr(1) + " - JANE DOE")};
    }
    json::object result{{"ResultType", 0},
                        {"ResultCode", found ? 0 : 2032},
                        {"ResultDesc", "see the code"},
                        {"OriginatorConversationID", "query-1"},
                        {"ConversationID", "AG_query"},
                        {"ResultParameters", json::object{{"ResultParameter", parameters}}}};
    return Call{
        "POST", said.payout, {}, json::serialize(json::object{{"Result", std::move(result)}})};
}

// ---------------------------------------------------------------------------------------- MTN

std::optional<Asked> read_mtn(const Request& request) {
    const auto body = object_of(request.body);
    const auto amount = money_of(text_at(body, "amount"), text_at(body, "currency"));
    if (!amount) return std::nullopt;
    return Asked{{std::string(request.header("X-Reference-Id")),
                  with_plus(text_at(object_at(body, "payee"), "partyId")), *amount},
                 {},
                 text_at(body, "externalId")};
}

Answer mtn_error(int status, std::string_view code) {
    return json_answer(status, {{"code", code}, {"message", "see the code"}});
}

Answer reply_mtn(const Said& said) {
    switch (word_of(said.news)) {
        case Word::token_bad:
            return {401, {}};
        case Word::duplicate:
            return mtn_error(409, "RESOURCE_ALREADY_EXIST");
        case Word::broken:
            return mtn_error(503, "SERVICE_UNAVAILABLE");
        case Word::unknown:
            return mtn_error(418, "TEAPOT");
        default:
            return {202, {}};
    }
}

std::string_view mtn_reason(Word word) {
    switch (word) {
        case Word::no_float:
            return "NOT_ENOUGH_FUNDS";
        case Word::no_such_recipient:
            return "PAYEE_NOT_FOUND";
        case Word::recipient_full:
            return "PAYEE_NOT_ALLOWED_TO_RECEIVE";
        default:
            return "APPROVAL_REJECTED";
    }
}

json::object transfer_of(const Said& said) {
    const Word word = word_of(said.news);
    const bool paid = word == Word::paid || word == Word::reversed;
    const std::string_view state = paid ? "SUCCESSFUL" : is_refusal(word) ? "FAILED" : "PENDING";
    json::object body{{"amount", decimal_of(told_micro(said))},
                      {"currency", told_currency(said)},
                      {"externalId", said.payout},
                      {"payee", json::object{{"partyIdType", "MSISDN"},
                                             {"partyId", told_number(said).substr(1)}}},
                      {"status", state}};
    if (paid) body["financialTransactionId"] = reference_of(said);
    if (is_refusal(word)) body["reason"] = json::object{{"code", mtn_reason(word)}};
    return body;
}

Answer status_mtn(const Said& said) {
    if (word_of(said.news) == Word::not_found) return mtn_error(404, "RESOURCE_NOT_FOUND");
    return json_answer(200, transfer_of(said));
}

std::optional<Call> call_mtn(const Said& said, const Proofs&) {
    if (word_of(said.news) == Word::pending) return std::nullopt;
    return Call{"PUT", {}, {}, json::serialize(transfer_of(said))};
}

// -------------------------------------------------------------------------------------- Airtel

std::optional<Asked> read_airtel(const Request& request) {
    const auto body = object_of(request.body);
    const auto payee = object_at(body, "payee");
    const auto transaction = object_at(body, "transaction");
    const auto amount = money_of(text_at(transaction, "amount"), text_at(payee, "currency"));
    if (!amount || text_at(body, "pin").empty()) return std::nullopt;
    return Asked{
        {text_at(transaction, "id"), with_plus(text_at(payee, "msisdn")), *amount}, {}, {}};
}

Answer airtel_envelope(const Said& said, std::string_view code, std::string_view state) {
    json::object transaction{{"id", said.order.key}, {"status", state}};
    if (state == "TS") transaction["airtel_money_id"] = "disbursement-" + reference_of(said);
    if (said.news.provider_ref) transaction["reference_id"] = "CI" + reference_of(said);
    return json_answer(200, {{"data", json::object{{"transaction", std::move(transaction)}}},
                             {"status", json::object{{"response_code", code},
                                                     {"code", "200"},
                                                     {"success", state == "TS"},
                                                     {"message", "see the code"}}}});
}

Answer airtel_refusal(std::string_view code) {
    return json_answer(200, {{"status", json::object{{"response_code", code},
                                                     {"code", 400},
                                                     {"success", false},
                                                     {"message", "see the code"}}}});
}

std::string_view airtel_code(Word word) {
    switch (word) {
        case Word::no_such_recipient:
            return "DP00900001012";
        case Word::recipient_full:
            return "DP00900001003";
        case Word::no_float:
            return "DP00900001007";
        default:
            return "DP00900001005";
    }
}

Answer say_airtel(const Said& said) {
    const Word word = word_of(said.news);
    switch (word) {
        case Word::token_bad:
            return json_answer(401, {{"error", "invalid_token"}});
        case Word::duplicate:
            return airtel_refusal("DP00900001011");
        case Word::broken:
            return {503, "<html>gateway</html>", "text/html"};
        case Word::unknown:
            return airtel_refusal("DP00900009999");
        case Word::not_found:
            return airtel_refusal("DP00900001015");
        case Word::no_float:
            return airtel_refusal("DP00900001007");
        case Word::paid:
        case Word::reversed:
            return airtel_envelope(said, "DP00900001001", "TS");
        case Word::taken:
        case Word::pending:
            return airtel_envelope(said, "DP00900001006", "TIP");
        default:
            return airtel_envelope(said, airtel_code(word), "TF");
    }
}

std::optional<Call> call_airtel(const Said& said, const Proofs&) {
    const Word word = word_of(said.news);
    if (word == Word::pending) return std::nullopt;
    json::object transaction{{"id", said.order.key},
                             {"status_code", is_refusal(word) ? "TF" : "TS"},
                             {"airtel_money_id", "disbursement-" + reference_of(said)}};
    return Call{"POST", {}, {}, json::serialize(json::object{{"transaction", transaction}})};
}

}  // namespace

std::vector<Wire> mobile_money_wires() {
    Wire mpesa{"mpesa_b2c", bearer, true};
    mpesa.one_token = true;
    mpesa.answers_later = true;
    mpesa.read_payment = read_mpesa;
    mpesa.read_query = read_mpesa_query;
    mpesa.write_reply = reply_mpesa;
    mpesa.write_status = status_mpesa;
    mpesa.write_call = call_mpesa;
    mpesa.write_found = found_mpesa;
    Wire mtn{"mtn_momo", bearer, true};
    mtn.read_payment = read_mtn;
    mtn.read_query = key_at_tail;
    mtn.write_reply = reply_mtn;
    mtn.write_status = status_mtn;
    mtn.write_call = call_mtn;
    Wire airtel{"airtel_africa", bearer, true};
    airtel.token_life_s = 180;
    airtel.read_payment = read_airtel;
    airtel.read_query = key_at_tail;
    airtel.write_reply = say_airtel;
    airtel.write_status = say_airtel;
    airtel.write_call = call_airtel;
    return {mpesa, mtn, airtel};
}

}  // namespace kazi::simulator::payouts
