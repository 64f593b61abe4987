// SPDX-License-Identifier: Apache-2.0
// JSON with lists; a refused recipient stands in a 200. The daemon's ids are the messages' own, and
// one that came before is refused by a code of its own.
#include <boost/json/array.hpp>

#include "tests/simulator/telco/clerks/clerks.hpp"

namespace kazi::simulator::telco::clerks {
namespace {

namespace json = boost::json;

bool is_ours(const protocols::Callback& request, const protocols::RouteSettings& settings) {
    if (!settings.username.empty())
        return shows_basic(request, settings.username, settings.api_key);
    return request.header("authorization") == "App " + settings.api_key;
}

std::vector<Recipient> recipients_of(const json::object& message) {
    std::vector<Recipient> recipients;
    const json::value* destinations = message.if_contains("destinations");
    if (destinations == nullptr || !destinations->is_array()) return recipients;
    for (const auto& one : destinations->get_array()) {
        if (!one.is_object()) return {};
        recipients.push_back(
            {"+" + text_at(one.get_object(), "to"), text_at(one.get_object(), "messageId")});
    }
    return recipients;
}

// The one message of a request; an empty object when there is none.
json::object message_in(std::string_view body) {
    const auto request = object_in(body);
    const json::value* messages = request.if_contains("messages");
    const bool one = messages != nullptr && messages->is_array() &&
                     messages->get_array().size() == 1 && messages->get_array()[0].is_object();
    return one ? messages->get_array()[0].get_object() : json::object{};
}

Read read(const protocols::Callback& request, const protocols::RouteSettings& settings) {
    if (!is_ours(request, settings)) {
        return json_reply(401, {{"errorCode", "E401"}, {"description", "Unauthorized"}});
    }
    const auto message = message_in(request.body);
    SmsOrder order{.to = recipients_of(message),
                   .text = text_at(message, "content.text"),
                   .report_url = text_at(message, "webhooks.delivery.url")};
    if (order.to.empty() || text_at(message, "sender") != settings.sender) {
        return json_reply(400, {{"errorCode", "E400"}, {"description", "Bad request"}});
    }
    return order;
}

json::object status_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::taken:
            return {
                {"groupId", 1}, {"groupName", "PENDING"}, {"id", 26}, {"name", "PENDING_ACCEPTED"}};
        case Verdict::taken_before:
            return {{"groupId", 5},
                    {"groupName", "REJECTED"},
                    {"id", 23},
                    {"name", "REJECTED_DUPLICATE_MESSAGE_ID"}};
        case Verdict::blocked:
            return {{"groupId", 5},
                    {"groupName", "REJECTED"},
                    {"id", 14},
                    {"name", "REJECTED_DESTINATION"}};
        case Verdict::bad_number:
            break;
    }
    return {{"groupId", 5},
            {"groupName", "REJECTED"},
            {"id", 52},
            {"name", "REJECTED_DESTINATION_NOT_VALID"}};
}

protocols::HttpReply answer(const SmsReceipt& receipt) {
    json::array messages;
    for (const auto& line : receipt.lines) {
        messages.push_back(json::object{{"messageId", line.message_id},
                                        {"status", status_of(line.verdict)},
                                        {"destination", line.recipient.number.substr(1)},
                                        {"details", {{"messageCount", line.segments}}}});
    }
    return json_reply(200, {{"bulkId", "b1"}, {"messages", std::move(messages)}});
}

}  // namespace

const Clerk infobip = {.dialect = "infobip",
                       .read = read,
                       .answer = answer,
                       .id_begins = "ib-",
                       .keeps_their_ids = true,
                       .knows_repeats = true};

}  // namespace kazi::simulator::telco::clerks
