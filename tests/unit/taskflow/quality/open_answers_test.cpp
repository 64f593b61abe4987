// SPDX-License-Identifier: Apache-2.0
// Numbers, days, texts, several options and rankings through the door: answers that are near each
// other bear each other out, and strays move nothing.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "taskflow/quality/belief.hpp"
#include "taskflow/quality/dice.hpp"
#include "taskflow/quality/nearness.hpp"

namespace kazi::taskflow::quality {

namespace {

Campaign asking(QuestionType type, Redundancy plan = {2, 9, 900'000}) {
    Campaign campaign;
    campaign.question.type = type;
    campaign.question.texts["en"] = {"?", {}};
    campaign.redundancy = plan;
    return campaign;
}

WorkerId worker(std::size_t number) {
    WorkerId id;
    id.bytes[0] = static_cast<std::uint8_t>(number);
    return id;
}

/// What people who are trusted alike say, one after the other.
ItemState said(const std::vector<std::string>& words, std::uint16_t reliability = 700) {
    ItemState state;
    for (const std::string& text : words) {
        const auto known = std::ranges::find(state.labels, text);
        const auto label = static_cast<std::uint16_t>(known - state.labels.begin());
        if (known == state.labels.end()) state.labels.push_back(text);
        state.answers.push_back({worker(state.answers.size()), label, reliability});
    }
    return state;
}

struct Result {
    std::string value;
    std::uint32_t confidence_ppm = 0;
    friend bool operator==(const Result&, const Result&) = default;
};

Result result(QuestionType type, const std::vector<std::string>& words) {
    const ItemState state = said(words);
    const Verdict verdict = judge(state, asking(type));
    return {state.labels.at(verdict.best_label), verdict.confidence_ppm};
}

double near(QuestionType type, const std::string& one, const std::string& other) {
    return Nearness(asking(type).question, {one, other}, 0.05).between(0, 1);
}

}  // namespace

TEST_CASE("nearness of two answers, by what was asked for") {
    using enum question::Kind;
    CHECK(near(price, "100", "105") == doctest::Approx(0.26).epsilon(0.1));
    CHECK(near(price, "100", "150") < 0.001);
    CHECK(near(price, "not_sold", "100") == 0);
    CHECK(near(number, "0", "0.0") == 1);
    CHECK(near(date, "2026-03-01", "2026-02-28") == doctest::Approx(0.25));
    CHECK(near(date, "2026-03-01", "2026-02-01") < 0.001);
    CHECK(near(rating, "4", "5") == doctest::Approx(0.25));
    CHECK(near(short_text, "nairobi", "nairoby") > 0.3);
    CHECK(near(short_text, "nairobi", "mombasa") == 0);
    CHECK(near(translation, "the big goat eats grass", "the goat eats grass") > 0.5);
    CHECK(near(translation, "the big goat eats grass", "a cow drank my water") == 0);
    CHECK(near(multiple_choice, "1 2 3", "1 2") == doctest::Approx(1.0 / 9));
    CHECK(near(multiple_choice, "1 2", "3 4") == 0);
    CHECK(near(ranking, "1 2 3 4", "1 2 4 3") == doctest::Approx(4.0 / 9));
    CHECK(near(ranking, "1 2 3 4", "4 3 2 1") == 0);
}

TEST_CASE("answers far from each other are judged as a coin over equal labels would") {
    const ItemState state = said({"10", "10", "500", "9000"});
    const Verdict open = judge(state, asking(QuestionType::number));
    const Verdict equal = judge(state.answers, 10, asking(QuestionType::number).redundancy);
    CHECK(open.best_label == equal.best_label);
    CHECK(std::abs(static_cast<int>(open.confidence_ppm) - static_cast<int>(equal.confidence_ppm)) <
          2'000);
}

TEST_CASE(
    "near numbers settle an item that equal labels would leave open, and a stray moves none") {
    const auto plan = asking(QuestionType::price).redundancy;
    const ItemState state = said({"99", "101", "100"});
    CHECK_FALSE(judge(state.answers, 10, plan).settled);
    CHECK(judge(state, asking(QuestionType::price)).settled);
    CHECK(result(QuestionType::price, {"99", "101", "100"}).value == "100");
    CHECK(result(QuestionType::price, {"10000", "99", "101", "100"}).value == "100");
    // The point that three agree on is not outvoted by a loose crowd of as many.
    CHECK(result(QuestionType::price, {"500", "500", "500", "96", "100", "104"}).value == "500");
}

TEST_CASE("a campaign says how far apart two amounts may be and mean the same") {
    Campaign narrow = asking(QuestionType::price);
    narrow.quality_terms.tolerance_ppm = 10'000;
    Campaign wide = asking(QuestionType::price);
    wide.quality_terms.tolerance_ppm = 200'000;
    const ItemState state = said({"100", "110", "90"});
    const auto sure = [&](const Campaign& of) { return judge(state, of).confidence_ppm; };
    CHECK(sure(narrow) < 500'000);
    CHECK(sure(narrow) < sure(asking(QuestionType::price)));
    CHECK(sure(wide) > 900'000);
    // Who measured within it was right.
    ItemState settled = said({"100"});
    settled.confidence_ppm = 950'000;
    settled.labels.push_back("115");
    CHECK(late_evidence(worker(9), wide, 1, settled).changes.front().delta_milli > 600);
    CHECK(late_evidence(worker(9), narrow, 1, settled).changes.front().delta_milli < 100);
}

TEST_CASE("a misspelled word speaks for what it means, and the usual spelling is the result") {
    const auto misspelled =
        result(QuestionType::short_text, {"nairoby", "nairobi", "nairobi", "mombasa"});
    CHECK(misspelled.value == "nairobi");
    CHECK(misspelled.confidence_ppm >
          result(QuestionType::short_text, {"kisumu", "nairobi", "nairobi", "mombasa"})
              .confidence_ppm);
}

TEST_CASE("who is near the settled value is counted as right, a stray as wrong") {
    const Campaign campaign = asking(QuestionType::number);
    std::map<WorkerId, RightOf> counted;
    for (const Evidence& each : evidence(said({"100", "101", "99", "100", "700"}), campaign)) {
        FamilyCounts hers{each.family, {0, 0}};
        for (const CellChange& change : each.changes)
            hers.cells.at(change.cell) += static_cast<std::uint32_t>(change.delta_milli);
        counted[each.worker] = right_of(hers);
    }
    REQUIRE(counted.size() == 5);
    for (std::size_t number = 0; number < 4; ++number)
        CHECK(counted[worker(number)].right_milli > counted[worker(number)].seen_milli / 2);
    CHECK(counted[worker(4)].right_milli < 100);
    CHECK(counted[worker(4)].seen_milli > 800);

    ItemState settled = said({"100", "101"});
    settled.confidence_ppm = 950'000;
    settled.labels.push_back("102");
    settled.labels.push_back("300");
    const auto late = [&](std::uint16_t label) {
        return late_evidence(worker(9), campaign, label, settled).changes.front();
    };
    CHECK(late(2).cell == 0);
    CHECK(late(2).delta_milli > 600);
    CHECK(late(3).delta_milli < 100);
}

TEST_CASE("families: what is open is known by a coin, what is listed by a matrix") {
    CHECK(asking(QuestionType::price).family() == numbers);
    CHECK(asking(QuestionType::date).family() == numbers);
    CHECK(asking(QuestionType::rating).family() == numbers);
    CHECK(asking(QuestionType::translation).family() == texts);
    CHECK(asking(QuestionType::ranking).family() == many_classes);
    CHECK(asking(QuestionType::yes_no).family() == 2);
}

TEST_CASE("answers in another order, and one more of the same value") {
    Dice dice(3);
    for (int round = 0; round < 300; ++round) {
        std::vector<std::string> words;
        const std::uint64_t count = 1 + dice.roll(7);
        while (words.size() < count)
            words.push_back(std::to_string(90 + dice.roll(40)));
        const Result before = result(QuestionType::number, words);
        std::ranges::reverse(words);
        const Result turned = result(QuestionType::number, words);
        CHECK(std::abs(std::int64_t{before.confidence_ppm} - turned.confidence_ppm) <= 3);
        words.push_back(before.value);
        CHECK(result(QuestionType::number, words).confidence_ppm + 3 >= before.confidence_ppm);
    }
}

namespace {

/// A crowd that measures: most within a few in a hundred, each fifth says anything.
struct Measured {
    int near = 0;  ///< items whose value came out within the tolerance
    int items = 0;
    int answers = 0;
    RightOf careful;
    RightOf wild;
};

void learn(std::map<WorkerId, FamilyCounts>& known, const ItemState& state,
           const Campaign& campaign) {
    for (const Evidence& each : evidence(state, campaign)) {
        FamilyCounts& hers = known[each.worker];
        hers.cells.resize(2);
        for (const CellChange& change : each.changes)
            hers.cells[change.cell] += static_cast<std::uint32_t>(change.delta_milli);
    }
}

Measured measure(int items) {
    constexpr std::uint64_t crowd = 25;
    const Campaign campaign = asking(QuestionType::number, {2, 7, 950'000});
    Dice dice(7);
    std::map<WorkerId, FamilyCounts> known;
    Measured measured{.items = items, .careful = {}, .wild = {}};
    for (int item = 0; item < items; ++item) {
        const auto truth = static_cast<std::int64_t>(200 + dice.roll(5'000));
        ItemState state;
        for (std::uint64_t first = dice.roll(crowd); !state.closed; ++first) {
            const auto who = static_cast<std::size_t>(first % crowd);
            const auto off = static_cast<std::int64_t>(dice.roll(61)) - 30;  // of a thousand
            const auto anything = static_cast<std::int64_t>(1 + dice.roll(9'000));
            const auto value = who % 5 == 0 ? anything : truth + truth * off / 1000;
            state.labels.push_back(std::to_string(value));
            const auto label = static_cast<std::uint16_t>(state.labels.size() - 1);
            const FamilyCounts hers = known[worker(who)];
            state.answers.push_back(weighed(campaign, worker(who), label, std::span(&hers, 1)));
            const Verdict verdict = judge(state, campaign);
            state.best_label = verdict.best_label;
            state.closed = verdict.settled;
        }
        learn(known, state, campaign);
        measured.answers += static_cast<int>(state.answers.size());
        const auto value = std::stoll(state.labels[state.best_label]);
        measured.near += std::abs(value - truth) * 20 <= truth ? 1 : 0;
    }
    for (const auto& [who, counts] : known) {
        RightOf& sum = who.bytes[0] % 5 == 0 ? measured.wild : measured.careful;
        const RightOf hers = right_of(counts);
        sum.right_milli += hers.right_milli;
        sum.seen_milli += hers.seen_milli;
    }
    return measured;
}

double share(const RightOf& of) {
    return static_cast<double>(of.right_milli) / static_cast<double>(of.seen_milli);
}

}  // namespace

TEST_CASE("a crowd that measures: values come out near, from few answers, and the wild are known") {
    const Measured measured = measure(600);
    CHECK(measured.near >= measured.items * 97 / 100);
    CHECK(measured.answers <= 3.2 * measured.items);
    CHECK(share(measured.careful) > 0.6);
    CHECK(share(measured.wild) < 0.15);
    MESSAGE("near ", measured.near, " of ", measured.items, ", ", measured.answers, " answers");
}

}  // namespace kazi::taskflow::quality
