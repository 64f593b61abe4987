// SPDX-License-Identifier: Apache-2.0
// Forgetting is replaying: an older state follows behind, and the changes between are kept.
#include "gateway/store/memory_store.hpp"

#include <algorithm>

namespace kazi::gateway::store {

namespace {

StoreError error_of(Mishap mishap) {
    if (mishap == Mishap::not_sent) return {StoreFault::not_sent, "not sent (simulated)"};
    if (mishap == Mishap::refused) return {StoreFault::refused, "refused (simulated)"};
    return {StoreFault::outcome_unknown, "no reply (simulated)"};
}

}  // namespace

template <class T, class Act>
void MemoryStore::answer(const Completion<T>& done, Act act) {
    const auto mishap = !up_ ? Mishap::not_sent : mishaps_ ? mishaps_() : Mishap::none;
    if (mishap == Mishap::none) return done(act());
    if (mishap == Mishap::reply_lost) static_cast<void>(act());  // applied, and nobody hears of it
    done(error_of(mishap));
}

void MemoryStore::load(LoadRequest request, Completion<Loaded> done) {
    answer(done, [&] { return state_.load(request); });
}

void MemoryStore::commit(Batch batch, Completion<CommitOutcome> done) {
    answer(done, [&] {
        const auto outcome = state_.commit(batch);
        if (outcome && outcome->applied) remember(std::move(batch));
        return outcome;
    });
}

void MemoryStore::due(std::string cell, std::string key, std::int64_t now_ms, std::uint32_t limit,
                      Completion<std::vector<DueMember>> done) {
    answer(done, [&] { return state_.due(cell, key, now_ms, limit); });
}

void MemoryStore::claim(ClaimRequest request, Completion<std::vector<StreamEntry>> done) {
    answer(done, [&] {
        const auto entries = state_.claim(request);
        if (entries) remember(std::move(request));
        return entries;
    });
}

void MemoryStore::range(StreamRange request, Completion<std::vector<StreamEntry>> done) {
    answer(done, [&] { return state_.range(request); });
}

void MemoryStore::slice(std::string cell, std::string key, std::uint32_t offset,
                        std::uint32_t length, Completion<std::string> done) {
    answer(done, [&] { return state_.slice(cell, key, offset, length); });
}

void MemoryStore::fields(std::string cell, std::string key, std::vector<std::string> names,
                         Completion<std::vector<std::optional<std::string>>> done) {
    answer(done, [&] { return state_.fields(cell, key, names); });
}

void MemoryStore::scan(std::string cell, std::string key, std::uint64_t, std::uint32_t,
                       Completion<ScanPage> done) {
    answer(done, [&] { return state_.scan(cell, key); });
}

void MemoryStore::advance_to(std::int64_t now_ms) {
    now_ms_ = std::max(now_ms_, now_ms);
    state_.advance_to(now_ms_);
}

void MemoryStore::restore(MemoryState state) {
    ++era_;
    changes_.clear();
    past_ = memory_of_calls_ > 0 ? state : MemoryState{};
    state_ = std::move(state);
    state_.advance_to(now_ms_);
}

std::size_t MemoryStore::forget_last(std::size_t count) {
    ++era_;
    const auto forgotten = std::min(count, changes_.size());
    changes_.resize(changes_.size() - forgotten);
    state_ = past_;
    for (const auto& change : changes_)
        apply(state_, change);
    state_.advance_to(now_ms_);
    return forgotten;
}

void MemoryStore::remember(std::variant<Batch, ClaimRequest> call) {
    if (memory_of_calls_ == 0) return;
    changes_.push_back({std::move(call), now_ms_});
    if (changes_.size() <= memory_of_calls_) return;
    apply(past_, changes_.front());
    changes_.pop_front();
}

void MemoryStore::apply(MemoryState& state, const Change& change) {
    state.advance_to(change.at_ms);
    // It succeeded when it was made, on this same state.
    if (const auto* batch = std::get_if<Batch>(&change.call))
        static_cast<void>(state.commit(*batch));
    else
        static_cast<void>(state.claim(std::get<ClaimRequest>(change.call)));
}

}  // namespace kazi::gateway::store
