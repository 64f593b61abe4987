// SPDX-License-Identifier: Apache-2.0
// Two steps: which answers are taken, and what they say.
#include "taskflow/quality/replay.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "taskflow/quality/dice.hpp"
#include "taskflow/quality/expectation.hpp"
#include "taskflow/quality/glad.hpp"
#include "taskflow/quality/votes.hpp"

namespace kazi::taskflow::quality {

namespace {

struct Taken {
    std::vector<Answer> answers;
    std::vector<ItemStatus> statuses;
    std::uint32_t workers_not_asked = 0;
};

std::vector<Answer> in_random_order(const Recording& recording, std::uint64_t seed) {
    std::vector<Answer> answers = recording.answers;
    Dice(seed).shuffle(answers);
    return answers;
}

Taken take_all(const Recording& recording, const ReplaySettings& settings) {
    Taken taken;
    std::vector<std::uint32_t> count(recording.items.size());
    for (const Answer& answer : in_random_order(recording, settings.seed)) {
        if (count[answer.item]++ < settings.answers_max) taken.answers.push_back(answer);
    }
    taken.statuses.assign(recording.items.size(), ItemStatus::open);
    return taken;
}

OnlineModel model_for(const Recording& recording, const Known& gold,
                      const ReplaySettings& settings) {
    OnlineSettings online;
    online.stop_at = *settings.stop_at;
    online.answers_min = std::min(settings.answers_min, settings.answers_max);
    online.answers_max = settings.answers_max;
    online.ask_above = settings.ask_above;
    OnlineModel model(recording.items.size(), recording.workers.size(), recording.class_count(),
                      online);
    for (std::uint32_t item = 0; item < gold.size(); ++item) {
        if (gold[item]) model.know(item, *gold[item]);
    }
    return model;
}

void take(OnlineModel& model, Taken& taken, const Answer& answer) {
    model.take(answer);
    taken.answers.push_back(answer);
}

/// Answers come as chance has it. An item without any gets the first of those that were refused.
void take_as_they_come(const Recording& recording, std::uint64_t seed, OnlineModel& model,
                       Taken& taken) {
    std::vector<Answer> refused;
    for (const Answer& answer : in_random_order(recording, seed)) {
        if (model.wants(answer.item, answer.worker)) {
            take(model, taken, answer);
        } else if (model.status(answer.item) == ItemStatus::open) {
            refused.push_back(answer);
        }
    }
    for (const Answer& answer : refused) {
        if (model.answers(answer.item) == 0) take(model, taken, answer);
    }
}

/// The open items in turn; each is given the best of the answers that are left for it, and is left
/// once none is. Of equals the first of a random order.
void take_best_first(const Recording& recording, std::uint64_t seed, OnlineModel& model,
                     Taken& taken) {
    std::vector<std::vector<Answer>> left(recording.items.size());
    std::vector<std::uint32_t> items;
    for (const Answer& answer : in_random_order(recording, seed)) {
        if (left[answer.item].empty()) items.push_back(answer.item);
        left[answer.item].push_back(answer);
    }
    while (!items.empty()) {
        std::vector<std::uint32_t> open;
        for (const std::uint32_t item : items) {
            auto& answers = left[item];
            if (answers.empty() || model.status(item) != ItemStatus::open) continue;
            const auto best = std::max_element(
                answers.begin(), answers.end(), [&model](const Answer& one, const Answer& other) {
                    return model.information(one.worker) < model.information(other.worker);
                });
            if (!model.is_asked(best->worker) && model.answers(item) > 0) continue;
            take(model, taken, *best);
            answers.erase(best);
            open.push_back(item);
        }
        items = std::move(open);
    }
}

/// What is left of her answers that the model wants, in her own order; at most so many.
std::vector<std::size_t> wanted_of(const OnlineModel& model, const std::vector<Answer>& hers,
                                   std::size_t count) {
    std::vector<std::size_t> wanted;
    for (std::size_t nth = 0; nth < hers.size() && wanted.size() < count; ++nth) {
        if (model.wants(hers[nth].item, hers[nth].worker)) wanted.push_back(nth);
    }
    return wanted;
}

/// A worker comes as often as she answered. What she could say and is not asked is not taken; an
/// item that is left without any answer gets the first that there is.
void take_by_worth(const Recording& recording, const ReplaySettings& settings, OnlineModel& model,
                   Taken& taken) {
    std::vector<std::vector<Answer>> left(recording.workers.size());
    const std::vector<Answer> arrivals = in_random_order(recording, settings.seed);
    for (const Answer& answer : arrivals)
        left[answer.worker].push_back(answer);
    for (const Answer& arrival : arrivals) {
        std::vector<Answer>& hers = left[arrival.worker];
        const auto wanted = wanted_of(model, hers, settings.choice);
        if (wanted.empty()) continue;
        const auto best =
            std::ranges::max_element(wanted, std::less{}, [&model, &hers](std::size_t nth) {
                return model.gain(hers[nth].item, hers[nth].worker);
            });
        take(model, taken, hers[*best]);
        hers.erase(hers.begin() + static_cast<std::ptrdiff_t>(*best));
    }
    for (const Answer& answer : arrivals) {
        if (model.answers(answer.item) == 0) take(model, taken, answer);
    }
}

Taken take_wanted(const Recording& recording, const Known& gold, const ReplaySettings& settings) {
    OnlineModel model = model_for(recording, gold, settings);
    Taken taken;
    switch (settings.arrival) {
        case Arrival::random:
            take_as_they_come(recording, settings.seed, model, taken);
            break;
        case Arrival::best_first:
            take_best_first(recording, settings.seed, model, taken);
            break;
        case Arrival::by_worth:
            take_by_worth(recording, settings, model, taken);
            break;
    }
    model.full_pass();
    for (std::uint32_t item = 0; item < recording.items.size(); ++item)
        taken.statuses.push_back(model.status(item));
    for (std::uint32_t worker = 0; worker < recording.workers.size(); ++worker)
        taken.workers_not_asked += model.is_asked(worker) ? 0 : 1;
    return taken;
}

/// Gini's coefficient of how many answers each worker gave: 0 all alike, near 1 one gave them all.
double inequality(const Recording& taken) {
    std::vector<double> given(taken.workers.size());
    for (const Answer& answer : taken.answers)
        given[answer.worker] += 1;
    std::sort(given.begin(), given.end());
    double sum = 0;
    double ranked = 0;
    for (std::size_t rank = 0; rank < given.size(); ++rank) {
        sum += given[rank];
        ranked += static_cast<double>(rank + 1) * given[rank];
    }
    const double count = static_cast<double>(given.size());
    return sum > 0 ? (2 * ranked / sum - count - 1) / count : 0;
}

Beliefs believe(const Recording& taken, const Known& gold, Method method) {
    switch (method) {
        case Method::majority:
            return vote_shares(taken);
        case Method::agreement:
            return agreement_votes(taken);
        case Method::one_coin:
            return one_coin(taken);
        case Method::dawid_skene:
            return dawid_skene(taken);
        case Method::glad:
            return glad(taken);
        case Method::online:
            return anchored_mean(taken, gold);
        case Method::best:
            break;
    }
    return best(taken, gold);
}

/// Only these two leave a gold item's own truth out of its belief, so that it can be checked.
bool can_be_checked(Method method) {
    return method == Method::online || method == Method::best;
}

Calibration check(const Beliefs& beliefs, const Known& gold, Method method) {
    std::vector<Checked> checked;
    for (std::size_t item = 0; item < gold.size() && can_be_checked(method); ++item) {
        if (!gold[item]) continue;
        const auto row = beliefs.of(item);
        checked.push_back({greatest_of(row), best_labels(row).front() == *gold[item]});
    }
    return Calibration(checked);
}

}  // namespace

Replay replay(const Recording& recording, const Known& gold, const ReplaySettings& settings) {
    Taken taken =
        settings.stop_at ? take_wanted(recording, gold, settings) : take_all(recording, settings);
    Replay replay;
    replay.answers_taken = taken.answers.size();
    replay.answers_recorded = recording.answers.size();
    replay.workers = static_cast<std::uint32_t>(recording.workers.size());
    replay.workers_not_asked = taken.workers_not_asked;
    const Recording known = with_answers(recording, std::move(taken.answers));
    const Beliefs beliefs = believe(known, gold, settings.method);
    replay.income_inequality = inequality(known);
    replay.calibration = check(beliefs, gold, settings.method);
    for (std::uint32_t item = 0; item < recording.items.size(); ++item) {
        const auto row = beliefs.of(item);
        replay.estimates.push_back({item, best_labels(row),
                                    replay.calibration.corrected(greatest_of(row)),
                                    static_cast<std::uint32_t>(known.answers_to(item).size()),
                                    taken.statuses[item], item < gold.size() && gold[item]});
    }
    return replay;
}

Known known_of(const Recording& recording, std::span<const KnownTruth> truths) {
    Known known(recording.items.size());
    for (const KnownTruth& truth : truths) {
        const auto item = find_name(recording.items, truth.task);
        const auto label = find_name(recording.labels, truth.label);
        if (item && label) known[*item] = *label;
    }
    return known;
}

Known draw_gold(const Known& known, double share, std::uint64_t seed) {
    std::vector<std::uint32_t> items;
    for (std::uint32_t item = 0; item < known.size(); ++item) {
        if (known[item]) items.push_back(item);
    }
    Dice(seed).shuffle(items);
    const double wanted = std::ceil(share * static_cast<double>(items.size()));
    items.resize(std::min(items.size(), static_cast<std::size_t>(wanted)));
    Known drawn(known.size());
    for (const std::uint32_t item : items)
        drawn[item] = known[item];
    return drawn;
}

}  // namespace kazi::taskflow::quality
