// SPDX-License-Identifier: Apache-2.0
// An item's answers are counted by its belief, or by its truth where that is known. When a belief
// moves, the counts of all who answered move with it.
#include "taskflow/quality/online.hpp"

#include <algorithm>

namespace kazi::taskflow::quality {

namespace {

/// Room for so many answers at the first: most items need no more.
constexpr std::size_t given_first = 4;

}  // namespace

OnlineModel::OnlineModel(std::size_t items, std::size_t workers, std::size_t classes,
                         const OnlineSettings& settings)
    : settings_(settings),
      crowd_(classes, workers, settings.crowd),
      beliefs_(items, classes, classes == 0 ? 0 : 1 / static_cast<double>(classes)),
      items_(items),
      asked_(workers, 1),
      information_(workers, workers == 0 ? 0 : crowd_.information(0)),
      counted_(classes),
      change_(classes),
      pass_at_(settings.pass_answers_min) {}

void OnlineModel::know(std::uint32_t item, std::uint32_t truth) {
    items_[item].truth = truth;
}

bool OnlineModel::wants(std::uint32_t item, std::uint32_t worker) const {
    return items_[item].status == ItemStatus::open && is_asked(worker);
}

void OnlineModel::fill_counted(std::uint32_t item, std::span<double> row) const {
    const Item& at = items_[item];
    if (!at.truth) {
        const auto belief = beliefs_.of(item);
        std::copy(belief.begin(), belief.end(), row.begin());
        return;
    }
    std::fill(row.begin(), row.end(), 0.0);
    row[*at.truth] = 1;
}

void OnlineModel::take(const Answer& answer) {
    Item& item = items_[answer.item];
    fill_counted(answer.item, counted_);
    if (item.given.empty()) crowd_.add_item(counted_);
    if (item.given.empty()) item.given.reserve(given_first);
    item.given.push_back({answer.worker, answer.label});
    crowd_.add(answer.worker, answer.label, counted_);
    weigh_again(answer.item);
    judge_item(answer.item);
    ++taken_;
    if (taken_ >= pass_at_) {
        full_pass();
        pass_at_ = next_pass();
    }
}

std::uint64_t OnlineModel::next_pass() const {
    const double growth =
        taken_ < settings_.big_answers ? settings_.pass_growth : settings_.pass_growth_big;
    const auto more = static_cast<std::uint64_t>(static_cast<double>(taken_) * growth);
    return taken_ + std::max(more, settings_.pass_answers_min);
}

void OnlineModel::weigh_again(std::uint32_t item) {
    const auto belief = beliefs_.of(item);
    fill_counted(item, counted_);
    const auto& shares = crowd_.anchors().class_shares;
    std::copy(shares.begin(), shares.end(), change_.begin());
    for (const Given& given : items_[item].given)
        crowd_.weigh(given.worker, given.label, counted_, change_);
    normalise(change_);
    for (std::size_t label = 0; label < change_.size(); ++label) {
        const double before = belief[label];
        belief[label] = change_[label];
        change_[label] -= before;
    }
    if (!items_[item].truth) move_counts(item);
}

void OnlineModel::move_counts(std::uint32_t item) {
    for (const Given& given : items_[item].given)
        crowd_.shift(given.worker, given.label, change_);
    crowd_.add_item(change_);
}

double OnlineModel::confidence(std::uint32_t item) const {
    return calibration_.corrected(greatest_of(beliefs_.of(item)));
}

void OnlineModel::judge_item(std::uint32_t item) {
    const StopRule rule{settings_.stop_at, settings_.answers_min, settings_.answers_max,
                        out_of_reach_, unproven_};
    Item& judged = items_[item];
    judged.status =
        status_of(rule, judged.given.size(), greatest_of(beliefs_.of(item)), confidence(item));
}

void OnlineModel::full_pass() {
    crowd_.refresh();
    for (std::uint32_t item = 0; item < items_.size(); ++item) {
        if (!items_[item].given.empty()) weigh_again(item);
    }
    crowd_.refresh();
    calibrate();
    for (std::uint32_t item = 0; item < items_.size(); ++item)
        judge_item(item);
    judge_workers();
}

void OnlineModel::calibrate() {
    std::vector<Checked> checked;
    for (std::uint32_t item = 0; item < items_.size(); ++item) {
        const Item& at = items_[item];
        if (!at.truth || at.given.size() < settings_.answers_min) continue;
        const auto belief = beliefs_.of(item);
        checked.push_back({greatest_of(belief), best_labels(belief).front() == *at.truth});
    }
    calibration_ = Calibration(checked);
    out_of_reach_ = calibration_.is_out_of_reach(settings_.stop_at);
    unproven_ = !calibration_.is_borne_out(checked, settings_.stop_at);
}

void OnlineModel::judge_workers() {
    double sum = 0;
    double answers = 0;
    for (std::uint32_t worker = 0; worker < asked_.size(); ++worker) {
        const double seen = crowd_.seen(worker);
        information_[worker] = crowd_.information(worker);
        sum += seen * information_[worker];
        answers += seen;
    }
    for (std::uint32_t worker = 0; worker < asked_.size(); ++worker) {
        const bool known = crowd_.seen(worker) >= settings_.ask_all_below;
        asked_[worker] =
            !known || information_[worker] * answers >= settings_.ask_above * sum ? 1 : 0;
    }
}

}  // namespace kazi::taskflow::quality
