// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/payout_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <boost/json.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "gateway/app/accounts.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/office.hpp"
#include "gateway/cli/payout_json.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/payer/capture.hpp"
#include "gateway/payer/pauses.hpp"
#include "gateway/payer/waiting.hpp"
#include "gateway/records/payout_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
using payer::Waiting;
using payer::WaitingRoom;
using taskflow::Instant;
namespace json = boost::json;

constexpr std::uint32_t page_size = 500;

/// What a market's payouts are looked at with.
struct Market {
    store::Store& store;
    std::string cell;
    WaitingRoom::LocalClock local_time;
    Instant now = 0;
    std::optional<WaitingRoom> room;  ///< nothing: nobody pays in this market
};

json::object waiting_json(const Waiting& waiting) {
    json::object out{{"for", waiting.what}};
    if (waiting.until > 0) out["until_us"] = waiting.until;
    if (!waiting.account.empty()) out["provider"] = waiting.account;
    if (!waiting.because.empty()) out["because"] = waiting.because;
    return out;
}

json::object capture_json(const payer::Capture& capture) {
    json::object out{{"kind", payer::to_string(capture.kind)},
                     {"attempt", capture.attempt},
                     {"at_us", capture.at},
                     {"request", capture.request}};
    if (capture.http > 0) out["http"] = capture.http;
    if (!capture.reply.empty()) out["reply"] = capture.reply;
    return out;
}

bool wanted(const ListOptions& options, const billing::Payout& payout) {
    if (!options.id.empty()) return payout.id == options.id;
    const std::string last = payout.attempts.empty() ? "" : payout.attempts.back().provider;
    if (!options.provider.empty() && options.provider != last) return false;
    return options.state.empty() || options.state == billing::to_string(payout.state);
}

/// What a day's exchanges say of one payout.
awaitable<store::StoreResult<bool>> read_day(Market& market, std::int64_t day, std::string id,
                                             json::array& said) {
    std::string last = "0";
    for (;;) {
        store::StreamRange range{market.cell, keys::captures(day), last, page_size};
        const auto page = co_await store::range(market.store, std::move(range));
        if (!page) co_return page.error();
        for (const store::StreamEntry& entry : *page) {
            const auto capture = payer::capture_from(entry.payload);
            if (capture && capture->payout == id) said.push_back(capture_json(*capture));
            last = entry.id;
        }
        if (page->empty()) co_return true;
    }
}

awaitable<store::StoreResult<json::array>> exchanges_of(Market& market, billing::Payout payout) {
    json::array said;
    const std::int64_t today = market.local_time(market.now).day_number;
    const std::int64_t first = market.local_time(payout.created_at_us).day_number;
    for (std::int64_t day = std::max(first, today - payer::captures_kept_days); day <= today;
         ++day) {
        const auto read = co_await read_day(market, day, payout.id, said);
        if (!read) co_return read.error();
    }
    co_return said;
}

/// Prints it, unless it waits for something else than wanted. True: it was printed.
awaitable<store::StoreResult<bool>> show(Market& market, const ListOptions& options,
                                         billing::Payout payout) {
    const bool whole = !options.id.empty();
    json::object out = whole ? whole_payout_json(payout) : payout_json(payout);
    std::optional<Waiting> waiting;
    if (market.room) {
        auto asked = co_await market.room->ask(payout, market.now);
        if (!asked) co_return asked.error();
        waiting = std::move(*asked);
    }
    const std::string_view what = waiting ? waiting->what : std::string_view();
    if (!options.waits_for.empty() && options.waits_for != what) co_return false;
    if (waiting) out["waits"] = waiting_json(*waiting);
    if (whole) {
        auto said = co_await exchanges_of(market, std::move(payout));
        if (!said) co_return said.error();
        out["exchanges"] = std::move(*said);
    }
    fmt::print("{}\n", json::serialize(out));
    co_return true;
}

awaitable<store::StoreResult<std::size_t>> list_market(Market& market, const ListOptions& options) {
    std::size_t shown = 0;
    std::uint64_t cursor = 0;
    do {
        const auto page =
            co_await store::scan(market.store, market.cell, keys::payouts, cursor, page_size);
        if (!page) co_return page.error();
        for (const auto& [id, bytes] : page->fields) {
            auto stored = records::payout_from(bytes);
            if (!stored || !wanted(options, stored->payout)) continue;
            const auto printed = co_await show(market, options, std::move(stored->payout));
            if (!printed) co_return printed.error();
            if (*printed) ++shown;
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return shown;
}

/// How its accounts stand is as the daemon last said.
awaitable<store::StoreResult<std::size_t>> list_with_accounts(Market& market,
                                                              const payer::PayerSettings& settings,
                                                              Metrics& metrics,
                                                              const ListOptions& options) {
    if (settings.accounts.empty()) co_return co_await list_market(market, options);
    payer::Accounts accounts(settings, metrics);
    const auto taken = co_await payer::take_over_pauses(market.store, market.cell, accounts);
    if (!taken) co_return taken.error();
    market.room.emplace(market.store, market.cell, accounts, market.local_time);
    const auto shown = co_await list_market(market, options);
    market.room.reset();
    co_return shown;
}

}  // namespace

awaitable<int> list_payouts(store::Store& store, const config::Config& config,
                            ListOptions options) {
    const auto executor = co_await boost::asio::this_coro::executor;
    Office office(context_of(executor), store, config);
    std::size_t shown = 0;
    for (const config::Market& each : config.markets) {
        const auto& cell = office.cells.at(each.name)->settings;
        Market market{store, cell.cell, cell.local_time, office.clock.now(), {}};
        const payer::PayerSettings settings = app::payer_settings(config, each);
        const auto listed = co_await list_with_accounts(market, settings, office.metrics, options);
        if (!listed) {
            fmt::print(stderr, "kazi payouts: {}\n", listed.error().text);
            co_return failed;
        }
        shown += *listed;
    }
    if (shown > 0 || options.id.empty()) co_return ok;
    fmt::print(stderr, "kazi payouts: there is no payout {}\n", options.id);
    co_return failed;
}

}  // namespace kazi::gateway::cli
