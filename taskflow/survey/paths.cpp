// SPDX-License-Identifier: Apache-2.0
// From each question on, what follows depends only on the answers that later conditions ask about.
// So each pair of a question and those answers is worked out once. A question that no condition
// asks about has one way on; the others have one for each answer that some condition treats
// differently, and one for no answer.
#include "taskflow/survey/paths.hpp"

#include <algorithm>
#include <optional>

namespace kazi::taskflow::survey {

namespace {

using Order = Condition::Order;
using MaybeGiven = std::optional<Given>;

constexpr std::size_t states_max = 200'000;
constexpr std::size_t told_apart_max = 10;  // options of a multiple choice that conditions name

std::vector<Condition> leaves_about(const Survey& survey, const std::string& name) {
    std::vector<Condition> leaves;
    for (const SurveyQuestion& asked : survey.questions) {
        each_leaf(asked.condition, [&](const Condition& leaf) {
            if (leaf.question == name) leaves.push_back(leaf);
        });
    }
    return leaves;
}

/// Beside each number that a condition names: just below, that, just above.
std::vector<MaybeGiven> numbers(const SurveyQuestion& asked, const std::vector<Condition>& leaves) {
    const auto minimum = number_in(asked.spec.minimum);
    const auto maximum = number_in(asked.spec.maximum);
    std::set<question::Milli> values;
    const question::Milli step = asked.spec.decimals.empty() ? question::milli : 1;
    for (const Condition& leaf : leaves) {
        const auto named = number_in(leaf.value);
        if (!named) continue;
        for (const question::Milli value : {*named - step, *named, *named + step}) {
            const bool low = minimum && !asked.spec.minimum.empty() && value < *minimum;
            const bool high = maximum && !asked.spec.maximum.empty() && value > *maximum;
            if (!low && !high) values.insert(value);
        }
    }
    std::vector<MaybeGiven> given;
    for (const question::Milli value : values)
        given.push_back(Given{{}, value});
    return given;
}

std::set<std::string> named_values(const std::vector<Condition>& leaves) {
    std::set<std::string> values;
    for (const Condition& leaf : leaves)
        values.insert(leaf.value);
    return values;
}

/// Each set of the options that conditions name; the others change nothing.
std::vector<MaybeGiven> subsets(const std::vector<Condition>& leaves) {
    const std::set<std::string> named = named_values(leaves);
    const std::vector<std::string> names(named.begin(), named.end());
    const std::size_t count = std::min(names.size(), told_apart_max);
    std::vector<MaybeGiven> given;
    for (std::size_t bits = 0; bits < (std::size_t{1} << count); ++bits) {
        Given set;
        for (std::size_t nth = 0; nth < count; ++nth) {
            if ((bits >> nth & 1) != 0) set.names.push_back(names[nth]);
        }
        given.push_back(std::move(set));
    }
    return given;
}

std::vector<MaybeGiven> words(const SurveyQuestion& asked, const std::vector<Condition>& leaves) {
    std::vector<MaybeGiven> given;
    if (asked.spec.type == "yes_no") return {Given{{"yes"}}, Given{{"no"}}};
    for (const Option& option : asked.options)
        given.push_back(Given{{option.name}});
    if (!given.empty()) return given;
    for (const std::string& value : named_values(leaves))
        given.push_back(Given{{value}});
    given.push_back(Given{{"\x7f"}});  // any other words
    return given;
}

/// The answers that later questions can tell apart, "none" first.
std::vector<MaybeGiven> answers_to(const Survey& survey, const SurveyQuestion& asked) {
    const auto leaves = leaves_about(survey, asked.name);
    if (leaves.empty()) return {std::nullopt};
    std::vector<MaybeGiven> given;
    if (asked.spec.type == "multiple_choice" || asked.spec.type == "ranking") {
        given = subsets(leaves);
    } else if (asked.spec.type == "number" || asked.spec.type == "rating" ||
               asked.spec.type == "price") {
        given = numbers(asked, leaves);
    } else {
        given = words(asked, leaves);
    }
    given.insert(given.begin(), std::nullopt);
    return given;
}

struct Ahead {
    PathLengths questions;
    PathLengths cost;
};

void take_way(PathLengths& all, const PathLengths& way, double share, bool first) {
    all.shortest = first ? way.shortest : std::min(all.shortest, way.shortest);
    all.longest = first ? way.longest : std::max(all.longest, way.longest);
    all.expected += way.expected * share;
}

void add(PathLengths& lengths, double length) {
    lengths.shortest += length;
    lengths.expected += length;
    lengths.longest += length;
}

class Explorer {
public:
    Explorer(const Survey& survey, const QuestionCosts& costs) : survey_(survey), costs_(costs) {
        for (const SurveyQuestion& asked : survey.questions)
            ways_.push_back(answers_to(survey, asked));
        for (std::size_t at = 0; at <= survey.questions.size(); ++at)
            needed_.push_back(asked_about_from(at));
        memory_.resize(survey.questions.size() + 1);
    }

    Paths explore() {
        const Ahead whole = ahead(0, {});
        Paths paths{whole.questions, whole.cost, {}, states_ < states_max};
        if (!paths.complete) return paths;
        for (std::size_t at = 0; at < survey_.questions.size(); ++at) {
            if (!reached_.contains(at)) paths.unreachable.insert(survey_.questions[at].name);
        }
        return paths;
    }

private:
    [[nodiscard]] std::set<std::string> asked_about_from(std::size_t at) const {
        std::set<std::string> questions;
        for (; at < survey_.questions.size(); ++at)
            add_questions(survey_.questions[at].condition, questions);
        return questions;
    }

    [[nodiscard]] std::string key_of(std::size_t at, const Answers& answers) const {
        std::string key;
        for (const std::string& name : needed_[at]) {
            const auto given = answers.find(name);
            key += '\x1e';
            if (given == answers.end()) continue;
            key += '=';
            if (given->second.number) key += std::to_string(*given->second.number);
            for (const std::string& each : given->second.names)
                key += each + '\x1f';
        }
        return key;
    }

    Ahead ahead(std::size_t from, const Answers& answers) {
        const std::size_t at = next_asked(survey_, from, answers);
        if (at == survey_.questions.size()) return {};
        reached_.insert(at);
        const std::string key = key_of(at, answers);
        if (const auto known = memory_[at].find(key); known != memory_[at].end())
            return known->second;
        Ahead best;
        if (++states_ >= states_max) return best;
        best = over_all_ways(at, answers);
        add(best.questions, 1);
        add(best.cost, costs_[at]);
        memory_[at].emplace(key, best);
        return best;
    }

    /// No answer is a way, but nobody's expected one unless it is the only one.
    Ahead over_all_ways(std::size_t at, const Answers& answers) {
        const auto& ways = ways_[at];
        const double share = 1.0 / static_cast<double>(std::max<std::size_t>(ways.size() - 1, 1));
        Ahead best;
        for (std::size_t nth = 0; nth < ways.size(); ++nth) {
            Answers after = answers;
            if (ways[nth]) after.insert_or_assign(survey_.questions[at].name, *ways[nth]);
            const Ahead way = ahead(at + 1, after);
            const bool counts = nth > 0 || ways.size() == 1;
            take_way(best.questions, way.questions, counts ? share : 0, nth == 0);
            take_way(best.cost, way.cost, counts ? share : 0, nth == 0);
        }
        return best;
    }

    const Survey& survey_;
    const QuestionCosts& costs_;
    std::vector<std::vector<MaybeGiven>> ways_;
    std::vector<std::set<std::string>> needed_;
    std::vector<std::map<std::string, Ahead>> memory_;
    std::set<std::size_t> reached_;
    std::size_t states_ = 0;
};

}  // namespace

Paths explore(const Survey& survey, const QuestionCosts& costs) {
    return Explorer(survey, costs).explore();
}

}  // namespace kazi::taskflow::survey
