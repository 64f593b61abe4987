// SPDX-License-Identifier: Apache-2.0
// Event rules as people write them.
#include "protocols/ussd_shape.hpp"

#include <array>

#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

Refusal unreadable(std::string_view text) {
    return {400, "no event rule: '" + std::string(text) + "'"};
}

bool read_event(std::string_view word, UssdEvent& event) {
    for (const UssdEvent known : {UssdEvent::begin, UssdEvent::input, UssdEvent::end,
                                  UssdEvent::timeout, UssdEvent::abort}) {
        if (to_string(known) != word) continue;
        event = known;
        return true;
    }
    return false;
}

std::vector<std::string> split_values(std::string_view list) {
    std::vector<std::string> values;
    for (std::size_t bar = list.find('|'); bar != std::string_view::npos; bar = list.find('|')) {
        values.emplace_back(list.substr(0, bar));
        list.remove_prefix(bar + 1);
    }
    values.emplace_back(list);
    return values;
}

}  // namespace

UssdEventRule event_by_field(std::string field, std::vector<std::string> values, UssdEvent event) {
    return {UssdEventRule::When::field, std::move(field), std::move(values), false, event};
}

Parsed<UssdEventRule> parse_event_rule(std::string_view text) {
    // The event is the last word: a value may hold blanks.
    const std::size_t blank = text.find_last_of(' ');
    UssdEventRule rule;
    if (blank == std::string_view::npos || !read_event(text.substr(blank + 1), rule.event)) {
        return unreadable(text);
    }
    const std::string_view condition = trim(text.substr(0, blank));
    if (condition == "*") return rule;
    if (condition == "dialled") {
        rule.when = UssdEventRule::When::dialled;
        return rule;
    }
    const std::size_t equals = condition.find('=');
    if (equals == std::string_view::npos) return unreadable(text);
    rule.negated = equals > 0 && condition[equals - 1] == '!';
    rule.when = UssdEventRule::When::field;
    rule.field = condition.substr(0, equals - (rule.negated ? 1 : 0));
    rule.values = split_values(condition.substr(equals + 1));
    if (rule.field.empty()) return unreadable(text);
    return rule;
}

}  // namespace kazi::protocols
