// SPDX-License-Identifier: Apache-2.0
// The store in memory, for simulation: the same door, on a value that can be copied, and that can
// forget, refuse and lose replies when told to.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <variant>

#include "gateway/store/memory_state.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::store {

/// What may happen to one call.
enum class Mishap : std::uint8_t {
    none,
    not_sent,      ///< nothing left
    refused,       ///< the server said no
    request_lost,  ///< unknown to the caller: it was not applied
    reply_lost,    ///< unknown to the caller: it was applied
};

/// Completes every call before it returns. Deterministic: time comes from advance_to() only.
class MemoryStore final : public Store {
public:
    /// Asked before every call; empty means that nothing ever happens.
    using Mishaps = std::function<Mishap()>;

    /// `memory_of_calls` is how many of the last changing calls forget_last() can take back.
    explicit MemoryStore(std::size_t memory_of_calls = 0) : memory_of_calls_(memory_of_calls) {}

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
    [[nodiscard]] bool is_up() const override { return up_; }
    [[nodiscard]] std::uint64_t era() const override { return era_; }

    /// While down, every call fails with not_sent.
    void set_up(bool up) {
        if (up && !up_) ++era_;
        up_ = up;
    }
    void set_mishaps(Mishaps mishaps) { mishaps_ = std::move(mishaps); }
    void advance_to(std::int64_t now_ms);

    /// Takes back the last `count` commits and claims, as a crash that loses an unsynced tail
    /// does; at most as many as are remembered. Returns how many that were.
    std::size_t forget_last(std::size_t count);

    /// The state as a value: a simulation may keep it, look into it and put it back.
    [[nodiscard]] const MemoryState& state() const { return state_; }
    void restore(MemoryState state);

private:
    struct Change {
        std::variant<Batch, ClaimRequest> call;
        std::int64_t at_ms = 0;
    };

    /// Completes with what `act` returns, or with what befalls the call instead.
    template <class T, class Act>
    void answer(const Completion<T>& done, Act act);
    void remember(std::variant<Batch, ClaimRequest> call);
    static void apply(MemoryState& state, const Change& change);

    MemoryState state_;
    std::int64_t now_ms_ = 0;
    std::size_t memory_of_calls_;
    MemoryState past_;            ///< the state before the changes that are remembered
    std::deque<Change> changes_;  ///< from past_ to state_
    Mishaps mishaps_;
    bool up_ = true;
    std::uint64_t era_ = 1;
};

}  // namespace kazi::gateway::store
