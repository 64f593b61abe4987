// SPDX-License-Identifier: Apache-2.0
// Arkesel names the code in the first turn only and never tells an end. A lone star or hash is an
// input like any other.
#include "protocols/arkesel.hpp"

#include "protocols/shaped_dialect.hpp"

namespace kazi::protocols {

namespace {

constexpr std::string_view more_body =
    R"({"sessionID":"{sessionID}","userID":"{userID}","msisdn":"{msisdn}","message":"{text}",)"
    R"("continueSession":true})";
constexpr std::string_view end_body =
    R"({"sessionID":"{sessionID}","userID":"{userID}","msisdn":"{msisdn}","message":"{text}",)"
    R"("continueSession":false})";

const UssdShape& shape() {
    static const UssdShape arkesel_shape = [] {
        UssdShape made;
        made.names = {{"session", "sessionID"},
                      {"from", "msisdn"},
                      {"input", "userData"},
                      {"network", "network"}};
        made.first_is_dialled = true;
        made.events = {event_by_field("newSession", {"true"}, UssdEvent::begin),
                       event_by_field("newSession", {"false"}, UssdEvent::input)};
        made.unknown_event_http = 400;
        made.reply.content_type = "application/json";
        made.reply.more = more_body;
        made.reply.end = end_body;
        return made;
    }();
    return arkesel_shape;
}

using Ussd = ShapedUssd<shape, Accepts{.form = true, .json = true}>;

}  // namespace

const Dialect arkesel = {
    .name = "arkesel",
    .parse_ussd = Ussd::parse,
    .render_ussd = Ussd::render,
    .acknowledge = Ussd::acknowledge,
    .render_refusal = Ussd::render_refusal,
};

}  // namespace kazi::protocols
