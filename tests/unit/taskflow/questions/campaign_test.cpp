// SPDX-License-Identifier: Apache-2.0
// A campaign's classes, and an item's wording.
#include "taskflow/tasks/campaign.hpp"

#include <doctest/doctest.h>

#include "taskflow/question/placeholders.hpp"
#include "tests/unit/taskflow/questions/samples.hpp"

namespace kazi::taskflow {

TEST_CASE("classes by type of question") {
    Campaign campaign;
    campaign.question = question::samples::choice({"a", "b", "c"}, {"a", "b", "c"});
    CHECK(campaign.class_count() == 3);
    campaign.question = question::samples::of_type(QuestionType::yes_no);
    CHECK(campaign.class_count() == 2);
    campaign.question = question::samples::of_type(QuestionType::number);
    CHECK(campaign.class_count() == 10);
    campaign.question = question::samples::of_type(QuestionType::short_text);
    CHECK(campaign.class_count() == 20);
}

TEST_CASE("a campaign's family is its number of classes, where it has so few") {
    Campaign campaign;
    campaign.question = question::samples::choice({"a", "b", "c"}, {"a", "b", "c"});
    CHECK(campaign.family() == 3);
    campaign.question.labels.resize(17);
    CHECK(campaign.family() == quality::many_classes);
    campaign.question = question::samples::of_type(QuestionType::yes_no);
    CHECK(campaign.family() == 2);
    campaign.question = question::samples::of_type(QuestionType::number);
    CHECK(campaign.family() == quality::numbers);
    campaign.question = question::samples::of_type(QuestionType::short_text);
    CHECK(campaign.family() == quality::texts);
}

TEST_CASE("placeholders are filled once, unknown ones stay") {
    const Item item{.id = "1", .values = {{"shop", "Duka {street}"}, {"street", "Moi Avenue"}}};
    CHECK(fill_placeholders("Is {shop} on {street}?", item) == "Is Duka {street} on Moi Avenue?");
    CHECK(fill_placeholders("{unknown} {shop", item) == "{unknown} {shop");
    CHECK(fill_placeholders("{a{street}", item) == "{aMoi Avenue");
    CHECK(fill_placeholders("} {}", item) == "} {}");
    CHECK(fill_placeholders("", item).empty());
}

TEST_CASE("names of placeholders") {
    using question::placeholders;
    using Names = std::vector<std::string>;
    CHECK(placeholders(std::string_view("{b} and {a} and {b}")) == Names{"b", "a"});
    CHECK(placeholders(std::string_view("none")) == Names{});
    for (const std::string_view bad : {"{", "}", "{a", "a}", "{}", "{a b}", "{{a}}", "}{"}) {
        CAPTURE(bad);
        CHECK_FALSE(placeholders(bad).has_value());
    }
    Question asked = question::samples::of_type(QuestionType::yes_no);
    asked.texts["en"].text = "Is {shop} open?";
    asked.texts["sw"].text = "{duka} na {shop}?";
    CHECK(placeholders(asked) == Names{"shop", "duka"});
}

}  // namespace kazi::taskflow
