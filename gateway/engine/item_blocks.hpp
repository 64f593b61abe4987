// SPDX-License-Identifier: Apache-2.0
// The contents of items lately used, as the store packs them and by blocks of neighbours: a worker
// walks a campaign item by item, so one round trip brings those of her next answers too.
#pragma once

#include <compare>
#include <cstdint>
#include <list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "taskflow/ids.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::engine {

inline constexpr std::uint32_t items_per_block = 16;

struct ItemBlock {
    std::uint32_t campaign = 0;
    std::uint32_t number = 0;  ///< its first item's index over `items_per_block`

    friend auto operator<=>(const ItemBlock&, const ItemBlock&) = default;
};

[[nodiscard]] ItemBlock block_of(taskflow::ItemRef item);

/// Each block that holds one of these items, once.
[[nodiscard]] std::set<ItemBlock> blocks_of(std::span<const taskflow::ItemRef> items);

/// The fields of the campaign's items that make up this block, in order. The last block names some
/// that are not there.
[[nodiscard]] std::vector<std::string> field_names(ItemBlock block);

class ItemBlocks {
public:
    /// `bytes_max`: about how much memory they may take.
    explicit ItemBlocks(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    /// True when its block was kept and is not forgotten yet.
    [[nodiscard]] bool holds(taskflow::ItemRef item) const;

    /// True for the first who asks: the block is on its way from then on, until it is kept or
    /// given up. Many turns come near a block at once, and one fetch serves them all.
    [[nodiscard]] bool begin(ItemBlock block) { return coming_.insert(block).second; }
    void give_up(ItemBlock block) { coming_.erase(block); }

    /// Nothing: not held, or the store has none, or it can't be read. Its block counts as used.
    [[nodiscard]] std::optional<taskflow::Item> find(taskflow::ItemRef item);

    /// `packed`: what the store holds under the block's field names. Forgets those that were used
    /// longest ago, never this one.
    void keep(ItemBlock block, std::span<const std::optional<std::string>> packed);

    /// What is held of this block is no longer all there is.
    void forget(ItemBlock block);

private:
    struct Kept {
        ItemBlock block;
        std::string bytes;  ///< each item as a length-prefixed text, empty: none
    };

    std::set<ItemBlock> coming_;
    std::list<Kept> kept_;  ///< most recently used first
    std::unordered_map<std::uint64_t, std::list<Kept>::iterator> where_;
    std::size_t bytes_ = 0;
    std::size_t bytes_max_;
};

}  // namespace kazi::gateway::engine
