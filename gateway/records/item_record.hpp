// SPDX-License-Identifier: Apache-2.0
// An item's content and state as they are stored.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/tasks/campaign.hpp"
#include "taskflow/tasks/item.hpp"

namespace kazi::gateway::records {

[[nodiscard]] std::string pack_item(const taskflow::Item& item);
[[nodiscard]] std::optional<taskflow::Item> item_from(std::string_view bytes);

/// What closed an item stands in its result, too. The stored state begins with `version` (uint32
/// LE), which the commit's guard reads.
[[nodiscard]] std::string pack_item_state(const taskflow::ItemState& state, std::uint32_t version);
[[nodiscard]] std::optional<taskflow::ItemState> item_state_from(std::string_view bytes);

/// How an item came to its end. Stored: append only.
enum class ItemOutcome : std::uint8_t {
    confident = 1,  ///< the target was reached
    exhausted = 2,  ///< the most answers the plan allows were in before it was
    stopped = 3     ///< the campaign was stopped first
};

/// One of the answers that an item was settled by, as its client may see it.
struct ResultAnswer {
    std::uint64_t worker = 0;           ///< a name that only this client knows her by
    std::uint16_t label = 0;            ///< which of a list, or 0
    std::string text{};                 ///< else the answer itself
    std::uint16_t weight_permille = 0;  ///< the chance that she was right, as it was known then

    friend bool operator==(const ResultAnswer&, const ResultAnswer&) = default;
};

/// An item that was settled, as the result log holds it.
struct ItemResult {
    std::string id;  ///< the client's
    std::uint32_t index = 0;
    std::string value;  ///< the label, number or text that is probably true
    std::uint32_t confidence_ppm = 0;
    std::uint16_t answers = 0;
    ItemOutcome outcome = ItemOutcome::confident;
    std::int64_t closed_at = 0;         ///< Unix microseconds, kept to the millisecond
    std::optional<std::string> gold{};  ///< the label that was known beforehand; else nothing
    std::vector<ResultAnswer> given{};  ///< in the order in which they came
    std::uint8_t version = 1;           ///< of an item's results the one with the greatest stands

    friend bool operator==(const ItemResult&, const ItemResult&) = default;
};

[[nodiscard]] std::string pack_result(const ItemResult& result);
[[nodiscard]] std::optional<ItemResult> result_from(std::string_view bytes);

}  // namespace kazi::gateway::records
