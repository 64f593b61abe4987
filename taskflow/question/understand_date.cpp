// SPDX-License-Identifier: Apache-2.0
// Days: by words ("yesterday", "juzi"), by weekday, so many days ago, and by the calendar in any
// common order. A day must follow from what was said and from the limits of the question alone;
// what could be two days is none.
#include <algorithm>
#include <array>

#include "taskflow/question/form_readers.hpp"
#include "taskflow/question/meaning.hpp"
#include "taskflow/question/number_words.hpp"
#include "taskflow/question/typo.hpp"

namespace kazi::taskflow::question {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t months_in_year = 12;
constexpr std::size_t slip_letters_min = 5;  // of a month's name as typed
constexpr days half_a_year{183};

/// Day, month and year in the order in which they were found; 0 where one is missing.
struct Parts {
    std::int64_t day = 0;
    std::int64_t month = 0;
    std::int64_t year = 0;
};

class DateReader {
public:
    explicit DateReader(const Heard& heard) : heard_(heard), form_(heard.form) {}

    Understanding read() const {
        if (const auto relative = relative_day()) return judge(*relative, sure_in_words);
        if (const auto weekday = by_weekday()) return judge(*weekday, sure_enough);
        const auto candidates = by_calendar();
        if (candidates.empty()) return {};
        return pick(candidates);
    }

private:
    using Candidates = std::vector<sys_days>;

    [[nodiscard]] bool allowed(sys_days day) const {
        return (!form_.earliest || day >= *form_.earliest) &&
               (!form_.latest || day <= *form_.latest);
    }

    [[nodiscard]] bool past_only() const {
        return form_.today && form_.latest && *form_.latest <= *form_.today;
    }

    [[nodiscard]] Understanding judge(sys_days day, int sure_pct) const {
        if (!allowed(day)) return {Outcome::out_of_range, {}, 0};
        return answered(Day{day}, sure_pct);
    }

    [[nodiscard]] Understanding pick(Candidates candidates) const {
        std::sort(candidates.begin(), candidates.end());
        candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
        std::erase_if(candidates, [&](sys_days day) { return !allowed(day); });
        if (candidates.empty()) return {Outcome::out_of_range, {}, 0};
        if (candidates.size() == 1) return answered(Day{candidates.front()}, sure_in_words);
        return {};
    }

    template <typename Look>
    [[nodiscard]] std::optional<int> look_up(Look look) const {
        for (const LanguageWords* words : words_for(heard_.language)) {
            if (const auto* found = look(words->calendar)) return found->value;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool listed(Words CalendarWords::*list, std::u32string_view text) const {
        const auto tables = words_for(heard_.language);
        return std::any_of(tables.begin(), tables.end(), [&](const LanguageWords* words) {
            return has_word(words->calendar.*list, text);
        });
    }

    [[nodiscard]] std::optional<sys_days> relative_day() const {
        if (!form_.today) return std::nullopt;
        const std::u32string whole = joined(heard_.tokens);
        const std::u32string core = joined(without_fillers(heard_.tokens, heard_.language));
        for (const std::u32string& said : {whole, core, joined(without_marks())}) {
            const auto offset =
                look_up([&](const CalendarWords& words) { return find_word(words.days, said); });
            if (offset) return *form_.today + days(*offset);
            // One word for yesterday and tomorrow: only the limits can tell.
            const auto either = look_up(
                [&](const CalendarWords& words) { return find_word(words.either_way, said); });
            if (either && past_only()) return *form_.today - days(*either);
        }
        return so_long_ago();
    }

    /// "yesterday morning"
    [[nodiscard]] Tokens without_marks() const {
        Tokens kept;
        for (const Token& token : heard_.tokens) {
            if (!listed(&CalendarWords::day_marks, token.text)) kept.push_back(token);
        }
        return kept;
    }

    /// "3 days ago", "siku tatu zilizopita", "il y a 3 jours".
    [[nodiscard]] std::optional<sys_days> so_long_ago() const {
        std::optional<std::int64_t> count;
        std::optional<int> period;
        Tokens rest;
        for (std::size_t at = 0; at < heard_.tokens.size(); ++at) {
            const Token& token = heard_.tokens[at];
            const auto number = number_at(at);
            const auto found = look_up(
                [&](const CalendarWords& words) { return find_word(words.periods, token.text); });
            if (number) {
                if (count) return std::nullopt;
                count = number->value;
                at += number->tokens - 1;
            } else if (found) {
                period = found;
            } else if (!count && token.text == U"a" && heard_.language == "en") {
                count = 1;
            } else {
                rest.push_back(token);
            }
        }
        const bool past =
            listed(&CalendarWords::ago, joined(rest)) ||
            listed(&CalendarWords::ago, joined(without_fillers(rest, heard_.language)));
        if (!count || !period || !past || *count > 1000) return std::nullopt;
        return *form_.today - days(*count * *period);
    }

    [[nodiscard]] std::optional<SpelledNumber> number_at(std::size_t at) const {
        const Token& token = heard_.tokens[at];
        if (token.kind == Token::Kind::number) return SpelledNumber{token.value, 1};
        if (token.kind != Token::Kind::word) return std::nullopt;
        return read_spelled_number(std::span(heard_.tokens).subspan(at), heard_.language);
    }

    /// A weekday alone is the last one, where only the past counts; today's own name could be
    /// either.
    [[nodiscard]] std::optional<sys_days> by_weekday() const {
        if (!form_.today) return std::nullopt;
        std::optional<int> named;
        bool last = false;
        for (const Token& token : heard_.tokens) {
            const auto found = look_up(
                [&](const CalendarWords& words) { return find_word(words.weekdays, token.text); });
            if (found && named && *found != *named) return std::nullopt;
            if (found) named = found;
            const bool is_last = listed(&CalendarWords::last, token.text);
            last = last || is_last;
            const bool known = found || is_last || is_filler(token, heard_.language) ||
                               listed(&CalendarWords::day_marks, token.text);
            if (!known) return std::nullopt;
        }
        if (!named || (!last && !past_only())) return std::nullopt;
        return weekday_before(*named, last);
    }

    [[nodiscard]] std::optional<sys_days> weekday_before(int named, bool last) const {
        const auto today = static_cast<int>(std::chrono::weekday(*form_.today).c_encoding());
        const int back = (today - named + 7) % 7;
        if (back > 0) return *form_.today - days(back);
        return last ? std::optional(*form_.today - days(7)) : std::nullopt;
    }

    [[nodiscard]] Candidates by_calendar() const {
        std::vector<std::int64_t> numbers;
        std::int64_t month = 0;
        std::int64_t marked_month = 0;
        if (!collect(numbers, month, marked_month)) return {};
        if (month == 0) month = marked_month;
        if (month > 0) return with_month(numbers, month);
        if (numbers.size() == 1) return packed(numbers.front());
        return in_figures(numbers);
    }

    /// By its name, or, where that is long enough, with a slip that no other month is near to.
    [[nodiscard]] std::optional<int> month_named(const Token& token) const {
        const auto exact = look_up(
            [&](const CalendarWords& words) { return find_word(words.months, token.text); });
        if (exact || token.kind != Token::Kind::word || token.text.size() < slip_letters_min)
            return exact;
        std::optional<int> near;
        for (const NumberWord& month : words_for(heard_.language).front()->calendar.months) {
            if (!is_slip_of(token.text, month.word)) continue;
            if (near && *near != month.value) return std::nullopt;
            near = month.value;
        }
        return near;
    }

    /// The numbers in order and the month by name; false when anything else was said.
    bool collect(std::vector<std::int64_t>& numbers, std::int64_t& month,
                 std::int64_t& marked_month) const {
        bool mark = false;
        for (std::size_t at = 0; at < heard_.tokens.size(); ++at) {
            const Token& token = heard_.tokens[at];
            if (token.kind == Token::Kind::unclear) {
                if (!points(token.written, numbers)) return false;
                continue;
            }
            const auto named = month_named(token);
            const bool weekday = look_up([&](const CalendarWords& words) {
                                     return find_word(words.weekdays, token.text);
                                 }).has_value();
            if (named && month == 0 && token.kind == Token::Kind::word) {
                month = *named;
            } else if (const auto number = number_at(at)) {
                (mark && marked_month == 0 ? marked_month : numbers.emplace_back()) = number->value;
                at += number->tokens - 1;
                mark = false;
            } else if (const auto ordinal = first_day(token)) {
                numbers.push_back(*ordinal);
            } else if (listed(&CalendarWords::month_marks, token.text)) {
                mark = true;
            } else if (!weekday && !is_filler(token, heard_.language) &&
                       !listed(&CalendarWords::day_marks, token.text)) {
                return false;
            }
        }
        return numbers.size() <= 3;
    }

    [[nodiscard]] std::optional<int> first_day(const Token& token) const {
        for (const LanguageWords* words : words_for(heard_.language)) {
            const auto* found = find_word(words->numbers.ordinals, token.text);
            if (found != nullptr && found->value > 0) return found->value;
        }
        return std::nullopt;
    }

    /// "12.03.2026"
    static bool points(std::u32string_view written, std::vector<std::int64_t>& numbers) {
        std::int64_t value = 0;
        for (const char32_t point : written) {
            if (point == U'.' || point == U',' || point == U' ') {
                numbers.push_back(value);
                value = 0;
            } else if (point < U'0' || point > U'9' || value > 99'999) {
                return false;
            } else {
                value = value * 10 + static_cast<std::int64_t>(point - U'0');
            }
        }
        numbers.push_back(value);
        return true;
    }

    /// "12 March 2026", "March 12", "12 March".
    [[nodiscard]] Candidates with_month(const std::vector<std::int64_t>& numbers,
                                        std::int64_t month) const {
        if (numbers.empty() || numbers.size() > 2) return {};
        if (numbers.size() == 1) return in_some_year(numbers[0], month);
        const bool year_first = numbers[0] > 31;
        const std::int64_t day = year_first ? numbers[1] : numbers[0];
        return valid({day, month, full_year(year_first ? numbers[0] : numbers[1])});
    }

    [[nodiscard]] Candidates in_figures(const std::vector<std::int64_t>& numbers) const {
        if (numbers.size() == 2) {
            const auto [day, month] = ordered(numbers[0], numbers[1]);
            return in_some_year(day, month);
        }
        if (numbers.size() != 3) return {};
        if (numbers[0] > 31) return valid({numbers[2], numbers[1], full_year(numbers[0])});
        const auto [day, month] = ordered(numbers[0], numbers[1]);
        return valid({day, month, full_year(numbers[2])});
    }

    /// By the custom of the place, unless only the other order makes a date.
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> ordered(std::int64_t first,
                                                                std::int64_t second) const {
        const bool month_first =
            form_.month_first ? first <= months_in_year : second > months_in_year;
        return month_first ? std::pair(second, first) : std::pair(first, second);
    }

    /// "12032026": day, month, year, or the other way round; whichever makes a date.
    [[nodiscard]] Candidates packed(std::int64_t number) const {
        const std::size_t digits = heard_.typed.size();
        if (number < 1'000'000 || number > 99'999'999 || digits < 8) return {};
        Candidates both = valid({number / 1'000'000, number / 10'000 % 100, number % 10'000});
        const Candidates reverse = valid({number % 100, number / 100 % 100, number / 10'000});
        both.insert(both.end(), reverse.begin(), reverse.end());
        return both;
    }

    /// Without a year: this one, the one before or the one after, as the limits tell; without
    /// limits only what is near.
    [[nodiscard]] Candidates in_some_year(std::int64_t day, std::int64_t month) const {
        if (!form_.today) return {};
        const auto this_year = static_cast<int>(year_month_day(*form_.today).year());
        Candidates found;
        for (const int year : {this_year - 1, this_year, this_year + 1}) {
            for (const sys_days each : valid({day, month, year})) {
                const bool near =
                    each > *form_.today - half_a_year && each < *form_.today + half_a_year;
                if (past_only() ? each <= *form_.today : near || form_.earliest)
                    found.push_back(each);
            }
        }
        // Where only the past counts, she means the last time that the day came round.
        if (past_only() && !found.empty()) return {found.back()};
        return found;
    }

    /// Two digits: this century up to next year, else the last one.
    [[nodiscard]] std::int64_t full_year(std::int64_t year) const {
        if (year > 99) return year;
        const std::int64_t now =
            form_.today ? static_cast<int>(year_month_day(*form_.today).year()) : 2099;
        const std::int64_t century = now / 100 * 100;
        return century + year > now + 1 ? century - 100 + year : century + year;
    }

    static Candidates valid(const Parts& parts) {
        const bool sane = parts.day >= 1 && parts.day <= 31 && parts.month >= 1 &&
                          parts.month <= months_in_year && parts.year >= 1900 && parts.year <= 2100;
        if (!sane) return {};
        const year_month_day date{std::chrono::year(static_cast<int>(parts.year)),
                                  std::chrono::month(static_cast<unsigned>(parts.month)),
                                  std::chrono::day(static_cast<unsigned>(parts.day))};
        if (!date.ok()) return {};
        return {sys_days(date)};
    }

    const Heard& heard_;
    const Form& form_;
};

}  // namespace

Understanding understand_date(const Heard& heard) {
    const bool unsure =
        std::any_of(heard.tokens.begin(), heard.tokens.end(), [&](const Token& token) {
            return token.text == U"or" || token.text == U"au" || token.text == U"ou" ||
                   token.text == U"not";
        });
    if (unsure) return {};
    return DateReader(heard).read();
}

}  // namespace kazi::taskflow::question
