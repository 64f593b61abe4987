// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/interview_correcting.hpp"

#include <bit>
#include <optional>
#include <utility>

#include "taskflow/survey/survey.hpp"
#include "taskflow/survey/together.hpp"
#include "taskflow/tasks/answering.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/tasks/interview.hpp"
#include "taskflow/tasks/interview_pack.hpp"
#include "taskflow/tasks/pack_answering.hpp"

namespace kazi::taskflow {

namespace {

using survey::Survey;

/// The last question before `at` that was asked; nothing when there is none.
std::optional<std::size_t> asked_before(const Survey& survey, std::size_t at,
                                        const survey::Answers& answers) {
    while (at-- > 0) {
        if (survey::holds(survey.questions[at].condition, answers)) return at;
    }
    return std::nullopt;
}

bool is_partly_answered(const StudyPack& pack) {
    return pack.size > 0 && std::popcount(pack.open) < static_cast<int>(pack.size);
}

/// The letters that were answered and come back: what she sees at once, at once.
std::uint8_t reopened(const StudyPack& pack, Channel channel) {
    if (channel == Channel::sms) return static_cast<std::uint8_t>((1U << pack.size) - 1U);
    const int answered = std::countr_zero(pack.open);  // those before the first open one
    return static_cast<std::uint8_t>(answered > 0 ? 1U << (answered - 1) : 0U);
}

/// The message as it stood before her reply to it.
std::optional<Study> back_in_pack(const Survey& survey, Study study, Channel channel) {
    const auto places =
        survey::asked_together(survey, study.pack.first, study.answers, study.pack.size);
    const auto back = static_cast<std::uint8_t>(reopened(study.pack, channel) & ~study.pack.open);
    if (back == 0) return std::nullopt;
    study.pack.open |= back;
    for (std::size_t letter = 0; letter < places.size(); ++letter) {
        if ((back >> letter & 1) != 0) study.answers.erase(survey.questions[places[letter]].name);
    }
    const auto first = static_cast<std::size_t>(std::countr_zero(study.pack.open));
    study.at = static_cast<std::uint16_t>(places.at(first));
    return study;
}

std::optional<Study> one_back(const Turn& turn) {
    const Survey& survey = *turn.asking->campaign->survey_task.survey;
    Study study = open_study(turn);
    if (is_partly_answered(study.pack)) return back_in_pack(survey, std::move(study), turn.channel);
    const std::size_t from = study.pack.size > 0 ? study.pack.first : study.at;
    const auto before = asked_before(survey, from, study.answers);
    if (!before) return std::nullopt;
    study.answers.erase(survey.questions[*before].name);
    study.at = static_cast<std::uint16_t>(*before);
    study.pack = {};
    return study;
}

void put_back(Turn& turn) {
    turn.worker.study = *one_back(turn);
    ask_further(turn);
}

/// Over USSD she may be at the menu, whose OOPS is for her last paid answer.
bool looks_at_survey(const Turn& turn) {
    if (!is_interview(turn) || is_correcting(turn)) return false;
    return turn.channel == Channel::sms || turn.worker.ussd.place == Place::question;
}

}  // namespace

bool can_go_back_in_survey(const Turn& turn) {
    return looks_at_survey(turn) && one_back(turn).has_value();
}

Place go_back_in_survey(Turn& turn) {
    put_back(turn);
    return Place::question;
}

Place go_back_in_survey_with(Turn& turn, std::string_view answer_text) {
    put_back(turn);
    if (is_packed_interview(turn)) return answer_pack(turn, read_open_pack(turn, answer_text));
    return answer(turn, understood(turn, *turn.asking, answer_text));
}

}  // namespace kazi::taskflow
