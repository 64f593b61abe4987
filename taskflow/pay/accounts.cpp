// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/accounts.hpp"

namespace kazi::taskflow {

billing::Account escrow_of(std::uint32_t campaign) {
    return {billing::AccountKind::escrow, "c" + std::to_string(campaign)};
}

billing::Account wallet_of(const WorkerId& worker) {
    return {billing::AccountKind::worker_available,
            std::string(worker.bytes.begin(), worker.bytes.end())};
}

billing::Account pending_of(const WorkerId& worker) {
    return {billing::AccountKind::worker_pending,
            std::string(worker.bytes.begin(), worker.bytes.end())};
}

}  // namespace kazi::taskflow
