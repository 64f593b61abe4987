// SPDX-License-Identifier: Apache-2.0
// Her record is changed under its version, as a turn would; what follows from it (her open question
// given back, her pay sent, her number erased) is decided by the daemon when her timer goes off.
#include "gateway/cli/worker_care.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <chrono>
#include <functional>

#include "billing/money.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/person_plan.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"
#include "taskflow/standing/badges.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
namespace json = boost::json;

/// Changes the worker; false: it does not concern her.
using Change = std::function<bool(taskflow::Worker& worker)>;

taskflow::Instant now_us() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count();
}

store::Batch batch_of(const std::string& cell, const taskflow::WorkerId& id,
                      const taskflow::Worker& worker, std::uint32_t version) {
    store::Batch batch;
    batch.cell = cell;
    const std::string key = keys::worker(id);
    batch.guards.push_back(store::VersionIs{{key}, version});
    batch.writes.push_back(
        store::Put{{key}, store::encode_record(records::to_record(worker, version + 1))});
    if (worker.wake_at != 0) {
        batch.writes.push_back(
            store::Schedule{keys::timers, std::string(records::raw(id)), worker.wake_at / 1000});
    }
    return batch;
}

awaitable<int> change_in(store::Store& store, std::string cell, taskflow::WorkerId id,
                         Change change) {
    store::LoadRequest request{.cell = cell, .record_key = keys::worker(id), .also = {}};
    const auto loaded = co_await store::load(store, std::move(request));
    if (!loaded) co_return failed;
    auto worker = records::worker_from(loaded->record);
    if (worker && worker->ties.another_of) {
        const taskflow::WorkerId hers = *worker->ties.another_of;
        co_return co_await change_in(store, std::move(cell), hers, std::move(change));
    }
    if (!worker || loaded->record.version == 0 || !change(*worker)) co_return bad_usage;
    store::Batch batch = batch_of(cell, id, *worker, loaded->record.version);
    const auto outcome = co_await store::commit(store, std::move(batch));
    co_return outcome && outcome->applied ? ok : failed;
}

/// In whichever market she is known.
awaitable<int> change_worker(store::Store& store, const config::Config& config,
                             taskflow::WorkerId id, Change change) {
    bool found = false;
    for (const config::Market& market : config.markets) {
        std::string cell = app::cell_name(market.name);
        const int code = co_await change_in(store, std::move(cell), id, change);
        if (code == failed) {
            fmt::print(stderr,
                       "kazi worker: not done: the store is away, or she is at it; "
                       "try again\n");
            co_return failed;
        }
        found = found || code == ok;
    }
    if (!found) fmt::print(stderr, "kazi worker: nobody of that number or id whom that concerns\n");
    co_return found ? ok : failed;
}

bool leaves(taskflow::Worker& worker) {
    if (worker.protection.erased || worker.protection.leaving) return false;
    worker.opted_out = true;
    worker.protection.leaving = true;
    // Nothing is said to her, so nothing needs her number for another hour.
    worker.protection.forget_asked_at = now_us() - taskflow::hour_us;
    worker.wake_at = now_us();
    return true;
}

/// Her PIN as if she had never chosen one: the next PAY asks for a new one.
bool forget_pin(taskflow::Worker& worker) {
    taskflow::WalletWishes& wallet = worker.wallet;
    if (wallet.pin == 0) return false;
    const taskflow::WalletWishes fresh;
    wallet.pin = fresh.pin;
    wallet.pin_tries = fresh.pin_tries;
    wallet.pin_closed_until = fresh.pin_closed_until;
    wallet.pin_doubted = fresh.pin_doubted;
    wallet.pin_heard = fresh.pin_heard;
    wallet.ask = fresh.ask;
    return true;
}

/// Her timer tells her, once she may be written to.
void decide(taskflow::Worker& worker, taskflow::FreezeVerdict verdict) {
    worker.cases.freeze_appealed = false;
    worker.cases.verdict = verdict;
    worker.wake_at = now_us();
}

}  // namespace

awaitable<int> forget_worker(store::Store& store, const config::Config& config,
                             taskflow::WorkerId id) {
    Change change = leaves;
    const int code = co_await change_worker(store, config, id, std::move(change));
    co_return code;
}

awaitable<int> reset_pin(store::Store& store, const config::Config& config, taskflow::WorkerId id) {
    Change change = forget_pin;
    const int code = co_await change_worker(store, config, id, std::move(change));
    co_return code;
}

awaitable<int> use_data_code(store::Store& store, const config::Config& config,
                             taskflow::WorkerId id, std::string code) {
    Change change = [code = std::move(code)](taskflow::Worker& worker) {
        return taskflow::use_data_code(worker.data_code, code, now_us());
    };
    const int done = co_await change_worker(store, config, id, std::move(change));
    co_return done;
}

awaitable<int> release_worker(store::Store& store, const config::Config& config,
                              taskflow::WorkerId id, int birth_year) {
    Change change = [birth_year](taskflow::Worker& worker) {
        const bool held = worker.stage == taskflow::Stage::frozen || worker.protection.owner_unsure;
        if (!held || worker.consent_version == 0) return false;
        if (birth_year != 0) worker.birth_year = static_cast<std::uint16_t>(birth_year);
        const bool frozen = worker.stage == taskflow::Stage::frozen;
        if (frozen) decide(worker, taskflow::FreezeVerdict::released);
        worker.stage = taskflow::Stage::active;
        worker.protection.owner_unsure = false;
        worker.protection.year_checked_day =
            static_cast<std::uint16_t>(now_us() / taskflow::day_us);
        return true;
    };
    const int code = co_await change_worker(store, config, id, std::move(change));
    co_return code;
}

awaitable<int> keep_frozen(store::Store& store, const config::Config& config,
                           taskflow::WorkerId id) {
    Change change = [](taskflow::Worker& worker) {
        if (worker.stage != taskflow::Stage::frozen || !worker.cases.freeze_appealed) return false;
        decide(worker, taskflow::FreezeVerdict::stays);
        return true;
    };
    const int code = co_await change_worker(store, config, id, std::move(change));
    co_return code;
}

awaitable<int> change_badge(store::Store& store, const config::Config& config,
                            taskflow::WorkerId id, std::string badge, bool take) {
    Change change = [badge, take](taskflow::Worker& worker) {
        return take ? taskflow::take_badge(worker.standing, badge)
                    : worker.consent_version != 0 && taskflow::give_badge(worker.standing, badge);
    };
    const int code = co_await change_worker(store, config, id, std::move(change));
    co_return code;
}

awaitable<int> report_partners(store::Store& store, const config::Config& config) {
    for (const config::Market& market : config.markets) {
        for (const auto& [code, name] : market.partners) {
            store::LoadRequest request{
                .cell = app::cell_name(market.name),
                .record_key = {},
                .also = {{keys::partners, engine::partner_field(code, "joined")},
                         {keys::partners, engine::partner_field(code, "answers")},
                         {keys::partners, engine::partner_field(code, "earned")},
                         {keys::partners, engine::partner_field(code, "commission")}}};
            const auto loaded = co_await store::load(store, std::move(request));
            if (!loaded) co_return failed;
            const auto count = [&](std::size_t nth) {
                return loaded->also.at(nth) ? std::stoll(*loaded->also.at(nth)) : 0;
            };
            const json::object line{{"market", market.name},
                                    {"code", code},
                                    {"partner", name},
                                    {"joined", count(0)},
                                    {"answers", count(1)},
                                    {"earned", billing::format_amount(count(2))},
                                    {"commission", billing::format_amount(count(3))},
                                    {"currency", market.currency}};
            fmt::print("{}\n", json::serialize(line));
        }
    }
    co_return ok;
}

}  // namespace kazi::gateway::cli
