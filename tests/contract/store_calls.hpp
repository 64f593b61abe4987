// SPDX-License-Identifier: Apache-2.0
// The store's calls made one at a time, as a test reads best.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "tests/contract/loop.hpp"

namespace kazi::tests {

/// Any store with the loop that it runs on.
struct Caller {
    gateway::store::Store& store;
    boost::asio::io_context& io;

    auto commit(const gateway::store::Batch& batch) {
        return outcome_of<gateway::store::CommitOutcome>(
            io, [&](auto done) { store.commit(batch, std::move(done)); });
    }
    /// All under way at the same time; their outcomes in the order of the batches.
    std::vector<gateway::store::StoreResult<gateway::store::CommitOutcome>> commits(
        const std::vector<gateway::store::Batch>& batches) {
        using Outcome = gateway::store::StoreResult<gateway::store::CommitOutcome>;
        std::vector<std::optional<Outcome>> came(batches.size());
        for (std::size_t at = 0; at < batches.size(); ++at)
            store.commit(batches[at],
                         [&came, at](Outcome outcome) { came[at] = std::move(outcome); });
        const bool all = turn_until(
            io, [&] { return std::ranges::all_of(came, &std::optional<Outcome>::has_value); });
        REQUIRE_MESSAGE(all, "a commit was never completed");
        std::vector<Outcome> outcomes;
        for (auto& outcome : came)
            outcomes.push_back(std::move(*outcome));
        return outcomes;
    }
    auto load(const gateway::store::LoadRequest& request) {
        return outcome_of<gateway::store::Loaded>(
            io, [&](auto done) { store.load(request, std::move(done)); });
    }
    auto due(const std::string& key, std::int64_t now_ms, std::uint32_t limit) {
        return outcome_of<std::vector<gateway::store::DueMember>>(
            io, [&](auto done) { store.due("ke-0", key, now_ms, limit, std::move(done)); });
    }
    auto claim(const gateway::store::ClaimRequest& request) {
        return outcome_of<std::vector<gateway::store::StreamEntry>>(
            io, [&](auto done) { store.claim(request, std::move(done)); });
    }
    auto range(const gateway::store::StreamRange& request) {
        return outcome_of<std::vector<gateway::store::StreamEntry>>(
            io, [&](auto done) { store.range(request, std::move(done)); });
    }
    auto slice(const std::string& key, std::uint32_t offset, std::uint32_t length) {
        return outcome_of<std::string>(
            io, [&](auto done) { store.slice("ke-0", key, offset, length, std::move(done)); });
    }
    auto fields(const std::string& key, const std::vector<std::string>& names) {
        return outcome_of<std::vector<std::optional<std::string>>>(
            io, [&](auto done) { store.fields("ke-0", key, names, std::move(done)); });
    }
    /// All fields of a hash, by as many pages as it takes.
    gateway::store::StoreResult<std::vector<std::pair<std::string, std::string>>> scan(
        const std::string& key, std::uint32_t count) {
        std::vector<std::pair<std::string, std::string>> all;
        std::uint64_t cursor = 0;
        do {
            auto page = outcome_of<gateway::store::ScanPage>(
                io, [&](auto done) { store.scan("ke-0", key, cursor, count, std::move(done)); });
            if (!page) return page.error();
            for (auto& field : page->fields)
                all.push_back(std::move(field));
            cursor = page->next_cursor;
        } while (cursor != 0);
        return all;
    }
};

}  // namespace kazi::tests
