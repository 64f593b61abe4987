// SPDX-License-Identifier: Apache-2.0
// A sign that answers may not be what they seem, told to the operator in words. It decides nothing:
// nobody is held back, paid less or told anything because of one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/ids.hpp"
#include "taskflow/signals/crowd_view.hpp"
#include "taskflow/signals/record.hpp"

namespace kazi::taskflow::signals {

enum class Kind : std::uint8_t {
    same_key = 1,       ///< one key, whatever was asked
    guessing = 2,       ///< as often right as a die
    careless = 3,       ///< better than a die, far worse than others
    copying = 4,        ///< wrong together with somebody, beyond chance
    speed = 5,          ///< answered a session's pages faster than they can be read
    shared_number = 6,  ///< paid to the same number as somebody else
};
[[nodiscard]] std::string_view to_string(Kind kind);

struct Signal {
    Kind kind = Kind::same_key;
    std::uint32_t worker = 0;
    std::vector<std::uint32_t> others;  ///< with whom; empty when it concerns her alone
    /// Decimal logarithm of how much likelier her answers are if it is so than if she is an honest
    /// worker: 2 is a hint, 4 is strong, above 8 there is hardly another explanation. At most 15.
    double strength = 0;
    std::string why;  ///< sentences for a person, with the counts behind it
};

struct Settings {
    /// A signal about one worker is told from these odds on: of honest workers, however many there
    /// are, about one in so many meets it.
    double odds_min = 100;
    /// Nobody is judged by fewer answers that others gave too.
    std::uint32_t answers_min = 12;
    /// The least that honest work reaches, as a share of the usual skill.
    double honest_share = 0.8;
    /// A page can't be read and answered in less, whatever the network.
    Instant reading_us_min = second_us;
    /// A session's pages follow each other within this.
    Instant session_gap_us_max = 180 * second_us;
};

/// What is known of workers beside their answers; who is missing is judged by the rest.
struct Person {
    std::string paid_to;  ///< MSISDN that her pay goes to
    std::string network;  ///< who carries her sessions; sessions are as slow as their network
};
using People = std::map<std::uint32_t, Person>;  ///< by worker

/// Each finder reads the same record; `find_signals` runs them all. The strongest first.
[[nodiscard]] std::vector<Signal> find_signals(const Record& record, const People& people,
                                               const Settings& settings = {});

[[nodiscard]] std::vector<Signal> find_same_key(const Record& record, const CrowdView& crowd,
                                                const Settings& settings);
/// Guessing and carelessness: by how often she is with the others.
[[nodiscard]] std::vector<Signal> find_guessing(const Record& record, const CrowdView& crowd,
                                                const Settings& settings);
/// One signal for each member of a ring.
[[nodiscard]] std::vector<Signal> find_copying(const Record& record, const CrowdView& crowd,
                                               const Settings& settings);
[[nodiscard]] std::vector<Signal> find_speed(const Record& record, const People& people,
                                             const Settings& settings);
[[nodiscard]] std::vector<Signal> find_shared_numbers(const People& people);

/// Natural logarithm of odds, as a strength.
[[nodiscard]] double strength_of(double log_odds);

}  // namespace kazi::taskflow::signals
