// SPDX-License-Identifier: Apache-2.0
// Answers one by one: what each of them changes, which items have enough, whose answers are worth
// asking for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "taskflow/quality/beliefs.hpp"
#include "taskflow/quality/calibration.hpp"
#include "taskflow/quality/crowd.hpp"
#include "taskflow/quality/recording.hpp"
#include "taskflow/quality/stopping.hpp"

namespace kazi::taskflow::quality {

struct OnlineSettings {
    double stop_at = 0.95;          ///< posterior at which an item has enough
    std::uint32_t answers_min = 2;  ///< before it may have
    std::uint32_t answers_max = 255;
    /// A worker whose answer tells less than this share of what an answer tells on average is not
    /// asked, for now: each full pass looks again. 0 asks everybody.
    double ask_above = 0.6;
    double ask_all_below = 20;     ///< answers: nobody is judged by fewer
    double pass_growth = 0.05;     ///< share of new answers that calls for a full pass
    double pass_growth_big = 0.3;  ///< the same once there are `big_answers`
    std::uint64_t big_answers = 100'000;
    std::uint64_t pass_answers_min = 20;  ///< new answers below which there is no full pass
    CrowdSettings crowd{};
};

/// The state behind a campaign's items, and one family's workers. Time for one answer: its item's
/// answers times the classes, however many there were before. A full pass goes over all of them,
/// and comes ever more seldom, so that its share stays constant. No clock, no chance: the same
/// calls in the same order leave the same bits.
class OnlineModel {
public:
    OnlineModel(std::size_t items, std::size_t workers, std::size_t classes,
                const OnlineSettings& settings);

    /// Before the item's first answer: its truth is known. Its answers are counted by that, and
    /// it takes them like any other item: its belief is what they alone say.
    void know(std::uint32_t item, std::uint32_t truth);

    /// False: the item has enough, or this worker's answer would tell too little.
    [[nodiscard]] bool wants(std::uint32_t item, std::uint32_t worker) const;

    /// Takes an answer, wanted or not. Each worker answers an item once; who calls sees to that.
    void take(const Answer& answer);

    /// Weighs every item again by what is known by now, and judges every worker again.
    void full_pass();

    [[nodiscard]] ItemStatus status(std::uint32_t item) const { return items_[item].status; }
    [[nodiscard]] bool is_asked(std::uint32_t worker) const { return asked_[worker] != 0; }
    /// What an answer of hers tells, in nats, as of the last full pass.
    [[nodiscard]] double information(std::uint32_t worker) const { return information_[worker]; }
    /// What an answer of hers is expected to tell about this item, in nats, as it is believed now.
    [[nodiscard]] double gain(std::uint32_t item, std::uint32_t worker) const {
        return quality::information(crowd_.anchors(), crowd_.counts_of(worker), belief(item));
    }
    [[nodiscard]] std::span<const double> belief(std::uint32_t item) const {
        return beliefs_.of(item);
    }
    /// The posterior of the item's best label, corrected by what is known of other items.
    [[nodiscard]] double confidence(std::uint32_t item) const;
    [[nodiscard]] std::uint32_t answers(std::uint32_t item) const {
        return static_cast<std::uint32_t>(items_[item].given.size());
    }
    [[nodiscard]] const Crowd& crowd() const { return crowd_; }
    [[nodiscard]] const Calibration& calibration() const { return calibration_; }
    /// Whether gold fails to bear out the level to stop at, as of the last full pass.
    [[nodiscard]] bool is_unproven() const { return unproven_; }

private:
    struct Given {
        std::uint32_t worker;
        std::uint32_t label;
    };
    struct Item {
        std::vector<Given> given;
        std::optional<std::uint32_t> truth;
        ItemStatus status = ItemStatus::open;
    };

    void weigh_again(std::uint32_t item);
    void move_counts(std::uint32_t item);
    void judge_item(std::uint32_t item);
    void judge_workers();
    void calibrate();
    void fill_counted(std::uint32_t item, std::span<double> row) const;
    [[nodiscard]] std::uint64_t next_pass() const;

    OnlineSettings settings_;
    Crowd crowd_;
    Beliefs beliefs_;
    std::vector<Item> items_;
    std::vector<std::uint8_t> asked_;
    std::vector<double> information_;
    Calibration calibration_;
    bool out_of_reach_ = false;    ///< of this crowd: the level to stop at
    bool unproven_ = false;        ///< by gold: the level to stop at
    std::vector<double> counted_;  ///< scratch: what one item's answers are counted by
    std::vector<double> change_;   ///< scratch
    std::uint64_t taken_ = 0;
    std::uint64_t pass_at_ = 0;
};

}  // namespace kazi::taskflow::quality
