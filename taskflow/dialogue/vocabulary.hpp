// SPDX-License-Identifier: Apache-2.0
// What a short message means when it is not an answer: command words in every language at once.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/dialogue/phrases.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::taskflow::dialogue {

enum class Command : std::uint8_t {
    none,
    stop,
    start,
    help,
    join,
    next,
    balance,
    why,
    level,    ///< how far she has come, and why
    my_data,  ///< what we keep about her
    pay,
    pay_airtime,  ///< how she wants to be paid from now on …
    pay_money,
    pay_soon,  ///< … and when
    pay_daily,
    pay_weekly,
    skip,
    oops,    ///< to change her last answer
    appeal,  ///< against the rejection of an answer
    menu,
    choose_language,  ///< LANG: asks which
    use_language,     ///< a language's own name
    hours,            ///< when she wants to be written to
    not_today,        ///< not before tomorrow
    digest,           ///< news once a day, or at once again
    forget_me,        ///< erase what is kept about her
    latin,            ///< write in Latin letters, or no longer
    refer,            ///< her code for friends
    link,             ///< another number of hers
    clock,            ///< what her clock shows
};

/// How firmly a word is a command while a question is open.
enum class Firmness : std::uint8_t {
    always,   ///< STOP, HELP: whatever is open
    work,     ///< NEXT, BAL: unless it is word for word one of the question's options
    yielding  ///< YES, END: only when the question does not accept it as an answer
};

struct Heard {
    Command command = Command::none;
    Firmness firmness = Firmness::always;
    Language language;   ///< of the word, where only one language has it; else empty
    std::string rest{};  ///< what came after a word that takes something more
};

/// Case folded, digits of any script as 0-9, blanks collapsed, everything that is neither letter,
/// mark nor digit trimmed from both ends. UTF-8; bytes that are none become U+FFFD.
[[nodiscard]] std::string plain_words(std::string_view typed);

/// Words and their meaning. All arguments are texts that `plain_words` made.
class Vocabulary {
public:
    explicit Vocabulary(const std::map<Language, Phrases>& languages);

    /// The command that the whole message is, or that it begins with where it plainly asks us to
    /// stop ("stop sending me prices"). Never found inside a sentence: "bus stop" is none.
    [[nodiscard]] Heard hear(std::string_view words) const;

    /// "stop" with more words after it: out, unless an open question accepts it as an answer.
    [[nodiscard]] bool begins_with_stop(std::string_view words) const;

    /// "join kazi", "join ab12": the language that the word tells, if any, and what came after it.
    [[nodiscard]] std::optional<Heard> begins_with_join(std::string_view words) const;

    /// "hours 9-17": the word and what came after it. Nothing for any other message.
    [[nodiscard]] std::optional<Heard> begins_with_hours(std::string_view words) const;

    /// "appeal 1001": likewise.
    [[nodiscard]] std::optional<Heard> begins_with_appeal(std::string_view words) const;

    /// "link 12345678" and "clock 14:30": the same.
    [[nodiscard]] std::optional<Heard> begins_with_link(std::string_view words) const;
    [[nodiscard]] std::optional<Heard> begins_with_clock(std::string_view words) const;

    /// "oops 2": what comes after the word; empty when nothing does, or the first word is another.
    [[nodiscard]] std::optional<std::string_view> after_oops(std::string_view words) const;

    /// "pay 50": what comes after the word; empty as above.
    [[nodiscard]] std::optional<std::string_view> after_pay(std::string_view words) const;

    /// Yes or no to a request for consent.
    [[nodiscard]] std::optional<bool> agreement(std::string_view words) const;

private:
    [[nodiscard]] std::optional<Heard> heard_first(Command command, std::string_view words) const;
    void add(const Language& language, const Phrases& phrases);

    std::map<std::string, Heard, std::less<>> commands_;
    std::map<std::string, bool, std::less<>> agreements_;
    std::vector<std::string> stop_phrases_;
};

}  // namespace kazi::taskflow::dialogue
