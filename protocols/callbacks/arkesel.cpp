// SPDX-License-Identifier: Apache-2.0
// USSD only, in JSON; a session that ends is never told.
#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"

namespace kazi::protocols::callbacks {

namespace {

std::optional<HttpRequest> ussd(const UssdTurn& turn, const CallbackSite& site) {
    const bool begins = turn.event == UssdEvent::begin;
    if (!begins && turn.event != UssdEvent::input) return std::nullopt;
    boost::json::object body;
    body["sessionID"] = turn.session_id;
    body["userID"] = site.settings.username;
    body["newSession"] = begins;
    body["msisdn"] = digits_of(turn.from);
    body["userData"] = begins ? dialled(turn.service_code, turn.input) : turn.input;
    if (turn.network) body["network"] = *turn.network;
    return post_json(site.hooks + "/ussd", body);
}

std::optional<UssdPage> read_page(const HttpReply& reply) {
    return read_json_page(reply, "message", "continueSession", true);
}

}  // namespace

const CallbackWriter arkesel = {
    .dialect = "arkesel", .ussd = ussd, .prove = prove_by_header, .read_page = read_page};

}  // namespace kazi::protocols::callbacks
