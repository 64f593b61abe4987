// SPDX-License-Identifier: Apache-2.0
// Lessons before work: each paid once, told why, resumed, and back when the same error repeats.
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "taskflow/training/teaching.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::int64_t lesson_micro = 1'000'000;

/// One worker before the first of two lessons: a shop, then a school.
ToyWorld begun() {
    ToyWorld world;
    world.market.auto_payout = false;
    Campaign campaign = sample_campaign(QuestionType::choice);
    campaign.lessons = sample_lessons();
    world.add(campaign, 12);
    world.join(0);
    return world;
}

bool says(const Effects& effects, std::string_view words) {
    return reply_of(effects).find(words) != std::string::npos;
}

void learn(ToyWorld& world) {
    world.sms(0, "1");
    world.sms(0, "2");
}

}  // namespace

TEST_CASE("a lesson is shown in the item's place, paid, and is no answer") {
    ToyWorld world = begun();
    const ItemRef item = world.worker(0).question->item;
    const Effects first = world.sms(0, "1");
    CHECK_FALSE(first.answer);
    CHECK_FALSE(first.item);
    REQUIRE(first.lesson);
    CHECK(*first.lesson == LessonPaid{1, 0, true, lesson_micro});
    CHECK(says(first, "Lesson 2 of 2: What is Uhuru Primary?"));
    CHECK(world.worker(0).available_micro == lesson_micro);
    CHECK(world.worker(0).answers == 0);
    const Effects second = world.sms(0, "2");
    CHECK_FALSE(says(second, "Lesson"));
    CHECK(world.worker(0).question->item == item);
    const Effects answered = world.sms(0, "3");
    REQUIRE(answered.answer);
    CHECK(answered.answer->item == item);
    CHECK(answered.answer->label == 2);
}

TEST_CASE("who is wrong is told why and asked once more, and is paid either way") {
    ToyWorld world = begun();
    const Effects wrong = world.sms(0, "2");
    CHECK_FALSE(wrong.lesson);
    CHECK(says(wrong, "'Duka' is a shop."));
    CHECK(says(wrong, "Lesson 1 of 2"));
    CHECK(world.worker(0).available_micro == 0);
    const Effects again = world.sms(0, "dont know");
    REQUIRE(again.lesson);
    CHECK_FALSE(again.lesson->right);
    CHECK(says(again, "It is: Shop."));
    CHECK(world.worker(0).available_micro == lesson_micro);
    world.sms(0, "1");
    const Effects right_then = world.sms(0, "2");
    REQUIRE(right_then.lesson);
    CHECK_FALSE(right_then.lesson->right);
    CHECK(says(right_then, "Right!"));
}

TEST_CASE("lessons are given once in a campaign, and survive a dropped session") {
    ToyWorld world = begun();
    world.sms(0, "1");
    world.dial(0);
    world.happen(0, UssdEnded{world.worker(0).ussd.id});
    world.now += hour_us;
    world.dial(0);
    CHECK(says(world.press(0, "1"), "Lesson 2 of 2"));
    CHECK_FALSE(says(world.press(0, "2"), "Lesson"));
    for (int answers = 0; answers < 4; ++answers)
        CHECK_FALSE(says(world.press(0, "1"), "Lesson"));
    CHECK(world.worker(0).available_micro == 2 * lesson_micro + 4 * 2'000'000);
}

TEST_CASE("each lesson begins lease, tries and time anew") {
    ToyWorld world = begun();
    world.sms(0, "purple");
    world.sms(0, "purple");
    world.now += hour_us;
    world.sms(0, "1");
    CHECK(world.worker(0).question->tries == 0);
    CHECK(world.worker(0).question->lease_until == world.now + 2 * hour_us);
    world.now += 3 * hour_us;
    world.fire(0);
    CHECK(world.campaign(1).leases == 0);
    world.sms(0, "2");
    CHECK(world.campaign(1).leases == 1);
}

TEST_CASE("a lesson of an item that nobody needs any more is not paid") {
    ToyWorld world = begun();
    world.now += 3 * hour_us;
    world.fire(0);
    world.campaign(1).campaign.state = CampaignState::stopping;
    const Effects late = world.sms(0, "1");
    CHECK_FALSE(late.lesson);
    CHECK(world.worker(0).available_micro == 0);
}

TEST_CASE("nobody works untaught: without a place left the campaign is not hers") {
    ToyWorld world = begun();
    world.campaign(1).lesson_places = 0;
    world.join(1);
    CHECK_FALSE(world.worker(1).question);
    learn(world);
    CHECK(world.sms(0, "1").answer.has_value());
}

TEST_CASE("the place goes back when she leaves before her first lesson, and not after it") {
    ToyWorld world = begun();
    CHECK(world.campaign(1).lesson_places == 99);
    world.sms(0, "STOP");
    CHECK(world.campaign(1).lesson_places == 100);
    CHECK(world.worker(0).training == Training{});
    world.sms(0, "START");
    world.sms(0, "NEXT");
    CHECK(world.campaign(1).lesson_places == 99);
    world.sms(0, "1");
    world.sms(0, "STOP");
    CHECK(world.campaign(1).lesson_places == 99);
    world.sms(0, "START");
    CHECK(says(world.sms(0, "NEXT"), "Lesson 2 of 2"));
}

TEST_CASE("errors of one kind bring its lesson back, once, and paid") {
    ToyWorld world = begun();
    learn(world);
    Worker& her = world.worker(0);
    note_error(her, 1, "school");
    note_error(her, 1, "shop");
    CHECK_FALSE(says(world.sms(0, "1"), "Lesson"));
    note_error(her, 1, "school");
    CHECK(says(world.sms(0, "1"), "Lesson 2 of 2"));
    const std::int64_t before = her.available_micro;
    CHECK_FALSE(says(world.sms(0, "2"), "Lesson"));
    CHECK(her.available_micro == before + lesson_micro);
    for (int errors = 0; errors < 4; ++errors)
        note_error(her, 1, "school");
    CHECK_FALSE(says(world.sms(0, "1"), "Lesson"));
}

TEST_CASE("a rejected answer is an error, and without lessons nothing is kept of it") {
    ToyWorld world = begun();
    world.campaign(1).campaign.review.hours = 24;
    learn(world);
    world.sms(0, "1");
    ReviewMoved moved;
    moved.step = ReviewMoved::Step::rejected;
    moved.item = world.worker(0).last.item;
    moved.pay_micro = 2'000'000;
    moved.question = world.campaign(1).campaign.question;
    moved.value = "shop";
    moved.right = "school";
    world.happen(0, moved);
    REQUIRE(world.worker(0).training.find(1) != nullptr);
    CHECK(world.worker(0).training.find(1)->errors == std::vector<std::string>{"school"});
    note_error(world.worker(0), 2, "school");
    CHECK(world.worker(0).training.campaigns.size() == 1);
}

TEST_CASE("gold that she got wrong is an error of its kind") {
    ToyWorld world = begun();
    for (Item& item : world.campaign(1).items)
        item.gold = 1;
    learn(world);
    CHECK_FALSE(says(world.sms(0, "2"), "Lesson"));
    CHECK_FALSE(says(world.sms(0, "1"), "Lesson"));
    CHECK(says(world.sms(0, "1"), "Lesson 2 of 2"));
}

TEST_CASE("what is kept of errors is bounded") {
    Worker worker;
    worker.training.campaigns.emplace_back().campaign = 1;
    for (int errors = 0; errors < 20; ++errors)
        note_error(worker, 1, std::to_string(errors));
    CHECK(worker.training.find(1)->errors.size() == errors_kept_max);
    CHECK(worker.training.find(1)->errors.back() == "19");
}

TEST_CASE("lessons cost at most what the escrow is told") {
    Lessons lessons = sample_lessons();
    lessons.at_most = 10;
    CHECK(lessons.micro_max() == 10 * 2 * 2 * lesson_micro);
    lessons.repeat_after = 0;
    CHECK(lessons.micro_max() == 10 * 2 * lesson_micro);
    CHECK(lessons.is_payable());
    lessons.pay.micro = billing::amount_micro_max / 100;
    CHECK_FALSE(lessons.is_payable());
}

}  // namespace kazi::taskflow
