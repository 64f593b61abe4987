// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/crowd/reader.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace kazi::simulator::crowd {
namespace {

struct KeyMeaning {
    std::string_view key;
    Asks asks;
};

constexpr std::array asking_keys{
    KeyMeaning{"language.ask", Asks::language},     KeyMeaning{"consent.ask", Asks::consent},
    KeyMeaning{"birth_year.ask", Asks::birth_year}, KeyMeaning{"question.dont_know", Asks::answer},
    KeyMeaning{"menu.title", Asks::menu},           KeyMeaning{"resume.body", Asks::resume},
    KeyMeaning{"no_work.body", Asks::patience},     KeyMeaning{"effort.ask", Asks::patience},
};

constexpr std::array label_keys{
    KeyMeaning{"consent.agree", Asks::consent},
    KeyMeaning{"menu.work", Asks::menu},
    KeyMeaning{"resume.continue", Asks::resume},
    KeyMeaning{"question.dont_know", Asks::answer},
};

constexpr std::string_view thanks_key = "pay.credited";
constexpr std::string_view closed_key = "question.closed";
constexpr std::array word_keys{std::string_view("words.join"), std::string_view("words.next"),
                               std::string_view("words.skip")};

bool is_word_char(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

std::optional<Choice> choice_in(std::string_view line) {
    std::size_t at = 0;
    while (at < line.size() && is_digit(line[at]))
        ++at;
    if (at == 0 || at > 2) return std::nullopt;
    const auto key = line.substr(0, at);
    if (at < line.size() && (line[at] == '.' || line[at] == ')' || line[at] == ':')) ++at;
    if (at >= line.size() || line[at] != ' ') return std::nullopt;
    return Choice{std::string(key), one_line(line.substr(at))};
}

}  // namespace

std::vector<Choice> choices_in(std::string_view text) {
    std::vector<Choice> choices;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto choice = choice_in(text.substr(0, end));
        if (choice) choices.push_back(std::move(*choice));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return choices;
}

std::vector<Lettered> lettered_in(std::string_view text) {
    std::vector<Lettered> pack;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        const bool lettered = line.size() > 2 && line[0] >= 'A' && line[0] <= 'H' && line[1] == ')';
        const auto item = lettered ? item_in(line.substr(2)) : std::nullopt;
        if (item) pack.push_back({line[0], *item});
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return pack;
}

bool offers_choices(std::string_view text) {
    const auto choices = choices_in(text);
    return std::ranges::any_of(
        choices, [](const Choice& choice) { return choice.key.size() == 1 && choice.key != "0"; });
}

std::optional<std::string> item_in(std::string_view line) {
    for (std::size_t at = 0; at + 1 < line.size(); ++at) {
        const bool begins = line[at] == 't' && (at == 0 || !is_word_char(line[at - 1]));
        if (!begins || !is_digit(line[at + 1])) continue;
        std::size_t end = at + 1;
        while (end < line.size() && is_digit(line[end]))
            ++end;
        if (end == line.size() || !is_word_char(line[end])) {
            return std::string(line.substr(at, end - at));
        }
    }
    return std::nullopt;
}

std::optional<std::string> Reader::learn(const Language& language) {
    for (const auto& [key, asks] : asking_keys) {
        const auto text = language.texts.find(key);
        if (text == language.texts.end()) return std::string(key);
        known_.push_back({asks, Pattern(text->second)});
    }
    for (const auto& [key, asks] : label_keys) {
        const auto text = language.texts.find(key);
        if (text == language.texts.end()) return std::string(key);
        labels_.push_back({asks, Pattern(text->second)});
    }
    const auto thanks = language.texts.find(thanks_key);
    if (thanks == language.texts.end()) return std::string(thanks_key);
    thanks_.emplace_back(thanks->second);
    const auto closed = language.texts.find(closed_key);
    if (closed == language.texts.end()) return std::string(closed_key);
    closed_.emplace_back(closed->second);
    for (const auto key : word_keys) {
        const auto words = language.words.find(key);
        if (words == language.words.end() || words->second.empty()) return std::string(key);
    }
    languages_[language.code] = language;
    return std::nullopt;
}

Reading Reader::read(std::string_view text) const {
    const auto line = one_line(text);
    Reading reading;
    reading.choices = choices_in(text);
    reading.item = item_in(line);
    reading.pack = lettered_in(text);
    for (const auto& pattern : thanks_)
        reading.thanks = reading.thanks || pattern.found_in(line);
    for (const auto& pattern : closed_)
        reading.closed = reading.closed || pattern.found_in(line);
    std::size_t surest = 0;
    for (const auto& known : known_) {
        if (known.pattern.weight() > surest && known.pattern.found_in(line)) {
            surest = known.pattern.weight();
            reading.asks = known.asks;
        }
    }
    // An item's id says more than the words around it, but for the question whether to go on.
    if (reading.item && reading.asks != Asks::resume) reading.asks = Asks::answer;
    return reading;
}

std::string Reader::key_for(Asks asks, const Reading& reading, std::string_view otherwise) const {
    for (const auto& choice : reading.choices) {
        for (const auto& label : labels_) {
            if (label.asks == asks && label.pattern.found_in(choice.text)) return choice.key;
        }
    }
    return std::string(otherwise);
}

std::string Reader::language_key(const Reading& reading, std::string_view code) const {
    const auto language = languages_.find(code);
    for (const auto& choice : reading.choices) {
        if (language != languages_.end() &&
            choice.text.find(language->second.name) != std::string::npos) {
            return choice.key;
        }
    }
    return "1";
}

const std::string& Reader::word(std::string_view code, Word word) const {
    static const std::string none;
    const auto language = languages_.find(code);
    if (language == languages_.end()) return none;
    const auto words = language->second.words.find(word_keys[static_cast<std::size_t>(word)]);
    return words == language->second.words.end() ? none : words->second.front();
}

}  // namespace kazi::simulator::crowd
