// SPDX-License-Identifier: Apache-2.0
#include "protocols/proof.hpp"

#include "protocols/base64.hpp"
#include "protocols/signature.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

/// The first word of the Authorization header, in lower case.
std::string scheme_of(const Callback& callback) {
    const std::string_view header = trim(callback.header("authorization"));
    return lower_case(header.substr(0, header.find(' ')));
}

bool is_token_scheme(std::string_view scheme) {
    return scheme == "token" || scheme == "bearer";
}

std::optional<Refusal> check_token(const Callback& callback, const RouteSettings& settings) {
    const std::string_view header = trim(callback.header("authorization"));
    const std::string_view token = trim(header.substr(std::min(header.find(' '), header.size())));
    if (!is_token_scheme(scheme_of(callback))) return Refusal{403, "the token is missing"};
    if (!matches_any(token, settings.secrets)) return Refusal{403, "the token is wrong"};
    return std::nullopt;
}

std::string method_of(const Callback& callback, const RouteSettings& settings) {
    if (!settings.signature_method.empty()) return settings.signature_method;
    const std::string scheme = scheme_of(callback);
    if (scheme == "basic") return scheme;
    return is_token_scheme(scheme) ? "token" : "path";
}

}  // namespace

std::optional<Refusal> check_proof(const Callback& callback, const RouteSettings& settings) {
    if (settings.secrets.empty()) return std::nullopt;
    const std::string method = method_of(callback, settings);
    if (method == "basic") return check_basic(callback, settings.username, settings.secrets);
    if (method == "token") return check_token(callback, settings);
    if (method == "path") return check_target_secret(callback, settings.secrets);
    return Refusal{403, "the route's signature method is not known"};
}

void add_credentials(HttpRequest& request, const RouteSettings& settings) {
    std::string credentials;
    if (!settings.username.empty()) {
        credentials = "Basic " + base64_encode(settings.username + ":" + settings.api_key);
    } else if (!settings.api_key.empty()) {
        credentials = "Bearer " + settings.api_key;
    }
    if (!credentials.empty()) request.headers.push_back({"Authorization", std::move(credentials)});
}

}  // namespace kazi::protocols
