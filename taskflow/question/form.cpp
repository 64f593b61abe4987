// SPDX-License-Identifier: Apache-2.0
#include "taskflow/question/form.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kazi::taskflow::question {

namespace {

constexpr std::array<std::pair<Kind, std::string_view>, 14> kind_names{{
    {Kind::choice, "choice"},
    {Kind::multiple_choice, "multiple_choice"},
    {Kind::yes_no, "yes_no"},
    {Kind::number, "number"},
    {Kind::date, "date"},
    {Kind::rating, "rating"},
    {Kind::ranking, "ranking"},
    {Kind::short_text, "short_text"},
    {Kind::translation, "translation"},
    {Kind::transcription, "transcription"},
    {Kind::verification, "verification"},
    {Kind::price, "price"},
    {Kind::stock, "stock"},
    {Kind::place, "place"},
}};

/// What people call them otherwise.
constexpr std::array<std::pair<Kind, std::string_view>, 14> other_kind_names{{
    {Kind::choice, "select_one"},
    {Kind::choice, "single_choice"},
    {Kind::multiple_choice, "multiple"},
    {Kind::multiple_choice, "select_multiple"},
    {Kind::yes_no, "yesno"},
    {Kind::yes_no, "yes/no"},
    {Kind::number, "integer"},
    {Kind::ranking, "rank"},
    {Kind::short_text, "text"},
    {Kind::verification, "verify"},
    {Kind::price, "price_check"},
    {Kind::stock, "stock_check"},
    {Kind::place, "place_check"},
    {Kind::transcription, "transcribe"},
}};

}  // namespace

std::string_view kind_name(Kind kind) {
    const auto found = std::find_if(kind_names.begin(), kind_names.end(),
                                    [&](const auto& each) { return each.first == kind; });
    return found->second;
}

std::optional<Kind> kind_named(std::string_view name) {
    const auto found = std::find_if(kind_names.begin(), kind_names.end(),
                                    [&](const auto& each) { return each.second == name; });
    if (found != kind_names.end()) return found->first;
    const auto other = std::find_if(other_kind_names.begin(), other_kind_names.end(),
                                    [&](const auto& each) { return each.second == name; });
    return other == other_kind_names.end() ? std::nullopt : std::optional(other->first);
}

}  // namespace kazi::taskflow::question
