// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/networks.hpp"

#include <algorithm>

namespace kazi::taskflow {

const Network* network_called(const WalletRules& rules, std::string_view code) {
    for (const Network& network : rules.networks) {
        const auto& codes = network.codes;
        if (std::find(codes.begin(), codes.end(), code) != codes.end()) return &network;
    }
    return nullptr;
}

const Network* network_named(const WalletRules& rules, std::string_view name) {
    const auto found = std::find_if(rules.networks.begin(), rules.networks.end(),
                                    [&](const Network& each) { return each.name == name; });
    return found == rules.networks.end() ? nullptr : &*found;
}

void learn_network(Turn& turn) {
    const Network* told = network_called(turn.context.market.wallet, turn.context.network);
    if (told == nullptr) return;
    WalletWishes& wallet = turn.worker.wallet;
    const bool known = wallet.network == told->name;
    // Not every day: a record that did not change need not be written.
    const int refresh_days = std::max(1, turn.context.market.wallet.network_days / 4);
    if (known && turn.context.local.day_number - wallet.network_seen < refresh_days) return;
    wallet.network = told->name;
    wallet.network_seen = turn.context.local.day_number;
}

std::string_view network_known(const WalletWishes& wallet, int kept_days, std::int64_t today) {
    return today - wallet.network_seen > kept_days ? std::string_view() : wallet.network;
}

const Network* network_of(const Turn& turn) {
    const WalletRules& rules = turn.context.market.wallet;
    return network_named(rules, network_known(turn.worker.wallet, rules.network_days,
                                              turn.context.local.day_number));
}

std::int64_t reply_cost_micro(const Turn& turn) {
    if (turn.channel != Channel::sms) return 0;
    const Network* network = network_of(turn);
    return network == nullptr ? turn.context.market.wallet.reply_cost_micro
                              : network->reply_cost_micro;
}

}  // namespace kazi::taskflow
