// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/interview.hpp"

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/survey/answers_json.hpp"
#include "taskflow/survey/play.hpp"
#include "taskflow/tasks/accepting.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/interview_pack.hpp"
#include "taskflow/tasks/leases.hpp"
#include "taskflow/tasks/packing.hpp"
#include "taskflow/ussd/paid_session.hpp"

namespace kazi::taskflow {

namespace {

using survey::Survey;
using survey::SurveyQuestion;

const Survey* survey_of(const Assignable& what) {
    return what.campaign->survey_task.survey.get();
}

std::size_t first_question(const Survey& survey) {
    return survey::next_asked(survey, 0, {});
}

Study study_of(const Turn& turn, const Assignable& what) {
    if (turn.worker.study.interview == what.ref) return turn.worker.study;
    return {.interview = what.ref,
            .at = static_cast<std::uint16_t>(first_question(*survey_of(what))),
            .answers = {},
            .pack = {}};
}

/// A survey's question in her language as a campaign would ask it.
Question as_question(const Survey& survey, const SurveyQuestion& asked, const Language& language,
                     const survey::Answers& answers) {
    Question question;
    question.type = *question::kind_named(asked.spec.type);
    QuestionText& text = question.texts[language];
    text.text = survey::text_of(survey, asked, language, answers);
    for (const survey::Option& option : asked.options) {
        text.options.push_back(survey::label_of(survey, option, language));
        question.labels.push_back(option.name);
    }
    question.limits = asked.spec;
    question.limits.options.clear();
    return question;
}

Place leave_empty(Turn& turn) {
    turn.worker.last = {LastOutcome::Kind::skipped, turn.worker.question->item, 0};
    note(turn, dialogue::keys::question_skipped);
    let_go(turn);
    return next(turn);
}

Place complete(Turn& turn, const Survey& survey, const survey::Answers& answers) {
    if (answers.empty()) return leave_empty(turn);
    accept(turn, Given{0, survey::answers_json(survey, answers)});
    return go_on_in_session(turn);
}

}  // namespace

std::shared_ptr<const Question> question_put(const Turn& turn, const Assignable& what) {
    const Survey* survey = survey_of(what);
    if (survey == nullptr) return {std::shared_ptr<const Question>(), &what.campaign->question};
    const Study study = study_of(turn, what);
    return std::make_shared<const Question>(
        as_question(*survey, survey->questions.at(study.at), language_of(turn), study.answers));
}

Question question_of_survey(const Turn& turn, const Study& study, std::size_t place) {
    const Survey& survey = *survey_of(*turn.asking);
    return as_question(survey, survey.questions.at(place), language_of(turn), study.answers);
}

Study open_study(const Turn& turn) {
    return study_of(turn, *turn.asking);
}

bool is_interview(const Turn& turn) {
    return turn.worker.question && turn.asking && survey_of(*turn.asking) != nullptr;
}

bool is_interview_start(const Turn& turn, const Assignable& what) {
    const Survey* survey = survey_of(what);
    if (survey == nullptr) return false;
    const Study study = study_of(turn, what);
    return study.answers.empty() && study.at == first_question(*survey);
}

Place answer_interview(Turn& turn, const question::Understanding& understanding) {
    const Survey& survey = *survey_of(*turn.asking);
    Study study = study_of(turn, *turn.asking);
    const SurveyQuestion& asked = survey.questions.at(study.at);
    if (const auto given = survey::given_by(asked, understanding))
        study.answers.insert_or_assign(asked.name, *given);
    if (study.pack.size > 0) return go_on_in_pack(turn, std::move(study));
    const std::size_t following = study.at + std::size_t{1};
    return go_on_in_survey(turn, std::move(study), following);
}

Place go_on_in_survey(Turn& turn, Study study, std::size_t from) {
    const Survey& survey = *survey_of(*turn.asking);
    const std::size_t following = survey::next_asked(survey, from, study.answers);
    if (following >= survey.questions.size()) return complete(turn, survey, study.answers);
    study.at = static_cast<std::uint16_t>(following);
    study.pack = {};
    turn.worker.study = std::move(study);
    ask_further(turn);
    pack_beside(turn, question_screen);
    return Place::question;
}

void forget_closed_interview(Turn& turn) {
    const auto& open = turn.worker.question;
    if (turn.worker.study == Study{}) return;
    if (!open || open->item != turn.worker.study.interview) turn.worker.study = {};
}

}  // namespace kazi::taskflow
