// SPDX-License-Identifier: Apache-2.0
// What the cases have to know of a dialect beyond its writer: data, a row for each.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "protocols/message.hpp"

namespace kazi::gateway::certify {

struct Manners {
    std::string_view dialect;
    /// Every callback but a forged one is to be answered with an empty 200.
    bool always_200 = false;
    /// A broken USSD call is told inside a 200.
    bool ussd_trouble_in_200 = false;
    /// The proof covers the number, so that a spoilt number is a forged callback.
    bool numbers_are_signed = false;
    /// Numbers come with a plus, in a form or a query.
    bool plus_in_form = false;
    /// The proof holds a time.
    bool signs_time = false;
    /// In a turn (or an end event, where turns have no word): the word for the event, and one that
    /// nobody knows. Empty: the dialect has no such word.
    std::string_view event_word = {};
    std::string_view unknown_event_word = {};
    int unknown_event_status = 200;
};

/// The row of that dialect; a dialect without one is treated as having no peculiarity.
[[nodiscard]] Manners manners_of(std::string_view dialect);

/// The request with every plus of that number written as a blank; empty when it holds none.
[[nodiscard]] std::optional<protocols::HttpRequest> with_plus_eaten(protocols::HttpRequest request,
                                                                    std::string_view number);

/// The request with a body (or query) that nobody can read.
[[nodiscard]] protocols::HttpRequest broken(protocols::HttpRequest request);

/// The request with one piece of its address or body put in the place of another; empty when the
/// piece is not there.
[[nodiscard]] std::optional<protocols::HttpRequest> with_piece(protocols::HttpRequest request,
                                                               std::string_view piece,
                                                               std::string_view other);

}  // namespace kazi::gateway::certify
