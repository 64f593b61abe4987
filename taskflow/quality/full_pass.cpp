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

std::uint64_t after(std::uint64_t done) {
    const std::uint64_t percent = done < many_entries ? growth_percent : growth_of_many_percent;
    return done + std::max(new_entries_min, done * percent / 100);
}

/// The answers as they stand now, each at the place where it was first given. Nobody answers an item
/// twice, so only corrections, which are few, have to be looked up.
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

/// One more than the greatest number in use.
template <class Entries, class Number>
std::uint32_t count_of(const Entries& entries, Number number) {
    std::uint32_t count = 0;
    for (const auto& entry : entries)
        count = std::max(count, entry.*number + 1);
    return count;
}

}  // namespace

std::optional<std::uint64_t> next_pass(std::uint64_t done, std::uint64_t recorded) {
    std::uint64_t next = done;
    while (after(next) <= recorded)
        next = after(next);
    return next == done ? std::nullopt : std::optional(next);
}

Learned full_pass(std::span<const LogEntry> entries, std::span<const KnownItem> known,
                  std::size_t classes, const StopRule& rule) {
    const std::uint32_t items =
        std::max(count_of(entries, &LogEntry::item), count_of(known, &KnownItem::item));
    OnlineModel model(items, count_of(entries, &LogEntry::worker), classes,
                      {.stop_at = rule.stop_at,
                       .answers_min = rule.answers_min,
                       .answers_max = rule.answers_max,
                       .pass_growth = growth_on_the_way,
                       .pass_growth_big = growth_on_the_way});
    for (const KnownItem& each : known)
        model.know(each.item, each.truth);
    for (const Answer& answer : standing(entries))
        model.take(answer);
    model.full_pass();
    return learned_from(model.crowd().anchors(), model.calibration(), entries.size());
}

}  // namespace kazi::taskflow::quality
