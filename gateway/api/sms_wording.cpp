// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/sms_wording.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "taskflow/survey/review.hpp"
#include "taskflow/wording.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;
using protocols::Accents;
using taskflow::Wording;

json::object change_view(const protocols::Respelling& change) {
    return {{"at", change.at}, {"from", change.from}, {"to", change.to}};
}

void respell_text(std::string& text, const std::string& field, Accents accents,
                  json::array& changes) {
    protocols::PlainSpelling plain = protocols::plain_spelling(text, accents);
    for (const protocols::Respelling& change : plain.changes) {
        json::object view{{"field", field}};
        for (const auto& [name, value] : change_view(change))
            view[name] = value;
        changes.push_back(std::move(view));
    }
    text = std::move(plain.text);
}

std::string costly_character(const Wording& wording) {
    const std::size_t from = wording.length.costly->offset;
    std::size_t to = from + 1;
    while (to < wording.text.size() &&
           (static_cast<unsigned char>(wording.text[to]) & 0xC0) == 0x80)
        ++to;
    return wording.text.substr(from, to - from);
}

std::string code_point(const Wording& wording) {
    return fmt::format("U+{:04X}", static_cast<std::uint32_t>(wording.length.costly->code_point));
}

/// The message without its costly characters; null when there is no such spelling.
json::value plain_view(const Wording& wording) {
    const auto plain = protocols::plain_spelling(wording.text, Accents::drop);
    if (plain.changes.empty()) return nullptr;
    json::array changes;
    for (const protocols::Respelling& change : plain.changes)
        changes.push_back(change_view(change));
    return {{"text", plain.text},
            {"segments", protocols::measure_sms(plain.text).segments},
            {"changes", std::move(changes)}};
}

json::object wording_view(const Wording& wording) {
    json::object view{{"language", wording.language},
                      {"text", wording.text},
                      {"encoding", protocols::to_string(wording.length.encoding)},
                      {"units", wording.length.units},
                      {"segments", wording.length.segments}};
    if (!wording.length.costly) return view;
    view["costly"] = {{"character", costly_character(wording)},
                      {"code_point", code_point(wording)}};
    view["plain"] = plain_view(wording);
    return view;
}

Problem too_long(const Wording& wording, std::size_t segments_max) {
    std::string why = fmt::format("takes {} segments as an SMS; at most {} are sent",
                                  wording.length.segments, segments_max);
    if (wording.length.costly)
        why += fmt::format(" ('{}', {}, makes it UCS-2)", costly_character(wording),
                           code_point(wording));
    return invalid("question.texts." + wording.language, std::move(why));
}

/// What `kazi survey check` would say first of the campaign's survey, if anything.
std::optional<Problem> survey_fault(const taskflow::Campaign& campaign,
                                    const taskflow::dialogue::Phrasebook& phrases,
                                    std::size_t segments_max) {
    const auto& survey = campaign.survey_task.survey;
    if (!survey) return std::nullopt;
    taskflow::survey::Limits limits;
    limits.segments_max = static_cast<int>(segments_max);
    const auto review = taskflow::survey::review(*survey, phrases, limits);
    if (review.faults.empty()) return std::nullopt;
    return invalid("survey." + review.faults.front().where, review.faults.front().what);
}

}  // namespace

Read<std::optional<Accents>> take_spelling(json::value& body) {
    json::object* object = body.if_object();
    const json::value* asked = object == nullptr ? nullptr : object->if_contains("spelling");
    if (asked == nullptr) return std::optional<Accents>();
    const std::string word = asked->is_string() ? std::string(asked->get_string()) : std::string();
    object->erase("spelling");
    if (word == "as_written") return std::optional<Accents>();
    if (word == "plain") return std::optional(Accents::keep);
    if (word == "plain_without_accents") return std::optional(Accents::drop);
    return invalid("spelling", "is none of as_written, plain, plain_without_accents");
}

json::array respell(taskflow::Question& question, Accents accents) {
    json::array changes;
    for (auto& [language, wording] : question.texts) {
        const std::string field = "question.texts." + language;
        respell_text(wording.text, field + ".text", accents, changes);
        for (std::size_t nth = 0; nth < wording.options.size(); ++nth)
            respell_text(wording.options[nth], fmt::format("{}.options.{}", field, nth), accents,
                         changes);
    }
    return changes;
}

Read<json::array> sms_view(const taskflow::Campaign& campaign,
                           const taskflow::dialogue::Phrasebook& phrases,
                           std::size_t segments_max) {
    if (auto fault = survey_fault(campaign, phrases, segments_max)) return *std::move(fault);
    json::array views;
    for (const Wording& wording : taskflow::word_question(campaign, phrases)) {
        if (wording.length.segments > segments_max) return too_long(wording, segments_max);
        views.push_back(wording_view(wording));
    }
    return views;
}

}  // namespace kazi::gateway::api
