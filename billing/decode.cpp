// SPDX-License-Identifier: Apache-2.0
#include "billing/decode.hpp"

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "billing/base64.hpp"
#include "billing/provider.hpp"

namespace kazi::billing {

namespace {

namespace json = boost::json;

/// A vector that can't be decoded, and why.
struct BadVector {
    BadVector() = default;
    BadVector(std::string_view member, std::string_view what)
        : error(std::string(member) + ": " + std::string(what)) {}
    std::string error;
};

template <class T>
using VectorResult = boost::system::result<T, BadVector>;

json::value or_null(const std::optional<std::string>& text) {
    if (!text) return nullptr;
    return json::value(*text);
}

json::value or_null(const std::optional<std::int64_t>& number) {
    if (!number) return nullptr;
    return *number;
}

json::value or_null(const std::optional<Currency>& currency) {
    if (!currency) return nullptr;
    return json::value(std::string(currency->code()));
}

json::value word(std::string_view text) {
    return json::value(std::string(text));
}

json::object result_of(const Decoded& message) {
    return {{"outcome", word(to_string(message.outcome))},
            {"key", or_null(message.key)},
            {"provider_ref", or_null(message.provider_ref)},
            {"receipt", or_null(message.receipt)},
            {"amount_micro", or_null(message.amount_micro)},
            {"currency", or_null(message.currency)},
            {"msisdn", or_null(message.msisdn)},
            {"code", or_null(message.code)},
            {"payout_ref", or_null(message.payout_ref)},
            {"fee_micro", or_null(message.fee_micro)},
            {"cost_micro", or_null(message.cost_micro)},
            {"cost_currency", or_null(message.cost_currency)},
            {"reason", word(to_string(message.reason))},
            {"retry", word(to_string(message.retry))}};
}

/// The member's text; empty when absent.
VectorResult<std::string> text_member(const json::object& object, std::string_view name) {
    const json::value* const member = object.if_contains(name);
    if (!member || member->is_null()) return std::string();
    if (!member->is_string()) return BadVector(name, "not a string");
    return std::string(member->get_string());
}

VectorResult<std::string> body_of(const json::object& vector) {
    if (!vector.contains("body_base64")) return text_member(vector, "body");
    const auto encoded = text_member(vector, "body_base64");
    if (!encoded) return encoded.error();
    auto body = from_base64(*encoded);
    if (!body) return BadVector("body_base64", "not base64");
    return std::move(*body);
}

VectorResult<std::vector<ProviderHeader>> headers_of(const json::object& vector) {
    std::vector<ProviderHeader> headers;
    const json::value* const member = vector.if_contains("headers");
    if (!member || member->is_null()) return headers;
    if (!member->is_object()) return BadVector("headers", "not an object");
    for (const auto& [name, value] : member->get_object()) {
        if (!value.is_string()) return BadVector("headers", "a value is not a string");
        headers.push_back({std::string(name), std::string(value.get_string())});
    }
    return headers;
}

VectorResult<int> http_status_of(const json::object& vector) {
    const json::value* const member = vector.if_contains("http_status");
    if (!member || member->is_null()) return 200;
    const bool sensible =
        member->is_int64() && member->get_int64() >= 100 && member->get_int64() <= 599;
    if (!sensible) return BadVector("http_status", "not a number from 100 to 599");
    return static_cast<int>(member->get_int64());
}

VectorResult<std::vector<std::string>> path_tokens_of(const json::value& tokens) {
    std::vector<std::string> valid;
    if (tokens.is_null()) return valid;
    if (!tokens.is_array()) return BadVector("options.path_tokens", "not a list");
    for (const json::value& token : tokens.get_array()) {
        if (!token.is_string()) return BadVector("options.path_tokens", "not a list of strings");
        valid.emplace_back(token.get_string());
    }
    return valid;
}

/// What proves a callback has a name of its own with each provider.
bool is_callback_secret(std::string_view name) {
    return name == "webhook_secret" || name == "secret_key" || name == "verif_hash" ||
           name == "secret";
}

/// The member's object; null when absent.
VectorResult<const json::object*> object_member(const json::object& object, std::string_view name) {
    const json::object* none = nullptr;
    const json::value* const member = object.if_contains(name);
    if (!member || member->is_null()) return none;
    if (!member->is_object()) return BadVector(name, "not an object");
    return &member->get_object();
}

VectorResult<ProviderSettings> settings_of(const json::object& vector, const Provider& provider) {
    ProviderSettings settings = provider.defaults;
    const auto options = object_member(vector, "options");
    if (!options) return options.error();
    if (*options == nullptr) return settings;
    for (const auto& [name, value] : **options) {
        if (name == "path_tokens") {
            auto tokens = path_tokens_of(value);
            if (!tokens) return tokens.error();
            settings.path_tokens = std::move(*tokens);
        } else if (value.is_string() && is_callback_secret(name)) {
            settings.callback_secret = std::string(value.get_string());
        } else if (value.is_string()) {
            settings.options.push_back({std::string(name), std::string(value.get_string())});
        }
    }
    return settings;
}

/// True when the attempt that the vector belongs to had succeeded before.
bool succeeded_before(const json::object& vector) {
    const auto options = object_member(vector, "options");
    if (!options || *options == nullptr) return false;
    const auto payout = object_member(**options, "payout");
    if (!payout || *payout == nullptr) return false;
    const auto state = text_member(**payout, "state");
    return state && (*state == "succeeded" || *state == "reconciled");
}

std::string target_of(const std::string& path, const std::string& url) {
    if (!path.empty()) return path;
    const auto scheme = url.find("://");
    if (scheme == std::string::npos) return url;
    const auto slash = url.find('/', scheme + 3);
    return slash == std::string::npos ? "/" : url.substr(slash);
}

VectorResult<ProviderCallback> callback_of(const json::object& vector, std::string body) {
    const auto method = text_member(vector, "method");
    if (!method) return method.error();
    const auto path = text_member(vector, "path");
    if (!path) return path.error();
    const auto url = text_member(vector, "url");
    if (!url) return url.error();
    auto headers = headers_of(vector);
    if (!headers) return headers.error();
    return ProviderCallback{method->empty() ? "POST" : *method, target_of(*path, *url),
                            std::move(*headers), std::move(body)};
}

/// What was paid and came back is a reversal; what was never paid has failed.
json::object accepted(Decoded message, const json::object& vector) {
    if (message.refunded && succeeded_before(vector)) message.outcome = Outcome::reversed;
    return {{"ok", true}, {"result", result_of(message)}};
}

json::object refused(int http, const std::string& error) {
    return {{"ok", false}, {"http", http}, {"error", error}};
}

json::object decode_callback(const json::object& vector, const Provider& provider,
                             std::string body) {
    const auto callback = callback_of(vector, std::move(body));
    if (!callback) return refused(400, callback.error().error);
    const auto settings = settings_of(vector, provider);
    if (!settings) return refused(400, settings.error().error);
    const auto message = provider.parse_callback(*callback, *settings);
    if (!message) return refused(message.error().http, message.error().error);
    return accepted(*message, vector);
}

json::object decode_reply(const json::object& vector, const Provider& provider, bool of_query,
                          std::string body) {
    const auto status = http_status_of(vector);
    if (!status) return refused(400, status.error().error);
    const auto settings = settings_of(vector, provider);
    if (!settings) return refused(400, settings.error().error);
    const ProviderReply reply{*status, std::move(body)};
    return accepted(of_query ? provider.parse_status(reply, *settings)
                             : provider.parse_response(reply, *settings),
                    vector);
}

json::object decode_body(const json::object& vector) {
    const auto name = text_member(vector, "provider");
    if (!name) return refused(400, name.error().error);
    const Provider* const provider = find_provider(*name);
    if (!provider) return refused(400, "provider: unknown");
    const auto kind = text_member(vector, "kind");
    if (!kind) return refused(400, kind.error().error);
    auto body = body_of(vector);
    if (!body) return refused(400, body.error().error);
    if (*kind == "callback") return decode_callback(vector, *provider, std::move(*body));
    if (*kind == "response") return decode_reply(vector, *provider, false, std::move(*body));
    if (*kind == "status") return decode_reply(vector, *provider, true, std::move(*body));
    return refused(400, "kind: must be callback, response or status");
}

}  // namespace

json::object decode_provider(const json::object& vector) {
    json::object line = decode_body(vector);
    const json::value* const id = vector.if_contains("id");
    json::object answer{{"id", id ? *id : json::value(nullptr)}};
    for (auto& [key, value] : line)
        answer.emplace(key, std::move(value));
    return answer;
}

}  // namespace kazi::billing
