// SPDX-License-Identifier: Apache-2.0
// One event being worked on: what `step` hands from one small function to the next.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/context.hpp"
#include "taskflow/dialogue/screen.hpp"
#include "taskflow/effect.hpp"
#include "taskflow/event.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow {

/// The worker as she becomes and the effects so far. Lives inside one `step`.
struct Turn {
    Worker worker;
    Effects effects;
    WorkerId id;
    Instant at = 0;
    const Context& context;
    Channel channel = Channel::sms;    ///< the one that she is answered on
    std::optional<Assignable> asking;  ///< what her open question is about
    std::optional<Assignable>
        answered;           ///< what her last answer is about, while she can correct it
    dialogue::Notes notes;  ///< news, to be shown above the next screen
    std::vector<Assignable> packed = {};  ///< what the worker's `pack.rest` is about, one by one
    /// The lesson that stands in the place of her open question's item; null: the item itself.
    const Lesson* lesson = nullptr;
    const Item* item_beneath = nullptr;  ///< the item, while a lesson stands in its place
    /// The campaign whose answer took her as long as what she writes now may say; 0: none.
    std::uint32_t effort_asked = 0;
    std::optional<WorkerId> number = {};  ///< the other number of hers that the event came from
};

/// The turn before anything was decided. A question that can't be loaded any more is let go.
[[nodiscard]] Turn begin_turn(const Worker& before, const Event& event, const Context& context);

/// An item that she is asked, as it was loaded; null: another one, or not loaded.
[[nodiscard]] const Asked* find_asked(const Turn& turn, ItemRef item);

/// Leases that an item which she is asked can still give; 0 where nothing is known of it.
[[nodiscard]] int openings_of(const Turn& turn, ItemRef item);

/// Her language, or the market's first one while hers is unknown.
[[nodiscard]] const Language& language_of(const Turn& turn);

/// True when what she reads is spelled in Latin letters, since her phone shows no others.
[[nodiscard]] bool reads_latin(const Turn& turn);

/// What a client or an operator wrote, in letters that her phone shows.
[[nodiscard]] std::string readable(const Turn& turn, std::string text);

/// A text in her language.
[[nodiscard]] std::string say(const Turn& turn, std::string_view key, dialogue::Values values = {});

/// Adds a text in her language to the news.
void note(Turn& turn, std::string_view key, dialogue::Values values = {});

/// "KES 2.00", in the market's currency.
[[nodiscard]] std::string money_text(const Turn& turn, std::int64_t micro);

/// An amount in the market's currency.
[[nodiscard]] billing::Money market_money(const Turn& turn, std::int64_t micro);

/// What the step wants done about her ties to others.
[[nodiscard]] TieChanges& tie_changes(Turn& turn);

/// The day it is where she is.
[[nodiscard]] std::chrono::sys_days local_day(const Turn& turn);
/// The day that it was there, by the time that it is now.
[[nodiscard]] std::chrono::sys_days local_day_of(const Turn& turn, Instant earlier);

}  // namespace kazi::taskflow
