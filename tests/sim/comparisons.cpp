// SPDX-License-Identifier: Apache-2.0
// A daemon's round of comparisons, as the product's keeper makes it: what was chosen as the better
// text becomes the result of the item. Between reading a choice and telling it others may be
// faster.
#include <fmt/format.h>

#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "tests/sim/daemon.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using engine::DueVerdict;

namespace {

constexpr std::uint32_t all_results = 1'000'000;
/// Long, so that two daemons hold the same choice now and then.
constexpr Instant verdict_held_us_max = 4 * taskflow::second_us;

records::ItemResult result_in(const store::StreamEntry& entry) {
    const auto result = records::result_from(entry.payload);
    require(result.has_value(), "a result can be read", entry.id);
    return *result;
}

}  // namespace

void Daemon::keep_comparisons() {
    for (const std::uint32_t number : board_.numbers()) {
        if (!board_.find(number)->campaign.chain.compares) continue;
        act([this, number] { tell_verdict(number); });
    }
}

std::optional<DueVerdict> Daemon::next_verdict(std::uint32_t number) {
    DueVerdict due;
    due.cell = Vault::cell;
    due.compares = number;
    due.campaign = board_.find(board_.find(number)->campaign.chain.after)->campaign;
    const auto loaded = world_.vault.load({Vault::cell, {}, {keys::verdicts(number)}});
    if (!loaded) return std::nullopt;
    const auto cursor = engine::chain_cursor_from(loaded->also.front());
    require(cursor.has_value(), "how far verdicts were told can be read");
    due.cursor = *cursor;
    const auto entries = world_.vault.range(keys::results(number), cursor->after, 1);
    if (!entries || entries->empty()) return std::nullopt;
    due.id = entries->front().id;
    due.verdict = result_in(entries->front());
    if (!load_compared(due)) return std::nullopt;
    return due;
}

bool Daemon::load_compared(DueVerdict& due) {
    const std::uint32_t asked = due.campaign.number;
    const auto entries = world_.vault.range(keys::results(asked), "0", all_results);
    const auto bytes =
        world_.vault.fields(keys::states(asked), {std::to_string(due.verdict.index)});
    if (!entries || !bytes) return false;
    for (const store::StreamEntry& entry : *entries) {
        records::ItemResult result = result_in(entry);
        if (result.index == due.verdict.index) due.result = std::move(result);
    }
    require(bytes->front().has_value(), "what is compared was answered");
    auto state = records::item_state_from(*bytes->front());
    require(state.has_value(), "an item's state can be read");
    due.state = std::move(*state);
    return true;
}

void Daemon::tell_verdict(std::uint32_t number) {
    auto due = next_verdict(number);
    if (!due) return;
    act_within(verdict_held_us_max, [this, due = std::move(*due)]() mutable {
        due.at = world_.timeline.now();
        store::Batch batch = engine::plan_verdict(due);
        world_.planted.spoil(due, batch);
        const auto outcome = world_.vault.commit(batch);
        if (!outcome) return;
        world_.see(outcome->applied ? Sight::comparison_told : Sight::comparison_overtaken);
        if (!outcome->applied) return;
        world_.tell(fmt::format("daemon {}: the better text of {}/{} is {} for sure by {} ppm",
                                number_, due.campaign.number, due.verdict.index, due.verdict.value,
                                due.verdict.confidence_ppm));
    });
}

}  // namespace kazi::sim
