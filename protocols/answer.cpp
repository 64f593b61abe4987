// SPDX-License-Identifier: Apache-2.0
// Answers are read leniently: whatever cannot be read leaves the outcome to the caller's caution.
#include "protocols/answer.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>

#include "protocols/body.hpp"
#include "protocols/json_fields.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace json = boost::json;

std::optional<json::object> parse_answer(std::string_view body) {
    if (body.size() > body_bytes_max) return std::nullopt;
    json::parse_options options;
    options.max_depth = json_depth_max;
    json::error_code ec;
    json::value value = json::parse(body, ec, {}, options);
    if (ec || !value.is_object()) return std::nullopt;
    return std::move(value.as_object());
}

std::string text_member(const json::object& object, std::string_view name) {
    const json::value* member = object.if_contains(name);
    if (member == nullptr) return {};
    if (const json::string* text = member->if_string()) return std::string(*text);
    if (const std::int64_t* number = member->if_int64()) return std::to_string(*number);
    if (const std::uint64_t* number = member->if_uint64()) return std::to_string(*number);
    return {};
}

std::optional<std::int64_t> integer_member(const json::object& object, std::string_view name) {
    const std::string text = text_member(object, name);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<int> segments_member(const json::object& object, std::string_view name) {
    constexpr std::int64_t segments_max = 255;
    const auto segments = integer_member(object, name);
    if (!segments || *segments < 1 || *segments > segments_max) return std::nullopt;
    return static_cast<int>(*segments);
}

SendOutcome outcome_of_http(int http) {
    if (http == 401 || http == 403) return SendOutcome::stop_route;
    if (http == 402) return SendOutcome::no_credit;
    if (http == 429) return SendOutcome::throttled;
    if (http >= 400 && http < 500) return SendOutcome::rejected;
    return SendOutcome::in_doubt;
}

std::vector<SendResult> whole_request(SendOutcome outcome, std::string code,
                                      const HttpReply& reply) {
    SendResult result;
    result.outcome = outcome;
    result.code = std::move(code);
    if (outcome == SendOutcome::throttled) result.retry_after_s = reply.retry_after_s;
    return {std::move(result)};
}

}  // namespace kazi::protocols
