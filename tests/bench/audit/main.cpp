// SPDX-License-Identifier: Apache-2.0
// bench_audit: a made-up ledger of so many entries through billing's audit, in one pass, with the
// scratch file that `kazi audit` uses. People earn and are paid out. Says how long it took, and
// what the memory was after a tenth of the entries and at the end, before and in the last look at
// what lies in the scratch: once with postings alone, once with every answer and payout named.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "billing/audit.hpp"
#include "gateway/audit/scratch_file.hpp"

namespace {

using namespace kazi::billing;

constexpr std::int64_t people = 10'000;
constexpr std::int64_t answers_per_payout = 10;

Money shillings(std::int64_t units) {
    return {units * micro_per_unit, *Currency::parse("KES")};
}

std::string worker_of(std::int64_t number) {
    std::string id = std::to_string(number);
    id.insert(0, 16 - id.size(), '0');
    return id;
}

/// What the process holds now, or held at most (`VmRSS`, `VmHWM`), from the kernel; nothing where
/// it does not tell.
double resident_mb(const std::string& which) {
    std::ifstream status("/proc/self/status");
    std::string word;
    double kilobytes = 0;
    while (status >> word)
        if (word == which + ":") status >> kilobytes;
    return kilobytes / 1000;
}

/// Writes one history and has it audited as it goes.
class Ledger {
public:
    void fund(std::int64_t units) {
        Postings postings;
        move(postings, {AccountKind::client_paid_in, {}}, {AccountKind::escrow, "k1"},
             shillings(units));
        write(std::move(postings), {}, {});
    }

    void answer(std::int64_t worker, bool kept) {
        Postings postings;
        move(postings, {AccountKind::escrow, "k1"},
             {AccountKind::worker_available, worker_of(worker)}, shillings(1));
        std::string name = kept ? fmt::format("c1/{}/{:0>32}", written_, worker) : std::string();
        if (kept) audit_.accepted_answer(name);
        write(std::move(postings), {}, std::move(name));
    }

    void pay_out(std::int64_t worker, bool kept) {
        const Account wallet{AccountKind::worker_available, worker_of(worker)};
        Postings postings;
        move(postings, wallet, {AccountKind::payout_in_flight, {}}, shillings(answers_per_payout));
        move(postings, {AccountKind::payout_in_flight, {}}, {AccountKind::paid_out, "p"},
             shillings(answers_per_payout));
        std::string payout = kept ? fmt::format("p{}", ++payouts_) : std::string();
        write(std::move(postings), std::move(payout), {});
    }

    [[nodiscard]] std::int64_t written() const { return written_; }

    /// True when nothing but the balances, which are not told, is found.
    [[nodiscard]] std::size_t findings() {
        for (; payouts_ > 0; --payouts_)
            audit_.payout({fmt::format("p{}", payouts_), shillings(answers_per_payout),
                           PayoutState::succeeded, true, false});
        std::size_t others = 0;
        for (const Finding& finding : audit_.finish())
            others += finding.fault == Fault::balance_differs ? 0 : 1;
        return others;
    }

private:
    void write(Postings postings, std::string payout, std::string answer) {
        AuditEntry entry{std::to_string(++written_), std::move(postings), std::move(payout), {}};
        if (!answer.empty()) entry.answers.push_back(std::move(answer));
        audit_.entry(entry);
    }

    Audit audit_{std::make_unique<kazi::gateway::audit::ScratchFile>()};
    std::int64_t written_ = 0;
    std::int64_t payouts_ = 0;
};

/// Everybody answers, and is paid out after every tenth answer.
void write_until(Ledger& ledger, std::int64_t entries, std::int64_t& turn, bool with_answers) {
    while (ledger.written() < entries) {
        const std::int64_t worker = turn % people;
        const std::int64_t round = turn / people;
        ledger.answer(worker, with_answers);
        if (round % answers_per_payout == answers_per_payout - 1)
            ledger.pay_out(worker, with_answers);
        ++turn;
    }
}

struct Passed {
    double seconds = 0;
    double cpu_seconds = 0;
    double tenth_mb = 0;
    double end_mb = 0;
    double peak_mb = 0;
    std::size_t findings = 0;
};

Passed pass(std::int64_t entries, bool with_answers) {
    const auto began = std::chrono::steady_clock::now();
    const std::clock_t began_cpu = std::clock();
    Ledger ledger;
    std::int64_t turn = 0;
    ledger.fund(entries);
    write_until(ledger, entries / 10, turn, with_answers);
    Passed passed;
    passed.tenth_mb = resident_mb("VmRSS");
    write_until(ledger, entries, turn, with_answers);
    passed.end_mb = resident_mb("VmRSS");
    passed.findings = ledger.findings();
    passed.peak_mb = resident_mb("VmHWM");
    passed.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    passed.cpu_seconds =
        static_cast<double>(std::clock() - began_cpu) / static_cast<double>(CLOCKS_PER_SEC);
    return passed;
}

std::string told(const Passed& passed) {
    return fmt::format(R"({{"seconds":{:.2f},"cpu_seconds":{:.2f},"mb_after_a_tenth":{:.1f},)"
                       R"("mb_at_the_end":{:.1f},"mb_at_most":{:.1f},"findings":{}}})",
                       passed.seconds, passed.cpu_seconds, passed.tenth_mb, passed.end_mb,
                       passed.peak_mb, passed.findings);
}

}  // namespace

int main(int count, char** words) {
    const std::int64_t entries = count > 1 ? std::atoll(words[1]) : 10'000'000;
    if (entries < 1000) {
        fmt::print(stderr, "bench_audit [ENTRIES]\n");
        return 2;
    }
    const Passed bare = pass(entries, false);
    const Passed answers = pass(entries, true);
    fmt::print("{{\"entries\":{},\"postings_only\":{},\"with_answers\":{}}}\n", entries, told(bare),
               told(answers));
    return bare.findings + answers.findings == 0 ? 0 : 1;
}
