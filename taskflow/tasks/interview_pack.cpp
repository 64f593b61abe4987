// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/interview_pack.hpp"

#include <algorithm>
#include <bit>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/survey/play.hpp"
#include "taskflow/survey/together.hpp"
#include "taskflow/tasks/answering.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/interview.hpp"
#include "taskflow/tasks/leases.hpp"
#include "taskflow/tasks/packing.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using survey::Survey;

const Survey& survey_open(const Turn& turn) {
    return *turn.asking->campaign->survey_task.survey;
}

std::uint8_t bit_of(std::size_t letter) {
    return static_cast<std::uint8_t>(1U << letter);
}

/// The survey's questions that have a letter, open or not.
std::vector<std::size_t> lettered(const Turn& turn, const Study& study) {
    return survey::asked_together(survey_open(turn), study.pack.first, study.answers,
                                  study.pack.size);
}

/// Those letters that are open, A being 0.
std::vector<std::size_t> open_places(const StudyPack& pack) {
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < pack.size; ++place) {
        if ((pack.open & bit_of(place)) != 0) places.push_back(place);
    }
    return places;
}

/// All of it was answered or left.
Place go_past(Turn& turn, Study study) {
    const std::size_t following = lettered(turn, study).back() + 1;
    return go_on_in_survey(turn, std::move(study), following);
}

void open_first_left(const Turn& turn, Study& study) {
    const auto left = static_cast<std::size_t>(std::countr_zero(study.pack.open));
    study.at = static_cast<std::uint16_t>(lettered(turn, study).at(left));
}

Place ask_for_rest(Turn& turn, Study study, std::uint8_t tries) {
    if (tries >= tries_max) {
        note(turn, keys::question_given_up);
        return go_past(turn, std::move(study));
    }
    open_first_left(turn, study);
    turn.worker.study = std::move(study);
    turn.worker.question->tries = tries;
    renew_lease(turn);
    return Place::question;
}

struct Taken {
    bool left = false;     ///< she would rather not answer something
    bool puzzled = false;  ///< something could not be read
};

/// Into `study`, which loses the letters that were answered or left.
Taken take_all(const Turn& turn, const PackReading& reading, Study& study) {
    const Survey& survey = survey_open(turn);
    const std::vector<std::size_t> questions = lettered(turn, study);
    const std::vector<std::size_t> places = open_places(study.pack);
    Taken taken;
    for (std::size_t nth = 0; nth < places.size(); ++nth) {
        const auto& said = reading[nth];
        if (!said) continue;
        if (question::is_puzzling(*said)) {
            taken.puzzled = true;
            continue;
        }
        const auto& asked = survey.questions.at(questions.at(places[nth]));
        const auto given = survey::given_by(asked, *said);
        if (given) study.answers.insert_or_assign(asked.name, *given);
        taken.left = taken.left || !given;
        study.pack.open &= static_cast<std::uint8_t>(~bit_of(places[nth]));
    }
    return taken;
}

}  // namespace

bool has_survey_letters(const Turn& turn) {
    return turn.channel == Channel::sms && is_interview(turn) && turn.worker.study.pack.size > 0;
}

bool is_packed_interview(const Turn& turn) {
    return has_survey_letters(turn) && std::popcount(turn.worker.study.pack.open) > 1;
}

std::size_t packable_in_interview(const Turn& turn, std::size_t at_most) {
    const Study study = open_study(turn);
    const auto together =
        survey::asked_together(survey_open(turn), study.at, study.answers, at_most);
    return std::max<std::size_t>(together.size(), 1);
}

void put_together(Turn& turn, std::size_t size) {
    Study study = open_study(turn);
    study.pack = {};
    if (size > 1) {
        study.pack.first = study.at;
        study.pack.size = static_cast<std::uint8_t>(size);
        study.pack.open = static_cast<std::uint8_t>((1U << size) - 1U);
    }
    turn.worker.study = std::move(study);
}

std::string open_survey_letters(const Turn& turn) {
    std::string letters;
    for (const std::size_t place : open_places(turn.worker.study.pack))
        letters += static_cast<char>('A' + place);
    return letters;
}

std::vector<Question> open_survey_questions(const Turn& turn) {
    const Study& study = turn.worker.study;
    const std::vector<std::size_t> questions = lettered(turn, study);
    std::vector<Question> open;
    for (const std::size_t place : open_places(study.pack))
        open.push_back(question_of_survey(turn, study, questions.at(place)));
    return open;
}

PackReading read_interview_pack(const Turn& turn, std::string_view typed) {
    const std::string letters = open_survey_letters(turn);
    const std::vector<Question> questions = open_survey_questions(turn);
    return read_pack(typed, {.open = letters, .given = turn.worker.study.pack.size},
                     [&](std::size_t nth, std::string_view piece) {
                         return understood_as(turn, questions[nth], *turn.asking->item, piece);
                     });
}

Place answer_interview_pack(Turn& turn, const PackReading& reading) {
    if (!still_wanted(turn)) return leave_closed(turn);
    const auto tries = static_cast<std::uint8_t>(turn.worker.question->tries + 1);
    learn_ease(turn, says_everything(reading));
    Study study = turn.worker.study;
    const Taken taken = take_all(turn, reading, study);
    if (taken.left) note(turn, keys::question_skipped);
    if (study.pack.open == 0) return go_past(turn, std::move(study));
    if (taken.puzzled || !says_anything(reading)) note(turn, keys::pack_unclear);
    return ask_for_rest(turn, std::move(study), tries);
}

Place go_on_in_pack(Turn& turn, Study study) {
    study.pack.open &= static_cast<std::uint8_t>(study.pack.open - 1U);
    if (study.pack.open == 0) return go_past(turn, std::move(study));
    open_first_left(turn, study);
    turn.worker.study = std::move(study);
    ask_further(turn);
    return Place::question;
}

Place leave_interview_pack(Turn& turn) {
    return go_past(turn, turn.worker.study);
}

}  // namespace kazi::taskflow
