// SPDX-License-Identifier: Apache-2.0
// Who sits at an aggregator's door for messages: reads a request in its words, answers in them. One
// file for each dialect in clerks/, one line in the table. What is taken and what it costs is the
// desk's affair.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocols/dialect.hpp"

namespace kazi::simulator::telco {

/// Somebody a message is for.
struct Recipient {
    std::string number;  ///< as it was written, a plus before it where the dialect drops that
    std::string their_id = {};  ///< the daemon's own id for it, where the dialect has one
};

/// One request, understood and allowed.
struct SmsOrder {
    std::vector<Recipient> to;
    std::string text;
    std::string report_url = {};  ///< where reports are wanted; empty: where they always go
};

enum class Verdict : std::uint8_t {
    taken,
    taken_before,  ///< the daemon's id is known: nothing is carried again
    bad_number,
    blocked
};

/// What became of one recipient.
struct SmsLine {
    Recipient recipient;
    Verdict verdict = Verdict::taken;
    std::string message_id = {};
    std::size_t segments = 1;
    std::int64_t price_micro = 0;
};

/// What a clerk is asked to write.
struct SmsReceipt {
    std::vector<SmsLine> lines;
    std::string text;
    std::string currency;
};

/// A function that is given the route's settings checks credentials and sender against them.
struct Clerk {
    std::string_view dialect;
    /// The order, or the answer that refuses it.
    std::variant<SmsOrder, protocols::HttpReply> (*read)(const protocols::Callback&,
                                                         const protocols::RouteSettings&);
    protocols::HttpReply (*answer)(const SmsReceipt&);
    std::string_view id_begins;    ///< of the ids it gives
    bool keeps_their_ids = false;  ///< messages go under the daemon's ids
    bool knows_repeats = false;    ///< the daemon's id again is not carried again
};

/// Null: that dialect takes no messages.
[[nodiscard]] const Clerk* find_clerk(std::string_view dialect);

}  // namespace kazi::simulator::telco
