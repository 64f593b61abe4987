// SPDX-License-Identifier: Apache-2.0
#include "protocols/oneapi_ussd.hpp"

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "protocols/answer.hpp"
#include "protocols/body.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/msisdn.hpp"
#include "protocols/oneapi_send.hpp"
#include "protocols/proof.hpp"
#include "protocols/ussd_input.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

constexpr std::string_view wrapper = "inboundUSSDMessageRequest";

struct ActionWord {
    std::string_view word;
    UssdEvent event;
};

/// The last two are answers within sessions that the network began.
constexpr std::array<ActionWord, 5> action_words = {{
    {"moinit", UssdEvent::begin},
    {"mocont", UssdEvent::input},
    {"mofin", UssdEvent::end},
    {"mtcont", UssdEvent::input},
    {"mtinit", UssdEvent::input},
}};

std::optional<UssdEvent> event_of(std::string_view word) {
    for (const ActionWord& known : action_words) {
        if (equal_ignoring_case(known.word, word)) return known.event;
    }
    return std::nullopt;
}

/// What was dialled behind the service code. The code itself, with its star and hash, is none.
bool is_deep_dial(std::string_view text) {
    return !text.starts_with('*') &&
           text.find_first_not_of("0123456789*") == std::string_view::npos;
}

void read_input(FieldReader& read, UssdTurn& turn) {
    static constexpr std::string_view name = "inboundUSSDMessage";
    if (turn.event == UssdEvent::input) turn.input = read.text(name).text;
    if (turn.event != UssdEvent::begin || !is_deep_dial(read.raw(name))) return;
    turn.input = read.raw(name);
    turn.inputs = split_inputs(turn.input);
}

/// The request inside, as a tree, or an empty one: it was read once before.
json::object request_inside(const Callback& callback) {
    const auto body = parse_answer(callback.body);
    const json::value* request = body ? body->if_contains(wrapper) : nullptr;
    return request != nullptr && request->is_object() ? request->get_object() : json::object();
}

/// Where the next entry goes is where this one came from.
json::object response_request_of(const json::object& request) {
    json::object response_request;
    const json::value* told = request.if_contains("responseRequest");
    const bool usable = told != nullptr && told->is_object();
    response_request["notifyURL"] = usable ? text_member(told->get_object(), "notifyURL") : "";
    response_request["callbackData"] = "";
    return response_request;
}

}  // namespace

Parsed<UssdTurn> parse_oneapi_ussd(const Callback& callback, const RouteSettings& settings,
                                   const CallbackContext&) {
    if (auto refusal = check_proof(callback, settings)) return *std::move(refusal);
    const auto fields = read_fields(callback, {.json = true});
    if (!fields) return fields.error();
    const auto request = object_inside(*fields, wrapper);
    if (!request) return request.error();
    FieldReader read(*request, settings);
    UssdTurn turn;
    turn.session_id = read.id("sessionID");
    turn.from = read.subscriber("address");
    turn.service_code = without_scheme(read.word("shortCode"));
    if (!read.has("ussdAction")) read.refuse({400, "ussdAction: missing"});
    const auto event = event_of(read.raw("ussdAction"));
    if (!event) read.refuse({200, "ussdAction: an unknown word"});
    turn.event = event.value_or(UssdEvent::input);
    read_input(read, turn);
    return read.finish(std::move(turn));
}

HttpReply render_oneapi_ussd(const UssdPage&, const Callback&, const RouteSettings&) {
    return {200, "", ""};
}

HttpRequest build_oneapi_ussd(const UssdPage& page, const Callback& callback,
                              const RouteSettings& settings) {
    const json::object turn = request_inside(callback);
    const std::string short_code = text_member(turn, "shortCode");
    std::string correlator = text_member(turn, "clientCorrelator");
    if (correlator.empty()) correlator = text_member(turn, "sessionID");
    json::object request;
    request["address"] = tel_uri(text_member(turn, "address"));
    request["shortCode"] = tel_uri(short_code);
    request["keyword"] = text_member(turn, "keyword");
    request["outboundUSSDMessage"] = page.text;
    request["clientCorrelator"] = correlator;
    request["responseRequest"] = response_request_of(turn);
    request["ussdAction"] = page.more ? "mtcont" : "mtfin";
    json::object body;
    body["outboundUSSDMessageRequest"] = std::move(request);
    HttpRequest out{"POST",
                    address_resource(settings.ussd_send_url, short_code),
                    {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
                    json::serialize(body)};
    add_credentials(out, settings);
    return out;
}

}  // namespace kazi::protocols
