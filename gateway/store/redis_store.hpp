// SPDX-License-Identifier: Apache-2.0
// The store on Redis: each call is one command on the shared connection, but for commits, of which
// those that come up together share one.
#pragma once

#include <memory>

#include "gateway/store/commit_group.hpp"
#include "gateway/store/redis_connection.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::store {

class RedisStore final : public Store {
public:
    static constexpr std::size_t commits_per_call_max = 32;

    /// Starts to connect; calls fail with not_sent until is_up(). At most `commits_per_call`
    /// commits, from 1, leave in one call.
    RedisStore(boost::asio::io_context& io, ConnectionOptions options,
               std::size_t commits_per_call = commits_per_call_max);
    /// Closes. Completions that are under way still come, with an error, from the io_context.
    ~RedisStore() override;
    RedisStore(const RedisStore&) = delete;
    RedisStore& operator=(const RedisStore&) = delete;

    /// Ends everything under way; the io_context then runs out of the store's work.
    void close();

    void load(LoadRequest request, Completion<Loaded> done) override;
    void commit(Batch batch, Completion<CommitOutcome> done) override;
    void due(std::string cell, std::string key, std::int64_t now_ms, std::uint32_t limit,
             Completion<std::vector<DueMember>> done) override;
    void claim(ClaimRequest request, Completion<std::vector<StreamEntry>> done) override;
    void range(StreamRange request, Completion<std::vector<StreamEntry>> done) override;
    void slice(std::string cell, std::string key, std::uint32_t offset, std::uint32_t length,
               Completion<std::string> done) override;
    void fields(std::string cell, std::string key, std::vector<std::string> names,
                Completion<std::vector<std::optional<std::string>>> done) override;
    void scan(std::string cell, std::string key, std::uint64_t cursor, std::uint32_t count,
              Completion<ScanPage> done) override;
    [[nodiscard]] bool is_up() const override { return connection_->is_up(); }
    [[nodiscard]] std::uint64_t era() const override { return connection_->era(); }

    /// How many calls were made so far: each waits for one round trip.
    [[nodiscard]] std::size_t round_trips() const { return round_trips_; }

private:
    /// Sends, and completes with what `decode` makes of the reply, or with `unreadable`.
    template <class T, class Decode>
    void call(const Command& command, Completion<T> done, Decode decode,
              StoreFault unreadable = StoreFault::outcome_unknown);
    template <class T>
    void refuse(Completion<T> done, std::string why);

    boost::asio::io_context& io_;
    std::shared_ptr<RedisConnection> connection_;
    std::shared_ptr<CommitGroup> commits_;
    Command command_;  ///< used again by every call
    std::size_t round_trips_ = 0;
};

}  // namespace kazi::gateway::store
