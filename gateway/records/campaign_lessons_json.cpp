// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/campaign_lessons_json.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "taskflow/question/asked.hpp"
#include "taskflow/question/placeholders.hpp"
#include "taskflow/training/training.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;
namespace json = boost::json;

constexpr std::int64_t workers_max = 1'000'000;
constexpr std::size_t why_bytes_max = 200;
constexpr std::size_t value_bytes_max = 300;

/// Which of the listed answers results call by this name; nothing: none.
std::optional<std::uint16_t> option_named(const Question& question, const std::string& name) {
    for (std::uint16_t option = 0; option < question::class_count(question); ++option)
        if (question::result_text(question, {}, option) == name) return option;
    return std::nullopt;
}

/// An answer that is not listed, written as kept answers are. A day stands as it is written: it is
/// read against today, and there is none here.
std::optional<std::string> kept_form(const Campaign& campaign, const Lesson& lesson) {
    if (campaign.question.type == QuestionType::date) return lesson.right;
    const auto understood = question::understand(campaign.question, lesson.item,
                                                 campaign.languages.front(), {}, lesson.right);
    const auto given = question::given_by(campaign.question, understood);
    return given && !question::is_puzzling(understood) ? std::optional(given->text) : std::nullopt;
}

void read_right(Fields& fields, const Campaign& campaign, Lesson& lesson) {
    lesson.right = fields.text("right", 1, why_bytes_max);
    if (campaign.question.texts.empty() || campaign.languages.empty()) return;
    if (question::is_listed(campaign.question)) {
        const auto option = option_named(campaign.question, lesson.right);
        if (!option) fields.problem("right", "is none of the question's answers");
        lesson.right_option = option.value_or(0);
        return;
    }
    const auto kept = kept_form(campaign, lesson);
    if (!kept) fields.problem("right", "is no answer to the question");
    lesson.right_text = kept.value_or("");
}

void read_values(Fields& fields, const Campaign& campaign, Item& item) {
    fields.object("values", false, [&](Fields& inner) {
        for (const std::string& name : question::placeholders(campaign.question))
            item.values[name] = inner.text(name, 1, value_bytes_max);
        inner.no_others();
    });
    for (const std::string& name : question::placeholders(campaign.question))
        if (!item.values.contains(name))
            fields.problem("values", "lacks '" + name + "': the question uses it");
}

void read_why(Fields& fields, const Campaign& campaign, Lesson& lesson) {
    fields.object("why", true, [&](Fields& inner) {
        for (const Language& language : campaign.languages)
            lesson.why[language] = inner.text(language, 1, why_bytes_max);
        inner.no_others();
    });
}

void read_lesson(Fields& fields, const Campaign& campaign, Lesson& lesson) {
    read_values(fields, campaign, lesson.item);
    read_right(fields, campaign, lesson);
    read_why(fields, campaign, lesson);
    fields.no_others();
}

}  // namespace

void read_lessons(Fields& fields, Campaign& campaign) {
    Lessons& lessons = campaign.lessons;
    lessons.pay = campaign.pay;
    fields.object("lessons", false, [&](Fields& inner) {
        if (campaign.is_once_each()) inner.problem("items", "can't be given before a survey");
        if (question::is_wording(campaign.question.type))
            inner.problem("items", "need a question that is not answered in free words");
        if (inner.value("pay") != nullptr) lessons.pay.micro = inner.amount("pay");
        lessons.at_most =
            static_cast<std::uint32_t>(inner.integer("at_most", 1, workers_max, lessons.at_most));
        lessons.repeat_after = static_cast<std::uint8_t>(
            inner.integer("repeat_after", 0, errors_kept_max, lessons.repeat_after));
        inner.list("items", lessons_max,
                   [&](Fields& each) { read_lesson(each, campaign, lessons.all.emplace_back()); });
        if (!lessons.is_payable()) inner.problem("pay", "is more than can be held in escrow");
        inner.no_others();
    });
}

void write_lessons(json::object& out, const Campaign& campaign) {
    const Lessons& lessons = campaign.lessons;
    if (!lessons.wanted()) return;
    json::array items;
    for (const Lesson& lesson : lessons.all) {
        json::object item{{"values", json::value_from(lesson.item.values)},
                          {"right", lesson.right},
                          {"why", json::value_from(lesson.why)}};
        items.push_back(std::move(item));
    }
    out["lessons"] = {{"pay", billing::format_amount(lessons.pay.micro)},
                      {"at_most", lessons.at_most},
                      {"repeat_after", lessons.repeat_after},
                      {"items", std::move(items)}};
}

void read_targeting(Fields& fields, Targeting& targeting) {
    fields.object("targeting", false, [&](Fields& inner) {
        const json::value* wanted = inner.value("profile");
        if (wanted == nullptr || !wanted->is_object()) {
            inner.problem("profile", "must be an object of lists");
            return;
        }
        inner.object("profile", true, [&](Fields& keys) {
            for (const auto& [key, values] : wanted->get_object()) {
                targeting.profile[key] = keys.texts(key);
                if (targeting.profile[key].empty()) keys.problem(key, "must list a value");
            }
        });
        inner.no_others();
    });
}

void write_targeting(json::object& out, const Targeting& targeting) {
    if (targeting.profile.empty()) return;
    out["targeting"] = {{"profile", json::value_from(targeting.profile)}};
}

}  // namespace kazi::gateway::records
