// SPDX-License-Identifier: Apache-2.0
// A reader of one pass, one function for each level of the grammar.
#include "taskflow/survey/condition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "taskflow/question/written_number.hpp"

namespace kazi::taskflow::survey {

namespace {

using Test = Condition::Kind;
using Order = Condition::Order;
using Parsed = boost::system::result<Condition, std::string>;

constexpr std::size_t depth_max = 32;
constexpr std::string_view white_space = " \t\r\n";

constexpr std::array<std::pair<std::string_view, Order>, 6> orders{{{"!=", Order::unequal},
                                                                    {"<=", Order::at_most},
                                                                    {">=", Order::at_least},
                                                                    {"=", Order::equal},
                                                                    {"<", Order::less},
                                                                    {">", Order::greater}}};

bool is_name_part(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '-' || letter == '.';
}

class ConditionReader {
public:
    explicit ConditionReader(std::string_view text) : text_(text) {}

    Parsed read() {
        skip_blanks();
        if (at_ == text_.size()) return Condition{};
        Parsed whole = either(0);
        skip_blanks();
        if (whole && at_ < text_.size()) return expected("and, or, or the end");
        return whole;
    }

private:
    std::string expected(std::string_view what) const {
        return fmt::format("expected {} at \"{}\"", what, text_.substr(at_, 20));
    }

    void skip_blanks() {
        while (at_ < text_.size() && white_space.find(text_[at_]) != std::string_view::npos)
            ++at_;
    }

    bool take(std::string_view sign) {
        skip_blanks();
        if (!text_.substr(at_).starts_with(sign)) return false;
        at_ += sign.size();
        return true;
    }

    /// A word of the language, not the beginning of a longer name.
    bool take_word(std::string_view word) {
        skip_blanks();
        const bool whole =
            at_ + word.size() >= text_.size() || !is_name_part(text_[at_ + word.size()]);
        return whole && take(word);
    }

    std::string take_name() {
        skip_blanks();
        const std::size_t start = at_;
        while (at_ < text_.size() && is_name_part(text_[at_]))
            ++at_;
        return std::string(text_.substr(start, at_ - start));
    }

    Parsed joined(std::size_t depth, std::string_view word, Test kind,
                  Parsed (ConditionReader::*part)(std::size_t)) {
        if (depth > depth_max) return expected("fewer parentheses");
        Parsed first = (this->*part)(depth);
        if (!first) return first;
        Condition all;
        all.kind = kind;
        all.parts.push_back(std::move(*first));
        while (take_word(word)) {
            Parsed next = (this->*part)(depth);
            if (!next) return next;
            all.parts.push_back(std::move(*next));
        }
        return all.parts.size() == 1 ? Parsed(std::move(all.parts.front()))
                                     : Parsed(std::move(all));
    }

    Parsed either(std::size_t depth) {
        return joined(depth, "or", Test::either, &ConditionReader::both);
    }
    Parsed both(std::size_t depth) {
        return joined(depth, "and", Test::both, &ConditionReader::single);
    }

    Parsed single(std::size_t depth) {
        if (take_word("not")) return negated(depth);
        if (take("(")) return closed(either(depth + 1));
        if (take_word("selected")) return selected();
        return about_question();
    }

    Parsed closed(Parsed inner) {
        if (inner && !take(")")) return expected("a closing parenthesis");
        return inner;
    }

    Parsed negated(std::size_t depth) {
        if (depth > depth_max) return expected("fewer negations");
        Parsed inner = single(depth + 1);
        if (!inner) return inner;
        Condition negation;
        negation.kind = Test::negation;
        negation.parts.push_back(std::move(*inner));
        return negation;
    }

    /// selected(${crops}, 'maize')
    Parsed selected() {
        if (!take("(")) return expected("an opening parenthesis");
        Condition has;
        has.kind = Test::has;
        has.question = name_of_question();
        if (has.question.empty() || !take(",")) return expected("a question and a comma");
        const auto value = take_value();
        if (!value) return expected("an option");
        has.value = *value;
        return closed(std::move(has));
    }

    std::string name_of_question() {
        if (!take("${")) return take_name();
        std::string name = take_name();
        return take("}") ? name : std::string();
    }

    std::optional<std::string> take_value() {
        skip_blanks();
        if (at_ == text_.size()) return std::nullopt;
        const char quote = text_[at_];
        if (quote != '\'' && quote != '"') {
            std::string name = take_name();
            return name.empty() ? std::nullopt : std::optional(std::move(name));
        }
        const std::size_t end = text_.find(quote, at_ + 1);
        if (end == std::string_view::npos) return std::nullopt;
        std::string value(text_.substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        return value;
    }

    Parsed about_question() {
        Condition leaf;
        leaf.question = name_of_question();
        if (leaf.question.empty()) return expected("a question's name");
        if (take_word("answered")) {
            leaf.kind = Test::answered;
            return leaf;
        }
        leaf.kind = Test::has;
        if (!take_word("has")) {
            const auto order = take_order();
            if (!order) return expected("=, !=, <, <=, >, >=, has or answered");
            leaf.kind = Test::compares;
            leaf.order = *order;
        }
        const auto value = take_value();
        if (!value) return expected("a value");
        leaf.value = *value;
        return leaf;
    }

    std::optional<Order> take_order() {
        for (const auto& [sign, order] : orders) {
            if (take(sign)) return order;
        }
        return std::nullopt;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

template <typename Value>
bool in_order(Order order, const Value& left, const Value& right) {
    switch (order) {
        case Order::equal:
            return left == right;
        case Order::unequal:
            return left != right;
        case Order::less:
            return left < right;
        case Order::at_most:
            return left <= right;
        case Order::greater:
            return left > right;
        case Order::at_least:
            return left >= right;
    }
    return false;
}

bool compares(const Condition& leaf, const Given& given) {
    if (given.number) {
        const auto value = number_in(leaf.value);
        return value && in_order(leaf.order, *given.number, *value);
    }
    if (given.names.size() != 1) return leaf.order == Order::unequal;
    const std::string& name = given.names.front();
    const bool by_size = leaf.order != Order::equal && leaf.order != Order::unequal;
    if (!by_size || !number_in(leaf.value)) return in_order(leaf.order, name, leaf.value);
    const auto number = number_in(name);
    return number && in_order(leaf.order, *number, *number_in(leaf.value));
}

bool leaf_holds(const Condition& leaf, const Answers& answers) {
    const auto given = answers.find(leaf.question);
    if (given == answers.end()) return false;
    if (leaf.kind == Test::answered) return true;
    if (leaf.kind == Test::compares) return compares(leaf, given->second);
    const auto& names = given->second.names;
    return std::find(names.begin(), names.end(), leaf.value) != names.end();
}

}  // namespace

boost::system::result<Condition, std::string> read_condition(std::string_view text) {
    return ConditionReader(text).read();
}

bool holds(const Condition& condition, const Answers& answers) {
    const auto part_holds = [&](const Condition& part) { return holds(part, answers); };
    const auto& parts = condition.parts;
    switch (condition.kind) {
        case Test::always:
            return true;
        case Test::both:
            return std::all_of(parts.begin(), parts.end(), part_holds);
        case Test::either:
            return std::any_of(parts.begin(), parts.end(), part_holds);
        case Test::negation:
            return !part_holds(parts.front());
        default:
            return leaf_holds(condition, answers);
    }
}

void add_questions(const Condition& condition, std::set<std::string>& questions) {
    each_leaf(condition, [&](const Condition& leaf) { questions.insert(leaf.question); });
}

std::optional<question::Milli> number_in(std::string_view text) {
    std::u32string points;
    for (const char byte : text)
        points.push_back(static_cast<char32_t>(static_cast<unsigned char>(byte)));
    if (points.find_first_not_of(U"-0123456789.") != std::u32string::npos) return std::nullopt;
    const auto meanings = question::meanings_of(points, 3, false);
    if (meanings.size() != 1) return std::nullopt;
    return meanings.front();
}

}  // namespace kazi::taskflow::survey
