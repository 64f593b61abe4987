// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/item_blocks.hpp"

#include <utility>

#include "gateway/records/item_record.hpp"
#include "gateway/records/packed.hpp"

namespace kazi::gateway::engine {

using taskflow::Item;
using taskflow::ItemRef;

namespace {

std::uint64_t key_of(ItemBlock block) {
    return (static_cast<std::uint64_t>(block.campaign) << 32) | block.number;
}

// What the list, the table and the allocator add to a block's own bytes.
constexpr std::size_t bytes_beside = 128;

std::string together(std::span<const std::optional<std::string>> packed) {
    std::size_t bytes = 0;
    for (const auto& item : packed)
        bytes += 2 + (item ? item->size() : 0);
    records::Packer out(bytes);
    for (const auto& item : packed)
        out.text(item ? std::string_view(*item) : std::string_view{});
    return out.take();
}

}  // namespace

ItemBlock block_of(ItemRef item) {
    return {item.campaign, item.index / items_per_block};
}

std::set<ItemBlock> blocks_of(std::span<const ItemRef> items) {
    std::set<ItemBlock> blocks;
    for (const ItemRef& item : items)
        blocks.insert(block_of(item));
    return blocks;
}

std::vector<std::string> field_names(ItemBlock block) {
    std::vector<std::string> names;
    names.reserve(items_per_block);
    for (std::uint64_t nth = 0; nth < items_per_block; ++nth)
        names.push_back(std::to_string(std::uint64_t{block.number} * items_per_block + nth));
    return names;
}

bool ItemBlocks::holds(ItemRef item) const {
    return where_.contains(key_of(block_of(item)));
}

std::optional<Item> ItemBlocks::find(ItemRef item) {
    const auto at = where_.find(key_of(block_of(item)));
    if (at == where_.end()) return std::nullopt;
    kept_.splice(kept_.begin(), kept_, at->second);
    records::Unpacker in(at->second->bytes);
    for (std::uint32_t before = item.index % items_per_block; before > 0; --before)
        std::ignore = in.text();
    const std::string_view packed = in.text();
    if (packed.empty()) return std::nullopt;
    return records::item_from(packed);
}

void ItemBlocks::keep(ItemBlock block, std::span<const std::optional<std::string>> packed) {
    coming_.erase(block);
    if (where_.contains(key_of(block))) return;
    kept_.push_front({block, together(packed)});
    where_[key_of(block)] = kept_.begin();
    bytes_ += kept_.front().bytes.size() + bytes_beside;
    while (bytes_ > bytes_max_ && kept_.size() > 1) {
        bytes_ -= kept_.back().bytes.size() + bytes_beside;
        where_.erase(key_of(kept_.back().block));
        kept_.pop_back();
    }
}

void ItemBlocks::forget(ItemBlock block) {
    const auto at = where_.find(key_of(block));
    if (at == where_.end()) return;
    bytes_ -= at->second->bytes.size() + bytes_beside;
    kept_.erase(at->second);
    where_.erase(at);
}

}  // namespace kazi::gateway::engine
