// SPDX-License-Identifier: Apache-2.0
// What a dialect is: a set of pure functions, one row of the table in dialects.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/batch.hpp"
#include "protocols/message.hpp"
#include "protocols/refusal.hpp"
#include "protocols/ussd_shape.hpp"

namespace kazi::protocols {

/// The settings of one route. Secrets come from the environment or a file, never from here to a
/// log.
struct RouteSettings {
    std::string route;                 ///< name in the hook's path
    std::string country_code;          ///< digits, for local numbers; empty: reject them
    std::vector<std::string> secrets;  ///< signing secrets, several valid during rotation
    std::string send_url;
    std::string username;
    std::string api_key;
    std::string passphrase;                ///< oneapi: Globe's, beside its app id and secret
    std::string ussd_send_url;             ///< oneapi: where USSD pages go
    std::vector<std::string> short_codes;  ///< destinations that are no full number, though long
    /// How the operator bends the profile. oneapi: "json" (also when empty), "form" or "globe";
    /// mtn: "v2" (also when empty) or "v3", the generation of the SMS API.
    std::string variant;
    std::string sender;        ///< default sender ID or short code
    std::string callback_url;  ///< where delivery reports should come, if the dialect asks
    std::string public_url;    ///< twilio: what stands before the path as the world calls us
    bool allow_get = false;    ///< simple: hooks by GET too
    bool no_id = false;        ///< simple: callbacks carry no message id
    std::map<std::string, std::string> fields;  ///< our name → theirs
    std::string service_code;  ///< what is dialled, for gateways that don't tell it or cut it short
    UssdShape ussd;            ///< simple: how the gateway's USSD differs from ours
    /// How `secrets` prove a callback. simple: "hmac" (also when empty), "basic", "path" or "field"
    /// (the fields `account` and `secret`).
    std::string signature_method;
    /// simple, with a send_url or send_body that has holes: the body of a POST and its content
    /// type.
    std::string send_body;
    std::string send_type;
    /// simple, with a send_url that has holes: what an answer looks like that took the message.
    std::string ok_regex;
};

/// What a dialect may know beyond the bytes: the clock, and the session's previous accumulated
/// text.
struct CallbackContext {
    std::int64_t now_s = 0;                    ///< Unix seconds, for signature windows
    std::optional<std::string> previous_text;  ///< of the same USSD session
    std::string access_token{};                ///< for a send, where the dialect needs one
};

/// What an aggregator lends us against the route's credentials, to be shown with every send.
struct AccessToken {
    std::string text;
    std::int64_t lifetime_s = 0;
};

/// One aggregator's wire format. A function that is null says the dialect has no such thing.
struct Dialect {
    std::string_view name;
    Parsed<InboundSms> (*parse_sms)(const Callback&, const RouteSettings&,
                                    const CallbackContext&) = nullptr;
    Parsed<DeliveryReport> (*parse_dlr)(const Callback&, const RouteSettings&,
                                        const CallbackContext&) = nullptr;
    /// Where messages and reports come to one address: true for a callback that is no message.
    bool (*is_report)(const Callback&) = nullptr;
    /// In place of the two above where a callback carries a list.
    Parsed<Batch<InboundSms>> (*parse_sms_batch)(const Callback&, const RouteSettings&,
                                                 const CallbackContext&) = nullptr;
    Parsed<Batch<DeliveryReport>> (*parse_dlr_batch)(const Callback&, const RouteSettings&,
                                                     const CallbackContext&) = nullptr;
    Parsed<UssdTurn> (*parse_ussd)(const Callback&, const RouteSettings&,
                                   const CallbackContext&) = nullptr;
    /// The answer to a USSD turn, the callback being the turn's own: most dialects echo some of it.
    HttpReply (*render_ussd)(const UssdPage&, const Callback&, const RouteSettings&) = nullptr;
    /// Where the page is no part of that answer: the request that carries it, again from the turn's
    /// own callback.
    HttpRequest (*build_ussd)(const UssdPage&, const Callback&, const RouteSettings&) = nullptr;
    /// The answer to an SMS, a delivery report or a USSD end event that was taken.
    HttpReply (*acknowledge)() = nullptr;
    /// The answer to a USSD end event, where it is another one.
    HttpReply (*acknowledge_end)() = nullptr;
    /// The answer to a callback that was refused, where its status and a plain word would not do.
    std::optional<HttpReply> (*render_refusal)(const Refusal&, const Callback&) = nullptr;
    /// Where a send needs an access token: the request for one, and the token in the answer, if it
    /// is there. A send that is answered with 401 wants a new token.
    HttpRequest (*build_token)(const RouteSettings&) = nullptr;
    std::optional<AccessToken> (*parse_token)(const HttpReply&) = nullptr;
    HttpRequest (*build_send)(const OutboundSms&, const RouteSettings&,
                              const CallbackContext&) = nullptr;
    /// Reads the answer to a send: one result per recipient, never empty.
    std::vector<SendResult> (*parse_send)(const HttpReply&, const RouteSettings&) = nullptr;
    /// How many recipients, joined by commas in `OutboundSms::to`, one request may name.
    int recipients_max = 1;
    /// What it lets through unless a route is told otherwise; recipients count, not requests.
    int messages_per_second = 10;
    /// The longest USSD page it takes, in characters; a route may be told less.
    int ussd_chars_max = 182;
    /// Delivery reports name `OutboundSms::id`, not an id out of the answer to the send.
    bool reports_by_our_id = false;
    /// What reports name now and then instead of the id in the answer, made of `OutboundSms::id`;
    /// empty: this route's name nothing else.
    std::string (*other_report_id)(std::string_view id, const RouteSettings&) = nullptr;
    /// Signatures cover the address as the world calls it, so that `public_url` must be known.
    bool signs_address = false;
};

/// The table of dialects, in the order of their names.
[[nodiscard]] std::span<const Dialect> dialects();

/// The dialect of that name, or null.
[[nodiscard]] const Dialect* find_dialect(std::string_view name);

}  // namespace kazi::protocols
