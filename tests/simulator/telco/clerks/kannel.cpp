// SPDX-License-Identifier: Apache-2.0
// A query in, one line of words out. The address for reports holds the daemon's own id, and that is
// what a report will name.
#include "protocols/charset.hpp"
#include "tests/simulator/telco/clerks/clerks.hpp"
#include "tests/simulator/telco/form.hpp"

namespace kazi::simulator::telco::clerks {
namespace {

constexpr int status_accepted = 202;

std::string_view query_of(std::string_view target) {
    const auto mark = target.find('?');
    return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

// The name under which the route asks for ids.
std::string_view id_name(const protocols::RouteSettings& settings) {
    const auto renamed = settings.fields.find("id");
    return renamed == settings.fields.end() ? std::string_view("id") : renamed->second;
}

Read read(const protocols::Callback& request, const protocols::RouteSettings& settings) {
    const auto query = read_form(query_of(request.target));
    if (value_of(query, "username") != settings.username ||
        value_of(query, "password") != settings.api_key) {
        return text_reply(403, "Authorization failed for sendsms");
    }
    if (value_of(query, "to").empty()) {
        return text_reply(400, "Missing receiver number, rejected");
    }
    const std::string_view text = value_of(query, "text");
    const std::string_view charset = value_of(query, "coding") == "2" ? "UTF-16BE" : "UTF-8";
    const std::string url(value_of(query, "dlr-url"));
    const auto reported = read_form(query_of(url));
    return SmsOrder{.to = {{std::string(value_of(query, "to")),
                            std::string(value_of(reported, id_name(settings)))}},
                    .text = protocols::decode_text(text, charset).text,
                    .report_url = url};
}

protocols::HttpReply answer(const SmsReceipt& receipt) {
    const bool taken = receipt.lines.front().verdict == Verdict::taken;
    return taken ? text_reply(status_accepted, "0: Accepted for delivery")
                 : text_reply(400, "Destination is not allowed, rejected");
}

}  // namespace

const Clerk kannel = {.dialect = "kannel",
                      .read = read,
                      .answer = answer,
                      .id_begins = "kn-",
                      .keeps_their_ids = true};

}  // namespace kazi::simulator::telco::clerks
