// SPDX-License-Identifier: Apache-2.0
#include "taskflow/dialogue/phrasebook.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace kazi::taskflow::dialogue {

namespace {

[[noreturn]] void stop_on_unknown(std::string_view key) {
    std::cerr << "kazi dialogue: no text for the key " << key << '\n' << std::flush;
    std::abort();
}

const std::string* find_text(const std::map<Language, Phrases>& languages, const Language& language,
                             std::string_view key) {
    const auto phrases = languages.find(language);
    if (phrases == languages.end()) return nullptr;
    const auto text = phrases->second.texts.find(key);
    return text == phrases->second.texts.end() ? nullptr : &text->second;
}

/// Fills in one pass, so that a value with braces in it is never filled again.
std::string fill(const std::string& text, Values values) {
    std::string filled;
    std::size_t from = 0;
    for (;;) {
        const std::size_t open = text.find('{', from);
        const std::size_t close = text.find('}', open);
        if (close == std::string::npos) return filled.append(text, from);
        filled.append(text, from, open - from);
        const auto name = std::string_view(text).substr(open + 1, close - open - 1);
        const auto value = std::find_if(values.begin(), values.end(),
                                        [&](const auto& each) { return each.first == name; });
        if (value == values.end()) {
            filled.append(text, open, close + 1 - open);
        } else {
            filled.append(value->second);
        }
        from = close + 1;
    }
}

}  // namespace

Phrasebook::Phrasebook(std::map<Language, Phrases> languages, Language fallback)
    : languages_(std::move(languages)), fallback_(std::move(fallback)), vocabulary_(languages_) {}

std::string Phrasebook::say(const Language& language, std::string_view key, Values values) const {
    const std::string* text = find_text(languages_, language, key);
    if (text == nullptr) text = find_text(languages_, fallback_, key);
    if (text == nullptr) stop_on_unknown(key);
    return fill(*text, values);
}

const std::vector<std::string>& Phrasebook::words(const Language& language,
                                                  std::string_view key) const {
    static const std::vector<std::string> none;
    const auto phrases = languages_.find(language);
    if (phrases == languages_.end()) return none;
    const auto list = phrases->second.words.find(key);
    return list == phrases->second.words.end() ? none : list->second;
}

}  // namespace kazi::taskflow::dialogue
