// SPDX-License-Identifier: Apache-2.0
// What a message means as an answer, and how sure we are of it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "taskflow/question/form.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::taskflow::question {

enum class Outcome : std::uint8_t {
    answer,
    dont_know,     ///< neutral: she says that she doesn't know
    skip,          ///< neutral: she would rather not say
    out_of_range,  ///< understood, but not allowed here
    unsure         ///< not understood, or understood in two ways: ask once more
};

/// Options by position from 0: the one of a choice, those of a multiple choice in the order of the
/// screen, all of a ranking from the best.
struct Picks {
    std::vector<std::uint16_t> options;
};
/// A number, a rating, a price.
struct Amount {
    Milli value = 0;
};
enum class Fact : std::uint8_t {
    yes,
    no,
    right,
    wrong,
    in_stock,
    out_of_stock,
    open,
    closed,
    moved,
    absent
};
/// Yes/no, verification, stock, place; and a price that is none because nothing is sold.
struct Verdict {
    Fact fact = Fact::yes;
    std::optional<Milli> quantity{};  ///< of a stock, where she told it
};
struct Day {
    std::chrono::sys_days day;
};
struct Wording {
    std::string tidy;        ///< as she wrote it, blanks collapsed
    std::string normalised;  ///< also case-folded: for comparing
};

using Value = std::variant<std::monostate, Picks, Amount, Verdict, Day, Wording>;

struct Understanding {
    Outcome outcome = Outcome::unsure;
    Value value{};     ///< of an answer
    int sure_pct = 0;  ///< of an answer: 99 as the screen asks for it, less when words were weighed
};

/// What she means. Prefers being unsure to guessing: a repeated question costs a message, a wrong
/// answer costs trust. Never throws, whatever the bytes.
[[nodiscard]] Understanding understand(const Form& form, const Language& language,
                                       std::string_view typed);

/// "dont_know"; "out_of_stock".
[[nodiscard]] std::string_view outcome_name(Outcome outcome);
[[nodiscard]] std::string_view fact_name(Fact fact);

}  // namespace kazi::taskflow::question
