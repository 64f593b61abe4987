// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/audience.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "gateway/api/plans.hpp"
#include "gateway/engine/eligibility.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/counts_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::api {

namespace {

using boost::asio::awaitable;
using boost::system::result;
using taskflow::Campaign;
using taskflow::Worker;
using taskflow::WorkerId;

constexpr std::uint32_t people_page_size = 500;

Problem damaged_worker() {
    return {ProblemKind::internal, "A worker's record is damaged."};
}

/// For whom a question is asked at all, whatever she did before.
bool is_for(const engine::Asker& asker, const Campaign& campaign) {
    const auto& languages = campaign.languages;
    return std::ranges::find(languages, asker.worker.language) != languages.end() &&
           campaign.targeting.fits(asker.worker.profile) && engine::may_answer(asker, campaign);
}

bool add_worker(Audience& audience, const WorkerId& id, const store::Loaded& loaded,
                const Campaign& campaign, std::uint16_t today) {
    const auto worker = records::worker_from(loaded.record);
    if (!worker) return false;
    ++audience.looked_at;
    if (worker->stage != taskflow::Stage::active || worker->opted_out) return true;
    ++audience.working;
    std::vector<taskflow::quality::FamilyCounts> counts;
    if (const auto& stored = loaded.also.front()) {
        auto read = records::counts_from(campaign.family(), *stored);
        if (!read) return false;
        counts.push_back(std::move(*read));
    }
    if (is_for({id, *worker, counts, today}, campaign)) ++audience.fit;
    return true;
}

awaitable<result<void, Problem>> read_bucket(store::Store& store, std::string cell,
                                             const Campaign* campaign, std::uint16_t today,
                                             Audience* audience) {
    const std::string bucket = keys::people(audience->buckets_read);
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(store, cell, bucket, cursor, people_page_size);
        if (!page) co_return unavailable();
        for (const auto& [name, sealed_number] : page->fields) {
            const auto id = records::worker_id_from(name);
            if (!id) continue;
            store::LoadRequest request{.cell = cell, .record_key = keys::worker(*id), .also = {}};
            request.also.push_back(keys::counts(*id, campaign->family()));
            const auto loaded = co_await store::load(store, std::move(request));
            if (!loaded) co_return unavailable();
            if (!add_worker(*audience, *id, *loaded, *campaign, today)) co_return damaged_worker();
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    ++audience->buckets_read;
    co_return result<void, Problem>();
}

std::uint64_t of_all(std::uint64_t counted, const Audience& audience) {
    if (audience.buckets_read == 0) return 0;
    const double share = static_cast<double>(audience.buckets_read) / keys::people_buckets;
    return static_cast<std::uint64_t>(std::llround(static_cast<double>(counted) / share));
}

}  // namespace

bool Audience::is_exact() const {
    return buckets_read == keys::people_buckets;
}

boost::json::object audience_view(const Audience& audience) {
    return {{"workers", of_all(audience.working, audience)},
            {"fit", of_all(audience.fit, audience)},
            {"exact", audience.is_exact()},
            {"looked_at", audience.looked_at}};
}

awaitable<result<Audience, Problem>> count_audience(store::Store& store, std::string cell,
                                                    Campaign campaign, std::uint16_t today) {
    Audience audience;
    while (!audience.is_exact() && audience.looked_at < audience_sample) {
        const auto read = co_await read_bucket(store, cell, &campaign, today, &audience);
        if (!read) co_return read.error();
    }
    co_return audience;
}

}  // namespace kazi::gateway::api
