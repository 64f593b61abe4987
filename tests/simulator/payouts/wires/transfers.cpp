// SPDX-License-Identifier: Apache-2.0
// Paystack's and Flutterwave's transfers, from their side of the wire.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "billing/digest.hpp"
#include "billing/hex.hpp"
#include "tests/simulator/payouts/wire_text.hpp"

namespace kazi::simulator::payouts {

namespace {

namespace json = boost::json;
constexpr std::int64_t micro_per_minor = billing::micro_per_unit / 100;

// ------------------------------------------------------------------------------------ Paystack

/// The same account has the same code, however often it is made.
std::optional<Agreement> read_recipient(const Request& request, std::int64_t) {
    const auto body = object_of(request.body);
    const std::string account = text_at(body, "account_number");
    const std::string bank = text_at(body, "bank_code");
    const bool whole = !account.empty() && !bank.empty() && !text_at(body, "type").empty() &&
                       !text_at(body, "name").empty() && !text_at(body, "currency").empty();
    if (!whole) return std::nullopt;
    Agreement recipient;
    const std::string digest = billing::to_hex(billing::sha256(bank + " " + account));
    recipient.name = "RCP_" + digest.substr(0, 15);
    recipient.msisdn = account;
    return recipient;
}

Answer write_recipient(const Agreement& recipient) {
    return json_answer(201, {{"status", true},
                             {"message", "Transfer recipient created successfully"},
                             {"data", json::object{{"recipient_code", recipient.name}}}});
}

/// Amounts are minor units; the recipient is a code, and the payment says no number.
std::optional<Asked> read_paystack(const Request& request) {
    const auto body = object_of(request.body);
    auto amount = money_of(text_at(body, "amount"), text_at(body, "currency"));
    if (!amount || text_at(body, "recipient").empty()) return std::nullopt;
    amount->micro /= 100;
    return Asked{{text_at(body, "reference"), {}, *amount}, {}, {}, text_at(body, "recipient"), {}};
}

Answer paystack_refusal(int status, std::string_view text) {
    return json_answer(status, {{"status", false}, {"message", text}});
}

Answer refuse_recipient() {
    return paystack_refusal(400, "Recipient not found");
}

std::string_view paystack_state(Word word) {
    if (word == Word::paid) return "success";
    if (word == Word::reversed) return "reversed";
    return is_refusal(word) ? "failed" : "pending";
}

json::object paystack_transfer(const Said& said) {
    return {{"reference", said.order.key},
            {"amount", told_micro(said) / micro_per_minor},
            {"currency", told_currency(said)},
            {"status", paystack_state(word_of(said.news))},
            {"transfer_code", "TRF_" + reference_of(said)}};
}

Answer paystack_answer(json::object transfer) {
    return json_answer(
        200, {{"status", true}, {"message", "see the data"}, {"data", std::move(transfer)}});
}

Answer reply_paystack(const Said& said) {
    switch (word_of(said.news)) {
        case Word::token_bad:
            return paystack_refusal(429, "Too many requests");
        case Word::duplicate:
            return paystack_refusal(400, "Transfer reference already exists");
        case Word::broken:
            return {504, "<html>gateway</html>", "text/html"};
        case Word::unknown: {
            auto transfer = paystack_transfer(said);
            transfer["status"] = "astonished";
            return paystack_answer(std::move(transfer));
        }
        default:
            return paystack_answer(paystack_transfer(said));
    }
}

Answer status_paystack(const Said& said) {
    if (word_of(said.news) == Word::not_found) return paystack_refusal(404, "Transfer not found");
    return paystack_answer(paystack_transfer(said));
}

std::optional<Call> call_paystack(const Said& said, const Proofs& proofs) {
    const Word word = word_of(said.news);
    if (word == Word::pending) return std::nullopt;
    const std::string body =
        json::serialize(json::object{{"event", "transfer." + std::string(paystack_state(word))},
                                     {"data", paystack_transfer(said)}});
    const std::string secret = proofs.genuine ? proofs.secret : "somebody else's secret";
    return Call{"POST",
                {},
                {{"x-paystack-signature", billing::to_hex(billing::hmac_sha512(secret, body))}},
                body};
}

// --------------------------------------------------------------------------------- Flutterwave

std::optional<Asked> read_flutterwave(const Request& request) {
    const auto body = object_of(request.body);
    const auto amount = money_of(text_at(body, "amount"), text_at(body, "currency"));
    if (!amount || text_at(body, "account_bank").empty()) return std::nullopt;
    return Asked{
        {text_at(body, "reference"), with_plus(text_at(body, "account_number")), *amount}, {}, {}};
}

Asked read_flutterwave_query(const Request& request) {
    Asked asked;
    asked.order.key = request.query("reference");
    if (asked.order.key.empty()) return handle_at_tail(request);
    return asked;
}

Answer flutterwave_refusal(int status, std::string_view text) {
    return json_answer(status, {{"status", "error"}, {"message", text}});
}

std::string_view flutterwave_state(Word word) {
    if (word == Word::paid) return "SUCCESSFUL";
    if (word == Word::reversed) return "REVERSED";
    if (word == Word::taken) return "NEW";
    return is_refusal(word) ? "FAILED" : "PENDING";
}

json::object flutterwave_transfer(const Said& said) {
    const Word word = word_of(said.news);
    json::object body{{"id", std::stoll(reference_of(said))},
                      {"account_number", told_number(said).substr(1)},
                      {"amount", json::parse(decimal_of(told_micro(said)))},
                      {"currency", told_currency(said)},
                      {"status", flutterwave_state(word)},
                      {"reference", said.order.key},
                      {"fee", 0}};
    if (word == Word::no_float) body["complete_message"] = "Insufficient funds in wallet";
    return body;
}

Answer flutterwave_answer(json::value data) {
    return json_answer(
        200, {{"status", "success"}, {"message", "see the data"}, {"data", std::move(data)}});
}

Answer reply_flutterwave(const Said& said) {
    switch (word_of(said.news)) {
        case Word::token_bad:
            return flutterwave_refusal(429, "Too many requests");
        case Word::duplicate:
            return flutterwave_refusal(400, "Transfer with this reference already exists");
        case Word::broken:
            return {503, {}};
        case Word::unknown:
            return flutterwave_refusal(400, "Something nobody heard of");
        default:
            return flutterwave_answer(flutterwave_transfer(said));
    }
}

Answer status_flutterwave(const Said& said) {
    json::array found;
    if (word_of(said.news) != Word::not_found) found.emplace_back(flutterwave_transfer(said));
    return flutterwave_answer(std::move(found));
}

std::optional<Call> call_flutterwave(const Said& said, const Proofs& proofs) {
    if (word_of(said.news) == Word::pending) return std::nullopt;
    const json::object body{{"event", "transfer.completed"}, {"data", flutterwave_transfer(said)}};
    const std::string secret = proofs.genuine ? proofs.secret : "somebody else's secret";
    return Call{"POST", {}, {{"verif-hash", secret}}, json::serialize(body)};
}

}  // namespace

std::vector<Wire> transfer_wires() {
    Wire paystack{"paystack", bearer};
    paystack.read_payment = read_paystack;
    paystack.read_query = key_at_tail;
    paystack.write_reply = reply_paystack;
    paystack.write_status = status_paystack;
    paystack.write_call = call_paystack;
    paystack.agreeing = {read_recipient, write_recipient, nullptr, refuse_recipient, nullptr};
    Wire flutterwave{"flutterwave", bearer};
    flutterwave.read_payment = read_flutterwave;
    flutterwave.read_query = read_flutterwave_query;
    flutterwave.write_reply = reply_flutterwave;
    flutterwave.write_status = status_flutterwave;
    flutterwave.write_call = call_flutterwave;
    return {paystack, flutterwave};
}

}  // namespace kazi::simulator::payouts
