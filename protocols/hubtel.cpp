// SPDX-License-Identifier: Apache-2.0
// Hubtel writes its keys in either letter case, a number as text or as digits, and tells every end
// of a session. Only USSD: what its app channels send is refused, and released.
#include "protocols/hubtel.hpp"

#include "protocols/shaped_dialect.hpp"

namespace kazi::protocols {

namespace {

constexpr std::string_view more_body =
    R"({"SessionId":"{SessionId}","Type":"response","Message":"{text}","Label":"{title}",)"
    R"("ClientState":"","DataType":"input","FieldType":"text"})";
constexpr std::string_view end_body =
    R"({"SessionId":"{SessionId}","Type":"release","Message":"{text}","Label":"{title}",)"
    R"("ClientState":"","DataType":"display","FieldType":"text"})";

const UssdShape& shape() {
    static const UssdShape hubtel_shape = [] {
        UssdShape made;
        made.names = {{"session", "SessionId"}, {"from", "Mobile"},      {"code", "ServiceCode"},
                      {"input", "Message"},     {"network", "Operator"}, {"seq", "Sequence"}};
        made.names_ignore_case = true;
        made.first_is_dialled = true;
        made.events = {event_by_field("Type", {"Initiation"}, UssdEvent::begin),
                       event_by_field("Type", {"Response"}, UssdEvent::input),
                       event_by_field("Type", {"Release"}, UssdEvent::end),
                       event_by_field("Type", {"Timeout"}, UssdEvent::timeout)};
        made.reply.content_type = "application/json";
        made.reply.more = more_body;
        made.reply.end = end_body;
        return made;
    }();
    return hubtel_shape;
}

using Ussd = ShapedUssd<shape, Accepts{.json = true}>;

}  // namespace

const Dialect hubtel = {
    .name = "hubtel",
    .parse_ussd = Ussd::parse,
    .render_ussd = Ussd::render,
    .acknowledge = Ussd::acknowledge,
    .render_refusal = Ussd::render_refusal,
};

}  // namespace kazi::protocols
