// SPDX-License-Identifier: Apache-2.0
// Measures what would be sent: the dialogue's own renderers are asked, with pipes filled as long as
// they can get.
#include "taskflow/survey/review.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "protocols/gsm_text.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/dialogue/render_sms.hpp"
#include "taskflow/dialogue/render_ussd.hpp"
#include "taskflow/question/fold.hpp"
#include "taskflow/survey/play.hpp"

namespace kazi::taskflow::survey {

namespace {

namespace keys = dialogue::keys;

constexpr int segments_uncut = 50;
constexpr std::size_t long_word_letters = 7;
constexpr std::size_t judged_words_min = 6;  // of fewer words the share of long ones says nothing
constexpr question::Milli longest_number = 9'999'999 * question::milli;
constexpr std::string_view longest_words = "Wwwwwwwwww Wwwwwwwww";
/// Fewer letters outside the GSM alphabet than one in so many are slips, not a script.
constexpr std::size_t script_share = 4;

/// Answers as long as they are likely to come, for the pipes.
Answers longest_answers(const Survey& survey, const Language& language) {
    Answers answers;
    for (const SurveyQuestion& asked : survey.questions) {
        Given given;
        std::size_t longest = 0;
        for (const Option& option : asked.options) {
            const std::size_t length = label_of(survey, option, language).size();
            if (length < longest) continue;
            longest = length;
            given.names = {option.name};
        }
        if (asked.spec.type == "number" || asked.spec.type == "price")
            given.number = longest_number;
        if (given.names.empty()) given.names = {std::string(longest_words)};
        answers.emplace(asked.name, given);
    }
    return answers;
}

std::vector<std::u32string> words_in(const std::string& text) {
    std::vector<std::u32string> words(1);
    for (const char32_t point : question::fold_text(text)) {
        const auto mask = U_GET_GC_MASK(static_cast<UChar32>(point));
        if ((mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0) {
            words.back().push_back(point);
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::size_t sentences_in(const std::string& text) {
    std::size_t sentences = 0;
    bool open = false;
    for (const char32_t point : question::fold_text(text)) {
        const bool ends = point == U'.' || point == U'?' || point == U'!' || point == 0x1362 ||
                          point == 0x1367 || point == 0x0964;
        if (ends && open) ++sentences;
        open = !ends && (open || u_isalpha(static_cast<UChar32>(point)) != 0);
    }
    return std::max<std::size_t>(sentences + (open ? 1 : 0), 1);
}

int reading_of(const std::string& text) {
    const auto words = words_in(text);
    if (words.size() < judged_words_min) return 0;
    const auto long_words = std::count_if(words.begin(), words.end(), [](const auto& word) {
        return word.size() >= long_word_letters;
    });
    return static_cast<int>(words.size() / sentences_in(text) +
                            100 * static_cast<std::size_t>(long_words) / words.size());
}

std::string longest_word(const std::string& text) {
    const auto words = words_in(text);
    const auto longest = std::max_element(
        words.begin(), words.end(),
        [](const auto& left, const auto& right) { return left.size() < right.size(); });
    return longest == words.end() ? std::string() : question::to_utf8(*longest);
}

/// The word that one character outside the GSM alphabet stands in.
std::string word_round(const std::string& text, std::size_t offset) {
    constexpr std::string_view blanks = " \n";
    const std::size_t before =
        offset == 0 ? std::string::npos : text.find_last_of(blanks, offset - 1);
    const std::size_t start = before == std::string::npos ? 0 : before + 1;
    return text.substr(start, text.find_first_of(blanks, offset) - start);
}

/// Whether the text is in a script of its own: then no single word is to blame for its cost.
bool is_own_script(const std::string& text) {
    const std::u32string points = question::fold_text(text);
    const auto foreign = static_cast<std::size_t>(
        std::count_if(points.begin(), points.end(), [](char32_t point) { return point > 0x024F; }));
    return foreign * script_share > points.size();
}

class Reviewer {
public:
    Reviewer(const Survey& survey, const dialogue::Phrasebook& phrases, const Limits& limits)
        : survey_(survey), limits_(limits), surveying_{survey, phrases, "2026-01-01"} {}

    Review review() {
        for (const Language& language : survey_.languages)
            review_language(language);
        for (const SurveyQuestion& asked : survey_.questions)
            check_translations(asked);
        const Paths& paths = review_.languages.front().paths;
        for (const std::string& name : paths.unreachable)
            review_.faults.push_back({name, "is never asked: no answers lead to it"});
        if (!paths.complete)
            review_.warnings.push_back({"survey", "has too many ways through it to try them all"});
        return std::move(review_);
    }

private:
    void review_language(const Language& language) {
        LanguageReview reviewed{language, {}, {}};
        Sitting sitting{language, 0, 0, longest_answers(survey_, language)};
        QuestionCosts costs;
        for (sitting.at = 0; sitting.at < survey_.questions.size(); ++sitting.at) {
            reviewed.questions.push_back(review_question(sitting));
            costs.push_back(reviewed.questions.back().segments + 1.0);
        }
        reviewed.paths = explore(survey_, costs);
        review_.languages.push_back(std::move(reviewed));
    }

    QuestionReview review_question(const Sitting& sitting) {
        const dialogue::Screen screen = screen_of(surveying_, sitting);
        const std::string text = dialogue::render_sms(screen, {}, segments_uncut).text;
        const auto length = protocols::measure_sms(text);
        QuestionReview reviewed;
        reviewed.question = survey_.questions[sitting.at].name;
        reviewed.language = sitting.language;
        reviewed.gsm = length.encoding == protocols::SmsEncoding::gsm7;
        reviewed.segments = static_cast<int>(length.segments);
        reviewed.pages = pages_of(screen, sitting.language);
        reviewed.reading = reading_of(screen.body);
        blame(reviewed, text, length);
        return reviewed;
    }

    [[nodiscard]] int pages_of(const dialogue::Screen& screen, const Language& language) const {
        const auto& phrases = surveying_.phrases;
        const dialogue::NavigationTexts navigation{phrases.say(language, keys::more),
                                                   phrases.say(language, keys::back),
                                                   phrases.say(language, keys::home)};
        const auto shown = dialogue::show_ussd(screen, {}, navigation, limits_.ussd_chars_max);
        if (shown.page == 0) return 1;
        return dialogue::count_ussd_pages(screen, navigation, limits_.ussd_chars_max);
    }

    void blame(QuestionReview& reviewed, const std::string& text,
               const protocols::SmsLength& length) {
        const std::string where = fmt::format("{} ({})", reviewed.question, reviewed.language);
        const bool slip = length.costly && !is_own_script(text);
        if (slip) {
            reviewed.blame = word_round(text, length.costly->offset);
            review_.warnings.push_back(
                {where, fmt::format("\"{}\" is not in the GSM alphabet: a segment holds 70 "
                                    "characters instead of 160",
                                    reviewed.blame)});
        }
        if (reviewed.segments > limits_.segments_max || reviewed.pages > limits_.pages_max) {
            if (reviewed.blame.empty()) reviewed.blame = longest_word(text);
            review_.faults.push_back(
                {where,
                 fmt::format("takes {} segments and {} pages, at most {} and {}; to blame: {}",
                             reviewed.segments, reviewed.pages, limits_.segments_max,
                             limits_.pages_max, reviewed.blame)});
        }
        if (reviewed.reading > limits_.reading_max) {
            if (reviewed.blame.empty()) reviewed.blame = longest_word(text);
            review_.warnings.push_back(
                {where, fmt::format("is hard to read ({}, above {}); the longest word is {}",
                                    reviewed.reading, limits_.reading_max, longest_word(text))});
        }
    }

    void check_translations(const SurveyQuestion& asked) {
        for (const Language& language : survey_.languages) {
            if (!asked.texts.contains(language))
                review_.faults.push_back({asked.name, "has no text in " + language});
            for (const Option& option : asked.options) {
                if (option.labels.contains(language)) continue;
                review_.faults.push_back(
                    {asked.name, fmt::format("has no label for {} in {}", option.name, language)});
            }
            check_labels(asked, language);
        }
    }

    /// Each label, and its number, must be read as that option when it is typed back.
    void check_labels(const SurveyQuestion& asked, const Language& language) {
        const auto form = form_of(asked, language, surveying_.today);
        if (!form || form->kind != question::Kind::choice) return;
        for (std::size_t nth = 0; nth < form->options.size(); ++nth) {
            for (const std::string& typed : {form->options[nth], std::to_string(nth + 1)}) {
                const auto understood = question::understand(*form, language, typed);
                const auto* picks = std::get_if<question::Picks>(&understood.value);
                if (picks != nullptr && picks->options.front() == nth) continue;
                review_.faults.push_back(
                    {asked.name, fmt::format("\"{}\" is not understood as option {} in {}", typed,
                                             nth + 1, language)});
            }
        }
    }

    const Survey& survey_;
    const Limits& limits_;
    Surveying surveying_;
    Review review_;
};

}  // namespace

Review review(const Survey& survey, const dialogue::Phrasebook& phrases, const Limits& limits) {
    return Reviewer(survey, phrases, limits).review();
}

}  // namespace kazi::taskflow::survey
