// SPDX-License-Identifier: Apache-2.0
// For operators who can't change their own API.
#include "protocols/simple_template.hpp"

#include <regex>

#include "protocols/text_template.hpp"

namespace kazi::protocols {

namespace {

std::string value_of(std::string_view hole, const OutboundSms& sms) {
    if (hole == "id") return sms.id;
    if (hole == "from") return sms.from;
    if (hole == "to") return sms.to;
    if (hole == "text") return sms.text;
    if (hole == "to_digits") return sms.to.substr(sms.to.starts_with('+') ? 1 : 0);
    return {};
}

}  // namespace

bool is_send_template(const RouteSettings& settings) {
    return !settings.send_body.empty() || has_holes(settings.send_url);
}

HttpRequest fill_send_template(const OutboundSms& sms, const RouteSettings& settings) {
    const auto fill = [&](std::string_view hole) { return value_of(hole, sms); };
    HttpRequest request;
    request.url = fill_holes(settings.send_url, Escape::url, fill);
    request.method = settings.send_body.empty() ? "GET" : "POST";
    if (settings.send_body.empty()) return request;
    request.body = fill_holes(settings.send_body, escape_of(settings.send_type), fill);
    request.headers.push_back({"Content-Type", settings.send_type});
    return request;
}

bool matches_ok(std::string_view body, const std::string& pattern) {
    constexpr std::size_t looked_at_bytes_max = 4096;  // std::regex recurses once a character
    if (pattern.empty()) return true;
    body = body.substr(0, looked_at_bytes_max);
    try {
        return std::regex_search(body.begin(), body.end(), std::regex(pattern));
    } catch (const std::regex_error&) {
        return false;
    }
}

}  // namespace kazi::protocols
