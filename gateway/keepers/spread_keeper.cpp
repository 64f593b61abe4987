// SPDX-License-Identifier: Apache-2.0
// Follows the journal of the last two days and tells, as it goes, how evenly pay comes out.
#include <charconv>
#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/keepers/daily_incomes.hpp"
#include "gateway/keepers/follow.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/records/journal_record.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;

constexpr std::chrono::milliseconds round_every{15'000};
constexpr std::int64_t us_per_ms = 1000;

std::uint16_t day_of(const Post& post, taskflow::Instant at) {
    return post.cell.settings.local_time(at).day_number;
}

/// A stream's ids begin with the milliseconds at which the entry was written.
taskflow::Instant written_at(const std::string& id) {
    std::int64_t ms = 0;
    std::from_chars(id.data(), id.data() + id.size(), ms);
    return ms * us_per_ms;
}

void take(const Post& post, DailyIncomes& incomes, const store::StreamEntry& stored) {
    const auto entry = records::journal_from(stored.payload);
    if (!entry || !entry->worker || !entry->answer) return;
    incomes.earned(*entry->worker, entry->answer->earned_micro(),
                   day_of(post, written_at(stored.id)));
}

void tell(const Post& post, const char* day, const taskflow::IncomeSpread& spread) {
    const std::string& market = post.cell.settings.market.name;
    post.world.metrics.income_gini(market, day).Set(spread.gini_permille / 1000.0);
    post.world.metrics.income_workers(market, day).Set(static_cast<double>(spread.workers));
}

}  // namespace

awaitable<void> keep_spread(Post post) {
    DailyIncomes incomes;
    const taskflow::Instant begin = post.world.clock.now() - 2 * taskflow::day_us;
    std::string last_id = std::to_string(begin / us_per_ms) + "-0";
    for (;;) {
        StreamReader reader = [&](const store::StreamEntry& stored) {
            take(post, incomes, stored);
        };
        std::string journal = keys::journal;
        co_await follow(post, std::move(journal), &last_id, std::move(reader));
        incomes.begin(day_of(post, post.world.clock.now()));
        tell(post, "today", incomes.today());
        tell(post, "yesterday", incomes.yesterday());
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
    }
}

}  // namespace kazi::gateway::keepers
