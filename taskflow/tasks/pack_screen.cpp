// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/pack_screen.hpp"

#include <optional>
#include <utility>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/question/asked.hpp"
#include "taskflow/standing/keeping.hpp"
#include "taskflow/tasks/packing.hpp"
#include "taskflow/tasks/question_screen.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

/// What the questions have in common, and what each of them is about.
struct Listing {
    std::string heading;
    std::vector<std::string> lines;

    [[nodiscard]] std::size_t bytes() const {
        std::size_t sum = heading.size();
        for (const std::string& line : lines)
            sum += line.size();
        return sum;
    }
};

/// A question's text round its only placeholder.
struct Gap {
    std::string before;
    std::string name;
    std::string after;
};

std::optional<Gap> only_gap(const std::string& text) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open);
    if (close == std::string::npos || text.find('{', open + 1) != std::string::npos)
        return std::nullopt;
    return Gap{.before = text.substr(0, open),
               .name = text.substr(open + 1, close - open - 1),
               .after = text.substr(close + 1)};
}

std::string trimmed(const std::string& text) {
    const std::size_t from = text.find_first_not_of(" \n");
    if (from == std::string::npos) return {};
    return text.substr(from, text.find_last_not_of(" \n") - from + 1);
}

/// "What is ...?": a gap at the end needs no dots, since the list follows.
std::string heading_of(const Gap& gap) {
    if (trimmed(gap.after).empty()) return trimmed(gap.before);
    return trimmed(gap.before + "..." + gap.after);
}

Listing in_full(const Turn& turn, const std::vector<const Assignable*>& items) {
    Listing listing;
    for (const Assignable* item : items)
        listing.lines.push_back(words_of_question(turn, *item));
    return listing;
}

/// Only what differs from item to item, below the question; nothing where it has not one gap.
std::optional<Listing> by_gap(const Turn& turn, const std::vector<const Assignable*>& items) {
    const Question& question = items.front()->campaign->question;
    const auto gap = only_gap(question::text_in(question, language_of(turn)).text);
    if (!gap) return std::nullopt;
    Listing listing{.heading = heading_of(*gap), .lines = {}};
    for (const Assignable* item : items) {
        const auto value = item->item->values.find(gap->name);
        if (value == item->item->values.end()) return std::nullopt;
        listing.lines.push_back(value->second);
    }
    return listing;
}

Listing shorter(const Turn& turn, const std::vector<const Assignable*>& items) {
    Listing full = in_full(turn, items);
    auto short_one = by_gap(turn, items);
    return short_one && short_one->bytes() < full.bytes() ? std::move(*short_one) : std::move(full);
}

/// "A) Place 1", on a line of its own.
void add_line(std::string& body, char letter, const std::string& line) {
    body.append(body.empty() ? "" : "\n").append(1, letter).append(") ").append(line);
}

}  // namespace

std::string example_for(const std::string& letters) {
    std::string text(1, letters[0]);
    text.append("1");
    if (letters.size() > 1) text.append(" ").append(1, letters[1]).append("2");
    return text;
}

std::string by_letter(const std::string& letters, const std::vector<std::string>& lines) {
    std::string body;
    for (std::size_t nth = 0; nth < letters.size(); ++nth)
        add_line(body, letters[nth], lines[nth]);
    return body;
}

dialogue::Screen pack_screen(const Turn& turn, std::string_view key) {
    const std::string letters = open_letters(turn);
    const Listing listing = shorter(turn, open_items(turn));
    const std::string pay = billing::format_money(price_of_answer(turn).pay);
    dialogue::Screen screen;
    screen.body = trimmed(say(turn, key, {{"pay", pay}, {"question", listing.heading}}));
    std::vector<std::string> lines;
    for (const std::string& line : listing.lines)
        lines.push_back(readable(turn, line));
    screen.body += '\n' + by_letter(letters, lines) + '\n' +
                   say(turn, keys::pack_reply, {{"example", example_for(letters)}});
    add_choices(screen, turn, *turn.asking, keys::question_dont_know);
    return screen;
}

}  // namespace kazi::taskflow
