// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/survey_json.hpp"

#include <boost/json.hpp>
#include <memory>

#include "taskflow/survey/survey.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;
namespace json = boost::json;

// A worker's record holds one's answers until the last of them is in.
constexpr std::size_t questions_max = 40;

using ReadSurvey = boost::system::result<survey::Survey, survey::Faults>;

ReadSurvey survey_from(const json::value& value, std::string& definition) {
    if (value.is_string()) {
        definition = value.get_string();
        return survey::read_survey_xlsform(definition);
    }
    definition = json::serialize(value);
    return survey::read_survey_json(definition);
}

/// What stands for the question wherever a campaign is told of without its survey.
Question title_of(const survey::Survey& survey, const std::string& title) {
    Question question;
    question.type = QuestionType::short_text;
    for (const Language& language : survey.languages)
        question.texts[language].text = survey.title.empty() ? title : survey.title;
    return question;
}

}  // namespace

void read_survey(Fields& fields, Campaign& campaign) {
    auto survey = survey_from(*fields.value("survey"), campaign.survey_task.definition);
    if (!survey) {
        for (const survey::Fault& fault : survey.error())
            fields.problem("survey." + fault.where, fault.what);
        return;
    }
    if (survey->questions.size() > questions_max)
        fields.problem("survey", "has more than 40 questions");
    campaign.question = title_of(*survey, campaign.title);
    campaign.survey_task.survey = std::make_shared<const survey::Survey>(std::move(*survey));
}

json::value survey_json(const Campaign& campaign) {
    const std::string& definition = campaign.survey_task.definition;
    boost::system::error_code error;
    json::value value = json::parse(definition, error);
    return error || !value.is_object() ? json::value(definition) : value;
}

}  // namespace kazi::gateway::records
