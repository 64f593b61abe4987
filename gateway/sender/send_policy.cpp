// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/send_policy.hpp"

namespace kazi::gateway::sender {

namespace {

using Do = SendDecision::Do;
using protocols::SendOutcome;

constexpr int tries_max = 6;
constexpr std::int64_t first_wait_ms = 1'000;
constexpr std::int64_t route_pause_ms = 30'000;

SendDecision again(int tries, int most) {
    if (tries >= most) return {Do::give_up, 0};
    std::int64_t wait = first_wait_ms;
    for (int i = 1; i < tries; ++i)
        wait *= 4;
    return {Do::try_again, wait};
}

}  // namespace

SendDecision decide(SendOutcome outcome, int tries) {
    switch (outcome) {
        case SendOutcome::accepted:
            return {Do::record, 0};
        case SendOutcome::opted_out:
            return {Do::opt_out, 0};
        case SendOutcome::rejected:
            return {Do::give_up, 0};
        case SendOutcome::no_credit:
        case SendOutcome::stop_route:
            return {Do::pause_route, route_pause_ms};
        case SendOutcome::throttled:
        case SendOutcome::retry:
            return again(tries, tries_max);
        case SendOutcome::in_doubt:
            return again(tries, 2);
    }
    return {Do::give_up, 0};
}

}  // namespace kazi::gateway::sender
