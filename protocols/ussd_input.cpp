// SPDX-License-Identifier: Apache-2.0
// Splitting at the last star alone is wrong as soon as a person types one; the previous text tells.
#include "protocols/ussd_input.hpp"

#include <algorithm>

namespace kazi::protocols {

namespace {

bool is_over(UssdEvent event) {
    return event == UssdEvent::end || event == UssdEvent::timeout || event == UssdEvent::abort;
}

void begin(UssdTurn& turn) {
    turn.event = UssdEvent::begin;
    turn.input = turn.accumulated;
    turn.inputs = split_inputs(turn.accumulated);
}

/// Room for the parts of `accumulated`, so that a turn costs one allocation for its list.
std::vector<std::string> list_for(std::string_view accumulated) {
    std::vector<std::string> inputs;
    const auto stars = std::ranges::count(accumulated, '*');
    inputs.reserve(static_cast<std::size_t>(stars) + 1);
    return inputs;
}

void append_split(std::vector<std::string>& inputs, std::string_view accumulated) {
    for (std::size_t star = accumulated.find('*'); star != std::string_view::npos;
         star = accumulated.find('*')) {
        inputs.emplace_back(accumulated.substr(0, star));
        accumulated.remove_prefix(star + 1);
    }
    inputs.emplace_back(accumulated);
}

void take_input(UssdTurn& turn, std::string_view previous, std::string_view input) {
    turn.event = UssdEvent::input;
    turn.input = input;
    turn.inputs = list_for(turn.accumulated);
    if (!previous.empty()) append_split(turn.inputs, previous);
    turn.inputs.emplace_back(input);
}

}  // namespace

std::vector<std::string> split_inputs(std::string_view accumulated) {
    if (accumulated.empty()) return {};
    std::vector<std::string> inputs = list_for(accumulated);
    append_split(inputs, accumulated);
    return inputs;
}

std::string with_forgotten_input(std::string accumulated, std::string_view input) {
    if (!accumulated.ends_with(input)) return accumulated;
    std::fill(accumulated.end() - static_cast<std::ptrdiff_t>(input.size()), accumulated.end(),
              forgotten_key);
    return accumulated;
}

bool begins_as_remembered(std::string_view text, std::string_view remembered) {
    if (text.size() < remembered.size()) return false;
    return std::equal(remembered.begin(), remembered.end(), text.begin(), [](char known, char key) {
        return known == key || (known == forgotten_key && key != '*');
    });
}

bool is_remembered(std::string_view text, std::string_view remembered) {
    return text.size() == remembered.size() && begins_as_remembered(text, remembered);
}

void settle_without_memory(UssdTurn& turn) {
    if (turn.accumulated.empty()) return begin(turn);
    turn.event = UssdEvent::input;
    turn.inputs = split_inputs(turn.accumulated);
    turn.input = turn.inputs.back();
}

void settle_accumulated(UssdTurn& turn, const std::optional<std::string>& previous) {
    if (!turn.accumulates || is_over(turn.event)) return;
    turn.duplicate = false;
    if (!previous) return begin(turn);
    const std::string_view text = turn.accumulated;
    if (is_remembered(text, *previous)) {
        settle_without_memory(turn);
        turn.duplicate = true;
    } else if (previous->empty()) {
        take_input(turn, "", text);
    } else if (begins_as_remembered(text, *previous) && text[previous->size()] == '*') {
        take_input(turn, *previous, text.substr(previous->size() + 1));
    } else {
        begin(turn);  // the gateway started the session again under the same id
    }
}

}  // namespace kazi::protocols
