// SPDX-License-Identifier: Apache-2.0
// A crowd that nobody recorded: who works and who only presses keys, and what each of them says of
// every item. Recorded people come without a label; of these it is known who cheats.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tests/simulator/recorded_answers.hpp"

namespace kazi::simulator::crowd {

/// How somebody comes to her answers.
enum class Manner {
    honest,    ///< reads; errs now and then, evenly, and on an item that misleads
    careless,  ///< reads one in three
    guesser,   ///< presses any key
    same_key,  ///< presses her own key, whatever is asked
    ring,      ///< one of three who say what one of them says
};
[[nodiscard]] std::string_view to_string(Manner manner);

/// Shares of a crowd, of 1; the rest is honest.
struct Cheats {
    double careless = 0;
    double guessers = 0;
    double same_key = 0;
    double ring = 0;  ///< whole rings only: to the nearest three people
};

/// One manner a person, as the shares say to the nearest person, in an order drawn from the seed.
[[nodiscard]] std::vector<Manner> draw_manners(std::size_t people, const Cheats& cheats,
                                               std::uint64_t seed);

/// What person n says of each item, as worker n of a recorded set. Each tenth item looks to half of
/// those who read it like something that it is not. Labels are 0 to the truth's greatest.
[[nodiscard]] RecordedAnswers make_up_answers(const Truth& truth,
                                              const std::vector<Manner>& manners,
                                              std::uint64_t seed);

}  // namespace kazi::simulator::crowd
