// SPDX-License-Identifier: Apache-2.0
#include "tests/payouts/pay_town.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <boost/json/object.hpp>
#include <cstdlib>
#include <stdexcept>

#include "billing/provider.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/payout_record.hpp"
#include "tests/contract/redis_fixture.hpp"
#include "tests/faults/waiting.hpp"
#include "tests/integration/payer/debt.hpp"
#include "tests/payouts/ten_accounts.hpp"
#include "tests/simulator/payouts/two_ledgers.hpp"

namespace kazi::tests {

using simulator::payouts::DueCall;
using std::chrono::milliseconds;

namespace {

constexpr const char* cell_name = "ke-0";
constexpr std::int64_t units = 20;
constexpr milliseconds turn{20};
constexpr int idle_turns = 15;
constexpr int turns_max = 1500;
constexpr std::size_t calls_at_once = 16;

simulator::payouts::HouseSettings house_settings(std::uint64_t seed, int lie_percent) {
    simulator::payouts::HouseSettings settings;
    settings.seed = seed;
    settings.lie_percent = lie_percent;
    settings.refusal_percent = lie_percent;
    return settings;
}

/// The file by which the daemon's clock goes, from now on; it stays mapped until the test ends.
std::int64_t* plant_clock(const std::filesystem::path& file) {
    const std::int64_t none = 0;
    write_file(file, std::string(reinterpret_cast<const char*>(&none), sizeof none));
    const int open = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
    void* at = ::mmap(nullptr, sizeof none, PROT_READ | PROT_WRITE, MAP_SHARED, open, 0);
    ::close(open);
    if (at == MAP_FAILED) throw std::runtime_error("no clock to share");
    ::setenv("KAZI_CLOCK_SHIFT", file.c_str(), 1);
    ::setenv("LD_PRELOAD", KAZI_CLOCK_SHIFTER, 1);
    return static_cast<std::int64_t*>(at);
}

/// The daemon's own store, as long as this lives.
struct OpenStore {
    explicit OpenStore(const std::string& socket) : store(io, connect_to(socket, events)) {
        REQUIRE(turn_until(io, [this] { return store.is_up(); }));
    }
    boost::asio::io_context io;
    Events events;
    gateway::store::RedisStore store;
    Caller call{store, io};
};

}  // namespace

PayTown::PayTown(std::uint64_t seed, int lie_percent)
    : daemon_(DaemonOptions{}),
      shift_s_(plant_clock(daemon_.folder() / "clock")),
      server_(io_, daemon_.telco_port(), house_settings(seed, lie_percent),
              [this] { return now_us(); }),
      client_(io_, {}) {
    open_ten_accounts(daemon_);
    daemon_.start();
}

PayTown::~PayTown() {
    client_.shut_down();
    ::unsetenv("LD_PRELOAD");
    ::munmap(shift_s_, sizeof *shift_s_);
}

std::int64_t PayTown::now_us() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since).count() +
           *shift_s_ * 1'000'000;
}

std::string PayTown::redis_socket() const {
    return (daemon_.folder() / "data" / "redis.sock").string();
}

void PayTown::owe(std::size_t people) {
    OpenStore open(redis_socket());
    const auto providers = billing::providers();
    const billing::Money amount{units * billing::micro_per_unit, *billing::Currency::parse("KES")};
    for (std::size_t i = 0; i < people; ++i) {
        const std::string number =
            fmt::format("+{}{}", prefix_of(providers[i % providers.size()]), 100'000 + people_ + i);
        const Debt debt =
            tests::owe(std::string(identity_key), cell_name, {number, {}}, amount, now_us());
        const auto outcome = open.call.commit(debt.batch);
        REQUIRE(outcome);
        REQUIRE(outcome->applied);
    }
    people_ += people;
}

void PayTown::strike(milliseconds down) {
    daemon_.kill();
    run_for(down);
    daemon_.start();
}

void PayTown::run_for(milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    do {
        call_back();
        io_.restart();
        io_.run_for(turn);
    } while (std::chrono::steady_clock::now() < end);
}

// Until nothing was asked and nothing called for a while.
void PayTown::pass(std::int64_t seconds) {
    *shift_s_ += seconds;
    std::size_t asked = server_.requests();
    for (int idle = 0, turns = 0; idle < idle_turns && turns < turns_max; ++turns) {
        run_for(turn);
        const bool quiet = server_.requests() == asked && calls_.empty() && calls_under_way_ == 0;
        idle = quiet ? idle + 1 : 0;
        asked = server_.requests();
    }
}

void PayTown::call_back() {
    for (DueCall& due : server_.house().take_due(now_us()))
        calls_.push_back(std::move(due));
    while (!calls_.empty() && calls_under_way_ < calls_at_once) {
        const DueCall due = std::move(calls_.front());
        calls_.pop_front();
        deliver(due);
    }
}

void PayTown::deliver(const DueCall& due) {
    protocols::HttpRequest request;
    request.method = due.call.method;
    request.url =
        fmt::format("{}/hooks/{}/{}/payout{}", daemon_.public_url(), account_of(due.provider),
                    due.genuine ? town_path_token : "somebody-elses-token-22", due.call.path);
    for (const auto& [name, value] : due.call.headers)
        request.headers.push_back({name, value});
    request.body = due.call.body;
    ++calls_under_way_;
    client_.send(std::move(request), {}, [this, due](const gateway::http::HttpOutcome& outcome) {
        --calls_under_way_;
        const auto* answered = std::get_if<gateway::http::Answered>(&outcome);
        const bool heard = answered != nullptr && answered->reply.status < 500;
        if (!heard) calls_.push_back(due);
    });
}

void PayTown::read_reports() {
    for (int time = 0; time < 2; ++time)
        for (const billing::Provider& provider : billing::providers())
            read_report_of(provider.name);
}

void PayTown::read_report_of(std::string_view provider) {
    const auto file = daemon_.folder() / "report.csv";
    write_file(file, server_.house().report(provider, now_us()));
    const auto until = std::to_string(now_us() / 1'000'000 + 3600);
    const auto read =
        daemon_.tool({"payouts", "reconcile", file.string(), "--provider", account_of(provider),
                      "--from", "0", "--until", until, "--apply"});
    // 1 is a difference, which a provider that lies has made; it is told, and stands in the books.
    CHECK_MESSAGE(read.exit_code <= 1, read.output);
}

std::int64_t PayTown::payments() {
    std::int64_t all = 0;
    for (const auto& branch : server_.house().ledger(now_us()))
        all += branch.value().as_object().at("payments").as_int64();
    return all;
}

std::vector<billing::Payout> PayTown::payouts() {
    OpenStore open(redis_socket());
    const auto stored = open.call.scan(gateway::keys::payouts, 500);
    REQUIRE(stored);
    std::vector<billing::Payout> all;
    for (const auto& [id, bytes] : *stored) {
        const auto read = gateway::records::payout_from(bytes);
        REQUIRE(read);
        all.push_back(read->payout);
    }
    return all;
}

std::string PayTown::left_to_people() {
    namespace house = simulator::payouts;
    return house::left_to_people(
        house::resolved_by_account(payouts(), server_.house().keys_for_a_person()));
}

std::string PayTown::ledger_faults() {
    return simulator::payouts::ledger_faults(payouts(), server_.house().ledger(now_us()));
}

}  // namespace kazi::tests
