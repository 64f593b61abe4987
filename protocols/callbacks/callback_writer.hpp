// SPDX-License-Identifier: Apache-2.0
// The other side of a dialect: the callbacks that its aggregator sends, and how it reads our USSD
// pages. For those who play an aggregator: the certification kit and the simulated telco. Reading
// what was written gives what it was written from.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "protocols/dialect.hpp"
#include "protocols/message.hpp"

namespace kazi::protocols {

/// Where a route's hooks are, and what its aggregator knows to prove itself: the first of
/// `settings.secrets`, the user name, the public address. `hooks` ends before the kind, with the
/// secret of the path if there is one: http://127.0.0.1:8080/hooks/at-ke/SECRET
struct CallbackSite {
    std::string hooks;
    RouteSettings settings;
    std::int64_t now_s = 0;
};

/// One aggregator's callbacks, not yet proven. A function that is null says the dialect has no such
/// thing; an empty result, that it has no word for this state or event.
struct CallbackWriter {
    std::string_view dialect;
    std::optional<HttpRequest> (*sms)(const InboundSms&, const CallbackSite&) = nullptr;
    /// An unknown status is written as a word that no documentation knows.
    std::optional<HttpRequest> (*dlr)(const DeliveryReport&, const CallbackSite&) = nullptr;
    /// Digits dialled behind the code are the `input` of a begin; `accumulated` is written where
    /// the dialect accumulates.
    std::optional<HttpRequest> (*ussd)(const UssdTurn&, const CallbackSite&) = nullptr;
    /// Adds the proof of origin, the last step: it covers all that stands in the request.
    void (*prove)(HttpRequest&, const CallbackSite&) = nullptr;
    /// The page in the answer to a turn; null where pages come by a request of their own.
    std::optional<UssdPage> (*read_page)(const HttpReply&) = nullptr;
};

/// The table of writers, in the order of the dialects' names.
[[nodiscard]] std::span<const CallbackWriter> callback_writers();

/// The writer of that dialect, or null.
[[nodiscard]] const CallbackWriter* find_callback_writer(std::string_view dialect);

}  // namespace kazi::protocols
