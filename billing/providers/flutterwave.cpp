// SPDX-License-Identifier: Apache-2.0
// Flutterwave transfers, version 3. Each answer has an outer `status` that speaks of the call
// alone. The webhook carries a shared secret in clear, which proves little: it is a hint. No list
// of refusals is published, so whatever is refused stays open until it is looked up.
//
// Reads of the settings: api_key, callback_secret (the shared secret), callback_url, and the
// options network (where the order names none) and narration.
#include <array>

#include "billing/ascii.hpp"
#include "billing/digest.hpp"
#include "billing/json_text.hpp"
#include "billing/provider_message.hpp"
#include "billing/providers/codecs.hpp"

namespace kazi::billing {

namespace {

constexpr CallbackManners manners{{{"POST"}}};

constexpr std::array<CodeMeaning, 5> states{{
    {"NEW", Outcome::pending, Reason::ok, Retry::query_first},
    {"PENDING", Outcome::pending, Reason::ok, Retry::query_first},
    {"SUCCESSFUL", Outcome::succeeded, Reason::ok, Retry::never},
    {"FAILED", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"REVERSED", Outcome::reversed, Reason::rejected, Retry::new_attempt},
}};

bool has(const std::string& text, std::string_view word) {
    return text.find(word) != std::string::npos;
}

/// An account number that is a phone number with its country code; a bank's is shorter.
std::optional<std::string> number_of(const std::string& account) {
    constexpr std::size_t digits_min = 11;
    if (account.size() < digits_min || account[0] == '0') return std::nullopt;
    Fields fields;
    fields.add("account_number", account);
    return MessageReader(std::move(fields)).msisdn("account_number");
}

Decoded read_transfer(const JsonTree& data) {
    MessageReader read(&data);
    const std::string status = read.word("status");
    if (status.empty()) return unreadable();
    Decoded message;
    apply(find_code(states, status), message);
    message.code = status;
    message.key = read.reference("reference");
    message.provider_ref = read.reference("id");
    message.amount_micro = read.amount("amount");
    message.currency = read.currency("currency");
    message.fee_micro = read.charge("fee");
    message.msisdn = number_of(read.word("account_number"));
    const bool failed = message.outcome == Outcome::failed;
    if (failed && has(lower(read.word("complete_message")), "insufficient"))
        message.reason = Reason::insufficient_float;
    return read.fault() ? unreadable() : message;
}

Reason reason_of(const std::string& text) {
    const bool repeat =
        has(text, "already") || has(text, "exist") || has(text, "unique") || has(text, "duplicate");
    if (repeat && has(text, "reference")) return Reason::duplicate_key;
    return has(text, "insufficient") ? Reason::insufficient_float : Reason::unknown_code;
}

Decoded read_refusal(int status, const std::optional<JsonTree>& body) {
    MessageReader read(body ? &*body : nullptr);
    Decoded message =
        decoded(Outcome::in_doubt, reason_of(lower(read.word("message"))), Retry::query_first);
    if (const auto refused = refused_by_status(status)) message = *refused;
    if (status == 401) message = decoded(Outcome::none, Reason::credentials, Retry::fix_config);
    message.code = std::to_string(status);
    return message;
}

bool is_refusal(const ProviderReply& reply, const std::optional<JsonTree>& body) {
    if (reply.status < 200 || reply.status >= 300) return true;
    return body && MessageReader(&*body).word("status") == "error";
}

/// The transfers in an answer whose call went through: one, or the list for a reference.
std::span<const JsonTree> transfers_in(const std::optional<JsonTree>& body) {
    if (!body || MessageReader(&*body).word("status") != "success") return {};
    return elements_of(body->find("data"));
}

Decoded parse_response(const ProviderReply& reply, const ProviderSettings&) {
    const auto body = object_of(reply);
    if (is_refusal(reply, body)) return read_refusal(reply.status, body);
    const auto transfers = transfers_in(body);
    if (transfers.size() != 1) return unreadable();
    Decoded message = read_transfer(transfers.front());
    if (message.outcome == Outcome::pending) message.outcome = Outcome::accepted;
    return message;
}

Decoded parse_status(const ProviderReply& reply, const ProviderSettings&) {
    const auto body = object_of(reply);
    if (reply.status == 404) {
        Decoded message = not_found();
        message.code = "404";
        return message;
    }
    if (is_refusal(reply, body)) return about_query(read_refusal(reply.status, body));
    const auto transfers = transfers_in(body);
    if (transfers.size() == 1) return read_transfer(transfers.front());
    const JsonTree* data = body ? body->find("data") : nullptr;
    const bool empty_list =
        data != nullptr && data->kind == JsonTree::Kind::array && data->children.empty();
    if (empty_list) return not_found();
    if (transfers.empty()) return unreadable();
    Decoded message = ambiguous();
    message.retry = Retry::human;
    return message;
}

// --------------------------------------------------------------------------------- the webhook

ProviderResult<Decoded> parse_callback(const ProviderCallback& callback,
                                       const ProviderSettings& settings) {
    if (auto refused = refuse_call(callback, settings, manners)) return *refused;
    const bool shared = same_secret(settings.callback_secret, callback.header("verif-hash"));
    if (!callback.proven && !shared) return forged("verif-hash");
    const auto body = callback_object(callback, manners);
    if (!body) return body.error();
    MessageReader read(&*body);
    const std::string event = read.word("event");
    const JsonTree* data = body->find("data");
    const bool of_transfer = event.empty() || event.starts_with("transfer");
    if (!of_transfer) {
        Decoded other = decoded(Outcome::none, Reason::ok, Retry::never);
        other.code = event;
        return other;
    }
    if (data == nullptr) return ProviderRefusal{manners.http_unreadable, "data: missing", true};
    Decoded message = as_hint(read_transfer(*data));
    if (message.reason == Reason::unreadable)
        return ProviderRefusal{manners.http_unreadable, "data: it is no transfer", true};
    return told(std::move(message), read, manners);
}

// ------------------------------------------------------------------------------------ requests

std::vector<ProviderHeader> headers(const ProviderSettings& settings) {
    return {{"Authorization", "Bearer " + settings.api_key}, {"Content-Type", "application/json"}};
}

/// `product` is the network's code.
ProviderRequest build_request(const PayoutOrder& order, const ProviderSettings& settings) {
    const auto narration = settings.option("narration");
    const std::string network =
        order.product.empty() ? std::string(settings.option("network")) : order.product;
    JsonObject body;
    body.text("account_bank", network)
        .text("account_number", std::string_view(order.msisdn).substr(1))
        .raw("amount", format_amount(order.amount.micro, 0))
        .text("currency", order.amount.currency.code())
        .text("reference", order.key)
        .text_if("callback_url", settings.callback_url)
        .text("narration", narration.empty() ? "kazi pay" : narration)
        .text("beneficiary_name", "kazi worker");
    return {"POST", settings.send_url, headers(settings), body.done()};
}

std::optional<ProviderRequest> build_status_request(const std::optional<std::string>& provider_ref,
                                                    const std::string& key,
                                                    const ProviderSettings& settings) {
    const std::string which =
        provider_ref ? "/" + form_escape(*provider_ref) : "?reference=" + form_escape(key);
    return ProviderRequest{"GET", settings.status_url + which, headers(settings), {}};
}

}  // namespace

Provider flutterwave() {
    Provider provider;
    provider.name = "flutterwave";
    provider.needs = {"network"};
    provider.traits.trust = Trust::good;
    provider.traits.lookup_by_key = true;
    provider.defaults.send_url = "https://api.flutterwave.com/v3/transfers";
    provider.defaults.status_url = "https://api.flutterwave.com/v3/transfers";
    provider.build_request = build_request;
    provider.parse_response = parse_response;
    provider.build_status_request = build_status_request;
    provider.parse_status = parse_status;
    provider.parse_callback = parse_callback;
    return provider;
}

}  // namespace kazi::billing
