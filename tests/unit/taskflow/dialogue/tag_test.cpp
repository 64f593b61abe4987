// SPDX-License-Identifier: Apache-2.0
// The two letters that tell which question an SMS answers.
#include <doctest/doctest.h>

#include <set>

#include "taskflow/tasks/tag.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

ToyWorld with_tags(QuestionType type) {
    ToyWorld world;
    world.market.question_tags = true;
    world.add(sample_campaign(type), 20);
    world.join(0);
    REQUIRE(world.worker(0).question);
    return world;
}

std::string open_tag(ToyWorld& world) {
    return tag_of(world.worker(0).question->item);
}

}  // namespace

TEST_CASE("tags are two letters, and neighbours have different ones") {
    std::set<std::string> tags;
    for (std::uint32_t index = 0; index < 100; ++index) {
        const std::string tag = tag_of({7, index});
        CHECK(tag.size() == 2);
        if (index > 0) CHECK(tag != tag_of({7, index - 1}));
        tags.insert(tag);
    }
    CHECK(tags.size() > 80);
}

TEST_CASE("an answer may repeat the tag of its question, in any dress, or not") {
    for (const char* form : {"{} 2", "{}: 2", "{}. 2", "  {} 2", "2"}) {
        CAPTURE(form);
        ToyWorld world = with_tags(QuestionType::choice);
        std::string text = form;
        if (const auto at = text.find("{}"); at != std::string::npos)
            text.replace(at, 2, open_tag(world));
        const Effects effects = world.sms(0, text);
        REQUIRE(effects.answer);
        CHECK(effects.answer->label == 1);
        CHECK(reply_of(effects).find(open_tag(world) + ": ") != std::string::npos);
    }
}

TEST_CASE("a second answer to the question before is no answer to the next") {
    ToyWorld world = with_tags(QuestionType::short_text);
    const std::string earlier = open_tag(world);
    REQUIRE(world.sms(0, earlier + " a shop").answer);
    REQUIRE(open_tag(world) != earlier);
    const auto open = world.worker(0).question;
    const Effects late = world.sms(0, earlier + " a shop");
    CHECK_FALSE(late.answer);
    CHECK(reply_of(late).find("in already") != std::string::npos);
    CHECK(reply_of(late).find(open_tag(world) + ": ") != std::string::npos);
    CHECK(world.worker(0).question == open);
    CHECK(world.sms(0, "a school").answer);
}

TEST_CASE("a tag alone shows the question again; other words are what they always were") {
    ToyWorld world = with_tags(QuestionType::short_text);
    const std::string tag = open_tag(world);
    const Effects alone = world.sms(0, tag);
    CHECK_FALSE(alone.answer);
    CHECK(reply_of(alone).find(tag + ": ") != std::string::npos);
    const Effects word = world.sms(0, tag + "axi");
    REQUIRE(word.answer);
    world.sms(0, "STOP");
    CHECK(world.worker(0).opted_out);
}

TEST_CASE("pages carry no tag, nor does any question where the market wants none") {
    ToyWorld world = with_tags(QuestionType::choice);
    const std::string tag = open_tag(world);
    world.dial(0);
    CHECK(reply_of(world.press(0, "1")).find(tag + ": ") == std::string::npos);
    world.market.question_tags = false;
    CHECK(reply_of(world.sms(0, "NEXT")).find(tag + ": ") == std::string::npos);
}

}  // namespace kazi::taskflow
