// SPDX-License-Identifier: Apache-2.0
// One page of a chain: settled items of one campaign become items of the next, or pass it by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gateway/records/item_record.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::engine {

/// How far the results of the campaign before were taken. Its version guards each page, so that
/// none is taken twice.
struct ChainCursor {
    std::string after = "0";  ///< the last result's id in the log
    std::uint32_t version = 0;
};
[[nodiscard]] std::string pack_chain_cursor(const ChainCursor& cursor);
/// Nothing stored: the start.
[[nodiscard]] std::optional<ChainCursor> chain_cursor_from(const std::optional<std::string>& bytes);

/// A settled item of the campaign before, with its content.
struct ChainLink {
    records::ItemResult result;
    taskflow::Item item;
    bool came_on = false;  ///< an earlier result of it did
};

/// The campaigns that may hold the content of a page's items, nearest first: what passed the step
/// before by has it further back.
[[nodiscard]] std::vector<std::uint32_t> steps_with_content(const taskflow::Campaign& campaign);

struct ChainPage {
    std::string cell;
    taskflow::Campaign campaign;  ///< the later one
    ChainCursor cursor;
    std::string last;  ///< id of the page's last result
    std::vector<ChainLink> links;
    /// The one before, where the texts of its items are compared.
    std::optional<taskflow::Campaign> before = {};
    std::uint32_t version = 0;  ///< of the later campaign's record: a step that ended takes nothing
};

/// An item that comes on gets its openings; one that does not is settled here as it was there, so
/// that the last step's results are all of them.
[[nodiscard]] store::Batch plan_chain(const ChainPage& page);

/// A step that took all results of the campaign before, which has ended.
struct ChainEnd {
    std::string cell;
    taskflow::Campaign campaign;  ///< the later one
    ChainCursor cursor;
    std::uint32_t before_version = 0;  ///< of the ended campaign's record
    std::int64_t settled = 0;          ///< items that have a result there
};

/// What a stop left without a result never comes: it counts as done here, once, so that the step
/// ends with what came. No writes: nothing was left behind.
[[nodiscard]] store::Batch plan_chain_end(const ChainEnd& end);

}  // namespace kazi::gateway::engine
