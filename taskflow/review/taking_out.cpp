// SPDX-License-Identifier: Apache-2.0
#include "taskflow/review/taking_out.hpp"

#include <utility>

#include "taskflow/quality/belief.hpp"

namespace kazi::taskflow {

namespace {

/// Its answers are counted anew when it is settled again.
std::vector<Evidence> taken_back(const Campaign& campaign, const ItemState& before,
                                 std::optional<std::uint16_t> gold) {
    std::vector<Evidence> said = quality::evidence(before, campaign, gold);
    for (Evidence& each : said) {
        for (quality::CellChange& change : each.changes)
            change.delta_milli = -change.delta_milli;
    }
    return said;
}

void count_revision(ItemState& state) {
    if (state.revisions < revisions_max) ++state.revisions;
}

}  // namespace

std::optional<AnswerTakenOut> take_out(const Campaign& campaign, const ItemState& before,
                                       const WorkerId& worker, bool may_buy,
                                       std::optional<std::uint16_t> gold) {
    const bool is_in = before.answer_of(worker) != nullptr;
    if (!is_in || (!before.closed && !may_buy)) return std::nullopt;
    AnswerTakenOut out{.state = before, .taken_back = {}};
    ItemState& state = out.state;
    std::erase_if(state.answers, [&](const GivenAnswer& each) { return each.worker == worker; });
    --state.answer_count;
    renumber_labels(state);
    const quality::Verdict verdict = quality::judge(state, campaign);
    state.best_label = verdict.best_label;
    state.confidence_ppm = verdict.confidence_ppm;
    out.settled = verdict.settled;
    out.reopens = before.closed && !verdict.settled && may_buy;
    out.asks_again = out.reopens || !before.closed;
    if (before.closed) count_revision(state);
    if (!out.reopens) return out;
    state.closed = false;
    state.issued = static_cast<std::uint16_t>(state.answers.size() + 1);
    out.taken_back = taken_back(campaign, before, gold);
    return out;
}

}  // namespace kazi::taskflow
