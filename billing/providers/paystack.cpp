// SPDX-License-Identifier: Apache-2.0
// Paystack transfers. Amounts are integers in minor units. Each answer has an outer `status` that
// speaks of the call alone. The webhook is signed over the raw body. No list of refusals is
// published: whatever is refused stays open until the transfer is looked up by our reference.
//
// Reads of the settings: api_key (the secret key; it signs the webhook, too, unless
// callback_secret is set) and the options reason, product or bank_code (see paystack_recipient).
#include <array>
#include <charconv>

#include "billing/digest.hpp"
#include "billing/hex.hpp"
#include "billing/json_text.hpp"
#include "billing/provider_message.hpp"
#include "billing/providers/codecs.hpp"

namespace kazi::billing {

namespace {

/// Unanswered, it is repeated.
constexpr CallbackManners manners{{{"POST"}}, 200};
constexpr std::int64_t micro_per_minor = micro_per_unit / 100;

/// `otp` waits for an operator's one-time code: it stays so until a person acts.
constexpr std::array<CodeMeaning, 5> states{{
    {"otp", Outcome::pending, Reason::ok, Retry::human},
    {"pending", Outcome::pending, Reason::ok, Retry::query_first},
    {"success", Outcome::succeeded, Reason::ok, Retry::never},
    {"failed", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"reversed", Outcome::reversed, Reason::rejected, Retry::new_attempt},
}};

/// Minor units into micro-units; nothing when it is no whole number that fits.
std::optional<std::int64_t> from_minor(const std::string& text) {
    std::int64_t minor = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), minor);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (!whole || minor < 0 || minor > amount_micro_max / micro_per_minor) return std::nullopt;
    return minor * micro_per_minor;
}

Decoded read_transfer(const JsonTree& data) {
    MessageReader read(&data);
    const std::string status = read.word("status");
    if (status.empty()) return unreadable();
    Decoded message;
    apply(find_code(states, status), message);
    message.code = status;
    message.key = read.reference("reference");
    message.provider_ref = read.reference("transfer_code");
    message.currency = read.currency("currency");
    const auto amount = fields_of(data).text_once("amount");
    if (!amount) return unreadable();
    if (*amount) message.amount_micro = from_minor(**amount);
    const bool misread = *amount && !message.amount_micro;
    return misread || read.fault() ? unreadable() : message;
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool has(const std::string& text, std::string_view word) {
    return text.find(word) != std::string::npos;
}

/// Why the text says it was refused: a repeat, an empty balance, or something unheard of.
Reason reason_of(const std::string& text) {
    const bool repeat =
        has(text, "already") || has(text, "exist") || has(text, "unique") || has(text, "duplicate");
    if (repeat && has(text, "reference")) return Reason::duplicate_key;
    const bool empty = has(text, "balance") && (has(text, "not enough") || has(text, "insuffic"));
    return empty ? Reason::insufficient_float : Reason::unknown_code;
}

Decoded read_refusal(int status, const std::optional<JsonTree>& body) {
    MessageReader read(body ? &*body : nullptr);
    const std::string code = read.word("code");
    Decoded message =
        decoded(Outcome::in_doubt, reason_of(lower(read.word("message"))), Retry::query_first);
    if (const auto refused = refused_by_status(status)) message = *refused;
    if (status == 401) message = decoded(Outcome::none, Reason::credentials, Retry::fix_config);
    message.code = code.empty() ? std::to_string(status) : code;
    return message;
}

/// The call went through, and its answer holds a transfer.
const JsonTree* transfer_in(const ProviderReply& reply, const std::optional<JsonTree>& body) {
    const bool answered = reply.status >= 200 && reply.status < 300 && body;
    if (!answered || MessageReader(&*body).word("status") != "true") return nullptr;
    const JsonTree* data = body->find("data");
    return data != nullptr && data->kind == JsonTree::Kind::object ? data : nullptr;
}

bool is_refusal(const ProviderReply& reply, const std::optional<JsonTree>& body) {
    if (reply.status < 200 || reply.status >= 300) return true;
    return body && MessageReader(&*body).word("status") == "false";
}

Decoded parse_response(const ProviderReply& reply, const ProviderSettings&) {
    const auto body = object_of(reply);
    if (is_refusal(reply, body)) return read_refusal(reply.status, body);
    const JsonTree* transfer = transfer_in(reply, body);
    if (transfer == nullptr) return unreadable();
    Decoded message = read_transfer(*transfer);
    if (message.outcome == Outcome::pending && message.code == "pending")
        message.outcome = Outcome::accepted;
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
    const JsonTree* transfer = transfer_in(reply, body);
    return transfer == nullptr ? unreadable() : read_transfer(*transfer);
}

// --------------------------------------------------------------------------------- the webhook

bool is_signed(const ProviderCallback& callback, const ProviderSettings& settings) {
    const std::string& secret =
        settings.callback_secret.empty() ? settings.api_key : settings.callback_secret;
    if (secret.empty()) return false;
    return same_secret(to_hex(hmac_sha512(secret, callback.body)),
                       callback.header("x-paystack-signature"));
}

/// The event's own word, "transfer.success", has to agree with the transfer's state.
bool event_agrees(std::string_view event, const std::string& state) {
    return event == "transfer." + state;
}

ProviderResult<Decoded> parse_callback(const ProviderCallback& callback,
                                       const ProviderSettings& settings) {
    if (auto refused = refuse_call(callback, settings, manners)) return *refused;
    if (!callback.proven && !is_signed(callback, settings)) return forged("signature");
    const auto body = callback_object(callback, manners);
    if (!body) return body.error();
    MessageReader read(&*body);
    const std::string event = read.word("event");
    if (!event.starts_with("transfer.")) {
        Decoded other = decoded(Outcome::none, Reason::ok, Retry::never);
        if (!event.empty()) other.code = event;
        if (event.empty()) return ProviderRefusal{manners.http_unreadable, "event: missing", true};
        return other;
    }
    const JsonTree* data = body->find("data");
    if (data == nullptr) return ProviderRefusal{manners.http_unreadable, "data: missing", true};
    Decoded message = read_transfer(*data);
    if (message.reason == Reason::unreadable)
        return ProviderRefusal{manners.http_unreadable, "data: it is no transfer", true};
    if (!event_agrees(event, *message.code)) {
        apply(nullptr, message);
        message.reason = Reason::ambiguous;
    }
    return told(std::move(message), read, manners);
}

// ------------------------------------------------------------------------------------ requests

std::vector<ProviderHeader> headers(const ProviderSettings& settings) {
    return {{"Authorization", "Bearer " + settings.api_key}, {"Content-Type", "application/json"}};
}

/// `product` is the recipient's code, made beforehand or by the step before this one.
ProviderRequest build_request(const PayoutOrder& order, const ProviderSettings& settings) {
    const auto reason = settings.option("reason");
    JsonObject body;
    body.text("source", "balance")
        .raw("amount", std::to_string(order.amount.micro / micro_per_minor))
        .text("recipient", order.product.empty() ? settings.option("product") : order.product)
        .text("reference", order.key)
        .text("reason", reason.empty() ? "kazi pay" : reason)
        .text("currency", order.amount.currency.code());
    return {"POST", settings.send_url, headers(settings), body.done()};
}

std::optional<OptionFault> check_recipients(ProviderSettings& settings) {
    const bool known = !settings.option("product").empty() || !settings.option("bank_code").empty();
    if (known) return std::nullopt;
    return OptionFault{"bank_code", "is missing, and so is product, a recipient made beforehand"};
}

std::optional<ProviderRequest> build_status_request(const std::optional<std::string>&,
                                                    const std::string& key,
                                                    const ProviderSettings& settings) {
    return ProviderRequest{
        "GET", settings.status_url + "/" + form_escape(key), headers(settings), {}};
}

}  // namespace

Provider paystack() {
    Provider provider;
    provider.name = "paystack";
    provider.traits.trust = Trust::good;
    provider.traits.lookup_by_key = true;
    provider.traits.callback_signed = true;
    provider.defaults.send_url = "https://api.paystack.co/transfer";
    provider.defaults.status_url = "https://api.paystack.co/transfer/verify";
    provider.build_request = build_request;
    provider.parse_response = parse_response;
    provider.build_status_request = build_status_request;
    provider.parse_status = parse_status;
    provider.parse_callback = parse_callback;
    provider.prepare = check_recipients;
    return provider;
}

}  // namespace kazi::billing
