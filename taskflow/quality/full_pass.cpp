// SPDX-License-Identifier: Apache-2.0
#include "taskflow/quality/full_pass.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "taskflow/quality/online.hpp"

namespace kazi::taskflow::quality {

namespace {

constexpr std::uint64_t new_entries_min = 20;
constexpr std::uint64_t growth_percent = 20;
/// From here on a fifth more changes next to nothing of what a crowd is known to be.
constexpr std::uint64_t many_entries = 2'000;
constexpr std::uint64_t growth_of_many_percent = 100;
/// All answers are there from the start, so a look back on the way is only a first guess.
constexpr double growth_on_the_way = 1;
constexpr double ppm_of_one = 1e6;

std::uint64_t after(std::uint64_t done) {
    const std::uint64_t percent = done < many_entries ? growth_percent : growth_of_many_percent;
    return done + std::max(new_entries_min, done * percent / 100);
}

/// The items that there is something to say of, in order. A campaign has many more, and the model
/// keeps a place for each that it is told of.
std::vector<std::uint32_t> items_of(std::span<const LogEntry> entries,
                                    std::span<const KnownItem> known) {
    std::vector<std::uint32_t> items;
    items.reserve(entries.size() + known.size());
    for (const LogEntry& entry : entries)
        items.push_back(entry.item);
    for (const KnownItem& each : known)
        items.push_back(each.item);
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return items;
}

std::uint32_t place_of(std::uint32_t item, const std::vector<std::uint32_t>& items) {
    const auto at = std::lower_bound(items.begin(), items.end(), item);
    return static_cast<std::uint32_t>(at - items.begin());
}

std::uint32_t workers_in(std::span<const LogEntry> entries) {
    std::uint32_t count = 0;
    for (const LogEntry& entry : entries)
        count = std::max(count, entry.worker + 1);
    return count;
}

std::vector<ItemBelief> beliefs_of(const OnlineModel& model,
                                   const std::vector<std::uint32_t>& items) {
    std::vector<ItemBelief> beliefs;
    for (std::uint32_t place = 0; place < items.size(); ++place) {
        if (model.answers(place) == 0) continue;
        const auto row = model.belief(place);
        const auto best = std::max_element(row.begin(), row.end()) - row.begin();
        beliefs.push_back({items[place], static_cast<std::uint16_t>(best),
                           static_cast<std::uint32_t>(model.confidence(place) * ppm_of_one)});
    }
    return beliefs;
}

/// As much as is known of a belief when the item is closed: the best label and how sure it is.
std::vector<double> spread(Family family, const ItemBelief& belief) {
    const double sure = belief.confidence_ppm / ppm_of_one;
    std::vector<double> row(family, (1 - sure) / (family - 1));
    row.at(belief.best_label) = sure;
    return row;
}

}  // namespace

std::optional<std::uint64_t> next_pass(std::uint64_t done, std::uint64_t recorded) {
    std::uint64_t next = done;
    while (after(next) <= recorded)
        next = after(next);
    return next == done ? std::nullopt : std::optional(next);
}

Passed full_pass(std::span<const LogEntry> entries, std::span<const KnownItem> known,
                 std::size_t classes, const StopRule& rule) {
    const auto items = items_of(entries, known);
    OnlineModel model(items.size(), workers_in(entries), classes,
                      {.stop_at = rule.stop_at,
                       .answers_min = rule.answers_min,
                       .answers_max = rule.answers_max,
                       .pass_growth = growth_on_the_way,
                       .pass_growth_big = growth_on_the_way});
    for (const KnownItem& each : known)
        model.know(place_of(each.item, items), each.truth);
    for (const Answer& answer : standing(entries))
        model.take({place_of(answer.item, items), answer.worker, answer.label});
    model.full_pass();
    Learned learned = learned_from(model.crowd().anchors(), model.calibration(), entries.size());
    if (model.is_unproven())
        learned.unproven_ppm = static_cast<std::uint32_t>(rule.stop_at * ppm_of_one + 0.5);
    return {std::move(learned), beliefs_of(model, items)};
}

// Nobody answers an item twice, so only corrections, which are few, have to be looked up.
std::vector<Answer> standing(std::span<const LogEntry> entries) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint16_t> corrected;
    for (const LogEntry& entry : entries)
        if (entry.corrects) corrected[{entry.item, entry.worker}] = entry.label;
    std::vector<Answer> answers;
    answers.reserve(entries.size());
    for (const LogEntry& entry : entries) {
        if (entry.corrects) continue;
        const auto at = corrected.find({entry.item, entry.worker});
        answers.push_back(
            {entry.item, entry.worker, at == corrected.end() ? entry.label : at->second});
    }
    return answers;
}

std::vector<CellChange> recounted(Family family, std::uint16_t label, const ItemBelief& before,
                                  const ItemBelief& after) {
    std::map<std::uint16_t, std::int32_t> changes;
    for (const CellChange& each : counted(family, label, spread(family, after)))
        changes[each.cell] += each.delta_milli;
    for (const CellChange& each : counted(family, label, spread(family, before)))
        changes[each.cell] -= each.delta_milli;
    std::vector<CellChange> found;
    for (const auto& [cell, delta] : changes) {
        if (delta != 0) found.push_back({cell, delta});
    }
    return found;
}

}  // namespace kazi::taskflow::quality
