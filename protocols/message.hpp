// SPDX-License-Identifier: Apache-2.0
// The telecom events and HTTP values that every dialect speaks in. Plain values, no I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::protocols {

/// A header of an inbound request; views into the server's buffer.
struct HeaderView {
    std::string_view name;
    std::string_view value;
};

/// An inbound HTTP request as a hook sees it. Views: valid only while the request is being served.
struct Callback {
    std::string_view method;  ///< upper case
    std::string_view target;  ///< path with query, as received
    std::string_view body;    ///< raw bytes
    std::span<const HeaderView> headers;

    /// The first header of that name (ASCII case ignored), or an empty view.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct Header {
    std::string name;
    std::string value;
};

/// A request that leaves.
struct HttpRequest {
    std::string method;
    std::string url;
    std::vector<Header> headers;
    std::string body;
};

/// An answer: ours to a callback, or a provider's to a request.
struct HttpReply {
    int status = 200;
    std::string content_type;  ///< empty when there is no body
    std::string body;
    std::optional<std::int64_t> retry_after_s{};  ///< a provider's, when its answer told one
    std::vector<Header> headers{};                ///< beyond Content-Type and the connection's own
};

/// Which piece of a long SMS this is, where the pieces arrive apart and in any order. Pieces of one
/// text agree in sender, destination and `ref`.
struct SmsPart {
    std::string ref;
    int total = 1;  ///< 1 to 255
    int index = 1;  ///< 1 to `total`
};

/// One mobile-originated SMS (MO). `received_at` is Unix seconds and never decides anything.
struct InboundSms {
    std::string from;        ///< E.164 with plus
    std::string to;          ///< short code digits, E.164, or a sender ID text
    std::string text;        ///< UTF-8, may be empty
    std::string message_id;  ///< the aggregator's; the de-duplication key of dialect and route
    std::optional<std::int64_t> received_at;
    std::optional<std::string> network;
    bool charset_guessed = false;
    bool opt_out = false;  ///< the aggregator tells that the person left
    /// STOP, START or HELP where the aggregator has answered that word itself: nobody else may.
    std::string keyword_answered{};
    std::optional<SmsPart> part{};
};

enum class DeliveryStatus : std::uint8_t {
    accepted,
    sent,
    buffered,
    delivered,
    failed,
    rejected,
    expired,
    unknown
};

/// True for delivered, failed, rejected and expired.
[[nodiscard]] bool is_final(DeliveryStatus status);
[[nodiscard]] std::string_view to_string(DeliveryStatus status);

/// What an aggregator says became of a message. Unusable numbers are left out, the report is kept.
struct DeliveryReport {
    std::string message_id;
    DeliveryStatus status = DeliveryStatus::unknown;
    bool final = false;
    std::optional<std::string> to;
    std::optional<std::string> error;
    std::optional<std::string> network;
    bool opted_out = false;  ///< it failed because the person blocked us: treat as STOP
};

enum class UssdEvent : std::uint8_t { begin, input, end, timeout, abort };
[[nodiscard]] std::string_view to_string(UssdEvent event);  ///< `begin` reads "new"

/// One key press (or end) of a USSD session.
struct UssdTurn {
    std::string session_id;
    std::string from;          ///< E.164 with plus; may be empty in an end event
    std::string service_code;  ///< as told, e.g. *384*77#; empty when not told
    UssdEvent event = UssdEvent::begin;
    std::string input;                ///< what was entered this turn
    std::vector<std::string> inputs;  ///< the whole list (accumulated text, deep dial), else empty
    std::string accumulated;          ///< the raw accumulated text, what the next turn's prefix is
    bool accumulates = false;  ///< the dialect sends everything since the start, see ussd_input.hpp
    std::optional<std::int64_t> sequence;  ///< a repeated (session, sequence) is a retransmission
    std::optional<std::string> network;
    std::string message_id{};            ///< of this turn, where the answer has to name it
    std::optional<std::string> error{};  ///< of an end event: the aggregator's reason code
    bool duplicate = false;  ///< a retransmission, known from the session's previous text
};

/// A USSD page to show. `text` has no CON/END prefix.
struct UssdPage {
    std::string text;
    bool more = false;  ///< true: the session goes on and expects input
};

/// One mobile-terminated SMS (MT).
struct OutboundSms {
    /// Ours; the idempotency key where the dialect has one. Joined by commas as the recipients are.
    std::string id;
    std::string from;  ///< sender ID or short code; empty: the route's default
    std::string to;    ///< E.164 with plus; several joined by commas where the dialect takes them
    std::string text;
};

/// What became of one recipient of a send.
enum class SendOutcome : std::uint8_t {
    accepted,    ///< taken; wait for a delivery report
    rejected,    ///< permanently refused for this message or number
    opted_out,   ///< refused because the person blocked us: treat as STOP
    throttled,   ///< not taken, slow down
    no_credit,   ///< not taken: pause the route
    stop_route,  ///< credentials or sender refused: stop the route, tell the operator
    retry,       ///< not taken, vendor trouble: again with back-off
    in_doubt,    ///< may or may not have been taken
};
[[nodiscard]] std::string_view to_string(SendOutcome outcome);

struct SendResult {
    SendOutcome outcome = SendOutcome::in_doubt;
    std::string message_id;                  ///< the aggregator's, empty when not accepted
    std::string to;                          ///< the recipient it speaks of, as the answer names it
    std::string code;                        ///< the aggregator's code or word, verbatim
    std::optional<std::int64_t> cost_micro;  ///< in `currency`
    std::string currency;
    std::optional<int> segments;
    std::optional<std::int64_t> retry_after_s{};  ///< with `throttled`, when told
    std::vector<std::string> further_ids{};  ///< of the parts after the first, where each has one
};

}  // namespace kazi::protocols
