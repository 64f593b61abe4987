// SPDX-License-Identifier: Apache-2.0
// When a question of a survey is asked: "age >= 18 and crops has maize".
#pragma once

#include <boost/system/result.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/question/form.hpp"

namespace kazi::taskflow::survey {

/// One answer as conditions and pipes see it. A question that was not asked, not known or left out
/// has none.
struct Given {
    std::vector<std::string> names;           ///< of options; "yes"; a day; words
    std::optional<question::Milli> number{};  ///< of numbers, prices, ratings
    friend bool operator==(const Given&, const Given&) = default;
};

/// By question.
using Answers = std::map<std::string, Given, std::less<>>;

struct Condition {
    enum class Kind { always, both, either, negation, compares, has, answered };
    enum class Order { equal, unequal, less, at_most, greater, at_least };

    Kind kind = Kind::always;
    std::vector<Condition> parts;  ///< of both, either, negation
    std::string question;          ///< of the others
    Order order = Order::equal;
    std::string value;
};

/// Reads `question = value` (also != < <= > >=), `question has option`, `question answered`, joined
/// by `and`, `or`, `not` and parentheses; `not` binds closest, then `and`. A value is a number, a
/// word, or text in quotes. XLSForm's spelling of the same is read too: ${question},
/// selected(${question}, 'option'), not(…). Empty text is always true. Fails with what was
/// expected, and where.
[[nodiscard]] boost::system::result<Condition, std::string> read_condition(std::string_view text);

/// A comparison with a question that has no answer is false, whichever it is.
[[nodiscard]] bool holds(const Condition& condition, const Answers& answers);

/// The questions that it asks about.
void add_questions(const Condition& condition, std::set<std::string>& questions);

/// Visits each comparison in it.
template <typename Visit>
void each_leaf(const Condition& condition, const Visit& visit) {
    if (!condition.question.empty()) visit(condition);
    for (const Condition& part : condition.parts)
        each_leaf(part, visit);
}

/// "2.5" in thousandths; nothing when it is no number.
[[nodiscard]] std::optional<question::Milli> number_in(std::string_view text);

}  // namespace kazi::taskflow::survey
