// SPDX-License-Identifier: Apache-2.0
// Waves of offers: as many invitations as the openings still need, given how many people start,
// spread over time, to workers taken bucket by bucket so that everybody's turn comes. A share of
// them goes to newcomers: when one is owed, others are passed over until a newcomer is met.
#include <algorithm>
#include <map>

#include "gateway/engine/keys.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"
#include "taskflow/tasks/newcomers.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;

constexpr std::chrono::milliseconds round_every{250};
constexpr int rounds_per_second = 4;
constexpr int buckets_per_round = 128;
constexpr int looks_per_invite = 40;  // workers looked at for one who may be invited

struct Wave {
    std::uint32_t sent = 0;
    taskflow::Instant began = 0;
};

/// A campaign's floor for newcomers, and the buckets looked through for whoever is owed an offer.
struct Search {
    taskflow::NewcomerFloor floor;
    std::uint32_t buckets = 0;
};

class Push {
public:
    Push(Post post, PushSettings settings) : post_(post), settings_(settings) {}

    awaitable<void> round() {
        allowance_ = std::min(allowance_ + settings_.invites_per_second, 4 * burst());
        const std::uint32_t campaign = next_campaign();
        if (campaign == 0 || allowance_ < rounds_per_second) co_return;
        int looks = std::max(burst(), 1) * looks_per_invite;
        for (int i = 0; i < buckets_per_round && looks > 0 && can_send(campaign); ++i) {
            const int looked = co_await invite_bucket(campaign);
            if (looked < 0) co_return;
            looks -= looked;
        }
    }

private:
    // The allowance counts quarter invitations: a round adds a quarter of a second's worth.
    [[nodiscard]] int burst() const { return settings_.invites_per_second * rounds_per_second; }

    [[nodiscard]] bool can_send(std::uint32_t campaign) {
        return allowance_ >= rounds_per_second && wave_left(campaign) > 0;
    }

    // What the openings need, if only some of those invited start.
    [[nodiscard]] std::int64_t wave_left(std::uint32_t campaign) {
        Wave& wave = waves_[campaign];
        const taskflow::Instant now = post_.world.clock.now();
        if (now - wave.began >= settings_.wave_interval.count() * 1000) wave = {0, now};
        const auto needed = static_cast<std::int64_t>(post_.cell.board.openings_left(campaign));
        const std::int64_t invites = needed * 100 / std::max(settings_.expected_start_percent, 1);
        const std::int64_t most = std::min<std::int64_t>(invites, settings_.wave_invites_max);
        return most - wave.sent;
    }

    // Campaigns take turns.
    [[nodiscard]] std::uint32_t next_campaign() {
        const auto open = post_.cell.board.open();
        for (std::size_t i = 0; i < open.size(); ++i) {
            const auto* campaign = open[(turn_ + i) % open.size()].campaign;
            if (!campaign->push || wave_left(campaign->number) <= 0) continue;
            turn_ += i + 1;
            return campaign->number;
        }
        return 0;
    }

    Search& search_of(std::uint32_t campaign) {
        const taskflow::NewcomerFloor floor(settings_.newcomer_percent);
        return searches_.try_emplace(campaign, Search{floor}).first->second;
    }

    // Where a round over all buckets met no newcomer, nobody waits for one.
    void count_search(std::uint32_t campaign) {
        Search& search = search_of(campaign);
        const taskflow::Instant now = post_.world.clock.now();
        search.buckets = search.floor.is_owed(now) ? search.buckets + 1 : 0;
        if (search.buckets > keys::people_buckets) search.floor.found_nobody(now);
    }

    awaitable<int> invite_bucket(std::uint32_t campaign) {
        count_search(campaign);
        bucket_ = (bucket_ + 1) % keys::people_buckets;
        int looked = 0;
        std::uint64_t cursor = 0;
        do {
            const auto page = co_await store::scan(post_.world.store, post_.cell.settings.cell,
                                                   keys::people(bucket_), cursor, 500);
            if (!page) co_return -1;
            for (const auto& [worker, number] : page->fields) {
                if (!can_send(campaign)) co_return looked;
                ++looked;
                co_await invite(campaign, worker);
            }
            cursor = page->next_cursor;
        } while (cursor != 0);
        co_return looked;
    }

    awaitable<bool> is_newcomer(taskflow::WorkerId worker) {
        store::LoadRequest request{post_.cell.settings.cell, keys::worker(worker), {}};
        const auto loaded = co_await store::load(post_.world.store, std::move(request));
        if (!loaded) co_return false;
        const auto known = records::worker_from(loaded->record);
        co_return known&& taskflow::is_newcomer(*known);
    }

    awaitable<void> invite(std::uint32_t campaign, std::string raw_worker) {
        const auto worker = records::worker_id_from(raw_worker);
        if (!worker) co_return;
        const taskflow::Instant now = post_.world.clock.now();
        bool newcomer = false;
        if (search_of(campaign).floor.is_owed(now)) {
            newcomer = co_await is_newcomer(*worker);
            if (!newcomer) co_return;
        }
        engine::EventRequest request;
        request.event = {*worker, now, taskflow::WorkOffered{campaign}};
        request.trace = new_trace(post_.world.entropy);
        const auto handled = co_await post_.engine.handle(post_.cell, std::move(request));
        if (handled.effects.messages.empty() || !handled.taken()) co_return;
        allowance_ -= rounds_per_second;
        ++waves_[campaign].sent;
        Search& search = search_of(campaign);
        search.floor.offered(newcomer);
        if (newcomer) search.buckets = 0;
    }

    Post post_;
    PushSettings settings_;
    std::map<std::uint32_t, Wave> waves_;
    std::map<std::uint32_t, Search> searches_;
    std::size_t turn_ = 0;
    std::uint32_t bucket_ = 0;
    int allowance_ = 0;
};

}  // namespace

awaitable<void> keep_push(Post post, PushSettings settings) {
    if (settings.invites_per_second == 0) co_return;
    Push push(post, settings);
    for (;;) {
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
        co_await push.round();
    }
}

}  // namespace kazi::gateway::keepers
