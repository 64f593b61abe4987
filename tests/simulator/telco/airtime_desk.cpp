// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/airtime_desk.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace kazi::simulator::telco {
namespace {

namespace json = boost::json;

constexpr std::uint64_t desk_stream = 0xa17e;
constexpr std::int64_t discount_permille = 40;
constexpr std::string_view duplicate_text =
    "A duplicate request was received within the last 5 minutes";

std::string text_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

Amount discount_of(const Amount& amount) {
    return {amount.currency, amount.micro * discount_permille / 1000};
}

std::string sum_text(const Amount& sum) {
    return sum.micro == 0 ? "0" : with_four_decimals(sum);
}

std::string whole_refusal(std::string_view message) {
    return json::serialize(json::object{{"errorMessage", message},
                                        {"numSent", 0},
                                        {"totalAmount", "0"},
                                        {"totalDiscount", "0"},
                                        {"responses", json::array{}}});
}

json::object line_of(const TopUp& top_up) {
    return {{"phoneNumber", top_up.number},
            {"amount", with_four_decimals(top_up.amount)},
            {"status", "Sent"},
            {"requestId", top_up.request_id},
            {"errorMessage", "None"},
            {"discount", with_four_decimals(discount_of(top_up.amount))}};
}

json::object line_of_refusal(std::string_view number, std::string_view amount,
                             std::string_view reason) {
    return {{"phoneNumber", number}, {"amount", amount},       {"status", "Failed"},
            {"requestId", "None"},   {"errorMessage", reason}, {"discount", "0"}};
}

std::string body_of(json::array lines, const std::vector<TopUp>& taken) {
    Amount total;
    Amount discount;
    for (const auto& top_up : taken) {
        total = {top_up.amount.currency, total.micro + top_up.amount.micro};
        discount = {top_up.amount.currency, discount.micro + discount_of(top_up.amount).micro};
    }
    return json::serialize(
        json::object{{"errorMessage", taken.empty() ? "Invalid Requests" : "None"},
                     {"numSent", taken.size()},
                     {"totalAmount", sum_text(total)},
                     {"totalDiscount", sum_text(discount)},
                     {"responses", std::move(lines)}});
}

bool is_number(std::string_view text) {
    return text.size() >= 10 && text.front() == '+' &&
           text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

AirtimeDesk::AirtimeDesk(const Settings& settings)
    : settings_(settings), rng_(settings.seed, desk_stream), ledger_(settings.money_file) {}

DeskAnswer AirtimeDesk::send(double now_s, const std::string& key, std::string_view recipients) {
    const auto wanted = read(recipients);
    if (!wanted) return {.status = 400, .body = whole_refusal("Invalid recipients")};
    if (guarded(now_s, key, *wanted)) {
        for (const auto& recipient : *wanted)
            refuse(key, recipient, std::string(duplicate_text));
        return {.status = 201, .body = whole_refusal(duplicate_text)};
    }
    if (!key.empty()) keys_seen_.insert(key);
    DeskAnswer answer;
    json::array lines;
    for (const auto& recipient : *wanted) {
        const auto reason = refusal_of(recipient);
        if (reason.empty()) {
            answer.taken.push_back(take(now_s, key, recipient));
            lines.push_back(line_of(answer.taken.back()));
        } else {
            refuse(key, recipient, reason);
            lines.push_back(line_of_refusal(recipient.number, recipient.amount_text, reason));
        }
    }
    answer.body = body_of(std::move(lines), answer.taken);
    answer.reply_lost = rng_.chance(settings_.faults.airtime_reply_lost);
    return answer;
}

std::optional<std::vector<AirtimeDesk::Recipient>> AirtimeDesk::read(std::string_view recipients) {
    boost::system::error_code fault;
    const auto parsed = json::parse(json::string_view(recipients.data(), recipients.size()), fault);
    if (fault || !parsed.is_array() || parsed.get_array().empty()) return std::nullopt;
    std::vector<Recipient> wanted;
    for (const auto& value : parsed.get_array()) {
        if (!value.is_object()) return std::nullopt;
        auto amount_text = text_of(value.get_object(), "amount");
        auto amount = read_amount(amount_text);
        wanted.push_back({text_of(value.get_object(), "phoneNumber"), std::move(amount_text),
                          std::move(amount)});
    }
    return wanted;
}

bool AirtimeDesk::guarded(double now_s, const std::string& key,
                          const std::vector<Recipient>& recipients) const {
    if (!key.empty() && keys_seen_.contains(key)) return true;
    for (const auto& recipient : recipients) {
        if (!recipient.amount) continue;
        const auto last = last_taken_s_.find({recipient.number, recipient.amount->micro});
        if (last != last_taken_s_.end() &&
            now_s - last->second < settings_.latencies.duplicate_guard_s) {
            return true;
        }
    }
    return false;
}

std::string AirtimeDesk::refusal_of(const Recipient& recipient) {
    if (!is_number(recipient.number)) return "Unsupported phone number";
    if (!recipient.amount || recipient.amount->currency != settings_.currency) {
        return "Invalid amount";
    }
    if (recipient.amount->micro < settings_.top_up_floor_micro) {
        return "Value Outside The Allowed Limits";
    }
    return rng_.chance(settings_.faults.airtime_failed / 2) ? "Subscriber can not be topped up"
                                                            : "";
}

TopUp AirtimeDesk::take(double now_s, const std::string& key, const Recipient& recipient) {
    const auto high = rng_.next();
    const auto low = rng_.next();
    TopUp top_up{.request_id = fmt::format("ATQid_{:016x}{:016x}", high, low),
                 .key = key,
                 .number = recipient.number,
                 .amount = *recipient.amount,
                 .will_fail = rng_.chance(settings_.faults.airtime_failed / 2)};
    last_taken_s_[{top_up.number, top_up.amount.micro}] = now_s;
    states_[top_up.request_id] = "Sent";
    ++under_way_;
    ledger_.append({TopUpEnd::accepted, key, top_up.request_id, top_up.number, top_up.amount, ""});
    return top_up;
}

void AirtimeDesk::refuse(const std::string& key, const Recipient& recipient,
                         const std::string& reason) {
    ledger_.append({TopUpEnd::refused, key, "", recipient.number,
                    recipient.amount.value_or(Amount{}), reason});
}

void AirtimeDesk::finish(const TopUp& top_up, const std::string& reason) {
    const auto end = reason.empty() ? TopUpEnd::moved : TopUpEnd::failed;
    states_[top_up.request_id] = reason.empty() ? "Success" : "Failed";
    --under_way_;
    ledger_.append({end, top_up.key, top_up.request_id, top_up.number, top_up.amount, reason});
}

std::string AirtimeDesk::find(std::string_view request_id) const {
    const auto state = states_.find(request_id);
    if (state == states_.end()) {
        return json::serialize(
            json::object{{"status", "NotFound"}, {"errorMessage", "No such transaction"}});
    }
    json::object found{{"requestId", request_id}, {"status", state->second}};
    return json::serialize(json::object{{"status", "Success"}, {"data", std::move(found)}});
}

std::vector<std::pair<std::string_view, std::string>> AirtimeDesk::callback(
    const TopUp& top_up) const {
    const auto state = states_.find(top_up.request_id);
    const bool made = state != states_.end() && state->second == "Success";
    return {{"phoneNumber", top_up.number},
            {"description", made ? "Airtime Delivered Successfully" : "Airtime Delivery Failed"},
            {"status", made ? "Success" : "Failed"},
            {"requestId", top_up.request_id},
            {"discount", made ? with_four_decimals(discount_of(top_up.amount)) : "0"},
            {"value", with_four_decimals(top_up.amount)}};
}

}  // namespace kazi::simulator::telco
