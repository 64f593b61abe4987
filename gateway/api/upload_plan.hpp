// SPDX-License-Identifier: Apache-2.0
// A chunk of an upload as one commit: the items that are new, their ids, and how far the upload is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/api/idempotency.hpp"
#include "gateway/api/item_reader.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/store/batch.hpp"

namespace kazi::gateway::api {

inline constexpr std::uint32_t items_max = 1'000'000;  ///< of one campaign
inline constexpr std::size_t line_errors_max = 100;    ///< reported; all are counted

/// Rows that were read and not yet committed.
class UploadChunk {
public:
    void add(ItemRow row);
    /// True when it is time to commit.
    [[nodiscard]] bool full() const;
    [[nodiscard]] const std::vector<ItemRow>& rows() const { return rows_; }
    /// The ids of the rows that are items, in order.
    [[nodiscard]] std::vector<std::string> ids() const;
    void clear();

private:
    std::vector<ItemRow> rows_;
    std::size_t bytes_ = 0;
};

struct ChunkFacts {
    std::string cell;
    std::string memory_key;            ///< where the upload's progress stands
    std::uint32_t memory_version = 0;  ///< of the progress so far; 0: none yet
    UploadProgress before;
    std::string digest;  ///< of the request up to this chunk's end
    bool last = false;
    records::StoredCampaign campaign;
    std::vector<std::optional<std::string>> taken;  ///< one per id of the chunk: where it stands
};

struct ChunkPlan {
    store::Batch batch;
    UploadProgress after;
};

/// Fails never: what can't be accepted is a line error. Guards: the campaign and the progress are
/// as they were loaded, so that no item can land twice.
[[nodiscard]] ChunkPlan plan_chunk(ChunkFacts facts, const UploadChunk& chunk);

/// What the API answers to an upload that is complete.
[[nodiscard]] protocols::HttpReply upload_reply(const UploadProgress& progress);

}  // namespace kazi::gateway::api
