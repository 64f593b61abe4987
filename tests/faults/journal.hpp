// SPDX-License-Identifier: Apache-2.0
// The answers as the daemon's journal holds them, read past the daemon.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "taskflow/ids.hpp"

namespace kazi::tests {

struct JournalAnswer {
    int label = 0;
    bool surplus = false;  ///< the item was closed already
};

/// Every answer ever written, by worker and by the client's id of the item.
using JournalAnswers =
    std::map<std::pair<taskflow::WorkerId, std::string>, std::vector<JournalAnswer>>;

/// Reads campaign `number` of the market "ke" from a server that runs. Fails the test when the
/// store can't be read.
[[nodiscard]] JournalAnswers read_journal(const std::string& redis_socket, std::uint32_t number);

}  // namespace kazi::tests
