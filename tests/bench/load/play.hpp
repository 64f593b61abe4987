// SPDX-License-Identifier: Apache-2.0
// What the people of the load do: the callback an aggregator would send for their next key press
// or message, and whether what came back can be theirs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "tests/bench/load/worker.hpp"

namespace kazi::bench {

enum class Verdict : std::uint8_t {
    fine,
    swapped,     ///< somebody else's page
    unexpected,  ///< no page that this turn could lead to
};

/// One kind of conversation; holds what is the same for all of its people.
class Play {
public:
    virtual ~Play() = default;
    /// The form body of her next callback.
    virtual void write_turn(const Worker& worker, std::string& body) = 0;
    /// Judges the reply to that callback and moves her on.
    virtual Verdict take_reply(Worker& worker, int status, std::string_view page) = 0;
    /// True when she has nothing more to do, ever.
    [[nodiscard]] virtual bool is_done(const Worker&) const { return false; }
};

enum class PlayKind : std::uint8_t {
    answer,  ///< dials, takes work, answers "1" to some questions, dials anew
    join,    ///< joins once, in English, hangs up, and is done
    sms,     ///< answers "1" by SMS
    menu,    ///< the same keys as `answer` to a peer whose pages repeat her number
    plain,   ///< the same keys to a server that always says the same
};

struct PlaySettings {
    PlayKind kind = PlayKind::answer;
    std::string run;  ///< makes session and message ids of this run its own
    std::uint32_t answers_per_session = 5;
    std::uint32_t items = 1;  ///< of the campaign; `answer` judges distances by it
};

[[nodiscard]] std::unique_ptr<Play> make_play(const PlaySettings& settings);

}  // namespace kazi::bench
