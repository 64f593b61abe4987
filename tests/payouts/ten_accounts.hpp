// SPDX-License-Identifier: Apache-2.0
// One market that pays through all providers: which of them, the number's beginning says.
#pragma once

#include <string>
#include <string_view>

#include "billing/provider.hpp"
#include "tests/faults/running_daemon.hpp"

namespace kazi::tests {

inline constexpr const char* town_path_token = "path-token-of-the-house-22";

/// The account at that provider: its codec's name as accounts are written.
[[nodiscard]] std::string account_of(std::string_view codec);

/// How the numbers begin that this provider pays to, without plus.
[[nodiscard]] std::string prefix_of(const billing::Provider& provider);

/// Rewrites the daemon's configuration: all accounts in place of its one, behind its telco's port.
/// Their secrets go to the environment.
void open_ten_accounts(const RunningDaemon& daemon);

}  // namespace kazi::tests
