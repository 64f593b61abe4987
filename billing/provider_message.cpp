// SPDX-License-Identifier: Apache-2.0
#include "billing/provider_message.hpp"

#include <algorithm>
#include <utility>

#include "billing/message_fields.hpp"

namespace kazi::billing {

const CodeMeaning* find_code(std::span<const CodeMeaning> table, std::string_view code) {
    for (const CodeMeaning& row : table)
        if (row.code == code) return &row;
    return nullptr;
}

void apply(const CodeMeaning* meaning, Decoded& message) {
    message.outcome = meaning ? meaning->outcome : Outcome::in_doubt;
    message.reason = meaning ? meaning->reason : Reason::unknown_code;
    message.retry = meaning ? meaning->retry : Retry::query_first;
}

Decoded unreadable() {
    return decoded(Outcome::in_doubt, Reason::unreadable, Retry::query_first);
}

Decoded ambiguous() {
    return decoded(Outcome::in_doubt, Reason::ambiguous, Retry::query_first);
}

Decoded not_found() {
    return decoded(Outcome::in_doubt, Reason::not_found, Retry::same_key);
}

std::optional<Decoded> refused_by_status(int status) {
    Decoded message;
    if (status == 408)
        message = no_answer();
    else if (status == 429)
        message = decoded(Outcome::none, Reason::throttled, Retry::same_key);
    else if (status >= 500)
        message = decoded(Outcome::in_doubt, Reason::provider_unavailable, Retry::query_first);
    else
        return std::nullopt;
    message.code = std::to_string(status);
    return message;
}

Decoded as_hint(Decoded message) {
    if (message.outcome != Outcome::none) message.retry = Retry::query_first;
    return message;
}

Decoded about_query(Decoded message) {
    const bool claims = message.outcome != Outcome::none && message.outcome != Outcome::in_doubt;
    if (!claims) return message;
    message.outcome = Outcome::in_doubt;
    message.retry = Retry::query_first;
    return message;
}

const JsonTree* descend(const JsonTree& tree, std::initializer_list<std::string_view> path) {
    const JsonTree* at = &tree;
    for (const std::string_view name : path) {
        at = at->find(name);
        if (at == nullptr) return nullptr;
    }
    return at;
}

std::span<const JsonTree> elements_of(const JsonTree* value) {
    if (value == nullptr || value->kind == JsonTree::Kind::null) return {};
    if (value->kind == JsonTree::Kind::array) return value->children;
    return {value, 1};
}

std::optional<JsonTree> object_of(const ProviderReply& reply) {
    auto body = parse_json(reply.body);
    if (!body || body->kind != JsonTree::Kind::object) return std::nullopt;
    return std::move(*body);
}

MessageReader::MessageReader(const JsonTree* object) {
    if (object != nullptr) fields_ = fields_of(*object);
}

template <class T>
std::optional<T> MessageReader::keep(FieldResult<std::optional<T>> read) {
    if (read) return std::move(*read);
    if (!fault_) fault_ = read.error();
    return std::nullopt;
}

std::string MessageReader::word(std::string_view name) {
    return keep(fields_.text(name)).value_or(std::string());
}

std::optional<std::string> MessageReader::reference(std::string_view name) {
    return keep(reference_field(fields_, name));
}

std::optional<std::string> MessageReader::msisdn(std::string_view name) {
    return keep(msisdn_field(fields_, name));
}

std::optional<std::int64_t> MessageReader::amount(std::string_view name) {
    const auto told = keep(amount_field(fields_, name));
    if (!told) return std::nullopt;
    return told->micro;
}

std::optional<std::int64_t> MessageReader::charge(std::string_view name) {
    const auto text = keep(fields_.text_once(name));
    if (text && parse_amount(*text) == 0) return 0;
    return text ? amount(name) : std::nullopt;
}

std::optional<Currency> MessageReader::currency(std::string_view name) {
    const auto code = keep(fields_.text_once(name));
    if (!code || code->empty()) return std::nullopt;
    const auto currency = Currency::parse(*code);
    if (currency) return *currency;
    if (!fault_) fault_ = FieldError{std::string(name) + ": " + currency.error()};
    return std::nullopt;
}

std::optional<ProviderRefusal> refuse_call(const ProviderCallback& callback,
                                           const ProviderSettings& settings,
                                           const CallbackManners& manners) {
    if (!callback.proven && !path_token_valid(callback.target, settings))
        return ProviderRefusal{404, "path token: not valid", false};
    const bool known = std::find(manners.methods.begin(), manners.methods.end(), callback.method) !=
                       manners.methods.end();
    if (!known) return ProviderRefusal{405, "method: not one of this callback's", true};
    if (callback.body.size() > provider_body_bytes_max)
        return ProviderRefusal{413, "body too long", true};
    return std::nullopt;
}

ProviderRefusal forged(std::string_view what) {
    return {403, std::string(what) + ": missing or wrong", false};
}

ProviderResult<JsonTree> callback_object(const ProviderCallback& callback,
                                         const CallbackManners& manners) {
    auto body = parse_json(callback.body);
    if (!body) return ProviderRefusal{manners.http_unreadable, body.error().text, true};
    if (body->kind != JsonTree::Kind::object)
        return ProviderRefusal{manners.http_unreadable, "body is not a JSON object", true};
    return std::move(*body);
}

ProviderResult<Decoded> told(Decoded message, const MessageReader& read,
                             const CallbackManners& manners) {
    if (read.fault()) return ProviderRefusal{manners.http_unreadable, read.fault()->text, true};
    const bool named = message.key || message.provider_ref || message.receipt || message.payout_ref;
    if (!named && message.outcome != Outcome::none)
        return ProviderRefusal{manners.http_unreadable, "it names no payment", true};
    return message;
}

}  // namespace kazi::billing
