// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/crowd/pattern.hpp"

#include <algorithm>
#include <array>

namespace kazi::simulator::crowd {
namespace {

constexpr std::string_view blanks = " \n\r\t";
constexpr std::array<std::string_view, 4> amounts{"amount", "pay", "balance", "missing"};

// A person knows a text by how it begins; the rest may stand on the next page.
constexpr std::size_t letters_max = 30;

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool says_something(std::string_view piece) {
    return piece.find_first_not_of(" .,:;!?()+-") != std::string_view::npos;
}

// "KES 2.00", with or without the blank.
bool begins_with_amount(std::string_view line) {
    if (line.size() < 4 || !is_capital(line[0]) || !is_capital(line[1]) || !is_capital(line[2])) {
        return false;
    }
    const std::size_t digit = line[3] == ' ' ? 4 : 3;
    return digit < line.size() && is_digit(line[digit]);
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool blank = blanks.find(c) != std::string_view::npos;
        if (!blank) line.push_back(c);
        if (blank && !line.empty() && line.back() != ' ') line.push_back(' ');
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

Pattern::Pattern(std::string_view catalogue_text) {
    while (true) {
        const auto open = catalogue_text.find('{');
        const auto close = catalogue_text.find('}', open);
        if (close == std::string_view::npos) {
            add(catalogue_text, {});
            return;
        }
        add(catalogue_text.substr(0, open), catalogue_text.substr(open + 1, close - open - 1));
        catalogue_text.remove_prefix(close + 1);
    }
}

void Pattern::add(std::string_view text, std::string_view placeholder) {
    const auto room = letters_max - std::min(letters_max, weight());
    const bool before_amount = std::ranges::find(amounts, placeholder) != amounts.end();
    const bool apart = !text.empty() && blanks.find(text.back()) != std::string_view::npos;
    auto piece = one_line(text);
    const bool whole = piece.size() <= room;
    if (!whole) piece.resize(room);
    if (before_amount && whole && apart) piece.push_back(' ');
    if (says_something(piece) || (before_amount && whole)) {
        pieces_.push_back({piece, before_amount && whole});
    }
}

bool Pattern::found_in(std::string_view line) const {
    if (pieces_.empty()) return false;
    std::size_t at = 0;
    for (const auto& piece : pieces_) {
        at = line.find(piece.text, at);
        while (piece.before_amount && at != std::string_view::npos &&
               !begins_with_amount(line.substr(at + piece.text.size()))) {
            at = line.find(piece.text, at + 1);
        }
        if (at == std::string_view::npos) return false;
        at += piece.text.size();
    }
    return true;
}

std::size_t Pattern::weight() const {
    std::size_t sum = 0;
    for (const auto& piece : pieces_)
        sum += piece.text.size();
    return sum;
}

}  // namespace kazi::simulator::crowd
