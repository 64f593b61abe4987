// SPDX-License-Identifier: Apache-2.0
// Pages are filled greedily with pieces: the words of the body, then whole choices. Only a piece
// that is longer than a page by itself is cut, between two characters.
#include "taskflow/dialogue/render_ussd.hpp"

#include <algorithm>
#include <string_view>

#include "protocols/gsm_text.hpp"
#include "taskflow/dialogue/append_line.hpp"

namespace kazi::taskflow::dialogue {

namespace {

constexpr int pages_max = 250;

/// Of a page's room, the part of the first of several pages that news may take.
constexpr int note_share = 4;

struct Piece {
    std::string_view separator;  ///< from the piece before, when both are on one page
    std::string text;
};

struct Layout {
    const Screen& screen;
    const NavigationTexts& navigation;
    int chars_max;
};

int room(protocols::SmsEncoding encoding, int chars_max) {
    return encoding == protocols::SmsEncoding::gsm7 ? chars_max : chars_max * 7 / 16;
}

bool fits(const std::string& text, int chars_max, bool room_for_notes) {
    const protocols::UssdLength length = protocols::measure_ussd(text);
    const int whole = room(length.encoding, chars_max);
    const int allowed = room_for_notes ? whole - whole / note_share : whole;
    return length.units <= static_cast<std::size_t>(allowed);
}

std::string footer(const Layout& layout, bool more) {
    std::string text;
    if (more) append_line(text, layout.navigation.more);
    if (layout.screen.back) append_line(text, layout.navigation.back);
    if (layout.screen.home) append_line(text, layout.navigation.home);
    return text;
}

std::string with_footer(std::string text, const std::string& lines) {
    append_line(text, lines);
    return text;
}

/// The words of a line, each with what stands before it.
void add_words(std::vector<Piece>& pieces, std::string_view line, std::string_view separator) {
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        if (end > 0) {
            pieces.push_back({separator, std::string(line.substr(0, end))});
            separator = " ";
        }
        line.remove_prefix(std::min(end + 1, line.size()));
    }
}

std::vector<Piece> pieces_of(const Screen& screen) {
    std::vector<Piece> pieces;
    std::string_view body = screen.body;
    while (!body.empty()) {
        const std::size_t end = std::min(body.find('\n'), body.size());
        add_words(pieces, body.substr(0, end), "\n");
        body.remove_prefix(std::min(end + 1, body.size()));
    }
    for (const Choice& choice : screen.choices) {
        pieces.push_back({"\n", choice.key + ' ' + choice.label});
    }
    return pieces;
}

/// Bytes of the first character.
std::size_t first_character(std::string_view text) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
        ++size;
    return size;
}

/// Takes from the front of a piece what fits on an empty page, and at least one character.
std::string cut_front(Piece& piece, const std::string& lines, int chars_max, bool room_for_notes) {
    std::string taken;
    while (!piece.text.empty()) {
        const std::size_t size = first_character(piece.text);
        const std::string longer = taken + piece.text.substr(0, size);
        if (!taken.empty() && !fits(with_footer(longer, lines), chars_max, room_for_notes)) break;
        taken = longer;
        piece.text.erase(0, size);
    }
    return taken;
}

/// Pieces that were not shown yet, from `next` on.
struct Rest {
    std::vector<Piece> pieces;
    std::size_t next = 0;

    [[nodiscard]] bool empty() const { return next == pieces.size(); }
};

/// The text of one page: as many pieces as fit above the footer.
std::string fill_page(Rest& rest, const std::string& lines, int chars_max, bool room_for_notes) {
    std::string text;
    while (!rest.empty()) {
        Piece& piece = rest.pieces[rest.next];
        std::string longer = text;
        if (!text.empty()) longer += piece.separator;
        longer += piece.text;
        if (!fits(with_footer(longer, lines), chars_max, room_for_notes)) {
            if (text.empty()) text = cut_front(piece, lines, chars_max, room_for_notes);
            if (piece.text.empty()) ++rest.next;
            return text;
        }
        text = std::move(longer);
        ++rest.next;
    }
    return text;
}

std::vector<std::string> split(const Layout& layout) {
    std::vector<std::string> pages;
    Rest rest{pieces_of(layout.screen)};
    while (!rest.empty() && pages.size() < pages_max) {
        const bool first = pages.empty();
        Rest last = rest;
        const std::string lines = footer(layout, false);
        std::string text = fill_page(last, lines, layout.chars_max, first);
        if (last.empty()) {
            pages.push_back(with_footer(std::move(text), lines));
            return pages;
        }
        const std::string going_on = footer(layout, true);
        pages.push_back(with_footer(fill_page(rest, going_on, layout.chars_max, first), going_on));
    }
    return pages;
}

std::string above(const Notes& notes, std::size_t kept, const std::string& page) {
    std::string text;
    for (std::size_t at = 0; at < kept; ++at) {
        if (at > 0) text += ' ';
        text += notes[at];
    }
    append_line(text, page);
    return text;
}

std::string whole_page(const Layout& layout) {
    std::string text = layout.screen.body;
    for (const Choice& choice : layout.screen.choices) {
        append_line(text, choice.key + ' ' + choice.label);
    }
    return with_footer(std::move(text), footer(layout, false));
}

UssdShown numbered(const Screen& screen, std::string text, std::size_t page, std::size_t count) {
    return {std::move(text), static_cast<std::uint8_t>(page), page < count || !screen.ends, {}};
}

std::size_t count_fitting(const Notes& notes, const std::string& page, int chars_max) {
    std::size_t kept = notes.size();
    while (kept > 0 && !fits_ussd(above(notes, kept, page), chars_max))
        --kept;
    return kept;
}

/// Whole news only; not one of them fits: the screen's first page, since an empty one tells
/// nothing.
UssdShown show_news(const Layout& layout, const Notes& notes, UssdShown without) {
    const std::string lines = footer(layout, true);
    const std::size_t kept = count_fitting(notes, lines, layout.chars_max);
    Notes left(notes.begin() + static_cast<std::ptrdiff_t>(kept), notes.end());
    if (kept > 0) return {above(notes, kept, lines), news_page, true, std::move(left)};
    without.left = std::move(left);
    return without;
}

}  // namespace

bool fits_ussd(const std::string& text, int chars_max) {
    return fits(text, chars_max, false);
}

UssdShown show_ussd(const Screen& screen, const Notes& notes, const NavigationTexts& navigation,
                    int chars_max) {
    const Layout layout{screen, navigation, chars_max};
    std::string whole = above(notes, notes.size(), whole_page(layout));
    if (fits_ussd(whole, chars_max)) return {std::move(whole), 0, !screen.ends, {}};
    const std::vector<std::string> pages = split(layout);
    if (pages.empty()) return {{}, 0, !screen.ends, {}};
    const std::string first = above(notes, notes.size(), pages.front());
    if (fits_ussd(first, chars_max)) return numbered(screen, first, 1, pages.size());
    return show_news(layout, notes, numbered(screen, pages.front(), 1, pages.size()));
}

UssdShown show_ussd_page(const Screen& screen, const NavigationTexts& navigation, int chars_max,
                         std::uint8_t page) {
    const std::vector<std::string> pages = split({screen, navigation, chars_max});
    if (pages.empty()) return {{}, 0, !screen.ends, {}};
    const std::size_t number = std::clamp<std::size_t>(page, 1, pages.size());
    return numbered(screen, pages[number - 1], number, pages.size());
}

std::uint8_t count_ussd_pages(const Screen& screen, const NavigationTexts& navigation,
                              int chars_max) {
    return static_cast<std::uint8_t>(split({screen, navigation, chars_max}).size());
}

}  // namespace kazi::taskflow::dialogue
