// SPDX-License-Identifier: Apache-2.0
// A batch as the call of the commit function, in the letters that commit.lua understands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gateway/store/batch.hpp"
#include "gateway/store/command.hpp"

namespace kazi::gateway::store {

/// Writes commit calls; one for a connection, so that its buffers are allocated once.
class BatchCommand {
public:
    /// The call for a batch that batch_rules found well-formed. Valid until the next call.
    [[nodiscard]] const Command& encode(const Batch& batch);

private:
    struct Encoder;
    /// A hash of integers, and the fields of it that the batch reads or adds to.
    struct Counter {
        std::string_view key;
        std::vector<std::string_view> fields;
    };

    Command call_;
    Command keys_;
    Command operands_;
    std::string guard_letters_;
    std::string write_letters_;
    std::string read_letters_;
    std::vector<Counter> counters_;
};

}  // namespace kazi::gateway::store
