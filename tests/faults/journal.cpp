// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/journal.hpp"

#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/store/redis_store.hpp"
#include "tests/contract/store_calls.hpp"

namespace kazi::tests {

namespace {

namespace keys = gateway::keys;
namespace records = gateway::records;

constexpr std::uint32_t page_size = 1000;

using ItemIds = std::map<std::string, std::string>;  ///< by index

ItemIds read_item_ids(Caller& call, std::uint32_t campaign) {
    ItemIds ids;
    const auto items = call.scan(keys::items(campaign), page_size);
    REQUIRE(items);
    for (const auto& [index, bytes] : *items) {
        const auto item = records::item_from(bytes);
        REQUIRE(item);
        ids[index] = item->id;
    }
    return ids;
}

}  // namespace

JournalAnswers read_journal(const std::string& redis_socket, std::uint32_t number) {
    boost::asio::io_context io;
    gateway::store::ConnectionOptions options;
    options.address = gateway::store::UnixAddress{redis_socket};
    gateway::store::RedisStore store(io, options);
    REQUIRE(turn_until(io, [&] { return store.is_up(); }));
    Caller call{store, io};
    const auto ids = read_item_ids(call, number);
    JournalAnswers answers;
    for (std::string last = "0";;) {
        const auto page = call.range({"ke-0", keys::journal, last, page_size});
        REQUIRE(page);
        if (page->empty()) return answers;
        for (const auto& stored : *page) {
            const auto entry = records::journal_from(stored.payload);
            REQUIRE(entry);
            last = stored.id;
            if (!entry->answer || !entry->worker) continue;
            const auto& answer = *entry->answer;
            if (answer.item.campaign != number) continue;
            const auto item = ids.at(std::to_string(answer.item.index));
            answers[{*entry->worker, item}].push_back({answer.label, answer.surplus});
        }
    }
}

}  // namespace kazi::tests
