// SPDX-License-Identifier: Apache-2.0
// A store whose commits can be held back: how a slow disk looks, without a clock.
#pragma once

#include <deque>
#include <utility>

#include "gateway/store/store.hpp"

namespace kazi::tests {

class HeldStore final : public gateway::store::Store {
public:
    explicit HeldStore(gateway::store::Store& behind) : behind_(behind) {}

    bool hold_commits = false;

    [[nodiscard]] std::size_t held() const { return held_.size(); }
    /// Hands on what was held, in order, and holds no more.
    void let_go() {
        hold_commits = false;
        for (auto& [batch, done] : std::exchange(held_, {}))
            behind_.commit(std::move(batch), std::move(done));
    }
    /// What was held never reaches the store.
    void lose() {
        hold_commits = false;
        for (auto& [batch, done] : std::exchange(held_, {}))
            done(gateway::store::StoreError{gateway::store::StoreFault::outcome_unknown, "lost"});
    }

    void commit(gateway::store::Batch batch,
                gateway::store::Completion<gateway::store::CommitOutcome> done) override {
        if (!hold_commits) return behind_.commit(std::move(batch), std::move(done));
        held_.emplace_back(std::move(batch), std::move(done));
    }
    void load(gateway::store::LoadRequest request,
              gateway::store::Completion<gateway::store::Loaded> done) override {
        behind_.load(std::move(request), std::move(done));
    }
    void due(std::string cell, std::string key, std::int64_t now_ms, std::uint32_t limit,
             gateway::store::Completion<std::vector<gateway::store::DueMember>> done) override {
        behind_.due(std::move(cell), std::move(key), now_ms, limit, std::move(done));
    }
    void claim(gateway::store::ClaimRequest request,
               gateway::store::Completion<std::vector<gateway::store::StreamEntry>> done) override {
        behind_.claim(std::move(request), std::move(done));
    }
    void range(gateway::store::StreamRange request,
               gateway::store::Completion<std::vector<gateway::store::StreamEntry>> done) override {
        behind_.range(std::move(request), std::move(done));
    }
    void slice(std::string cell, std::string key, std::uint32_t offset, std::uint32_t length,
               gateway::store::Completion<std::string> done) override {
        behind_.slice(std::move(cell), std::move(key), offset, length, std::move(done));
    }
    void fields(std::string cell, std::string key, std::vector<std::string> names,
                gateway::store::Completion<std::vector<std::optional<std::string>>> done) override {
        behind_.fields(std::move(cell), std::move(key), std::move(names), std::move(done));
    }
    void scan(std::string cell, std::string key, std::uint64_t cursor, std::uint32_t count,
              gateway::store::Completion<gateway::store::ScanPage> done) override {
        behind_.scan(std::move(cell), std::move(key), cursor, count, std::move(done));
    }
    [[nodiscard]] bool is_up() const override { return behind_.is_up(); }
    [[nodiscard]] std::uint64_t era() const override { return behind_.era(); }

private:
    gateway::store::Store& behind_;
    std::deque<
        std::pair<gateway::store::Batch, gateway::store::Completion<gateway::store::CommitOutcome>>>
        held_;
};

}  // namespace kazi::tests
