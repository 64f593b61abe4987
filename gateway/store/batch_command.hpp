// SPDX-License-Identifier: Apache-2.0
// Batches as one call of the commit function, in the letters that commit.lua understands.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/store/batch.hpp"
#include "gateway/store/command.hpp"

namespace kazi::gateway::store {

/// Writes commit calls; one for a connection, so that its buffers are allocated once.
class BatchCommand {
public:
    /// The call for batches of one cell that batch_rules found well-formed, at least one. Valid
    /// until the next call.
    [[nodiscard]] const Command& encode(std::span<const Batch> batches);

private:
    struct Encoder;
    /// A hash of integers, and the fields of it that batches read or add to.
    struct Counter {
        std::string_view key;
        std::vector<std::string_view> fields;
    };

    void add(const Batch& batch);

    Command call_;
    Command keys_;
    Command words_;     ///< of all batches: letters and operands
    Command operands_;  ///< of one batch
    std::string guard_letters_;
    std::string write_letters_;
    std::string read_letters_;
    std::vector<Counter> counters_;
};

}  // namespace kazi::gateway::store
