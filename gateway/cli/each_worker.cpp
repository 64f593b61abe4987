// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/each_worker.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;

constexpr std::uint32_t page_size = 500;

awaitable<bool> visit_one(store::Store& store, std::string cell, taskflow::WorkerId id,
                          const WorkerVisit* visit) {
    store::LoadRequest request{.cell = std::move(cell), .record_key = keys::worker(id), .also = {}};
    const auto loaded = co_await store::load(store, std::move(request));
    if (!loaded) co_return false;
    const auto worker = records::worker_from(loaded->record);
    if (!worker) co_return false;
    (*visit)(id, *worker);
    co_return true;
}

awaitable<bool> visit_bucket(store::Store& store, std::string cell, std::uint32_t bucket,
                             const WorkerVisit* visit) {
    std::uint64_t cursor = 0;
    do {
        const auto page =
            co_await store::scan(store, cell, keys::people(bucket), cursor, page_size);
        if (!page) co_return false;
        for (const auto& [name, number] : page->fields) {
            const auto id = records::worker_id_from(name);
            if (!id) continue;
            const bool visited = co_await visit_one(store, cell, *id, visit);
            if (!visited) co_return false;
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return true;
}

}  // namespace

awaitable<bool> each_worker(store::Store& store, std::string cell, WorkerVisit visit) {
    for (std::uint32_t bucket = 0; bucket < keys::people_buckets; ++bucket) {
        const bool visited = co_await visit_bucket(store, cell, bucket, &visit);
        if (!visited) co_return false;
    }
    co_return true;
}

}  // namespace kazi::gateway::cli
