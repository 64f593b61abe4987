// SPDX-License-Identifier: Apache-2.0
// The store as the simulated daemons see it: the one in memory, behind a line that may fail, on a
// disk that may lose its last moments. Whoever watches sees every commit that was applied.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gateway/store/memory_store.hpp"
#include "tests/sim/fate.hpp"
#include "tests/sim/timeline.hpp"

namespace kazi::sim {

/// The callback that an event came by; 0: none.
using InboundId = std::uint64_t;

/// A number that is kept as text; 0 where nothing stands.
[[nodiscard]] std::int64_t number_in(const std::optional<std::string>& text);

class Vault {
public:
    using Batch = gateway::store::Batch;
    template <class T>
    using Result = gateway::store::StoreResult<T>;
    using Fields = std::vector<std::optional<std::string>>;
    using Entries = std::vector<gateway::store::StreamEntry>;
    /// Called after every commit that was applied, heard of or not.
    using Watcher = std::function<void(const Batch&, InboundId)>;

    Vault(Timeline& timeline, Fate& fate, bool forgetful);
    void watch(Watcher watcher) { watcher_ = std::move(watcher); }

    Result<gateway::store::Loaded> load(const gateway::store::LoadRequest& request);
    Result<gateway::store::CommitOutcome> commit(const Batch& batch, InboundId inbound = 0);
    Result<std::vector<gateway::store::DueMember>> due(const std::string& key);
    Result<Entries> claim(const std::string& key, const std::string& group, std::int64_t idle_ms);
    Result<std::string> slice(const std::string& key, std::uint32_t length);
    Result<Fields> fields(const std::string& key, const std::vector<std::string>& names);
    /// The entries of a stream after this one, as many at most.
    Result<Entries> range(const std::string& key, const std::string& after, std::uint32_t count);
    Result<gateway::store::ScanPage> scan(const std::string& key);
    [[nodiscard]] std::uint64_t era() const { return store_.era(); }

    /// Everything so far is on disk.
    void sync();
    /// Takes back up to `count` of the last changes. Returns the callbacks whose commits went.
    [[nodiscard]] std::vector<InboundId> lose_tail(std::size_t count);

    /// What is really kept, for those who judge and not for those who play.
    [[nodiscard]] const gateway::store::MemoryState& truth() const { return store_.state(); }
    [[nodiscard]] std::uint64_t commits() const { return commits_; }

    static inline const std::string cell = "ke-0";

private:
    template <class T, class Call>
    Result<T> ask(Call call);

    Timeline& timeline_;
    Fate& fate_;
    std::size_t memory_of_calls_;
    gateway::store::MemoryStore store_;
    std::deque<InboundId> changes_;  ///< those that may yet be lost; a claim came by no callback
    std::uint64_t commits_ = 0;
    Watcher watcher_;
};

}  // namespace kazi::sim
