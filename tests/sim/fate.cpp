// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/fate.hpp"

namespace kazi::sim {

namespace {

struct Row {
    std::string_view name;
    int permille_max;
};

// In the order of the enumeration. Rates are per occasion: a call, a message, an act of a daemon.
constexpr std::array<Row, fault_count> rows{{
    {"callback_lost", 150},
    {"callback_doubled", 250},
    {"callback_late", 250},
    {"callback_retried", 0},
    {"page_lost", 150},
    {"turn_late", 150},
    {"session_dropped", 150},
    {"message_lost", 150},
    {"message_doubled", 150},
    {"message_refused", 200},
    {"worker_blocked", 10},
    {"store_not_sent", 60},
    {"store_refused", 60},
    {"store_request_lost", 60},
    {"store_reply_lost", 120},
    {"store_tail_lost", 100},
    {"daemon_crashed", 20},
    {"provider_unreachable", 250},
    {"provider_turned_away", 250},
    {"provider_hasty_refusal", 100},
    {"provider_request_lost", 200},
    {"provider_refused", 250},
    {"provider_reply_lost", 400},
    {"provider_callback_never", 250},
    {"provider_callback_thrice", 500},
    {"provider_callback_early", 400},
    {"provider_callback_late", 400},
    {"provider_callback_undelivered", 300},
    {"provider_late_success", 150},
    {"provider_wrong_amount", 60},
    {"provider_blind_lookup", 500},
    {"provider_forged", 100},
}};

}  // namespace

std::string_view to_string(Fault fault) {
    return rows[static_cast<std::size_t>(fault)].name;
}

int permille_max(Fault fault) {
    return rows[static_cast<std::size_t>(fault)].permille_max;
}

bool Fate::strikes(Fault fault) {
    if (calm_) return false;
    const bool hit = chance_.hits(permille_[static_cast<std::size_t>(fault)]);
    if (hit) count(fault);
    return hit;
}

}  // namespace kazi::sim
