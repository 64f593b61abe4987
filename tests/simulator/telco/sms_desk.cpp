// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/sms_desk.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "protocols/gsm_text.hpp"
#include "tests/simulator/telco/money.hpp"

namespace kazi::simulator::telco {
namespace {

namespace json = boost::json;

constexpr std::uint64_t desk_stream = 0x5b5;
constexpr int code_sent = 101;
constexpr int code_bad_number = 403;
constexpr int code_blocked = 406;

std::vector<std::string> numbers_in(std::string_view list) {
    std::vector<std::string> numbers;
    while (true) {
        const auto comma = list.find(',');
        numbers.emplace_back(list.substr(0, comma));
        if (comma == std::string_view::npos) return numbers;
        list.remove_prefix(comma + 1);
    }
}

std::string_view word_for(int code) {
    if (code == code_sent) return "Success";
    return code == code_blocked ? "UserInBlacklist" : "InvalidPhoneNumber";
}

json::object refused_line(int code, const std::string& number) {
    return {{"statusCode", code},       {"number", number},    {"cost", "0"},
            {"status", word_for(code)}, {"messageId", "None"}, {"messageParts", 0}};
}

json::object taken_line(const Outgoing& message, const std::string& cost) {
    return {{"statusCode", code_sent},
            {"number", message.number},
            {"cost", cost},
            {"status", word_for(code_sent)},
            {"messageId", message.message_id},
            {"messageParts", message.segments}};
}

std::string envelope(const std::string& message, json::array lines) {
    json::object inner{{"Message", message}, {"Recipients", std::move(lines)}};
    return json::serialize(json::object{{"SMSMessageData", std::move(inner)}});
}

}  // namespace

SmsDesk::SmsDesk(const Settings& settings)
    : settings_(settings), rng_(settings.seed, desk_stream) {}

std::string SmsDesk::next_id() {
    const auto high = rng_.next();
    const auto low = rng_.next();
    return fmt::format("ATXid_{:016x}{:016x}", high, low);
}

int SmsDesk::code_for(const std::string& number) const {
    const bool plausible = number.size() >= 10 && number.front() == '+' &&
                           number.find_first_not_of("0123456789", 1) == std::string::npos;
    if (!plausible) return code_bad_number;
    return blocked_.contains(number) ? code_blocked : code_sent;
}

SmsAnswer SmsDesk::send(std::string_view api_key, const Form& form) {
    if (api_key != settings_.api_key || value_of(form, "username") != settings_.username) {
        return {.status = 401,
                .content_type = "text/plain",
                .body = "The supplied authentication is invalid"};
    }
    const auto sender = value_of(form, "from");
    if (!sender.empty() && sender != settings_.short_code) {
        return {.body = envelope("InvalidSenderId", {})};
    }
    SmsAnswer answer;
    json::array lines;
    const std::string text(value_of(form, "message"));
    const auto segments = protocols::measure_sms(text).segments;
    const auto price = static_cast<std::int64_t>(segments) * settings_.segment_price_micro;
    const auto numbers = numbers_in(value_of(form, "to"));
    for (const auto& number : numbers) {
        const int code = code_for(number);
        if (code != code_sent) {
            lines.push_back(refused_line(code, number));
            continue;
        }
        const bool will_fail = rng_.chance(settings_.faults.sms_failed);
        answer.taken.push_back({next_id(), number, text, segments, will_fail});
        answer.cost_micro += price;
        lines.push_back(
            taken_line(answer.taken.back(), with_four_decimals({settings_.currency, price})));
    }
    const auto total = with_four_decimals({settings_.currency, answer.cost_micro});
    answer.body = envelope(
        fmt::format("Sent to {}/{} Total Cost: {}", answer.taken.size(), numbers.size(), total),
        std::move(lines));
    return answer;
}

}  // namespace kazi::simulator::telco
