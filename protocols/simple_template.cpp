// SPDX-License-Identifier: Apache-2.0
// For operators who can't change their own API.
#include "protocols/simple_template.hpp"

#include <regex>

#include "protocols/form.hpp"

namespace kazi::protocols {

namespace {

std::string_view value_of(std::string_view hole, const OutboundSms& sms) {
    if (hole == "id") return sms.id;
    if (hole == "from") return sms.from;
    if (hole == "to") return sms.to;
    if (hole == "text") return sms.text;
    if (hole == "to_digits")
        return std::string_view(sms.to).substr(sms.to.starts_with('+') ? 1 : 0);
    return {};
}

}  // namespace

bool is_send_template(std::string_view url) {
    return url.find('{') != std::string_view::npos;
}

HttpRequest fill_send_template(const OutboundSms& sms, std::string_view url) {
    HttpRequest request;
    request.method = "GET";
    while (!url.empty()) {
        const std::size_t open = url.find('{');
        request.url += url.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = url.find('}', open);
        request.url += percent_encode(value_of(url.substr(open + 1, close - open - 1), sms));
        url = close == std::string_view::npos ? std::string_view{} : url.substr(close + 1);
    }
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
