// SPDX-License-Identifier: Apache-2.0
// A form in, one message out, which is queued with a 201 or refused with a number.
#include <fmt/format.h>

#include "tests/simulator/telco/clerks/clerks.hpp"
#include "tests/simulator/telco/form.hpp"

namespace kazi::simulator::telco::clerks {
namespace {

protocols::HttpReply refused(int status, int code, std::string_view message) {
    return json_reply(status, {{"code", code}, {"message", message}, {"status", status}});
}

Read read(const protocols::Callback& request, const protocols::RouteSettings& settings) {
    if (!shows_basic(request, settings.username, settings.api_key)) {
        return refused(401, 20003, "Authenticate");
    }
    const auto form = read_form(request.body);
    if (value_of(form, "From") != settings.sender) {
        return refused(400, 21606, "The 'From' number is not yours");
    }
    return SmsOrder{.to = {{std::string(value_of(form, "To"))}},
                    .text = std::string(value_of(form, "Body")),
                    .report_url = std::string(value_of(form, "StatusCallback"))};
}

protocols::HttpReply answer(const SmsReceipt& receipt) {
    const SmsLine& line = receipt.lines.front();
    if (line.verdict == Verdict::blocked) return refused(400, 21610, "Unsubscribed recipient");
    if (line.verdict != Verdict::taken) return refused(400, 21211, "Invalid 'To' number");
    return json_reply(201, {{"sid", line.message_id},
                            {"status", "queued"},
                            {"num_segments", fmt::format("{}", line.segments)},
                            {"price", nullptr},
                            {"price_unit", "USD"},
                            {"error_code", nullptr},
                            {"to", line.recipient.number}});
}

}  // namespace

const Clerk twilio = {.dialect = "twilio", .read = read, .answer = answer, .id_begins = "SM"};

}  // namespace kazi::simulator::telco::clerks
