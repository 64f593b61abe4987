// SPDX-License-Identifier: Apache-2.0
// Several options in one message: "1,3", "13", "a c", "maize and beans", "2>1>3". The message is
// cut into picks from left to right; a word that is neither a pick nor a link makes all of it
// unsure.
#include <algorithm>
#include <optional>

#include "taskflow/question/form_readers.hpp"
#include "taskflow/question/meaning.hpp"
#include "taskflow/question/readers.hpp"
#include "taskflow/question/typo.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr std::size_t telling_letters_min = 3;

using Options = std::vector<std::uint16_t>;

struct Step {
    Options picks;
    std::size_t tokens = 0;
};

class PickReader {
public:
    explicit PickReader(const Heard& heard) : heard_(heard) {
        for (const std::string& option : heard.form.options)
            options_.push_back(tokenise(option));
    }

    /// In the order in which they were named; nothing when a part is not understood.
    std::optional<Options> read() const {
        Options picks;
        const Tokens& typed = heard_.tokens;
        for (std::size_t at = 0; at < typed.size();) {
            if (is_range(at)) return std::nullopt;
            const Step step = step_at(at);
            if (step.tokens == 0) return std::nullopt;
            picks.insert(picks.end(), step.picks.begin(), step.picks.end());
            at += step.tokens;
        }
        return picks;
    }

private:
    [[nodiscard]] Step step_at(std::size_t at) const {
        const Step words = by_words(at);
        if (words.tokens > 0) return words;
        const Token& token = heard_.tokens[at];
        if (is_link(token)) return {{}, 1};
        const Options marks = by_mark(token);
        if (marks.empty()) return {};
        return {marks, 1 + named_again(at + 1, marks)};
    }

    /// "1 maize, 2 beans": the words after a mark name the same option.
    [[nodiscard]] std::size_t named_again(std::size_t at, const Options& marks) const {
        const Step words = by_words(at);
        const bool same = marks.size() == 1 && words.picks == marks;
        return same ? words.tokens : 0;
    }

    [[nodiscard]] Step by_words(std::size_t at) const {
        Step longest;
        for (std::size_t nth = 0; nth < options_.size(); ++nth) {
            const std::size_t taken = matched(options_[nth], at);
            if (taken > longest.tokens) longest = {{static_cast<std::uint16_t>(nth)}, taken};
        }
        return longest.tokens > 0 ? longest : by_telling_word(at);
    }

    /// "fees" for "School fees": a word that only one option has.
    [[nodiscard]] Step by_telling_word(std::size_t at) const {
        if (at >= heard_.tokens.size()) return {};
        const Token& token = heard_.tokens[at];
        const bool tells = token.kind == Token::Kind::word &&
                           token.text.size() >= telling_letters_min &&
                           !is_filler(token, heard_.language);
        if (!tells) return {};
        Options holding;
        for (std::size_t nth = 0; nth < options_.size(); ++nth) {
            const Tokens& option = options_[nth];
            if (std::find(option.begin(), option.end(), token) != option.end())
                holding.push_back(static_cast<std::uint16_t>(nth));
        }
        return holding.size() == 1 ? Step{holding, 1} : Step{};
    }

    [[nodiscard]] std::size_t matched(const Tokens& option, std::size_t at) const {
        const Tokens& typed = heard_.tokens;
        if (option.empty() || at + option.size() > typed.size()) return 0;
        const Tokens part(typed.begin() + static_cast<std::ptrdiff_t>(at),
                          typed.begin() + static_cast<std::ptrdiff_t>(at + option.size()));
        if (part == option) return option.size();
        return is_slip_of(joined(part), joined(option)) && !near_another(part) ? option.size() : 0;
    }

    [[nodiscard]] bool near_another(const Tokens& part) const {
        const auto near = std::count_if(options_.begin(), options_.end(), [&](const auto& option) {
            return is_slip_of(joined(part), joined(option));
        });
        return near > 1;
    }

    [[nodiscard]] bool is_link(const Token& token) const {
        if (token.kind != Token::Kind::word) return false;
        static constexpr std::u32string_view links[] = {
            U"and",  U"na",    U"et",       U"e",    U"da",      U"aur",    U"और",
            U"then", U"kisha", U"halafu",   U"puis", U"ensuite", U"depois", U"sannan",
            U"phir", U"फिर",   U"plus",     U"pia",  U"also",    U"aussi",  U"tambem",
            U"እና",   U"ena",   U"followed", U"by",   U"pamoja",  U"with",   U"avec"};
        static constexpr std::u32string_view steps[] = {
            U"first", U"second", U"third",  U"finally", U"last",  U"lastly",  U"kwanza",
            U"pili",  U"tatu",   U"mwisho", U"dabord",  U"enfin", U"premier", U"primeiro",
            U"fim",   U"pehle",  U"पहले",    U"aakhir",  U"farko"};
        const bool step =
            std::find(std::begin(steps), std::end(steps), token.text) != std::end(steps);
        if (heard_.form.kind == Kind::ranking && step && !list_number(token, heard_.language))
            return true;
        if (token.text.size() == 1 && mark_of(token.text.front()) && token.text != U"e")
            return false;
        const bool link =
            std::find(std::begin(links), std::end(links), token.text) != std::end(links);
        if (token.text == U"e" && options_.size() >= 5) return heard_.language == "pt";
        return link || is_filler(token, heard_.language);
    }

    [[nodiscard]] std::optional<std::uint16_t> mark_of(char32_t point) const {
        const std::size_t count = options_.size();
        std::size_t nth = count;
        if (point >= U'1' && point <= U'9') nth = point - U'1';
        if (point >= U'a' && point <= U'z') nth = point - U'a';
        if (nth >= count) return std::nullopt;
        return static_cast<std::uint16_t>(nth);
    }

    /// "13" and "ac" are two picks; "1.3" as well.
    [[nodiscard]] Options by_mark(const Token& token) const {
        if (token.kind == Token::Kind::word && token.text.size() > 1) {
            const auto number = list_number(token, heard_.language);
            if (number) return by_position(*number);
        }
        const std::u32string& marks = token.kind == Token::Kind::word ? token.text : token.written;
        return by_letters(marks);
    }

    [[nodiscard]] Options by_position(std::int64_t number) const {
        if (number < 1 || number > static_cast<std::int64_t>(options_.size())) return {};
        return {static_cast<std::uint16_t>(number - 1)};
    }

    [[nodiscard]] Options by_letters(std::u32string_view marks) const {
        Options picks;
        for (const char32_t point : marks) {
            if (point == U'.' || point == U',' || point == U' ') continue;
            const auto nth = mark_of(point);
            if (!nth) return {};
            picks.push_back(*nth);
        }
        return picks;
    }

    /// "1-3" may mean two options or three; a ranking has "2-1-3".
    [[nodiscard]] bool is_range(std::size_t at) const {
        if (heard_.form.kind == Kind::ranking || at > 0 || heard_.tokens.size() != 2) return false;
        const bool numbers = heard_.tokens[0].kind == Token::Kind::number &&
                             heard_.tokens[1].kind == Token::Kind::number;
        return numbers && heard_.typed.find('-') != std::string_view::npos;
    }

    const Heard& heard_;
    std::vector<Tokens> options_;
};

bool names_one_twice(Options picks) {
    std::sort(picks.begin(), picks.end());
    return std::adjacent_find(picks.begin(), picks.end()) != picks.end();
}

Options every(std::size_t count) {
    Options all;
    for (std::size_t nth = 0; nth < count; ++nth)
        all.push_back(static_cast<std::uint16_t>(nth));
    return all;
}

bool is_zero(const Heard& heard) {
    return heard.tokens.size() == 1 && heard.tokens[0].kind == Token::Kind::number &&
           heard.tokens[0].value == 0;
}

bool beyond_the_list(const Heard& heard) {
    return heard.tokens.size() == 1 && heard.tokens[0].kind == Token::Kind::number;
}

}  // namespace

Understanding understand_multiple(const Heard& heard) {
    const Form& form = heard.form;
    if (is_zero(heard)) return {Outcome::dont_know, {}, 0};
    auto picks = PickReader(heard).read();
    const bool both = says(&LanguageWords::both, heard.tokens, heard.language);
    const bool named = picks && !picks->empty() && !both;
    if (both) {
        if (form.options.size() != 2) return {};
        picks = every(2);
    } else if (!named && says(&LanguageWords::all, heard.tokens, heard.language)) {
        picks = every(form.options.size());
    } else if (!named && says(&LanguageWords::nothing, heard.tokens, heard.language)) {
        picks = Options();
    } else if (!named) {
        return {beyond_the_list(heard) ? Outcome::out_of_range : Outcome::unsure, {}, 0};
    }
    if (names_one_twice(*picks)) return {};
    if (picks->size() < form.picks_min || picks->size() > form.picks_max)
        return {Outcome::out_of_range, {}, 0};
    std::sort(picks->begin(), picks->end());
    return answered(Picks{std::move(*picks)}, sure_in_words);
}

Understanding understand_ranking(const Heard& heard) {
    auto picks = PickReader(heard).read();
    const bool complete = picks && picks->size() == heard.form.options.size();
    if (is_zero(heard)) return {Outcome::dont_know, {}, 0};
    if (!complete || names_one_twice(*picks)) return {};
    return answered(Picks{std::move(*picks)}, sure_in_words);
}

}  // namespace kazi::taskflow::question
