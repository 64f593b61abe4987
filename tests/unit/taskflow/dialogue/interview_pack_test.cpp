// SPDX-License-Identifier: Apache-2.0
// Several questions of one survey in one SMS: which, what a reply does, and what it saves.
#include <doctest/doctest.h>

#include <random>

#include "taskflow/pay/accounts.hpp"
#include "taskflow/survey/survey.hpp"
#include "taskflow/survey/together.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

const std::string clinic = R"({"title": "Clinic", "languages": ["en", "sw"], "questions": [
    {"name": "water", "type": "yes_no", "text": {"en": "Water?", "sw": "Maji?"}},
    {"name": "power", "type": "yes_no", "text": {"en": "Power?", "sw": "Umeme?"}},
    {"name": "nurse", "type": "yes_no", "text": {"en": "A nurse?", "sw": "Muuguzi?"}},
    {"name": "clean", "type": "rating", "min": 1, "max": 5, "text": {"en": "Clean?", "sw": "Safi?"}},
    {"name": "kind", "type": "rating", "min": 1, "max": 5, "ask_if": "nurse = yes",
     "text": {"en": "Is she kind?", "sw": "Ni mkarimu?"}},
    {"name": "paid", "type": "yes_no", "text": {"en": "Did you pay?", "sw": "Ulilipa?"}},
    {"name": "age", "type": "number", "text": {"en": "How old are you?", "sw": "Una miaka mingapi?"}}]})";

survey::Survey clinic_survey() {
    return *survey::read_survey_json(clinic);
}

Campaign clinic_campaign(std::uint8_t at_most) {
    Campaign campaign = sample_survey_campaign();
    campaign.survey_task.definition = clinic;
    campaign.survey_task.survey = std::make_shared<const survey::Survey>(clinic_survey());
    campaign.tasks.pack_at_most = at_most;
    return campaign;
}

/// Somebody who gets along, at her first message of the survey.
ToyWorld begun(std::uint8_t at_most = pack_items_max) {
    ToyWorld world;
    world.add(clinic_campaign(at_most), 3);
    world.worker(0).pack.ease = ease_max;
    world.join(0);
    return world;
}

constexpr const char* everything =
    R"({"water":"yes","power":"no","nurse":"yes","clean":4,"kind":5,"paid":"no","age":34})";

std::size_t occurrences(const std::string& text, std::string_view words) {
    std::size_t count = 0;
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
        ++count;
    return count;
}

}  // namespace

TEST_CASE("what no answer of the same message decides is asked together") {
    const survey::Survey survey = clinic_survey();
    const survey::Answers nurse{{"nurse", {{"yes"}, {}}}};
    using Places = std::vector<std::size_t>;
    CHECK(survey::asked_together(survey, 0, {}, 8) == Places{0, 1, 2, 3});
    CHECK(survey::asked_together(survey, 0, {}, 2) == Places{0, 1});
    CHECK(survey::asked_together(survey, 3, nurse, 8) == Places{3, 4, 5});
    CHECK(survey::asked_together(survey, 3, {}, 8) == Places{3, 5});
    CHECK(survey::asked_together(survey, 6, {}, 8).empty());
    survey::Survey piped = survey;
    piped.questions[1].texts["sw"] = "Maji {water}?";
    CHECK(survey::asked_together(piped, 0, {}, 8) == Places{0});
}

TEST_CASE("one reply answers several questions of a survey, which is paid once") {
    ToyWorld world = begun();
    CHECK(world.campaign(1).leases == 1);
    const Effects first = world.sms(0, "A1 B2 C1");
    CHECK_FALSE(first.answer);
    CHECK(occurrences(reply_of(first), "B) Is she kind? (1-5)") == 1);
    CHECK(occurrences(reply_of(first), "C) Did you pay? (1 Yes, 2 No)") == 1);
    CHECK(world.sms(0, "452").answer == std::nullopt);
    const Effects last = world.sms(0, "34");
    REQUIRE(last.answer);
    CHECK(last.answer->text == everything);
    CHECK(world.worker(0).available_micro == 2'000'000);
    CHECK(world.worker(0).answers == 1);
    CHECK(world.campaign(1).leases == 0);
}

TEST_CASE("a survey's answers and ledger are the same packed, one by one, and over USSD") {
    ToyWorld packed = begun();
    ToyWorld alone = begun(1);
    ToyWorld by_ussd = begun();
    for (ToyWorld* world : {&packed, &alone, &by_ussd}) {
        world->market.sms_price.micro = 0;
        world->market.auto_payout = false;
    }
    for (const std::string text : {"A1 B2 C1", "A4 B5 C2"})
        packed.sms(0, text);
    for (const std::string text : {"1", "2", "1", "4", "5", "2"})
        alone.sms(0, text);
    by_ussd.dial(0);
    for (const std::string key : {"1", "1", "2", "1", "4", "5", "2"})
        by_ussd.press(0, key);
    CHECK(packed.sms(0, "34").answer->text == everything);
    CHECK(alone.sms(0, "34").answer->text == everything);
    CHECK(by_ussd.press(0, "34").answer->text == everything);
    for (ToyWorld* other : {&alone, &by_ussd}) {
        CHECK(packed.balance(wallet_of(ToyWorld::id_of(0))) ==
              other->balance(wallet_of(ToyWorld::id_of(0))));
        CHECK(packed.balance(escrow_of(1)) == other->balance(escrow_of(1)));
    }
}

TEST_CASE("what a reply leaves out is asked again by its letter, alone in the end") {
    ToyWorld world = begun();
    const std::string rest = reply_of(world.sms(0, "A1"));
    CHECK(occurrences(rest, "B) Power?") == 1);
    CHECK(occurrences(rest, "C) A nurse?") == 1);
    CHECK(occurrences(rest, "Water?") == 0);
    CHECK(occurrences(reply_of(world.sms(0, "c1")), "Power?") == 1);
    CHECK(occurrences(reply_of(world.sms(0, "B2")), "A) Clean?") == 1);
    const auto& answers = world.worker(0).study.answers;
    CHECK(answers.at("power").names == std::vector<std::string>{"no"});
    CHECK(answers.at("nurse").names == std::vector<std::string>{"yes"});
}

TEST_CASE(
    "OOPS brings a message back of which something is open, and then one question at a time") {
    ToyWorld world = begun();
    world.sms(0, "A1 C2");
    CHECK(world.worker(0).study.pack.open == 0b10);
    SUBCASE("all that one reply answered") {
        CHECK(occurrences(reply_of(world.sms(0, "OOPS")), "C) A nurse?") == 1);
        CHECK(world.worker(0).study.answers.empty());
        world.sms(0, "A1 B2 C1");
        CHECK(world.worker(0).study.answers.at("nurse").names == std::vector<std::string>{"yes"});
    }
    SUBCASE("with the answer behind the word") {
        CHECK(occurrences(reply_of(world.sms(0, "OOPS A2 C1")), "Power?") == 1);
        CHECK(world.worker(0).study.answers.at("water").names == std::vector<std::string>{"no"});
        CHECK(world.worker(0).study.pack.open == 0b10);
    }
    SUBCASE("over USSD, one key is one answer") {
        world.dial(0);
        world.press(0, "1");
        CHECK(occurrences(reply_of(world.press(0, "OOPS")), "Water?") == 1);
        CHECK(occurrences(reply_of(world.press(0, "2")), "Power?") == 1);
        CHECK(world.worker(0).study.answers.at("nurse").names == std::vector<std::string>{"no"});
    }
    SUBCASE("the whole message was answered") {
        world.sms(0, "B2");
        CHECK(occurrences(reply_of(world.sms(0, "OOPS 1")), "Is she kind?") == 1);
        CHECK(world.worker(0).study.answers.at("nurse").names == std::vector<std::string>{"yes"});
    }
}

TEST_CASE("a survey's message that is not understood is given up after three tries") {
    ToyWorld world = begun();
    world.sms(0, "blue");
    CHECK(world.worker(0).study.pack.open == 0b111);
    world.sms(0, "A1 B9 C1");  // all of it but B
    CHECK(world.worker(0).study.pack.open == 0b10);
    CHECK(occurrences(reply_of(world.sms(0, "green")), "Clean?") == 1);
    CHECK(world.worker(0).study.answers.size() == 2);
    CHECK(world.worker(0).pack.ease < ease_max / 2);
}

TEST_CASE("commands in the middle of a survey's message") {
    ToyWorld world = begun();
    SUBCASE("SKIP leaves all that it asked") {
        CHECK(occurrences(reply_of(world.sms(0, "SKIP")), "Did you pay?") == 1);
        CHECK(world.worker(0).study.answers.empty());
        CHECK(world.campaign(1).leases == 1);
    }
    SUBCASE("STOP gives the interview back") {
        world.sms(0, "STOP");
        CHECK_FALSE(world.worker(0).question);
        CHECK(world.worker(0).study == Study{});
        CHECK(world.campaign(1).leases == 0);
    }
    SUBCASE("NEXT shows it again") {
        CHECK(occurrences(reply_of(world.sms(0, "NEXT")), "C) A nurse?") == 1);
    }
    SUBCASE("a session that drops goes on where it stood, and so does SMS after it") {
        world.dial(0);
        CHECK(occurrences(reply_of(world.press(0, "1")), "Water?") == 1);
        CHECK(occurrences(reply_of(world.press(0, "1")), "Power?") == 1);
        world.happen(0, UssdEnded{world.worker(0).ussd.id});
        world.now += hour_us;
        CHECK(occurrences(reply_of(world.sms(0, "NEXT")), "B) Power?") == 1);
        CHECK(occurrences(reply_of(world.sms(0, "B1 C2")), "Did you pay?") == 1);
        CHECK(world.worker(0).study.answers.size() == 3);
    }
}

namespace {

struct Spent {
    std::int64_t segments = 0;
    std::int64_t completed = 0;
    std::int64_t answers = 0;
};

/// Questions that need a digit each, and people of whom some misread, some leave parts out.
Spent crowd_spends(std::uint8_t at_most) {
    ToyWorld world;
    Campaign campaign = clinic_campaign(at_most);
    survey::Survey survey = clinic_survey();
    survey.questions.resize(1);
    for (int nth = 1; nth < 24; ++nth) {
        survey.questions.push_back(survey.questions[0]);
        survey.questions.back().name += std::to_string(nth);
    }
    campaign.survey_task.survey = std::make_shared<const survey::Survey>(std::move(survey));
    world.add(std::move(campaign), 60);
    std::mt19937 dice{11};
    Spent spent;
    const auto happens = [&](int percent) { return static_cast<int>(dice() % 100) < percent; };
    const auto count = [&](const Effects& effects) {
        for (const SmsToWorker& sms : effects.messages)
            spent.segments += sms.segments;
        spent.completed += effects.answer ? 1 : 0;
    };
    const auto reply = [&](const Worker& worker) -> std::string {
        if (happens(5)) return "sijaelewa vizuri";
        if (worker.study.pack.size == 0) return happens(50) ? "1" : "2";
        std::string text;
        for (int letter = 0; letter < worker.study.pack.size; ++letter) {
            const bool open = (worker.study.pack.open >> letter & 1) != 0;
            if (open && !happens(3))
                text.append(1, static_cast<char>('a' + letter)).append(happens(50) ? "1 " : "2 ");
        }
        return text;
    };
    for (std::size_t who = 0; who < 40; ++who) {
        count(world.join(who));
        while (world.worker(who).question && !happens(2)) {
            const std::size_t before = world.worker(who).study.answers.size();
            count(world.sms(who, reply(world.worker(who))));
            const std::size_t after = world.worker(who).study.answers.size();
            spent.answers += after > before ? static_cast<std::int64_t>(after - before) : 0;
            world.now += minute_us;
        }
    }
    return spent;
}

}  // namespace

TEST_CASE("packing cuts what messages cost for an answer of a survey by at least half") {
    const Spent alone = crowd_spends(1);
    const Spent packed = crowd_spends(pack_items_max);
    MESSAGE("segments for a completed survey of 24 questions: ",
            static_cast<double>(alone.segments) / static_cast<double>(alone.completed), " alone, ",
            static_cast<double>(packed.segments) / static_cast<double>(packed.completed),
            " packed");
    REQUIRE(alone.completed > 10);
    REQUIRE(packed.completed > 10);
    CHECK(packed.segments * alone.answers * 2 <= alone.segments * packed.answers);
    CHECK(packed.segments * alone.completed * 2 <= alone.segments * packed.completed);
}

}  // namespace kazi::taskflow
