// SPDX-License-Identifier: Apache-2.0
// USSD only, in JSON with names in capitals; a session that ends is never told.
#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"

namespace kazi::protocols::callbacks {

namespace {

std::optional<HttpRequest> ussd(const UssdTurn& turn, const CallbackSite& site) {
    const bool begins = turn.event == UssdEvent::begin;
    if (!begins && turn.event != UssdEvent::input) return std::nullopt;
    boost::json::object body;
    body["USERID"] = site.settings.username;
    body["MSISDN"] = digits_of(turn.from);
    body["USERDATA"] = begins ? dialled(turn.service_code, turn.input) : turn.input;
    body["MSGTYPE"] = begins;
    if (turn.network) body["NETWORK"] = *turn.network;
    body["SESSIONID"] = turn.session_id;
    return post_json(site.hooks + "/ussd", body);
}

std::optional<UssdPage> read_page(const HttpReply& reply) {
    return read_json_page(reply, "MSG", "MSGTYPE", true);
}

}  // namespace

const CallbackWriter nalo = {
    .dialect = "nalo", .ussd = ussd, .prove = prove_by_header, .read_page = read_page};

}  // namespace kazi::protocols::callbacks
