// SPDX-License-Identifier: Apache-2.0
// The door that the dialogue knocks at, against the engine behind `kazi infer --method online`.
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "taskflow/quality/belief.hpp"
#include "taskflow/quality/dice.hpp"
#include "taskflow/quality/online.hpp"

namespace kazi::taskflow::quality {

namespace {

constexpr std::uint32_t items = 150;
constexpr std::uint32_t workers = 12;
constexpr std::uint32_t per_item = 4;

Campaign asking(std::uint32_t classes, const std::optional<Learned>& learned = {}) {
    Campaign campaign;
    campaign.question.type = QuestionType::choice;
    for (std::uint32_t label = 0; label < classes; ++label)
        campaign.question.labels.push_back(std::to_string(label));
    campaign.redundancy = {per_item, per_item, 999'999};
    campaign.learned = learned;
    return campaign;
}

WorkerId id_of(std::uint32_t worker) {
    WorkerId id;
    id.bytes[0] = static_cast<std::uint8_t>(worker);
    return id;
}

/// Item after item, four of twelve workers each; the more careful, the higher their number.
std::vector<Answer> simulate(std::uint32_t classes) {
    Dice dice(classes);
    std::vector<Answer> answers;
    for (std::uint32_t item = 0; item < items; ++item) {
        const auto truth = static_cast<std::uint32_t>(dice.roll(classes));
        const auto first = static_cast<std::uint32_t>(dice.roll(workers));
        for (std::uint32_t nth = 0; nth < per_item; ++nth) {
            const std::uint32_t worker = (first + nth) % workers;
            const bool careful = dice.roll(workers) < worker;
            const auto label = careful ? truth : static_cast<std::uint32_t>(dice.roll(classes));
            answers.push_back({item, worker, label});
        }
    }
    return answers;
}

ItemState holding(const std::vector<GivenAnswer>& answers) {
    ItemState state;
    state.answers = answers;
    return state;
}

using Crowds = std::map<std::uint32_t, FamilyCounts>;

/// What a store does with the evidence of a settled item.
void add(Crowds& known, const Evidence& evidence) {
    FamilyCounts& hers = known[evidence.worker.bytes[0]];
    hers.family = evidence.family;
    for (const CellChange& change : evidence.changes) {
        if (hers.cells.size() <= change.cell) hers.cells.resize(change.cell + std::size_t{1});
        hers.cells[change.cell] += static_cast<std::uint32_t>(change.delta_milli);
    }
}

}  // namespace

TEST_CASE("item after item, a campaign believes what the online engine believes") {
    for (const std::uint32_t classes : {2U, 5U, 16U}) {
        CAPTURE(classes);
        const Campaign campaign = asking(classes);
        OnlineModel model(items, workers, classes,
                          {.stop_at = 1, .pass_answers_min = items * per_item + 1});
        Crowds known;
        std::vector<GivenAnswer> given;
        for (const Answer& answer : simulate(classes)) {
            model.take(answer);
            const FamilyCounts& hers = known[answer.worker];
            given.push_back(weighed(campaign, id_of(answer.worker),
                                    static_cast<std::uint16_t>(answer.label), std::span(&hers, 1)));
            const Verdict verdict = judge(holding(given), campaign);
            const double believed = model.confidence(answer.item);
            CHECK(std::abs(verdict.confidence_ppm / 1e6 - believed) < 0.006);
            if (believed > 0.52 || (classes > 2 && believed > 0.4))
                CHECK(model.belief(answer.item)[verdict.best_label] > believed - 0.006);
            if (given.size() < per_item) continue;
            for (const Evidence& each : evidence(holding(given), campaign))
                add(known, each);
            given.clear();
        }
        for (std::uint32_t worker = 0; worker < workers; ++worker) {
            const RightOf hers = right_of(known[worker]);
            CHECK(std::abs(static_cast<double>(hers.seen_milli) / 1e3 -
                           model.crowd().seen(worker)) < 0.6);
            CHECK(std::abs(static_cast<double>(hers.right_milli) / 1e3 -
                           model.crowd().right(worker)) < 0.6);
        }
    }
}

TEST_CASE("who always gives one key weighs nothing") {
    const FamilyCounts same_key{2, {500'000, 0, 500'000, 0}};
    const GivenAnswer hers = weighed(asking(2), id_of(1), 0, std::span(&same_key, 1));
    CHECK(std::abs(hers.chances.at(0) - hers.chances.at(1)) < 200);
    const std::vector answers{hers};
    CHECK(judge(answers, 2, {1, 9, 990'000}).confidence_ppm < 510'000);
}

TEST_CASE("a matrix knows which classes she mixes up") {
    const FamilyCounts mixes{3, {99'000, 0, 0, 0, 50'000, 50'000, 0, 50'000, 50'000}};
    const auto chances = weighed(asking(3), id_of(1), 1, std::span(&mixes, 1)).chances;
    CHECK(chances[0] < 700);
    CHECK(std::abs(chances[1] - chances[2]) < 500);
}

TEST_CASE("what was learned is the prior, and comes back as it was stored") {
    const std::vector<double> pool{80, 20, 2, 8, 100, 10, 88, 110};
    const std::vector<double> believed{100, 10};
    const Anchors anchors = anchors_from({}, pool, believed);
    std::vector<Checked> checked;
    for (int nth = 0; nth < 60; ++nth)
        checked.push_back({0.97, nth % 5 != 0});
    const Learned learned = learned_from(anchors, Calibration(checked), 110);
    CHECK(anchors_of(learned, 2).common[1] == doctest::Approx(anchors.common[1]).epsilon(1e-5));
    CHECK(calibration_of(learned).corrected(0.97) ==
          doctest::Approx(Calibration(checked).corrected(0.97)).epsilon(1e-4));
    CHECK(learned_from(anchors_of(learned, 2), calibration_of(learned), 110) == learned);
    CHECK(judge(ItemState{}, asking(2, learned)).best_label == 0);
    CHECK(judge(ItemState{}, asking(2, learned)).confidence_ppm > 600'000);
    CHECK_FALSE(learned_from(anchors, {}, 1).calibration_micro);
}

TEST_CASE("where gold says that the crowd is never so sure, an item is given up, not settled") {
    std::vector<Checked> checked;
    for (int nth = 0; nth < 100; ++nth)
        checked.push_back({0.999, nth % 3 != 0});
    const std::vector<double> even(counts_width(2));
    const std::vector<double> none(2);
    Campaign campaign =
        asking(2, learned_from(anchors_from({}, even, none), Calibration(checked), 100));
    campaign.redundancy = {2, 9, 950'000};
    std::vector<GivenAnswer> answers;
    Verdict verdict;
    while (!verdict.settled) {
        REQUIRE(answers.size() < 9);
        const auto nth = static_cast<std::uint32_t>(answers.size());
        answers.push_back(weighed(campaign, id_of(nth), 1, {}));
        verdict = judge(holding(answers), campaign);
    }
    CHECK(verdict.status == ItemStatus::given_up);
    CHECK(answers.size() < 9);
    CHECK(verdict.confidence_ppm < 800'000);  // what is claimed is what gold bears out
    campaign.learned->calibration_micro.reset();
    CHECK(judge(holding(answers), campaign).status == ItemStatus::settled);
}

TEST_CASE("what is sure enough is not settled at a level that gold doesn't bear out, nor above") {
    Campaign campaign = asking(2);
    campaign.redundancy = {2, 9, 800'000};
    std::vector<GivenAnswer> answers;
    for (std::uint32_t nth = 0; nth < 5; ++nth)
        answers.push_back(weighed(campaign, id_of(nth), 1, {}));
    CHECK(judge(holding(answers), campaign).status == ItemStatus::settled);
    campaign.learned = Learned{};
    for (const std::uint32_t level : {800'000U, 700'000U}) {
        campaign.learned->unproven_ppm = level;
        CHECK(judge(holding(answers), campaign).status == ItemStatus::given_up);
    }
    campaign.learned->unproven_ppm = 800'001;
    CHECK(judge(holding(answers), campaign).status == ItemStatus::settled);
}

}  // namespace kazi::taskflow::quality
