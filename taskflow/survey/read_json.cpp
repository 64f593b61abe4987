// SPDX-License-Identifier: Apache-2.0
// The JSON form of a survey. A key that nobody knows is a fault: a misspelt "ask_if" must not ask
// everybody.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "taskflow/survey/survey.hpp"

namespace kazi::taskflow::survey {

namespace {

namespace json = boost::json;

class JsonReader {
public:
    boost::system::result<Survey, Faults> read(std::string_view text) {
        boost::system::error_code error;
        const json::value document = json::parse(text, error);
        if (error || !document.is_object()) return Faults{{"file", "is no JSON object"}};
        read_survey(document.get_object());
        if (faults_.empty()) faults_ = check_structure(survey_);
        if (!faults_.empty()) return faults_;
        return survey_;
    }

private:
    void fail(const std::string& where, std::string what) {
        faults_.push_back({where, std::move(what)});
    }

    /// Numbers are taken as they are written: bounds are kept as text.
    std::string text_in(const json::value& value, const std::string& where, std::string_view key) {
        if (value.is_string()) return std::string(value.get_string());
        if (value.is_int64()) return std::to_string(value.get_int64());
        if (value.is_double()) return fmt::format("{}", value.get_double());
        fail(where, fmt::format("{} must be text or a number", key));
        return {};
    }

    /// {"en": "…", "sw": "…"}, or one text in the survey's first language.
    std::map<Language, std::string> texts_in(const json::value& value, const std::string& where) {
        std::map<Language, std::string> texts;
        if (value.is_string() && !survey_.languages.empty()) {
            texts[survey_.languages.front()] = std::string(value.get_string());
        } else if (value.is_object()) {
            for (const auto& [language, text] : value.get_object())
                texts[std::string(language)] = text_in(text, where, language);
        } else {
            fail(where, "text must be text, or texts by language");
        }
        return texts;
    }

    void read_survey(const json::object& object) {
        for (const auto& [key, value] : object) {
            if (key == "title") survey_.title = text_in(value, "survey", key);
            if (key == "languages" && value.is_array()) read_languages(value.get_array());
            if (key != "title" && key != "languages" && key != "questions")
                fail("survey", fmt::format("has {}, which is not known", std::string_view(key)));
        }
        const json::value* questions = object.if_contains("questions");
        if (questions == nullptr || !questions->is_array())
            return fail("survey", "has no questions");
        for (const json::value& each : questions->get_array()) {
            if (!each.is_object()) return fail("survey", "has a question that is no object");
            read_question(each.get_object());
        }
    }

    void read_languages(const json::array& languages) {
        for (const json::value& each : languages)
            survey_.languages.push_back(text_in(each, "survey", "languages"));
    }

    void read_question(const json::object& object) {
        SurveyQuestion asked;
        if (const auto* name = object.if_contains("name"))
            asked.name = text_in(*name, "name", "name");
        for (const auto& [key, value] : object)
            read_field(asked, std::string(key), value);
        auto condition = read_condition(asked.ask_if);
        if (condition) {
            asked.condition = std::move(*condition);
        } else {
            fail(asked.name, "ask_if: " + condition.error());
        }
        survey_.questions.push_back(std::move(asked));
    }

    void read_field(SurveyQuestion& asked, const std::string& key, const json::value& value) {
        if (key == "name") return;
        if (key == "text") {
            asked.texts = texts_in(value, asked.name);
        } else if (key == "options") {
            read_options(asked, value);
        } else if (key == "ask_if") {
            asked.ask_if = text_in(value, asked.name, key);
        } else if (std::string* field = field_of(asked.spec, key)) {
            *field = text_in(value, asked.name, key);
        } else {
            fail(asked.name, fmt::format("has {}, which is not known", key));
        }
    }

    static std::string* field_of(question::FormSpec& spec, std::string_view key) {
        if (key == "type") return &spec.type;
        if (key == "min") return &spec.minimum;
        if (key == "max") return &spec.maximum;
        if (key == "unit") return &spec.unit;
        if (key == "currency") return &spec.currency;
        if (key == "decimals") return &spec.decimals;
        if (key == "picks_min") return &spec.picks_minimum;
        if (key == "picks_max") return &spec.picks_maximum;
        return key == "source" ? &spec.source : nullptr;
    }

    void read_options(SurveyQuestion& asked, const json::value& value) {
        if (!value.is_array()) return fail(asked.name, "options must be a list");
        for (const json::value& each : value.get_array()) {
            const json::object* object = each.if_object();
            const json::value* name = object == nullptr ? nullptr : object->if_contains("name");
            const json::value* label = object == nullptr ? nullptr : object->if_contains("label");
            if (name == nullptr || label == nullptr)
                return fail(asked.name, "an option needs a name and a label");
            asked.options.push_back(
                {text_in(*name, asked.name, "name"), texts_in(*label, asked.name)});
        }
    }

    Survey survey_;
    Faults faults_;
};

}  // namespace

boost::system::result<Survey, Faults> read_survey_json(std::string_view text) {
    return JsonReader().read(text);
}

}  // namespace kazi::taskflow::survey
