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

std::uint64_t after(std::uint64_t done) {
    return done + std::max(new_entries_min, done * growth_percent / 100);
}

/// The answers as they stand now, each at the place where it was first given.
std::vector<Answer> standing(std::span<const LogEntry> entries) {
    std::vector<Answer> answers;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> given;
    for (const LogEntry& entry : entries) {
        const auto [at, is_new] = given.try_emplace({entry.item, entry.worker}, answers.size());
        if (is_new) {
            answers.push_back({entry.item, entry.worker, entry.label});
        } else if (entry.corrects) {
            answers[at->second].label = entry.label;
        }
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
                       .answers_max = rule.answers_max});
    for (const KnownItem& each : known)
        model.know(each.item, each.truth);
    for (const Answer& answer : standing(entries))
        model.take(answer);
    model.full_pass();
    return learned_from(model.crowd().anchors(), model.calibration(), entries.size());
}

}  // namespace kazi::taskflow::quality
