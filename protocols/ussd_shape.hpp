// SPDX-License-Identifier: Apache-2.0
// How a gateway writes a USSD turn and reads the page, as data. Most gateways differ in nothing
// else, so that a dialect is one of these, and a route of `simple` can be any of them by
// configuration.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/message.hpp"
#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// One way to tell a turn's event. A route has a list of them; the first that holds decides.
struct UssdEventRule {
    enum class When : std::uint8_t {
        field,    ///< a field of the callback has one of `values` (`negated`: has something else)
        dialled,  ///< the input is the service code, perhaps with more behind it
        always
    };
    When when = When::always;
    std::string field;  ///< the gateway's own name for it
    /// ASCII case ignored. "" stands for an empty or absent field, "*" for a field that is there,
    /// "x*" for text that begins so.
    std::vector<std::string> values;
    bool negated = false;  ///< holds when the field says something that is none of `values`
    UssdEvent event = UssdEvent::begin;
};

/// The rule that this field says one of these words.
[[nodiscard]] UssdEventRule event_by_field(std::string field, std::vector<std::string> values,
                                           UssdEvent event);

/// Reads "CONDITION EVENT" where the condition is `FIELD=VALUE|VALUE`, `FIELD!=VALUE|VALUE`,
/// `dialled` or `*`, and the event `new`, `input`, `end`, `timeout` or `abort`.
[[nodiscard]] Parsed<UssdEventRule> parse_event_rule(std::string_view text);

/// The answer to a turn. A body is a template: {text} is the page, {title} its first line, any
/// other {name} the callback's own field of that name. Values are escaped as the content type asks.
struct UssdReplyShape {
    std::string content_type;
    std::string more;  ///< body of a page that expects input; empty: CON/END text
    std::string end;   ///< body of a last page
    std::vector<Header> more_headers;
    std::vector<Header> end_headers;
    std::string line_end = "\n";  ///< what stands for a line break in the page
    std::string separator;        ///< what values must not hold; a slash takes its place
};

struct UssdShape {
    /// Ours → theirs: session, from, code, input, network, seq, account. A dialect lists what it
    /// has; empty: our own names, as the route renames them.
    std::map<std::string, std::string> names;
    bool names_ignore_case = false;
    bool xml = false;               ///< callbacks are XML
    bool accumulates = false;       ///< the input is everything typed so far
    bool with_code = false;         ///< … and the service code before it
    bool first_is_dialled = false;  ///< the first input is always the string dialled
    bool number_is_session =
        false;  ///< callbacks may lack a session id: the number takes its place
    std::vector<UssdEventRule> events;  ///< empty: our own field `event`
    int unknown_event_http = 200;       ///< what to answer when no rule holds
    std::string charset;                ///< of callbacks that declare none, and of answers
    UssdReplyShape reply;
};

}  // namespace kazi::protocols
