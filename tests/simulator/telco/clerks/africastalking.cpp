// SPDX-License-Identifier: Apache-2.0
// A form in, a list out; a 201 even where nobody was taken.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "tests/simulator/telco/clerks/clerks.hpp"
#include "tests/simulator/telco/form.hpp"
#include "tests/simulator/telco/money.hpp"

namespace kazi::simulator::telco::clerks {
namespace {

namespace json = boost::json;

constexpr int status_created = 201;

std::vector<Recipient> recipients_in(std::string_view list) {
    std::vector<Recipient> recipients;
    while (true) {
        const auto comma = list.find(',');
        recipients.push_back({std::string(list.substr(0, comma))});
        if (comma == std::string_view::npos) return recipients;
        list.remove_prefix(comma + 1);
    }
}

protocols::HttpReply envelope(std::string_view message, json::array lines) {
    json::object inner{{"Message", message}, {"Recipients", std::move(lines)}};
    return json_reply(status_created, json::object{{"SMSMessageData", std::move(inner)}});
}

Read read(const protocols::Callback& request, const protocols::RouteSettings& settings) {
    const auto form = read_form(request.body);
    if (request.header("apikey") != settings.api_key ||
        value_of(form, "username") != settings.username) {
        return text_reply(401, "The supplied authentication is invalid");
    }
    const auto sender = value_of(form, "from");
    if (!sender.empty() && sender != settings.sender) return envelope("InvalidSenderId", {});
    return SmsOrder{.to = recipients_in(value_of(form, "to")),
                    .text = std::string(value_of(form, "message"))};
}

struct Words {
    int code;
    std::string_view status;
};

Words words_for(Verdict verdict) {
    if (verdict == Verdict::taken) return {101, "Success"};
    return verdict == Verdict::blocked ? Words{406, "UserInBlacklist"}
                                       : Words{403, "InvalidPhoneNumber"};
}

json::object line_of(const SmsLine& line, const std::string& currency) {
    const Words words = words_for(line.verdict);
    const bool taken = line.verdict == Verdict::taken;
    return {{"statusCode", words.code},
            {"number", line.recipient.number},
            {"cost", taken ? with_four_decimals({currency, line.price_micro}) : "0"},
            {"status", words.status},
            {"messageId", taken ? line.message_id : "None"},
            {"messageParts", taken ? line.segments : 0}};
}

protocols::HttpReply answer(const SmsReceipt& receipt) {
    json::array lines;
    std::int64_t total_micro = 0;
    for (const auto& line : receipt.lines) {
        lines.push_back(line_of(line, receipt.currency));
        total_micro += line.verdict == Verdict::taken ? line.price_micro : 0;
    }
    const auto taken = std::ranges::count(receipt.lines, Verdict::taken, &SmsLine::verdict);
    return envelope(fmt::format("Sent to {}/{} Total Cost: {}", taken, receipt.lines.size(),
                                with_four_decimals({receipt.currency, total_micro})),
                    std::move(lines));
}

}  // namespace

const Clerk africastalking = {
    .dialect = "africastalking", .read = read, .answer = answer, .id_begins = "ATXid_"};

}  // namespace kazi::simulator::telco::clerks
