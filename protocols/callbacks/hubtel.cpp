// SPDX-License-Identifier: Apache-2.0
// USSD only, in JSON; every turn is numbered, and every end is told but an abort.
#include "protocols/answer.hpp"
#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"

namespace kazi::protocols::callbacks {

namespace {

std::string_view type_of(UssdEvent event) {
    switch (event) {
        case UssdEvent::begin:
            return "Initiation";
        case UssdEvent::input:
            return "Response";
        case UssdEvent::end:
            return "Release";
        case UssdEvent::timeout:
            return "Timeout";
        case UssdEvent::abort:
            break;
    }
    return {};
}

std::optional<HttpRequest> ussd(const UssdTurn& turn, const CallbackSite& site) {
    const std::string_view type = type_of(turn.event);
    if (type.empty()) return std::nullopt;
    const bool begins = turn.event == UssdEvent::begin;
    boost::json::object body;
    body["Mobile"] = digits_of(turn.from);
    body["SessionId"] = turn.session_id;
    body["ServiceCode"] = bare_code(turn.service_code);
    body["Type"] = type;
    body["Message"] = begins ? dialled(turn.service_code, turn.input) : turn.input;
    if (turn.network) body["Operator"] = *turn.network;
    body["Sequence"] = turn.sequence.value_or(1);
    body["ClientState"] = "";
    body["Platform"] = "USSD";
    return post_json(site.hooks + "/ussd", body);
}

std::optional<UssdPage> read_page(const HttpReply& reply) {
    const auto answer = parse_answer(reply.body);
    const std::string type = answer ? text_member(*answer, "Type") : "";
    if (type != "response" && type != "release") return std::nullopt;
    return UssdPage{text_member(*answer, "Message"), type == "response"};
}

}  // namespace

const CallbackWriter hubtel = {
    .dialect = "hubtel", .ussd = ussd, .prove = prove_by_header, .read_page = read_page};

}  // namespace kazi::protocols::callbacks
