// SPDX-License-Identifier: Apache-2.0
// Nalo's MSGTYPE means two things: in a request that this is the first turn, in an answer that the
// session goes on. It names the code in the first turn only, never tells an end, and forgets the
// session's id at times.
#include "protocols/nalo.hpp"

#include "protocols/shaped_dialect.hpp"

namespace kazi::protocols {

namespace {

constexpr std::string_view more_body =
    R"({"USERID":"{USERID}","MSISDN":"{MSISDN}","USERDATA":"{USERDATA}","MSG":"{text}",)"
    R"("MSGTYPE":true})";
constexpr std::string_view end_body =
    R"({"USERID":"{USERID}","MSISDN":"{MSISDN}","USERDATA":"{USERDATA}","MSG":"{text}",)"
    R"("MSGTYPE":false})";
constexpr int page_chars_max = 120;

const UssdShape& shape() {
    static const UssdShape nalo_shape = [] {
        UssdShape made;
        made.names = {{"session", "SESSIONID"},
                      {"from", "MSISDN"},
                      {"input", "USERDATA"},
                      {"network", "NETWORK"},
                      {"account", "USERID"}};
        made.first_is_dialled = true;
        made.number_is_session = true;
        made.events = {event_by_field("MSGTYPE", {"true", "1"}, UssdEvent::begin),
                       event_by_field("MSGTYPE", {"false", "0"}, UssdEvent::input)};
        made.unknown_event_http = 400;
        made.reply.content_type = "application/json";
        made.reply.more = more_body;
        made.reply.end = end_body;
        return made;
    }();
    return nalo_shape;
}

using Ussd = ShapedUssd<shape, Accepts{.json = true}>;

}  // namespace

const Dialect nalo = {
    .name = "nalo",
    .parse_ussd = Ussd::parse,
    .render_ussd = Ussd::render,
    .acknowledge = Ussd::acknowledge,
    .render_refusal = Ussd::render_refusal,
    .ussd_chars_max = page_chars_max,
};

}  // namespace kazi::protocols
