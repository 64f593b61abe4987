// SPDX-License-Identifier: Apache-2.0
// One person of the crowd: what she knows, and what she does when something happens. Pure: she acts
// only through the move that `react` returns, and all her chance comes from her own stream.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulator/crowd/habits.hpp"
#include "tests/simulator/crowd/reader.hpp"
#include "tests/simulator/recorded_answers.hpp"
#include "tests/simulator/rng.hpp"

namespace kazi::simulator::crowd {

/// What she does next, after a while. Every new move takes the place of the one before it.
struct Move {
    enum class Kind { nothing, wait, sms, dial, press, hang_up };
    Kind kind = Kind::nothing;
    double after_s = 0;
    std::string text = {};
};

/// Something that happens to her.
struct Event {
    enum class Kind {
        woken,        ///< her wait is over
        sms_arrived,  ///< `text`
        sms_taken,    ///< what she wrote reached the service (or never will)
        page_shown,   ///< `text`; the session goes on when `more`
        session_lost  ///< the network ended it, or she was cut off
    };
    Kind kind = Kind::woken;
    std::string text = {};
    bool more = false;
};

/// An answer she gave to an item.
struct Given {
    std::string item;
    int label = 0;

    friend bool operator==(const Given&, const Given&) = default;
};

struct Reaction {
    Move move = {};
    std::vector<Given> thanked = {};  ///< she was told now that these answers count
    int asked_by_sms = 0;             ///< questions in the message that arrived
    int answered = 0;                 ///< answers that the move gives …
    int declined = 0;                 ///< … and questions that it says she has none to
    bool joined = false;              ///< the first question ever reached her
    bool puzzled = false;             ///< she can't make out what the text wants
};

struct Person {
    Person(std::size_t person_number, std::uint64_t seed);

    std::size_t number;  ///< from 0; she answers as that recorded worker did
    Rng rng;
    Habits habits;
    bool joined = false;          ///< has seen a question
    bool started = false;         ///< took an invitation up
    bool in_session = false;      ///< a USSD session is open
    bool expects_reply = false;   ///< wrote an SMS, nothing came back yet
    std::vector<Given> awaiting;  ///< answered, not thanked for yet
};

/// What surrounds her.
struct Surroundings {
    const Reader& reader;
    const RecordedAnswers& recorded;
    const std::string& service_code;
};

/// Lets one event happen to her.
[[nodiscard]] Reaction react(Person& person, const Event& event, const Surroundings& around);

/// Her number on the air: how her country's begin, and seven digits.
[[nodiscard]] std::string msisdn_of(std::size_t number, std::string_view beginning = "+25471");

}  // namespace kazi::simulator::crowd
