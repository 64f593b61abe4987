// SPDX-License-Identifier: Apache-2.0
// All that a store keeps, as one copyable value: the in-memory twin of a Redis database, with the
// same rules, refusals included. No clock of its own, no I/O.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "gateway/store/batch.hpp"
#include "gateway/store/memory_stream.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::store {

using MemoryHash = std::map<std::string, std::string>;

/// Members with their times, ordered by either.
class MemorySchedule {
public:
    void set(const std::string& member, std::int64_t at_ms);
    void erase(const std::string& member);
    [[nodiscard]] bool empty() const { return times_.empty(); }
    [[nodiscard]] std::vector<DueMember> due(std::int64_t now_ms, std::uint32_t limit) const;

private:
    std::map<std::string, std::int64_t> times_;
    std::set<std::pair<std::int64_t, std::string>> order_;
};

class MemoryState {
public:
    /// Time only goes forward; what expires does so then. Unix milliseconds.
    void advance_to(std::int64_t now_ms);

    StoreResult<CommitOutcome> commit(const Batch& batch);
    StoreResult<Loaded> load(const LoadRequest& request) const;
    StoreResult<std::vector<DueMember>> due(const std::string& cell, const std::string& key,
                                            std::int64_t now_ms, std::uint32_t limit) const;
    StoreResult<std::vector<StreamEntry>> claim(const ClaimRequest& request);
    StoreResult<std::vector<StreamEntry>> range(const StreamRange& request) const;
    StoreResult<std::string> slice(const std::string& cell, const std::string& key,
                                   std::uint32_t offset, std::uint32_t length) const;
    StoreResult<std::vector<std::optional<std::string>>> fields(
        const std::string& cell, const std::string& key,
        const std::vector<std::string>& names) const;
    /// The whole hash in one page.
    StoreResult<ScanPage> scan(const std::string& cell, const std::string& key) const;

private:
    using Value = std::variant<std::string, MemoryHash, MemoryStream, MemorySchedule>;
    struct Kept {
        Value value;
        std::optional<std::int64_t> expires_at_ms = {};
    };
    struct WrongKind {};
    /// What stands at a key if it is of the kind asked for; null when nothing does.
    template <class Kind>
    using Found = boost::system::result<const Kind*, WrongKind>;
    using FoundValue = boost::system::result<const std::string*, WrongKind>;

    struct GuardCheck;
    struct WriteCheck;
    struct Writer;

    [[nodiscard]] bool exists(const std::string& key) const { return kept_.contains(key); }
    template <class Kind>
    [[nodiscard]] Found<Kind> find(const std::string& key) const;
    [[nodiscard]] FoundValue find(const std::string& cell, const Place& place) const;
    [[nodiscard]] std::optional<std::optional<std::string>> read(const std::string& cell,
                                                                 const Place& place) const;
    /// The value at the key, made when nothing stands there. Kinds were checked before.
    template <class Kind>
    Kind& make(const std::string& key);
    void erase(const std::string& key);

    std::map<std::string, Kept> kept_;
    std::set<std::pair<std::int64_t, std::string>> expiries_;
    std::int64_t now_ms_ = 0;
};

/// A key as Redis sees it.
[[nodiscard]] std::string cell_key(const std::string& cell, const std::string& key);

}  // namespace kazi::gateway::store
