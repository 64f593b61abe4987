// SPDX-License-Identifier: Apache-2.0
// What the server said and we did not expect counts as an unknown outcome: guards make a second
// look safe.
#include "gateway/store/commit_group.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <optional>
#include <span>
#include <utility>

namespace kazi::gateway::store {

namespace {

/// A commit that has left.
struct Sent {
    std::size_t guards = 0;
    std::size_t reads = 0;
    Completion<CommitOutcome> done;
};

using Outcome = StoreResult<CommitOutcome>;

std::optional<Outcome> refused_with(ReplyCursor& reply, std::size_t count) {
    const auto why = reply.text();
    if (count != 2 || !why) return std::nullopt;
    return Outcome(StoreError{StoreFault::refused, std::string(*why)});
}

/// One commit's part of the reply.
std::optional<Outcome> decode_outcome(ReplyCursor& reply, const Sent& commit) {
    const auto count = reply.array();
    const auto number = reply.integer();
    if (!count || !number || *number < -1) return std::nullopt;
    if (*number == -1) return refused_with(reply, *count);
    const auto refused = static_cast<std::size_t>(*number);
    if (refused > commit.guards || *count != 1 + (refused == 0 ? commit.reads : 0))
        return std::nullopt;
    if (refused > 0)
        return Outcome(CommitOutcome{.applied = false, .guard_failed = refused - 1, .read = {}});
    auto read = reply.texts_or_nil(commit.reads);
    if (!read) return std::nullopt;
    return Outcome(CommitOutcome{.applied = true, .guard_failed = 0, .read = std::move(*read)});
}

void deliver(const std::vector<Sent>& commits, const StoreResult<ReplyCursor>& reply) {
    if (!reply) {
        for (const Sent& commit : commits)
            commit.done(reply.error());
        return;
    }
    ReplyCursor cursor = *reply;
    bool readable = cursor.array() == commits.size();
    for (const Sent& commit : commits) {
        auto outcome = readable ? decode_outcome(cursor, commit) : std::nullopt;
        readable = outcome.has_value();
        if (outcome)
            commit.done(std::move(*outcome));
        else
            commit.done(StoreError{StoreFault::outcome_unknown, std::string(unreadable_reply)});
    }
}

}  // namespace

CommitGroup::CommitGroup(boost::asio::io_context& io, std::shared_ptr<RedisConnection> connection,
                         std::size_t commits_max)
    : io_(io), connection_(std::move(connection)), commits_max_(commits_max) {}

void CommitGroup::add(Batch batch, Completion<CommitOutcome> done) {
    batches_.push_back(std::move(batch));
    completions_.push_back(std::move(done));
    if (batches_.size() > 1) return;
    boost::asio::post(io_, [self = shared_from_this()] { self->flush(); });
}

void CommitGroup::flush() {
    for (std::size_t first = 0; first < batches_.size();) {
        const std::size_t last = end_of_call(first);
        send(first, last);
        first = last;
    }
    batches_.clear();
    completions_.clear();
}

std::size_t CommitGroup::end_of_call(std::size_t first) const {
    std::size_t last = first + 1;
    while (last < batches_.size() && last - first < commits_max_ &&
           batches_[last].cell == batches_[first].cell)
        ++last;
    return last;
}

void CommitGroup::send(std::size_t first, std::size_t last) {
    std::vector<Sent> commits;
    commits.reserve(last - first);
    for (std::size_t at = first; at < last; ++at)
        commits.push_back(
            {batches_[at].guards.size(), batches_[at].reads.size(), std::move(completions_[at])});
    const Command& call = command_.encode(std::span(batches_).subspan(first, last - first));
    connection_->send(call, [commits = std::move(commits)](const StoreResult<ReplyCursor>& reply) {
        deliver(commits, reply);
    });
}

}  // namespace kazi::gateway::store
