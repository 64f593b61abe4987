// SPDX-License-Identifier: Apache-2.0
// Some builds take no character set for UCS-2, so its bytes go as they are. Kannel knows no
// idempotency key: what its words leave open stays open.
#include "protocols/kannel_send.hpp"

#include <array>

#include "protocols/answer.hpp"
#include "protocols/form.hpp"
#include "protocols/gsm_text.hpp"
#include "protocols/utf8.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

/// Delivered, not delivered, buffered, accepted and rejected by the SMSC.
constexpr std::string_view report_mask = "31";
constexpr std::size_t words_bytes_kept = 128;

void append_unit(std::string& bytes, std::uint32_t unit) {
    bytes += static_cast<char>(unit >> 8U & 0xFFU);
    bytes += static_cast<char>(unit & 0xFFU);
}

std::string utf16_bytes(std::string_view utf8) {
    constexpr std::uint32_t replacement = 0xFFFD;
    constexpr std::uint32_t supplementary = 0x10000;
    std::string bytes;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto decoded = next_code_point(utf8, at);
        const std::uint32_t code_point =
            decoded ? static_cast<std::uint32_t>(*decoded) : replacement;
        if (code_point < supplementary) {
            append_unit(bytes, code_point);
        } else {
            append_unit(bytes, 0xD800U + ((code_point - supplementary) >> 10U));
            append_unit(bytes, 0xDC00U + ((code_point - supplementary) & 0x3FFU));
        }
    }
    return bytes;
}

void append_text(std::string& query, std::string_view text) {
    if (measure_sms(text).encoding == SmsEncoding::gsm7) {
        append_form_field(query, "text", text);
        append_form_field(query, "charset", "UTF-8");
        append_form_field(query, "coding", "0");
    } else {
        append_form_field(query, "text", utf16_bytes(text));
        append_form_field(query, "coding", "2");
    }
}

/// The address Kannel fetches for a report, with the escapes it fills in.
std::string report_url(const OutboundSms& sms, const RouteSettings& settings) {
    struct Filled {
        std::string_view name;
        std::string_view escape;
    };
    static constexpr std::array<Filled, 4> filled = {
        {{"status", "%d"}, {"to", "%p"}, {"reply", "%A"}, {"smsc", "%i"}}};
    std::string query;
    append_form_field(query, kannel_field(settings, "id"), sms.id);
    for (const auto& [name, escape] : filled) {
        query.append("&").append(percent_encode(kannel_field(settings, name)));
        query.append("=").append(escape);
    }
    const std::string& url = settings.callback_url;
    return url + (url.find('?') == std::string::npos ? "?" : "&") + query;
}

struct AnswerWord {
    std::string_view begins;
    SendOutcome outcome;
};

constexpr std::array<AnswerWord, 4> answer_words = {{
    {"0:", SendOutcome::accepted},
    {"3:", SendOutcome::accepted},
    {"Temporal failure", SendOutcome::retry},
    {"Authorization failed", SendOutcome::stop_route},
}};

/// Forks answer 2xx with words of their own: only the leading numbers say yes.
SendOutcome outcome_of(int http, std::string_view words) {
    const bool well = http >= 200 && http < 300;
    for (const AnswerWord& known : answer_words) {
        const bool yes = known.outcome == SendOutcome::accepted;
        if (words.starts_with(known.begins) && (well || !yes)) return known.outcome;
    }
    if (well && words.ends_with("rejected")) return SendOutcome::rejected;
    if (http == 503) return SendOutcome::retry;
    return outcome_of_http(http);
}

}  // namespace

std::string kannel_field(const RouteSettings& settings, std::string_view name) {
    const auto renamed = settings.fields.find(std::string(name));
    return renamed == settings.fields.end() ? std::string(name) : renamed->second;
}

HttpRequest build_kannel_send(const OutboundSms& sms, const RouteSettings& settings,
                              const CallbackContext&) {
    std::string query;
    append_form_field(query, "username", settings.username);
    append_form_field(query, "password", settings.api_key);
    const std::string& sender = sms.from.empty() ? settings.sender : sms.from;
    if (!sender.empty()) append_form_field(query, "from", sender);
    append_form_field(query, "to", sms.to);
    append_text(query, sms.text);
    if (!settings.callback_url.empty()) {
        append_form_field(query, "dlr-mask", report_mask);
        append_form_field(query, "dlr-url", report_url(sms, settings));
    }
    const std::string& url = settings.send_url;
    return {"GET", url + (url.find('?') == std::string::npos ? "?" : "&") + query, {}, ""};
}

std::vector<SendResult> parse_kannel_send(const HttpReply& reply, const RouteSettings&) {
    const std::string_view words = trim(reply.body).substr(0, words_bytes_kept);
    std::string code(words);
    if (code.empty()) code = "http " + std::to_string(reply.status);
    return whole_request(outcome_of(reply.status, words), std::move(code), reply);
}

}  // namespace kazi::protocols
