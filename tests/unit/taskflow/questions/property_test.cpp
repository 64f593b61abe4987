// SPDX-License-Identifier: Apache-2.0
// What must hold whatever comes: random text, random walks, random crowds.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "taskflow/quality/belief.hpp"
#include "taskflow/question/check.hpp"
#include "taskflow/tasks/assignment.hpp"
#include "tests/unit/taskflow/questions/samples.hpp"

namespace kazi::taskflow {

namespace {

using question::samples::choice;
using question::samples::of_type;

/// Words that mean something somewhere, so that random texts are not only noise.
rc::Gen<std::string> telling_word() {
    return rc::gen::element<std::string>(
        "1", "2", "0", "yes", "no", "ndio", "hapana", "a", "b", ".", ",", "-", "mia", "na", "tano",
        "twenty", "not", "please", "1,000", "maize", "rice", "٣", "é", "\xff", " ", "don't");
}

std::string random_text() {
    const auto words = *rc::gen::container<std::vector<std::string>>(
        rc::gen::oneOf(telling_word(), rc::gen::arbitrary<std::string>()));
    std::string text;
    for (const std::string& word : words)
        text += word + (*rc::gen::arbitrary<bool>() ? " " : "");
    return text;
}

bool is_tidy(const std::vector<SeenRange>& ranges) {
    for (std::size_t nth = 0; nth < ranges.size(); ++nth) {
        if (ranges[nth].first > ranges[nth].last) return false;
        if (nth > 0 && ranges[nth - 1].last + 1 >= ranges[nth].first) return false;
    }
    return true;
}

std::vector<GivenAnswer> random_answers(std::uint32_t classes, int reliability_min) {
    return *rc::gen::resize(
        12, rc::gen::container<std::vector<GivenAnswer>>(rc::gen::build<GivenAnswer>(
                rc::gen::set(&GivenAnswer::label, rc::gen::inRange<std::uint16_t>(
                                                      0, static_cast<std::uint16_t>(classes))),
                rc::gen::set(&GivenAnswer::reliability_permille,
                             rc::gen::inRange<std::uint16_t>(
                                 static_cast<std::uint16_t>(reliability_min), 971)))));
}

}  // namespace

TEST_CASE("any bytes can be read, within the question's bounds") {
    CHECK(rc::check([] {
        const std::string typed = random_text();
        const Question asked = choice({"Maize", "Rice"}, {"Mahindi", "Mchele"});
        for (const Language language : {"en", "sw"}) {
            const auto picked = given_by(asked, question::samples::read(asked, language, typed));
            if (picked) RC_ASSERT(picked->option < 2);
            const Question small = question::samples::number(-7, 7);
            const auto number = question::samples::read(small, language, typed);
            const auto* amount = std::get_if<question::Amount>(&number.value);
            if (amount != nullptr) RC_ASSERT(std::abs(amount->value) <= 7 * question::milli);
            const Question truth = of_type(QuestionType::yes_no);
            const auto said = given_by(truth, question::samples::read(truth, language, typed));
            if (said) RC_ASSERT(said->option < 2);
        }
    }));
}

TEST_CASE("short text once normalised stays as it is") {
    CHECK(rc::check([] {
        const Question asked = of_type(QuestionType::short_text);
        const auto once = given_by(asked, question::samples::read(asked, "en", random_text()));
        if (!once) return;
        RC_ASSERT(!once->text.empty());
        const auto twice = given_by(asked, question::samples::read(asked, "en", once->text));
        RC_ASSERT(twice.has_value());
        RC_ASSERT(twice->text == once->text);
    }));
}

TEST_CASE("an option's own words always read as that option, in a question that passed the check") {
    CHECK(rc::check([] {
        const auto options = *rc::gen::container<std::vector<std::string>>(
            3, rc::gen::nonEmpty(rc::gen::container<std::string>(
                   rc::gen::element('a', 'b', 'n', 'o', 'y', 'e', 's', ' ', '1', '2', '.', 'Z'))));
        const Question asked = choice(options, {"Ndiyo", "Hapana", "Labda"});
        if (!question::check_question(asked, {"en", "sw"}).empty()) return;
        for (std::size_t nth = 0; nth < options.size(); ++nth) {
            const std::string wanted = "option " + std::to_string(nth + 1);
            for (const std::string& typed :
                 {options[nth], "  " + options[nth] + ".", std::to_string(nth + 1),
                  std::to_string(nth + 1) + ") " + options[nth]}) {
                // Number and words together may be a number of their own ("1) 2 nos"): then she is
                // asked again, but never taken to have said another option.
                const std::string outcome = question::samples::outcome(asked, "en", typed);
                const bool both = typed.find(") ") != std::string::npos;
                RC_ASSERT(outcome == wanted || (both && outcome == "unsure"));
            }
        }
    }));
}

TEST_CASE("what was seen is sorted, disjoint and never touching, and nothing is forgotten") {
    CHECK(rc::check([] {
        CampaignHistory history;
        std::set<std::uint32_t> marked;
        for (const auto index : *rc::gen::container<std::vector<std::uint32_t>>(
                 rc::gen::inRange<std::uint32_t>(0, 40))) {
            history.mark_seen(index);
            marked.insert(index);
            RC_ASSERT(is_tidy(history.seen));
        }
        for (std::uint32_t index = 0; index < 42; ++index) {
            RC_ASSERT(history.has_seen(index) == marked.contains(index));
        }
    }));
}

TEST_CASE("assignment offers what is open and unseen, all of it in the end") {
    CHECK(rc::check([] {
        Campaign campaign;
        campaign.number = 1;
        campaign.state = CampaignState::running;
        campaign.languages = {"en"};
        const auto openings = *rc::gen::container<std::vector<std::uint8_t>>(
            rc::gen::element<std::uint8_t>(0, 0, 0, 1, 3));
        const std::vector<OpenCampaign> offered{{&campaign, openings}};
        WorkerId id;
        id.bytes[0] = *rc::gen::arbitrary<std::uint8_t>();
        Worker worker;
        worker.language = "en";
        const std::size_t count = *rc::gen::inRange<std::size_t>(1, 4);
        std::size_t asked = 0;
        for (auto items = choose_items(id, worker, offered, count); !items.empty();
             items = choose_items(id, worker, offered, count)) {
            RC_ASSERT(items.size() <= count);
            for (const ItemRef& item : items) {
                RC_ASSERT(openings.at(item.index) > 0);
                RC_ASSERT(!worker.history(1).has_seen(item.index));
            }
            worker.history(1).mark_seen(items.front().index);
            ++asked;
        }
        const auto open = std::count_if(openings.begin(), openings.end(),
                                        [](std::uint8_t left) { return left > 0; });
        RC_ASSERT(asked == static_cast<std::size_t>(open));
        RC_ASSERT(worker.history(1).seen.size() <= asked);
    }));
}

TEST_CASE("one more agreeing answer never makes its label less likely") {
    CHECK(rc::check([] {
        const std::uint32_t classes = *rc::gen::inRange<std::uint32_t>(2, 8);
        const Redundancy plan{.minimum = 1, .maximum = 255, .confidence_ppm = 950'000};
        auto answers = random_answers(classes, 500);
        const auto before = quality::judge(answers, classes, plan);
        GivenAnswer agreeing;
        agreeing.label = before.best_label;
        agreeing.reliability_permille = *rc::gen::inRange<std::uint16_t>(501, 971);
        answers.push_back(agreeing);
        const auto after = quality::judge(answers, classes, plan);
        RC_ASSERT(after.best_label == before.best_label);
        RC_ASSERT(after.confidence_ppm >= before.confidence_ppm);
        RC_ASSERT(after.confidence_ppm < 1'000'000U);
    }));
}

TEST_CASE("evidence is at most one answer each, and sums to one where there is a matrix") {
    CHECK(rc::check([] {
        Campaign campaign;
        campaign.question.labels = {"a", "b", "c", "d"};
        const bool matrix = *rc::gen::arbitrary<bool>();
        campaign.question.type = matrix ? QuestionType::choice : QuestionType::number;
        ItemState state;
        state.answers = random_answers(4, 0);
        if (!matrix) state.labels = {"1", "40", "41", "900"};
        for (const Evidence& each : quality::evidence(state, campaign)) {
            std::int32_t sum = 0;
            for (const quality::CellChange& change : each.changes) {
                RC_ASSERT(change.delta_milli > 0);
                RC_ASSERT(!matrix || change.cell < 16);
                sum += change.delta_milli;
            }
            RC_ASSERT(sum <= 1002);
            RC_ASSERT(!matrix || sum >= 998);
        }
    }));
}

}  // namespace kazi::taskflow
