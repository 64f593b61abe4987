// SPDX-License-Identifier: Apache-2.0
// The words are folded once, when the phrasebook is made: recognising a message is then one
// look-up.
#include "taskflow/dialogue/vocabulary.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "taskflow/dialogue/word_keys.hpp"

namespace kazi::taskflow::dialogue {

namespace {

struct Row {
    std::string_view key;
    Command command;
    Firmness firmness;
};

/// Firmer rows first: a word in two rows is what the first one says.
constexpr std::array rows{
    Row{words::stop, Command::stop, Firmness::always},
    Row{words::help, Command::help, Firmness::always},
    Row{words::next, Command::next, Firmness::work},
    Row{words::balance, Command::balance, Firmness::work},
    Row{words::why, Command::why, Firmness::work},
    Row{words::level, Command::level, Firmness::work},
    Row{words::my_data, Command::my_data, Firmness::work},
    Row{words::pay, Command::pay, Firmness::work},
    Row{words::pay_airtime, Command::pay_airtime, Firmness::work},
    Row{words::pay_money, Command::pay_money, Firmness::work},
    Row{words::pay_soon, Command::pay_soon, Firmness::work},
    Row{words::pay_daily, Command::pay_daily, Firmness::work},
    Row{words::pay_weekly, Command::pay_weekly, Firmness::work},
    Row{words::skip, Command::skip, Firmness::work},
    Row{words::oops, Command::oops, Firmness::work},
    Row{words::appeal, Command::appeal, Firmness::work},
    Row{words::hours, Command::hours, Firmness::work},
    Row{words::not_today, Command::not_today, Firmness::work},
    Row{words::digest, Command::digest, Firmness::work},
    Row{words::forget_me, Command::forget_me, Firmness::work},
    Row{words::latin, Command::latin, Firmness::work},
    Row{words::refer, Command::refer, Firmness::work},
    Row{words::link, Command::link, Firmness::work},
    Row{words::clock, Command::clock, Firmness::work},
    Row{words::menu, Command::menu, Firmness::work},
    Row{words::choose_language, Command::choose_language, Firmness::work},
    Row{words::join, Command::join, Firmness::yielding},
    Row{words::start, Command::start, Firmness::yielding},
    Row{words::stop_yielding, Command::stop, Firmness::yielding},
    Row{words::help_yielding, Command::help, Firmness::yielding},
    Row{words::language_names, Command::use_language, Firmness::yielding},
};

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

bool is_word_part(UChar32 point) {
    return u_isalnum(point) || (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0;
}

/// Code points that matter, blanks as one ' '. Anything else stays as it is.
std::u32string folded(std::string_view typed) {
    auto text = icu::UnicodeString::fromUTF8({typed.data(), static_cast<int>(typed.size())});
    text.foldCase();
    std::u32string points;
    for (int at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 point = text.char32At(at);
        const int digit = u_charDigitValue(point);
        if (u_isUWhiteSpace(point)) {
            if (!points.empty() && points.back() != U' ') points.push_back(U' ');
        } else {
            points.push_back(static_cast<char32_t>(digit >= 0 ? '0' + digit : point));
        }
    }
    return points;
}

std::string folded_words(std::string_view typed) {
    const std::u32string points = folded(typed);
    const auto part = [](char32_t point) { return is_word_part(static_cast<UChar32>(point)); };
    const auto first = std::find_if(points.begin(), points.end(), part);
    const auto last = std::find_if(points.rbegin(), points.rend(), part).base();
    std::string words;
    if (first >= last) return words;
    icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(&*first),
                                  static_cast<int>(last - first))
        .toUTF8String(words);
    return words;
}

/// The same for ASCII, which nearly every message is, without a detour through UTF-16.
std::string ascii_words(std::string_view typed) {
    const auto is_part = [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z');
    };
    std::string words;
    for (char letter : typed) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
        const bool blank = letter == ' ' || (letter >= '\t' && letter <= '\r');
        if (words.empty() && !is_part(letter)) continue;
        if (!blank) words.push_back(letter);
        if (blank && words.back() != ' ') words.push_back(' ');
    }
    while (!words.empty() && !is_part(words.back()))
        words.pop_back();
    return words;
}

/// True when `text` is `start`, or goes on after it with a blank.
bool begins_with(std::string_view text, std::string_view start) {
    return text.starts_with(start) && (text.size() == start.size() || text[start.size()] == ' ');
}

std::string_view first_word(std::string_view text) {
    return text.substr(0, text.find(' '));
}

const std::vector<std::string>& list(const Phrases& phrases, std::string_view key) {
    static const std::vector<std::string> none;
    const auto found = phrases.words.find(key);
    return found == phrases.words.end() ? none : found->second;
}

}  // namespace

std::string plain_words(std::string_view typed) {
    return is_ascii(typed) ? ascii_words(typed) : folded_words(typed);
}

Vocabulary::Vocabulary(const std::map<Language, Phrases>& languages) {
    for (const auto& [language, phrases] : languages)
        add(language, phrases);
}

void Vocabulary::add(const Language& language, const Phrases& phrases) {
    for (const Row& row : rows) {
        for (const std::string& word : list(phrases, row.key)) {
            const auto [entry, fresh] = commands_.try_emplace(
                plain_words(word), Heard{row.command, row.firmness, language, {}});
            if (!fresh && entry->second.language != language) entry->second.language.clear();
        }
    }
    for (const std::string& word : list(phrases, words::yes)) {
        agreements_.emplace(plain_words(word), true);
    }
    for (const std::string& word : list(phrases, words::no)) {
        agreements_.emplace(plain_words(word), false);
    }
    for (const std::string& phrase : list(phrases, words::stop_phrases)) {
        stop_phrases_.push_back(plain_words(phrase));
    }
}

Heard Vocabulary::hear(std::string_view words) const {
    const auto command = commands_.find(words);
    if (command != commands_.end()) return command->second;
    const bool asks_to_stop =
        std::any_of(stop_phrases_.begin(), stop_phrases_.end(),
                    [&](const std::string& phrase) { return begins_with(words, phrase); });
    return asks_to_stop ? Heard{Command::stop, Firmness::always, {}, {}} : Heard{};
}

bool Vocabulary::begins_with_stop(std::string_view words) const {
    const auto command = commands_.find(first_word(words));
    return command != commands_.end() && command->second.command == Command::stop &&
           command->second.firmness == Firmness::always;
}

std::optional<Heard> Vocabulary::heard_first(Command wanted, std::string_view words) const {
    const std::string_view first = first_word(words);
    const auto command = commands_.find(first);
    if (command == commands_.end() || command->second.command != wanted) return std::nullopt;
    Heard heard = command->second;
    if (first.size() < words.size()) heard.rest = words.substr(first.size() + 1);
    return heard;
}

std::optional<Heard> Vocabulary::begins_with_join(std::string_view words) const {
    return heard_first(Command::join, words);
}

std::optional<Heard> Vocabulary::begins_with_hours(std::string_view words) const {
    return heard_first(Command::hours, words);
}

std::optional<Heard> Vocabulary::begins_with_appeal(std::string_view words) const {
    return heard_first(Command::appeal, words);
}

std::optional<Heard> Vocabulary::begins_with_link(std::string_view words) const {
    return heard_first(Command::link, words);
}

std::optional<Heard> Vocabulary::begins_with_clock(std::string_view words) const {
    return heard_first(Command::clock, words);
}

std::optional<std::string_view> Vocabulary::after_oops(std::string_view words) const {
    const std::string_view first = first_word(words);
    const auto command = commands_.find(first);
    if (command == commands_.end() || command->second.command != Command::oops) return std::nullopt;
    if (first.size() == words.size()) return std::nullopt;
    return words.substr(first.size() + 1);
}

std::optional<std::string_view> Vocabulary::after_pay(std::string_view words) const {
    const std::string_view first = first_word(words);
    const auto command = commands_.find(first);
    if (command == commands_.end() || command->second.command != Command::pay) return std::nullopt;
    if (first.size() == words.size()) return std::nullopt;
    return words.substr(first.size() + 1);
}

std::optional<bool> Vocabulary::agreement(std::string_view words) const {
    const auto answer = agreements_.find(words);
    if (answer == agreements_.end()) return std::nullopt;
    return answer->second;
}

}  // namespace kazi::taskflow::dialogue
