// SPDX-License-Identifier: Apache-2.0
// Reading a message or a page as a person would: what does it want, and what can I answer?
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/crowd/pattern.hpp"

namespace kazi::simulator::crowd {

/// What a text wants to hear.
enum class Asks {
    nothing,
    language,
    consent,
    birth_year,
    answer,   ///< a question, possibly of a campaign the reader never heard of
    menu,     ///< what to do next
    resume,   ///< go on where the last session broke off
    patience  ///< there is no work just now
};

/// One numbered line.
struct Choice {
    std::string key;  ///< what to send, "1"
    std::string text;
};

/// One of several questions, by its letter.
struct Lettered {
    char letter = 'A';
    std::string item;
};

struct Reading {
    Asks asks = Asks::nothing;
    bool thanks = false;              ///< confirms the answer given before
    bool closed = false;              ///< an answer came too late
    std::optional<std::string> item;  ///< the id that stands in a question's text
    std::vector<Lettered> pack;       ///< of a message that asks several questions
    std::vector<Choice> choices;
};

/// What is known of one language's message catalogue.
struct Language {
    std::string code;  ///< "sw"
    std::string name;  ///< "Kiswahili"
    std::map<std::string, std::string, std::less<>> texts;
    std::map<std::string, std::vector<std::string>, std::less<>> words;
};

/// The command words a person needs.
enum class Word { join, next, skip };

/// Knows the texts that a daemon may show, in all its languages.
class Reader {
public:
    /// Learns one language. Fails: names the first key that it needs and does not find.
    [[nodiscard]] std::optional<std::string> learn(const Language& language);

    [[nodiscard]] Reading read(std::string_view text) const;

    /// The key to press for work in a menu, to go on with a broken-off question, to agree, to have
    /// that language, to have no answer: by what the catalogues call it, else `otherwise`.
    [[nodiscard]] std::string key_for(Asks asks, const Reading& reading,
                                      std::string_view otherwise) const;
    [[nodiscard]] std::string language_key(const Reading& reading, std::string_view code) const;
    /// The first of the language's words for a command.
    [[nodiscard]] const std::string& word(std::string_view code, Word word) const;

private:
    struct Known {
        Asks asks = Asks::nothing;
        Pattern pattern;
    };
    std::vector<Known> known_;   ///< what a text asks
    std::vector<Known> labels_;  ///< what the choice is called that a person wants then
    std::vector<Pattern> thanks_;
    std::vector<Pattern> closed_;
    std::map<std::string, Language, std::less<>> languages_;
};

/// The numbered lines of a text: "1 Yes", "1. Yes" or "1) Yes".
[[nodiscard]] std::vector<Choice> choices_in(std::string_view text);

/// The lines "A) …" of a text that name an item.
[[nodiscard]] std::vector<Lettered> lettered_in(std::string_view text);

/// Whether there is something to choose, rather than to type; keys that turn pages don't count.
[[nodiscard]] bool offers_choices(std::string_view text);

/// The first word that is a t with a number behind it, as the recorded set calls its items.
[[nodiscard]] std::optional<std::string> item_in(std::string_view line);

}  // namespace kazi::simulator::crowd
