// SPDX-License-Identifier: Apache-2.0
// An inbound answer proves that the question arrived. The proof is noted in memory, so that a turn
// pays nothing for it, and written by the sender when it has time; a crash in between loses it, and
// the message stays what the aggregator said of it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "taskflow/ids.hpp"

namespace kazi::gateway::hooks {

/// Of one cell. About the latest messages only.
class DeliveryProofs {
public:
    /// A message to her is recorded under that key; earlier ones are past proof.
    void sent(taskflow::WorkerId worker, std::string key);
    /// She answered by SMS.
    void answered(taskflow::WorkerId worker);
    /// Keys of messages that were proven to have arrived, at most `most`; they are gone here.
    [[nodiscard]] std::vector<std::string> take(std::size_t most);
    [[nodiscard]] bool empty() const { return proven_.empty(); }

private:
    std::map<taskflow::WorkerId, std::string> latest_;
    std::vector<std::string> proven_;
};

}  // namespace kazi::gateway::hooks
