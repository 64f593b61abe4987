// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/item_blocks.hpp"

#include <doctest/doctest.h>

#include "gateway/records/item_record.hpp"

using namespace kazi::gateway::engine;
using kazi::gateway::records::pack_item;
using kazi::taskflow::Item;
using kazi::taskflow::ItemRef;

namespace {

using Packed = std::vector<std::optional<std::string>>;

Packed sixteen(std::uint32_t first, std::size_t text_bytes) {
    Packed packed;
    for (std::uint32_t i = first; i < first + items_per_block; ++i)
        packed.push_back(
            pack_item(Item{std::to_string(i), {{"text", std::string(text_bytes, 'x')}}}));
    return packed;
}

}  // namespace

TEST_CASE("a block brings all of its items, and names the fields that hold them") {
    ItemBlocks blocks(1 << 20);
    blocks.keep({7, 2}, sixteen(32, 5));
    for (std::uint32_t i = 32; i < 48; ++i) {
        CHECK(blocks.holds({7, i}));
        const auto item = blocks.find({7, i});
        REQUIRE(item);
        CHECK(item->id == std::to_string(i));
        CHECK(item->values.at("text") == "xxxxx");
    }
    CHECK_FALSE(blocks.holds({7, 31}));
    CHECK_FALSE(blocks.find({7, 48}));
    CHECK_FALSE(blocks.holds({8, 33}));
    const auto names = field_names(block_of({7, 47}));
    CHECK(names.front() == "32");
    CHECK(names.back() == "47");
    CHECK(names.size() == items_per_block);
}

TEST_CASE("what the store does not have, or nobody can read, is held as missing") {
    ItemBlocks blocks(1 << 20);
    Packed packed = sixteen(0, 5);
    packed[3].reset();
    packed[4] = "\xff\xff damaged";
    blocks.keep({1, 0}, packed);
    CHECK(blocks.find({1, 2}));
    CHECK(blocks.holds({1, 3}));
    CHECK_FALSE(blocks.find({1, 3}));
    CHECK_FALSE(blocks.find({1, 4}));
    CHECK(blocks.find({1, 5})->id == "5");
}

TEST_CASE("blocks are kept within their memory, the lately used longest") {
    ItemBlocks blocks(40'000);
    for (std::uint32_t number = 0; number < 100; ++number) {
        blocks.keep({1, number}, sixteen(number * items_per_block, 200));
        CHECK(blocks.find({1, 0}));  // used all the time, so it stays
    }
    CHECK(blocks.holds({1, 1599}));
    CHECK_FALSE(blocks.holds({1, 16}));
}

TEST_CASE("a block on its way is begun once, and again when it was given up") {
    ItemBlocks blocks(1 << 20);
    CHECK(blocks.begin({1, 0}));
    CHECK_FALSE(blocks.begin({1, 0}));
    CHECK(blocks.begin({1, 1}));
    blocks.give_up({1, 0});
    CHECK(blocks.begin({1, 0}));
    blocks.keep({1, 0}, sixteen(0, 5));
    CHECK(blocks.begin({1, 0}));  // kept, and perhaps forgotten since: nobody fetches it now
}

TEST_CASE("items that lie together are one block") {
    const std::vector<ItemRef> items{{1, 15}, {1, 16}, {1, 31}, {2, 16}};
    const auto blocks = blocks_of(items);
    CHECK(blocks == std::set<ItemBlock>{{1, 0}, {1, 1}, {2, 1}});
}
