// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/seed_range.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <new>
#include <system_error>

namespace kazi::sim {

namespace {

constexpr std::size_t failures_max = 20;
constexpr std::size_t why_bytes = 240;

struct Noted {
    std::uint64_t seed = 0;
    std::array<char, why_bytes> why{};
};

// What a worker process leaves behind, however it ends.
struct Slate {
    std::uint64_t next = 0;      ///< the position of the seed under way
    std::uint64_t finished = 0;  ///< seeds run to their end
    std::uint64_t digest = 0;
    FaultCounts faults{};
    SightCounts sights{};
    std::uint64_t commits = 0;
    std::uint64_t answers = 0;
    std::uint64_t payments = 0;
    std::uint64_t messages = 0;
    std::size_t failure_count = 0;
    std::array<Noted, failures_max> failures{};
};

[[noreturn]] void give_up(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

struct Unmap {
    std::size_t bytes = 0;
    void operator()(Slate* slates) const { munmap(slates, bytes); }
};
using Slates = std::unique_ptr<Slate, Unmap>;

// Memory that the workers share with us.
Slates make_slates(std::size_t count) {
    const std::size_t bytes = count * sizeof(Slate);
    void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) give_up("mmap");
    auto* slates = static_cast<Slate*>(memory);
    for (std::size_t n = 0; n < count; ++n)
        new (slates + n) Slate;
    return Slates(slates, Unmap{bytes});
}

void note(Slate& slate, std::uint64_t seed, const std::string& why) {
    if (slate.failure_count >= failures_max) return;
    Noted& noted = slate.failures[slate.failure_count++];
    noted.seed = seed;
    std::memcpy(noted.why.data(), why.data(), std::min(why.size(), why_bytes - 1));
}

// Sums do not depend on the order in which workers finish.
void add(Slate& slate, std::uint64_t seed, const SeedReport& report) {
    slate.digest += report.digest * (2 * seed + 1);
    for (std::size_t at = 0; at < fault_count; ++at)
        slate.faults[at] += report.faults[at];
    for (std::size_t at = 0; at < sight_count; ++at)
        slate.sights[at] += report.sights[at];
    slate.commits += report.commits;
    slate.answers += report.answers;
    slate.payments += report.payments;
    slate.messages += report.messages;
    ++slate.finished;
    if (!report.failure.empty()) note(slate, seed, report.failure);
}

struct Job {
    const Options& options;
    Bug bug = Bug::none;
    bool until_failure = false;
    std::uint64_t stride = 1;
};

void work(const Job& job, Slate& slate) {
    while (slate.next < job.options.seeds) {
        if (job.until_failure && slate.failure_count > 0) return;
        const std::uint64_t seed = seed_at(job.options, slate.next);
        add(slate, seed, run_seed(seed, job.bug, job.options.verbose));
        slate.next += job.stride;
    }
}

pid_t start_worker(const Job& job, Slate& slate) {
    const pid_t child = fork();
    if (child < 0) give_up("fork");
    if (child > 0) return child;
    // A planted bug makes the product's own asserts speak, which is what is wanted.
    const int nowhere = job.bug == Bug::none ? -1 : open("/dev/null", O_WRONLY);
    if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
    work(job, slate);
    _exit(0);
}

// A worker that was stopped by an assert is replaced by one that goes on behind the seed.
void run_workers(const Job& job, Slate* slates) {
    std::map<pid_t, Slate*> running;
    for (std::uint64_t n = 0; n < job.stride; ++n) {
        slates[n].next = n;
        running[start_worker(job, slates[n])] = &slates[n];
    }
    while (!running.empty()) {
        int status = 0;
        const pid_t ended = waitpid(-1, &status, 0);
        if (ended < 0 && errno != EINTR) give_up("waitpid");
        const auto worker = running.find(ended);
        if (worker == running.end()) continue;
        Slate& slate = *worker->second;
        running.erase(worker);
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) continue;
        note(slate, seed_at(job.options, slate.next), "an assert stopped the process");
        ++slate.finished;
        slate.next += job.stride;
        running[start_worker(job, slate)] = &slate;
    }
}

void collect(RangeReport& report, const Slate& slate) {
    report.seeds += slate.finished;
    report.sum.digest += slate.digest;
    for (std::size_t at = 0; at < fault_count; ++at)
        report.sum.faults[at] += slate.faults[at];
    for (std::size_t at = 0; at < sight_count; ++at)
        report.sum.sights[at] += slate.sights[at];
    report.sum.commits += slate.commits;
    report.sum.answers += slate.answers;
    report.sum.payments += slate.payments;
    report.sum.messages += slate.messages;
    for (std::size_t n = 0; n < slate.failure_count; ++n)
        report.failures.push_back({slate.failures[n].seed, slate.failures[n].why.data()});
}

}  // namespace

RangeReport run_range(const Options& options, Bug bug, bool until_failure) {
    const auto jobs = static_cast<std::uint64_t>(options.jobs);
    const Job job{options, bug, until_failure, std::min(jobs, options.seeds)};
    const Slates slates = make_slates(jobs);
    run_workers(job, slates.get());
    RangeReport report;
    for (std::uint64_t n = 0; n < job.stride; ++n)
        collect(report, slates.get()[n]);
    return report;
}

}  // namespace kazi::sim
