// SPDX-License-Identifier: Apache-2.0
// Commits that come up in one turn of the loop leave in few calls of the commit function: the
// server reads and writes what they share, balances above all, once for all of them.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

#include "gateway/store/batch_command.hpp"
#include "gateway/store/redis_connection.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::store {

/// Kept alive by its own pending work. Each commit is applied, or not, by itself.
class CommitGroup : public std::enable_shared_from_this<CommitGroup> {
public:
    /// At most `commits_max` (from 1) leave in one call: a long one keeps everybody else waiting.
    CommitGroup(boost::asio::io_context& io, std::shared_ptr<RedisConnection> connection,
                std::size_t commits_max);

    /// Takes a batch that batch_rules found well-formed. `done` is called from the loop.
    void add(Batch batch, Completion<CommitOutcome> done);

private:
    void flush();
    void send(std::size_t first, std::size_t last);
    /// Where the call that begins with the batch at `first` ends.
    [[nodiscard]] std::size_t end_of_call(std::size_t first) const;

    boost::asio::io_context& io_;
    std::shared_ptr<RedisConnection> connection_;
    std::size_t commits_max_;
    BatchCommand command_;
    std::vector<Batch> batches_;
    std::vector<Completion<CommitOutcome>> completions_;  ///< one for each batch
};

}  // namespace kazi::gateway::store
