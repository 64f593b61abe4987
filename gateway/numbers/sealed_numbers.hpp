// SPDX-License-Identifier: Apache-2.0
// The store as the daemon sees it: numbers in the clear here, sealed where they are kept.
#pragma once

#include <optional>
#include <string>

#include "gateway/numbers/key_file.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::numbers {

/// Seals what is put at `keys::number`, each number with a data key of its own, and opens what is
/// loaded from there. A number that is erased or replaced leaves its key's slot among
/// `keys::doomed_number_keys`, in the same commit. A number whose key is gone loads as nothing.
/// Numbers that were kept before there were keys are read as they stand. Pages of a scan are
/// handed on as they are kept.
class SealedNumbers final : public store::Store {
public:
    /// All of it outlives this.
    SealedNumbers(store::Store& kept, KeyFile& keys, Log& log)
        : kept_(kept), keys_(keys), log_(log) {}

    void load(store::LoadRequest request, store::Completion<store::Loaded> done) override;
    /// A commit that touches numbers takes two round trips; one whose key can't be taken is
    /// refused.
    void commit(store::Batch batch, store::Completion<store::CommitOutcome> done) override;
    void due(std::string cell, std::string key, std::int64_t now_ms, std::uint32_t limit,
             store::Completion<std::vector<store::DueMember>> done) override;
    void claim(store::ClaimRequest request,
               store::Completion<std::vector<store::StreamEntry>> done) override;
    void range(store::StreamRange request,
               store::Completion<std::vector<store::StreamEntry>> done) override;
    void slice(std::string cell, std::string key, std::uint32_t offset, std::uint32_t length,
               store::Completion<std::string> done) override;
    void fields(std::string cell, std::string key, std::vector<std::string> names,
                store::Completion<std::vector<std::optional<std::string>>> done) override;
    void scan(std::string cell, std::string key, std::uint64_t cursor, std::uint32_t count,
              store::Completion<store::ScanPage> done) override;
    [[nodiscard]] bool is_up() const override { return kept_.is_up(); }
    [[nodiscard]] std::uint64_t era() const override { return kept_.era(); }

private:
    using Kept = std::vector<std::optional<std::string>>;

    [[nodiscard]] std::optional<std::string> opened(const store::Place& place,
                                                    const std::string& value);
    [[nodiscard]] KeyFileResult<std::string> sealed(const store::Place& place,
                                                    const std::string& number);
    [[nodiscard]] KeyFileResult<void> seal_writes(store::Batch& batch, const Kept& kept);

    store::Store& kept_;
    KeyFile& keys_;
    Log& log_;
};

}  // namespace kazi::gateway::numbers
