// SPDX-License-Identifier: Apache-2.0
// Which class is called 0 carries no meaning: other numbers for the classes give the same results
// under those numbers, for 2 to 6 classes, answer by answer and in the full pass.
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <numeric>

#include "taskflow/quality/anchored.hpp"
#include "taskflow/quality/belief.hpp"
#include "taskflow/quality/dice.hpp"
#include "taskflow/quality/expectation.hpp"
#include "taskflow/quality/full_pass.hpp"
#include "taskflow/quality/online.hpp"
#include "taskflow/quality/worker_counts.hpp"

namespace kazi::taskflow::quality {

namespace {

/// Old number → new number.
using Renumbering = std::vector<std::uint32_t>;

constexpr std::uint32_t items = 60;
constexpr std::uint32_t workers = 9;
/// What sums in another order may differ by.
constexpr double rounding = 1e-9;

struct Asked {
    std::vector<Answer> answers;  ///< in the order in which they came
    std::vector<std::uint32_t> truths;
    std::uint32_t classes = 2;
};

/// Classes are not equally often true; workers differ, and the last one gives class 0 always.
Asked asked_of(std::uint32_t classes, std::uint64_t seed) {
    Dice dice(seed);
    Asked crowd{.answers = {}, .truths = {}, .classes = classes};
    for (std::uint32_t item = 0; item < items; ++item) {
        const auto truth =
            static_cast<std::uint32_t>(std::min(dice.roll(classes), dice.roll(classes)));
        crowd.truths.push_back(truth);
        for (std::uint32_t worker = 0; worker < workers; ++worker) {
            const bool right = dice.roll(100) < 90 - 7 * worker;
            const auto other = static_cast<std::uint32_t>(dice.roll(classes));
            const std::uint32_t says = right ? truth : other;
            crowd.answers.push_back({item, worker, worker + 1 == workers ? 0 : says});
        }
    }
    dice.shuffle(crowd.answers);
    return crowd;
}

Renumbering any_renumbering(std::uint32_t classes, Dice& dice) {
    Renumbering to(classes);
    std::iota(to.begin(), to.end(), 0U);
    do
        dice.shuffle(to);
    while (std::ranges::is_sorted(to));
    return to;
}

Asked renumbered(Asked crowd, const Renumbering& to) {
    for (Answer& answer : crowd.answers)
        answer.label = to[answer.label];
    for (std::uint32_t& truth : crowd.truths)
        truth = to[truth];
    return crowd;
}

Recording recording_of(const Asked& crowd) {
    std::vector<RecordedAnswer> answers;
    for (const Answer& each : crowd.answers)
        answers.push_back({std::to_string(100 + each.item), std::to_string(100 + each.worker),
                           std::to_string(each.label)});
    return number_answers(answers);
}

using Row = std::vector<double>;
using Rows = std::vector<Row>;

Rows rows_of(const Beliefs& beliefs) {
    Rows rows;
    for (std::size_t item = 0; item < beliefs.items(); ++item)
        rows.emplace_back(beliefs.of(item).begin(), beliefs.of(item).end());
    return rows;
}

/// The belief of each item after all answers that the model wanted, and how many those were.
struct Played {
    Rows rows;
    std::vector<std::uint32_t> answers;
};

Played play(const Asked& crowd) {
    OnlineModel model(items, workers, crowd.classes, {.stop_at = 0.97});
    for (std::uint32_t item = 0; item < items / 4; ++item)
        model.know(item, crowd.truths[item]);
    for (const Answer& answer : crowd.answers) {
        if (model.wants(answer.item, answer.worker)) model.take(answer);
    }
    model.full_pass();
    Played played;
    for (std::uint32_t item = 0; item < items; ++item) {
        played.rows.emplace_back(model.belief(item).begin(), model.belief(item).end());
        played.answers.push_back(model.answers(item));
    }
    return played;
}

void learn(FamilyCounts& hers, const Evidence& evidence) {
    hers.family = evidence.family;
    hers.cells.resize(counts_width(evidence.family));
    for (const CellChange& change : evidence.changes)
        hers.cells.at(change.cell) += static_cast<std::uint32_t>(change.delta_milli);
}

/// What the dialogue comes to at each answer, with what it has counted of each worker by then.
std::vector<Verdict> judged(const Asked& crowd) {
    Campaign campaign;
    campaign.question.type = QuestionType::choice;
    campaign.question.texts["en"].options.resize(crowd.classes);
    campaign.question.labels.resize(crowd.classes);
    campaign.redundancy = {.minimum = 2, .maximum = workers, .confidence_ppm = 970'000};
    std::map<std::uint32_t, FamilyCounts> known;
    std::vector<ItemState> states(items);
    std::vector<Verdict> verdicts;
    for (const Answer& answer : crowd.answers) {
        ItemState& state = states[answer.item];
        if (state.closed) continue;
        WorkerId who;
        who.bytes[0] = static_cast<std::uint8_t>(answer.worker);
        const FamilyCounts hers = known[answer.worker];
        state.answers.push_back(
            weighed(campaign, who, static_cast<std::uint16_t>(answer.label), std::span(&hers, 1)));
        verdicts.push_back(judge(state, campaign));
        state.closed = verdicts.back().settled;
        if (!state.closed) continue;
        for (const Evidence& each : evidence(state, campaign))
            learn(known[each.worker.bytes[0]], each);
    }
    return verdicts;
}

Passed passed(const Asked& crowd) {
    std::vector<LogEntry> entries;
    for (const Answer& answer : crowd.answers)
        entries.push_back(
            {answer.item, answer.worker, static_cast<std::uint16_t>(answer.label), false});
    std::vector<KnownItem> known;
    for (std::uint32_t item = 0; item < items / 2; ++item)
        known.push_back({item, crowd.truths[item]});
    return full_pass(entries, known, crowd.classes,
                     {.stop_at = 0.95, .answers_min = 2, .answers_max = workers});
}

void check_same(const Rows& before, const Rows& after, const Renumbering& to) {
    REQUIRE(before.size() == after.size());
    for (std::size_t item = 0; item < before.size(); ++item) {
        for (std::size_t label = 0; label < to.size(); ++label)
            CHECK(std::abs(before[item][label] - after[item][to[label]]) < rounding);
    }
}

template <class Check>
void for_all(Check check) {
    for (std::uint32_t classes = 2; classes <= 6; ++classes) {
        for (const std::uint64_t seed : {1, 2, 3, 4}) {
            CAPTURE(classes);
            CAPTURE(seed);
            Dice dice(100 * seed + classes);
            const Renumbering to = any_renumbering(classes, dice);
            const Asked crowd = asked_of(classes, seed);
            check(crowd, renumbered(crowd, to), to);
        }
    }
}

}  // namespace

TEST_CASE("classes numbered otherwise: the full pass says the same under those numbers") {
    for_all([](const Asked& crowd, const Asked& other, const Renumbering& to) {
        const Recording before = recording_of(crowd);
        const Recording after = recording_of(other);
        REQUIRE(before.class_count() == crowd.classes);
        check_same(rows_of(best(before)), rows_of(best(after)), to);
        check_same(rows_of(anchored(before, {})), rows_of(anchored(after, {})), to);
        check_same(rows_of(dawid_skene(before)), rows_of(dawid_skene(after)), to);
    });
}

TEST_CASE(
    "classes numbered otherwise: answer by answer the same are asked, and the same believed") {
    for_all([](const Asked& crowd, const Asked& other, const Renumbering& to) {
        const Played before = play(crowd);
        const Played after = play(other);
        CHECK(before.answers == after.answers);
        check_same(before.rows, after.rows, to);
    });
}

TEST_CASE("classes numbered otherwise: a campaign that runs settles the same items alike") {
    for_all([](const Asked& crowd, const Asked& other, const Renumbering& to) {
        const auto before = judged(crowd);
        const auto after = judged(other);
        REQUIRE(before.size() == after.size());
        for (std::size_t nth = 0; nth < before.size(); ++nth) {
            CHECK(before[nth].status == after[nth].status);
            CHECK(std::abs(std::int64_t{before[nth].confidence_ppm} - after[nth].confidence_ppm) <=
                  5);
            // Of equals the lowest number is taken, whatever it means.
            if (before[nth].confidence_ppm > 500'005)
                CHECK(to[before[nth].best_label] == after[nth].best_label);
        }
    });
}

TEST_CASE("classes numbered otherwise: a campaign's full pass learns the same of them") {
    for_all([](const Asked& crowd, const Asked& other, const Renumbering& to) {
        const Passed before = passed(crowd);
        const Passed after = passed(other);
        REQUIRE(before.beliefs.size() == after.beliefs.size());
        for (std::size_t nth = 0; nth < before.beliefs.size(); ++nth) {
            const ItemBelief& one = before.beliefs[nth];
            const ItemBelief& two = after.beliefs[nth];
            CHECK(one.item == two.item);
            CHECK(std::abs(std::int64_t{one.confidence_ppm} - two.confidence_ppm) <= 5);
            if (one.confidence_ppm > 500'005) CHECK(to[one.best_label] == two.best_label);
        }
        for (std::size_t label = 0; label < to.size(); ++label)
            CHECK(std::abs(std::int64_t{before.learned.class_shares_ppm[label]} -
                           after.learned.class_shares_ppm[to[label]]) <= 1);
    });
}

}  // namespace kazi::taskflow::quality
