// SPDX-License-Identifier: Apache-2.0
// What a turn does about the number that its event came from.
#include <algorithm>
#include <variant>

#include "gateway/engine/freed_number.hpp"
#include "gateway/engine/turn.hpp"
#include "gateway/records/worker_record.hpp"
#include "taskflow/ties/dormant_number.hpp"

namespace kazi::gateway::engine {

using namespace taskflow;

// What is remembered of a number may be of a time when it was hers.
bool Turn::is_her_number() const {
    const bool joins = std::holds_alternative<NumberJoined>(event_.what);
    if (!request_.came_as || request_.number_checked || joins) return true;
    return std::ranges::any_of(worker_.ties.numbers, [&](const OtherNumber& each) {
        return each.id == *request_.came_as;
    });
}

std::optional<WorkerId> Turn::number_left() const {
    const auto& ties = step_->effects.ties;
    return ties ? ties->number_left : std::nullopt;
}

bool Turn::free_number(const store::Record& number) {
    const auto before = records::worker_from(number);
    if (!before) return false;
    // A record that names somebody else, or nobody, is not hers to begin anew.
    if (before->ties.another_of != event_.worker) return true;
    const Worker after = number_let_go(step_->worker, *before);
    plan_freed_number(plan_, *number_left(), records::to_record(after, number.version + 1));
    return true;
}

}  // namespace kazi::gateway::engine
