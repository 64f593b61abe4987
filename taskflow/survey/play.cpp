// SPDX-License-Identifier: Apache-2.0
#include "taskflow/survey/play.hpp"

#include "taskflow/dialogue/keys.hpp"

namespace kazi::taskflow::survey {

namespace {

namespace keys = dialogue::keys;
using question::Kind;
using question::Outcome;
using question::Understanding;

const SurveyQuestion& open_question(const Surveying& surveying, const Sitting& sitting) {
    return surveying.survey.questions.at(sitting.at);
}

/// The form in her language, or in the one that the survey falls back to.
question::Form form_for(const Surveying& surveying, const SurveyQuestion& asked,
                        const Language& language) {
    SurveyQuestion labelled = asked;
    for (Option& option : labelled.options)
        option.labels = {{language, label_of(surveying.survey, option, language)}};
    return *form_of(labelled, language, surveying.today);
}

void move_on(const Surveying& surveying, Sitting& sitting) {
    sitting.tries = 0;
    sitting.at = next_asked(surveying.survey, sitting.at + 1, sitting.answers);
}

/// One cheap clarification, then the question is left: nobody is asked for ever.
void ask_again(const Surveying& surveying, Sitting& sitting, std::string_view note,
               dialogue::Notes& notes) {
    const auto say = [&](std::string_view key) {
        notes.push_back(surveying.phrases.say(sitting.language, key));
    };
    if (++sitting.tries <= tries_max) return say(note);
    say(keys::question_given_up);
    move_on(surveying, sitting);
}

std::string range_text(const std::optional<question::Milli>& bound) {
    return bound ? question::milli_text(*bound) : "…";
}

void out_of_range(const Surveying& surveying, Sitting& sitting, const question::Form& form,
                  dialogue::Notes& notes) {
    const bool has_range = form.minimum && form.maximum;
    ask_again(surveying, sitting, keys::unclear, notes);
    if (!has_range || sitting.tries == 0) return;
    notes.back() = surveying.phrases.say(
        sitting.language, keys::question_out_of_range,
        {{"minimum", range_text(form.minimum)}, {"maximum", range_text(form.maximum)}});
}

void add_choices(const Surveying& surveying, const SurveyQuestion& asked, const Language& language,
                 dialogue::Screen& screen) {
    int number = 0;
    for (const Option& option : asked.options)
        screen.choices.push_back(
            {std::to_string(++number), label_of(surveying.survey, option, language)});
    if (asked.spec.type == question::kind_name(Kind::yes_no)) {
        screen.choices = {{"1", surveying.phrases.say(language, keys::question_yes)},
                          {"2", surveying.phrases.say(language, keys::question_no)}};
    }
    if (!screen.choices.empty())
        screen.choices.push_back({"0", surveying.phrases.say(language, keys::question_dont_know)});
}

struct GivenBy {
    const SurveyQuestion& asked;

    std::optional<Given> operator()(std::monostate) const { return std::nullopt; }
    std::optional<Given> operator()(const question::Picks& picks) const {
        Given given;
        for (const std::uint16_t option : picks.options)
            given.names.push_back(asked.options.at(option).name);
        return given;
    }
    std::optional<Given> operator()(const question::Amount& amount) const {
        return Given{{}, amount.value};
    }
    std::optional<Given> operator()(const question::Verdict& verdict) const {
        return Given{{std::string(question::fact_name(verdict.fact))}, verdict.quantity};
    }
    std::optional<Given> operator()(const question::Day& day) const {
        return Given{{question::iso_day(day.day)}};
    }
    std::optional<Given> operator()(const question::Wording& wording) const {
        return Given{{wording.tidy}};
    }
};

}  // namespace

Sitting begin_sitting(const Surveying& surveying, const Language& language) {
    Sitting sitting;
    sitting.language = language;
    sitting.at = next_asked(surveying.survey, 0, sitting.answers);
    return sitting;
}

Reply answer(const Surveying& surveying, Sitting sitting, std::string_view typed) {
    const SurveyQuestion& asked = open_question(surveying, sitting);
    const question::Form form = form_for(surveying, asked, sitting.language);
    Understanding understood = question::understand(form, sitting.language, typed);
    const bool zero = typed == "0" && asked.spec.type == question::kind_name(Kind::yes_no);
    if (zero) understood = {Outcome::dont_know, {}, 0};
    const auto heard = surveying.phrases.vocabulary().hear(dialogue::plain_words(typed));
    if (heard.command == dialogue::Command::skip) understood = {Outcome::skip, {}, 0};
    dialogue::Notes notes;
    if (understood.outcome == Outcome::unsure) {
        ask_again(surveying, sitting, keys::unclear, notes);
    } else if (understood.outcome == Outcome::out_of_range) {
        out_of_range(surveying, sitting, form, notes);
    } else {
        if (const auto given = given_by(asked, understood))
            sitting.answers.insert_or_assign(asked.name, *given);
        move_on(surveying, sitting);
    }
    return {std::move(sitting), std::move(notes)};
}

bool is_over(const Surveying& surveying, const Sitting& sitting) {
    return sitting.at >= surveying.survey.questions.size();
}

dialogue::Screen screen_of(const Surveying& surveying, const Sitting& sitting) {
    const SurveyQuestion& asked = open_question(surveying, sitting);
    dialogue::Screen screen;
    screen.body = text_of(surveying.survey, asked, sitting.language, sitting.answers);
    add_choices(surveying, asked, sitting.language, screen);
    return screen;
}

std::optional<Given> given_by(const SurveyQuestion& asked, const Understanding& understanding) {
    return std::visit(GivenBy{asked}, understanding.value);
}

}  // namespace kazi::taskflow::survey
