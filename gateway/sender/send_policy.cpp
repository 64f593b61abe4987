// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/send_policy.hpp"

#include <algorithm>

#include "taskflow/ids.hpp"

namespace kazi::gateway::sender {

namespace {

using Do = SendDecision::Do;
using protocols::SendOutcome;

using taskflow::second_us;

/// A class of failure: how long between two tries.
struct Patience {
    std::int64_t first_wait_us;
    int factor;
    std::int64_t wait_most_us;
};

constexpr Patience vendor_trouble{second_us, 4, 256 * second_us};
constexpr Patience too_fast{second_us, 2, 60 * second_us};

std::int64_t wait_after(const Patience& patience, int tries) {
    std::int64_t wait = patience.first_wait_us;
    for (int i = 1; i < tries && wait < patience.wait_most_us; ++i)
        wait *= patience.factor;
    return std::min(wait, patience.wait_most_us);
}

SendDecision again_after(std::int64_t wait_us, const Tried& tried) {
    if (tried.not_after != 0 && tried.now + wait_us > tried.not_after) return {Do::too_late, 0};
    return {Do::try_again, wait_us};
}

SendDecision again(const Patience& patience, const Tried& tried) {
    const std::int64_t told_us = std::clamp<std::int64_t>(tried.retry_after_s, 0, 3600) * second_us;
    return again_after(std::max(told_us, wait_after(patience, tried.tries)), tried);
}

}  // namespace

SendDecision decide(SendOutcome outcome, const Tried& tried) {
    switch (outcome) {
        case SendOutcome::accepted:
            return {Do::record, 0};
        case SendOutcome::opted_out:
            return {Do::opt_out, 0};
        case SendOutcome::rejected:
            return {Do::give_up, 0};
        case SendOutcome::no_credit:
        case SendOutcome::stop_route:
            return {Do::wait, 0};
        case SendOutcome::throttled:
            return again(too_fast, tried);
        case SendOutcome::retry:
            return again(vendor_trouble, tried);
        case SendOutcome::in_doubt:
            if (tried.in_doubt_once) return {Do::give_up, 0};
            return again(vendor_trouble, tried);
    }
    return {Do::give_up, 0};
}

Letter after_try(Letter letter, std::size_t route, SendOutcome outcome, std::int64_t not_before) {
    const bool swallowed = outcome == SendOutcome::no_credit || outcome == SendOutcome::stop_route;
    if (swallowed) --letter.tries;
    if (outcome == SendOutcome::in_doubt) letter.in_doubt = true;
    letter.failed.reset();
    if (swallowed || outcome == SendOutcome::retry) letter.failed = route;
    letter.not_before = not_before;
    return letter;
}

}  // namespace kazi::gateway::sender
