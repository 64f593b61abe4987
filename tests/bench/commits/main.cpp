// SPDX-License-Identifier: Apache-2.0
// bench_commit: recorded turns' loads and commits, by as many callers at once as the daemon has
// connections, and nothing else. What remains to the daemon is what everything around them costs.
// The commits alone, and beside them calls of the same function that only put the worker's record,
// say what the ledger costs inside a commit.
#include <fmt/format.h>
#include <sys/prctl.h>

#include <CLI/CLI.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <csignal>
#include <map>

#include "gateway/http/wait.hpp"
#include "gateway/store/await.hpp"
#include "gateway/store/redis_store.hpp"
#include "tests/bench/commits/recording.hpp"

namespace {

using namespace kazi::bench;
using namespace kazi::gateway;
using boost::asio::awaitable;
using Clock = std::chrono::steady_clock;

/// What is called for each recorded turn.
enum class Calls : std::uint8_t { turns, commits, bare };

struct Options {
    std::string socket;
    Calls calls = Calls::turns;
    std::string run;  ///< makes this run's cells its own
    RecordingSettings recording;
    std::uint32_t measured_ms = 2'000;
    std::uint32_t rounds_max = 64;
    bool together = false;  ///< as the daemon does; else a call for each, as any client does
};

struct Measured {
    Clock::time_point end;
    std::uint64_t turns = 0;
    std::uint64_t postings = 0;
    std::uint64_t failures = 0;
    std::size_t at_work = 0;
};

std::string cell_of(const Options& options, std::uint32_t round) {
    return fmt::format("{}-{}", options.run, round);
}

/// The worker's record under its version, which every turn's commit begins with, and nothing else.
store::Batch bare(store::Batch batch) {
    batch.guards.resize(1);
    batch.writes.resize(1);
    batch.reads.clear();
    return batch;
}

awaitable<bool> play(store::Store& store, Calls calls, const RecordedTurn& turn, std::string cell) {
    if (calls == Calls::turns && turn.load) {
        store::LoadRequest request = in_cell(*turn.load, cell);
        const auto loaded = co_await store::load(store, std::move(request));
        if (!loaded) co_return false;
    }
    store::Batch batch = in_cell(turn.commit, cell);
    if (calls == Calls::bare) batch = bare(std::move(batch));
    const auto outcome = co_await store::commit(store, std::move(batch));
    co_return outcome && outcome->applied;
}

// Each caller is one worker; every round plays her turns in a cell that nobody has touched yet.
awaitable<void> call(store::Store& store, const Options& options,
                     const std::vector<RecordedTurn>& turns, Measured& measured) {
    for (std::uint32_t round = 0; round < options.rounds_max; ++round) {
        for (const RecordedTurn& turn : turns) {
            if (Clock::now() >= measured.end) break;
            std::string cell = cell_of(options, round);
            const bool applied = co_await play(store, options.calls, turn, std::move(cell));
            ++(applied ? measured.turns : measured.failures);
            if (applied && options.calls != Calls::bare) measured.postings += turn.postings;
        }
    }
    --measured.at_work;
}

awaitable<bool> prepare(store::Store& store, const Options& options, const Recording& recording) {
    for (std::uint32_t round = 0; round < options.rounds_max; ++round) {
        for (const store::Batch& batch : recording.before) {
            store::Batch here = in_cell(batch, cell_of(options, round));
            const auto outcome = co_await store::commit(store, std::move(here));
            if (!outcome || !outcome->applied) co_return false;
        }
    }
    co_return true;
}

void rethrow(const std::exception_ptr& failure) {
    if (failure) std::rethrow_exception(failure);
}

awaitable<void> measure(boost::asio::io_context& context, store::RedisStore& store,
                        const Options& options, const Recording& recording) {
    for (int looks = 0; looks < 500 && !store.is_up(); ++looks)
        co_await http::sleep_for(std::chrono::milliseconds(10));
    const bool prepared = co_await prepare(store, options, recording);
    if (!prepared) throw std::runtime_error("the store cannot be prepared");
    const std::size_t trips_before = store.round_trips();
    const auto began = Clock::now();
    Measured measured{.end = began + std::chrono::milliseconds(options.measured_ms)};
    for (const auto& turns : recording.workers) {
        ++measured.at_work;
        boost::asio::co_spawn(context, call(store, options, turns, measured), rethrow);
    }
    while (measured.at_work > 0)
        co_await http::sleep_for(std::chrono::milliseconds(5));
    const std::chrono::duration<double> took = Clock::now() - began;
    const auto turns = static_cast<double>(measured.turns);
    const auto trips = static_cast<double>(store.round_trips() - trips_before);
    fmt::print(R"({{"per_second":{:.1f},"postings_per_second":{:.1f},"turns":{},"failures":{},)"
               R"("round_trips_per_turn":{:.3f}}})"
               "\n",
               turns / took.count(), static_cast<double>(measured.postings) / took.count(),
               measured.turns, measured.failures, trips / turns);
    store.close();
}

int run(const Options& options) {
    const Recording recording = record_turns(options.recording);
    boost::asio::io_context context{1};
    store::ConnectionOptions connection;
    connection.address = store::UnixAddress{options.socket};
    store::RedisStore store(context, std::move(connection),
                            options.together ? store::RedisStore::commits_per_call_max : 1);
    boost::asio::co_spawn(context, measure(context, store, options, recording), rethrow);
    context.run();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    CLI::App app("Calls the load and commit functions as real turns do, without a daemon");
    Options options;
    app.add_option("--socket", options.socket, "The server's Unix socket")->required();
    app.add_option("--run", options.run, "Name of this run, for its cells")->required();
    app.add_option("--connections", options.recording.workers, "Callers at once");
    app.add_option("--answers", options.recording.answers_per_session, "Answers in a session");
    const std::map<std::string, Calls> kinds{
        {"turns", Calls::turns}, {"commits", Calls::commits}, {"bare", Calls::bare}};
    app.add_option("--calls", options.calls, "turns, commits or bare")
        ->transform(CLI::CheckedTransformer(kinds));
    app.add_flag("--together", options.together, "Commits that come up together share a call");
    app.add_option("--measured-ms", options.measured_ms, "How long");
    CLI11_PARSE(app, argc, argv);
    try {
        return run(options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_commit: {}\n", error.what());
        return 1;
    }
}
