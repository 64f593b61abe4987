// SPDX-License-Identifier: Apache-2.0
// The SMS API's forms with a `sig` over every parameter; the Messages API's JSON with a token over
// the body where the route asks for one. The two swap the roles of the numbers in a report.
#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>

#include "protocols/base64.hpp"
#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"
#include "protocols/digest.hpp"
#include "protocols/form.hpp"
#include "protocols/signature.hpp"

namespace kazi::protocols::callbacks {

namespace {

namespace json = boost::json;

bool by_messages_api(const RouteSettings& settings) {
    return settings.signature_method == "jwt";
}

HttpRequest messages_sms(const InboundSms& sms, const CallbackSite& site) {
    json::object body;
    body["channel"] = "sms";
    body["message_uuid"] = sms.message_id;
    body["to"] = digits_of(sms.to);
    body["from"] = digits_of(sms.from);
    if (sms.received_at) body["timestamp"] = utc_time(*sms.received_at, 'T') + "Z";
    body["text"] = sms.text;
    body["message_type"] = "text";
    return post_json(site.hooks + "/sms", body);
}

std::optional<HttpRequest> sms(const InboundSms& sms, const CallbackSite& site) {
    if (by_messages_api(site.settings)) return messages_sms(sms, site);
    Pairs pairs = {{"api-key", site.settings.username},
                   {"msisdn", digits_of(sms.from)},
                   {"to", digits_of(sms.to)},
                   {"messageId", sms.message_id},
                   {"text", sms.text},
                   {"type", "unicode"}};
    if (sms.received_at) pairs.emplace_back("message-timestamp", utc_time(*sms.received_at, ' '));
    if (sms.part) {
        pairs.emplace_back("concat", "true");
        pairs.emplace_back("concat-ref", sms.part->ref);
        pairs.emplace_back("concat-total", std::to_string(sms.part->total));
        pairs.emplace_back("concat-part", std::to_string(sms.part->index));
    }
    return post_form(site.hooks + "/sms", pairs);
}

constexpr std::array<WordFor, 4> messages_words = {{{DeliveryStatus::sent, "submitted"},
                                                    {DeliveryStatus::delivered, "delivered"},
                                                    {DeliveryStatus::rejected, "rejected"},
                                                    {DeliveryStatus::failed, "undeliverable"}}};

constexpr std::array<WordFor, 6> words = {{{DeliveryStatus::accepted, "accepted"},
                                           {DeliveryStatus::buffered, "buffered"},
                                           {DeliveryStatus::delivered, "delivered"},
                                           {DeliveryStatus::expired, "expired"},
                                           {DeliveryStatus::failed, "failed"},
                                           {DeliveryStatus::rejected, "rejected"}}};

std::optional<HttpRequest> messages_dlr(const DeliveryReport& report, const CallbackSite& site) {
    const std::string_view word = word_for(report.status, messages_words);
    if (word.empty()) return std::nullopt;
    json::object body;
    body["channel"] = "sms";
    body["message_uuid"] = report.message_id;
    if (report.to) body["to"] = digits_of(*report.to);
    body["status"] = word;
    if (report.error) body["error"] = json::object{{"title", *report.error}};
    return post_json(site.hooks + "/dlr", body);
}

std::optional<HttpRequest> dlr(const DeliveryReport& report, const CallbackSite& site) {
    if (by_messages_api(site.settings)) return messages_dlr(report, site);
    const std::string_view word = word_for(report.status, words);
    if (word.empty()) return std::nullopt;
    Pairs pairs = {{"api-key", site.settings.username},
                   {"messageId", report.message_id},
                   {"status", std::string(word)}};
    if (report.to) pairs.emplace_back("msisdn", digits_of(*report.to));
    if (report.error) pairs.emplace_back("err-code", *report.error);
    if (report.network) pairs.emplace_back("network-code", *report.network);
    return post_form(site.hooks + "/dlr", pairs);
}

// --- proof ------------------------------------------------------------------------------------

struct Method {
    std::string_view name;
    DigestKind kind;
};

/// The HMACs; what is none of them is the digest with the secret behind the text.
constexpr std::array<Method, 4> methods = {{{"md5", DigestKind::md5},
                                            {"sha1", DigestKind::sha1},
                                            {"sha256", DigestKind::sha256},
                                            {"sha512", DigestKind::sha512}}};

std::string make_sig(const RouteSettings& settings, const std::string& text) {
    const std::string& secret = settings.secrets.front();
    if (settings.signature_method == "md5hash")
        return to_hex(digest(DigestKind::md5, text + secret));
    const auto known = std::ranges::find(methods, settings.signature_method, &Method::name);
    const DigestKind kind = known == methods.end() ? DigestKind::sha256 : known->kind;
    return to_hex(hmac(kind, secret, text));
}

void add_sig(HttpRequest& request, const CallbackSite& site) {
    append_form_field(request.body, "timestamp", std::to_string(site.now_s));
    auto pairs = parse_form_pairs(request.body);
    if (!pairs) return;
    std::ranges::sort(*pairs);
    std::string text;
    for (FormPair& pair : *pairs) {
        std::ranges::replace_if(
            pair.value, [](char c) { return c == '&' || c == '='; }, '_');
        text.append("&").append(pair.name).append("=").append(pair.value);
    }
    append_form_field(request.body, "sig", make_sig(site.settings, text));
}

std::string base64url(std::string_view bytes) {
    std::string text = base64_encode(bytes);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    text.erase(text.find_last_not_of('=') + 1);
    return text;
}

void add_token(HttpRequest& request, const CallbackSite& site) {
    json::object claims;
    claims["iat"] = site.now_s;
    claims["jti"] = sha256_hex(request.body).substr(0, 32);
    claims["iss"] = "Vonage";
    claims["payload_hash"] = sha256_hex(request.body);
    std::string token = base64url(R"({"alg":"HS256","typ":"JWT"})");
    token.append(".").append(base64url(json::serialize(claims)));
    const std::string mac = hmac(DigestKind::sha256, site.settings.secrets.front(), token);
    request.headers.push_back({"Authorization", "Bearer " + token + "." + base64url(mac)});
}

void prove(HttpRequest& request, const CallbackSite& site) {
    const RouteSettings& settings = site.settings;
    if (settings.secrets.empty() || settings.signature_method == "path") return;
    if (by_messages_api(settings)) {
        add_token(request, site);
    } else {
        add_sig(request, site);
    }
}

}  // namespace

const CallbackWriter vonage = {.dialect = "vonage", .sms = sms, .dlr = dlr, .prove = prove};

}  // namespace kazi::protocols::callbacks
