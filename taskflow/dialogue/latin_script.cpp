// SPDX-License-Identifier: Apache-2.0
// Ethiopic is a table: a row of eight for each consonant, by vowel. Devanagari gives a consonant an
// `a` unless a sign says otherwise; in speech many of them fall silent, and texters leave those
// out.
#include "taskflow/dialogue/latin_script.hpp"

#include <array>
#include <optional>
#include <vector>

#include "protocols/utf8.hpp"

namespace kazi::taskflow::dialogue {

namespace {

using Points = std::vector<char32_t>;

constexpr char32_t ethiopic_first = 0x1200;
constexpr char32_t ethiopic_last = 0x1357;
constexpr std::size_t no_vowel = 5;  ///< the sixth of a row

constexpr std::array<std::string_view, 43> ethiopic_rows{
    "h",  "l", "h",  "m", "s",  "r",  "s", "sh", "q",  "qw",  "q",  "qw", "b", "v",  "t",
    "ch", "h", "hw", "n", "ny", "",   "k", "kw", "kh", "khw", "w",  "",   "z", "zh", "y",
    "d",  "d", "j",  "g", "gw", "ng", "t", "ch", "p",  "ts",  "ts", "f",  "p"};
constexpr std::array<std::string_view, 8> ethiopic_vowels{"e", "u", "i", "a", "e", "", "o", "wa"};

bool is_ethiopic(char32_t point) {
    return point >= ethiopic_first && point <= ethiopic_last;
}

/// Rows whose first form is spoken with an open `a`: h, and those without a consonant.
bool is_open_row(std::string_view consonant) {
    return consonant == "h" || consonant.empty();
}

std::string_view ethiopic_mark(char32_t point) {
    constexpr std::array<std::string_view, 8> marks{" ", ".", ",", ";", ":", ":", "?", "."};
    return point >= 0x1361 && point <= 0x1368 ? marks.at(point - 0x1361) : std::string_view();
}

/// A letter of the sixth form is spoken with a short `i` where it could not be spoken else.
std::string_view short_vowel(const Points& text, std::size_t at, bool after_bare) {
    const bool begins = at == 0 || !is_ethiopic(text[at - 1]);
    const bool ends = at + 1 == text.size() || !is_ethiopic(text[at + 1]);
    return (begins || after_bare) && !(ends && !begins) ? "i" : "";
}

/// Returns whether the letter came out as a consonant alone.
bool add_ethiopic(std::string& out, const Points& text, std::size_t at, bool after_bare) {
    const auto offset = static_cast<std::size_t>(text[at] - ethiopic_first);
    const std::string_view consonant = ethiopic_rows.at(offset / 8);
    const std::size_t form = offset % 8;
    std::string_view vowel = ethiopic_vowels.at(form);
    if (form == 0 && is_open_row(consonant)) vowel = "a";
    if (form == no_vowel) vowel = consonant.empty() ? "i" : short_vowel(text, at, after_bare);
    out.append(consonant).append(vowel);
    return vowel.empty();
}

constexpr char32_t virama = 0x94D;
constexpr char32_t nukta = 0x93C;

bool is_devanagari(char32_t point) {
    return point >= 0x900 && point <= 0x97F;
}

std::string_view devanagari_consonant(char32_t point) {
    constexpr std::array<std::string_view, 37> plain{
        "k",  "kh", "g", "gh", "n", "ch", "chh", "j",  "jh", "n",  "t", "th", "d",
        "dh", "n",  "t", "th", "d", "dh", "n",   "n",  "p",  "ph", "b", "bh", "m",
        "y",  "r",  "r", "l",  "l", "l",  "v",   "sh", "sh", "s",  "h"};
    constexpr std::array<std::string_view, 8> dotted{"q", "kh", "gh", "z", "r", "rh", "f", "y"};
    if (point >= 0x915 && point <= 0x939) return plain.at(point - 0x915);
    return point >= 0x958 && point <= 0x95F ? dotted.at(point - 0x958) : std::string_view();
}

/// With a dot below: j is z, d is r, and so on.
std::string_view dotted_consonant(char32_t point) {
    switch (point) {
        case 0x91C:
            return "z";
        case 0x921:
            return "r";
        case 0x922:
            return "rh";
        case 0x92B:
            return "f";
        default:
            return devanagari_consonant(point);
    }
}

std::string_view devanagari_vowel(char32_t point) {
    constexpr std::array<std::string_view, 16> vowels{"a", "aa", "i", "ee", "u", "oo", "ri", "l",
                                                      "e", "e",  "e", "ai", "o", "o",  "o",  "au"};
    return point >= 0x905 && point <= 0x914 ? vowels.at(point - 0x905) : std::string_view();
}

std::string_view devanagari_sign(char32_t point) {
    constexpr std::array<std::string_view, 15> signs{"aa", "i", "ee", "u", "oo", "ri", "ri", "e",
                                                     "e",  "e", "ai", "o", "o",  "o",  "au"};
    return point >= 0x93E && point <= 0x94C ? signs.at(point - 0x93E) : std::string_view();
}

std::string devanagari_other(char32_t point) {
    if (point >= 0x966 && point <= 0x96F) return {static_cast<char>('0' + (point - 0x966))};
    if (point == 0x964 || point == 0x965) return ".";
    if (point == 0x901 || point == 0x902) return "n";
    return point == 0x903 ? "h" : "";
}

char32_t point_at(const Points& text, std::size_t at) {
    return at < text.size() ? text[at] : U'\0';
}

std::size_t past_dot(const Points& text, std::size_t at) {
    return point_at(text, at) == nukta ? at + 1 : at;
}

bool ends_with_vowel(const std::string& out) {
    return !out.empty() && std::string_view("aeiou").find(out.back()) != std::string_view::npos;
}

/// The `a` of a consonant is silent at a word's end, and between a vowel and a consonant that has
/// a vowel sign of its own.
bool is_silent(const Points& text, std::size_t next, bool after_vowel) {
    if (!is_devanagari(point_at(text, next)) || !devanagari_other(point_at(text, next)).empty())
        return point_at(text, next) != 0x901 && point_at(text, next) != 0x902;
    const bool consonant = !devanagari_consonant(point_at(text, next)).empty();
    const char32_t sign = point_at(text, past_dot(text, next + 1));
    return after_vowel && consonant && !devanagari_sign(sign).empty();
}

/// A consonant with what is written on it. Returns where the next letter begins.
std::size_t add_consonant(std::string& out, const Points& text, std::size_t at) {
    const bool after_vowel = ends_with_vowel(out);
    std::size_t next = past_dot(text, at + 1);
    out.append(next > at + 1 ? dotted_consonant(text[at]) : devanagari_consonant(text[at]));
    const std::string_view sign = devanagari_sign(point_at(text, next));
    if (point_at(text, next) == virama) return next + 1;
    if (sign.empty()) {
        if (!is_silent(text, next, after_vowel)) out.push_back('a');
        return next;
    }
    const bool last = sign == "aa" && !is_devanagari(point_at(text, next + 1));
    out.append(last ? "a" : sign);
    return next + 1;
}

std::size_t add_devanagari(std::string& out, const Points& text, std::size_t at) {
    const char32_t point = text[at];
    if (!devanagari_consonant(point).empty()) return add_consonant(out, text, at);
    const std::string_view vowel = devanagari_vowel(point);
    const std::string_view sign = devanagari_sign(point);
    if (!vowel.empty()) {
        out.append(vowel);
    } else if (!sign.empty()) {
        out.append(sign);
    } else {
        out.append(devanagari_other(point));
    }
    return at + 1;
}

void append_utf8(std::string& out, char32_t point) {
    const auto tail = [&](int shift) {
        out.push_back(static_cast<char>(0x80 | ((point >> shift) & 0x3F)));
    };
    if (point < 0x80) {
        out.push_back(static_cast<char>(point));
    } else if (point < 0x800) {
        out.push_back(static_cast<char>(0xC0 | (point >> 6)));
        tail(0);
    } else if (point < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | (point >> 12)));
        tail(6);
        tail(0);
    } else {
        out.push_back(static_cast<char>(0xF0 | (point >> 18)));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::optional<Points> points_of(std::string_view text) {
    Points points;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = protocols::next_code_point(text, at);
        if (!point) return std::nullopt;
        points.push_back(*point);
    }
    return points;
}

std::string spelled(const Points& text) {
    std::string out;
    bool bare = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = text[at];
        if (is_ethiopic(point)) {
            bare = add_ethiopic(out, text, at++, bare);
            continue;
        }
        bare = false;
        if (is_devanagari(point)) {
            at = add_devanagari(out, text, at);
            continue;
        }
        const std::string_view mark = ethiopic_mark(point);
        if (mark.empty()) {
            append_utf8(out, point);
        } else {
            out.append(mark);
        }
        ++at;
    }
    return out;
}

}  // namespace

std::string in_latin_script(std::string_view text) {
    const auto points = points_of(text);
    return points ? spelled(*points) : std::string(text);
}

bool has_latin_spelling(std::string_view language) {
    return language == "am" || language == "hi";
}

}  // namespace kazi::taskflow::dialogue
