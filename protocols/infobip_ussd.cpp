// SPDX-License-Identifier: Apache-2.0
// …/session/{id}/start, response, end and status, below whatever address the gateway was given.
#include "protocols/infobip_ussd.hpp"

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "protocols/answer.hpp"
#include "protocols/body.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/form.hpp"
#include "protocols/proof.hpp"
#include "protocols/ussd_input.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

constexpr int exit_code_well = 200;
constexpr int exit_code_trouble = 400;

struct Verb {
    std::string_view word;
    std::string_view method;
};

constexpr Verb start = {"start", "POST"};
constexpr Verb response = {"response", "POST"};
constexpr Verb end = {"end", "PUT"};
constexpr Verb status = {"status", "GET"};
constexpr std::array<Verb, 4> verbs = {start, response, end, status};

/// What an address asks for. Views into the target.
struct SessionCall {
    std::string_view session;  ///< percent-encoded
    std::string_view verb;
};

std::optional<SessionCall> session_call(std::string_view target) {
    static constexpr std::string_view mark = "/session/";
    const std::string_view path = target.substr(0, target.find_first_of("?#"));
    const std::size_t at = path.rfind(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = path.substr(at + mark.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    return SessionCall{rest.substr(0, slash), rest.substr(slash + 1)};
}

std::optional<Refusal> check_call(const Callback& callback, const SessionCall& call) {
    for (const Verb& known : verbs) {
        if (call.verb != known.word) continue;
        if (callback.method == known.method) return std::nullopt;
        return Refusal{405, "the method is not one this hook answers"};
    }
    return Refusal{400, "the address ends in no word of this protocol"};
}

UssdEvent event_of(std::string_view verb) {
    if (verb == start.word) return UssdEvent::begin;
    return verb == end.word ? UssdEvent::end : UssdEvent::input;
}

/// The body of a call, which is read alike whether it was put or posted.
Parsed<Fields> read_call_fields(const Callback& callback) {
    Callback posted = callback;
    posted.method = "POST";
    return read_fields(posted, {.json = true});
}

void read_turn(FieldReader& read, UssdTurn& turn) {
    turn.from = read.subscriber("msisdn");
    if (read.has("shortCode")) turn.service_code = read.word("shortCode");
    const bool required = turn.event == UssdEvent::input;
    if (required || read.has("text")) turn.input = read.text("text").text;
    if (turn.event == UssdEvent::begin) turn.inputs = split_inputs(turn.input);
}

void read_end(const FieldReader& read, UssdTurn& turn) {
    turn.from = read.usable_subscriber("msisdn").value_or("");
    if (const auto code = read.whole_number("exitCode")) turn.error = std::to_string(*code);
}

HttpReply answer(const json::object& body) {
    return {200, "application/json", json::serialize(body)};
}

void add_exit(json::object& body, int code, std::string_view words) {
    body["responseExitCode"] = code;
    body["responseMessage"] = words;
}

}  // namespace

Parsed<UssdTurn> parse_infobip_ussd(const Callback& callback, const RouteSettings& settings,
                                    const CallbackContext&) {
    if (auto refusal = check_proof(callback, settings)) return *std::move(refusal);
    const auto call = session_call(callback.target);
    if (!call) return Refusal{400, "the address names no session"};
    if (auto refusal = check_call(callback, *call)) return *std::move(refusal);
    auto session = percent_decode(call->session);
    if (!session || !is_usable_id(*session)) return Refusal{400, "the session can't be read"};
    if (call->verb == status.word) return Refusal{200, "a question, no turn", true};
    const auto fields = read_call_fields(callback);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    UssdTurn turn;
    turn.session_id = *std::move(session);
    turn.event = event_of(call->verb);
    if (turn.event == UssdEvent::end) {
        read_end(read, turn);
    } else {
        read_turn(read, turn);
    }
    return read.finish(std::move(turn));
}

HttpReply render_infobip_ussd(const UssdPage& page, const Callback& callback,
                              const RouteSettings&) {
    const auto call = session_call(callback.target);
    // The gateway takes a first menu only as an open one.
    const bool open = page.more || (call && call->verb == start.word);
    json::object body;
    body["shouldClose"] = !open;
    body["ussdMenu"] = page.text;
    add_exit(body, exit_code_well, "");
    return answer(body);
}

HttpReply acknowledge_infobip_end() {
    json::object body;
    add_exit(body, exit_code_well, "");
    return answer(body);
}

std::optional<HttpReply> render_infobip_refusal(const Refusal& refusal, const Callback& callback) {
    if (refusal.http == 403 || !session_call(callback.target)) return std::nullopt;
    json::object body;
    if (refusal.probe) {
        body["sessionActive"] = true;
        add_exit(body, exit_code_well, "");
    } else {
        add_exit(body, exit_code_trouble, refusal.error);
    }
    return answer(body);
}

}  // namespace kazi::protocols
