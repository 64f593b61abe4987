// SPDX-License-Identifier: Apache-2.0
// kazi_simulate: runs seeds, and says what happened and how to see it again.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include "tests/sim/options.hpp"
#include "tests/sim/seed_range.hpp"

namespace kazi::sim {

namespace {

constexpr std::uint64_t seeds_that_meet_everything = 1000;

std::string_view name_of(Bug bug) {
    return bug_names[static_cast<std::size_t>(bug)];
}

void print_counts(const SeedReport& sum) {
    fmt::print("faults\n");
    for (std::size_t at = 0; at < fault_count; ++at)
        fmt::print("  {:<30} {:>10}\n", to_string(static_cast<Fault>(at)), sum.faults[at]);
    fmt::print("what was met\n");
    for (std::size_t at = 0; at < sight_count; ++at)
        fmt::print("  {:<30} {:>10}\n", sight_names[at], sum.sights[at]);
}

// Enough seeds meet everything: what never happens is not tested.
bool saw_everything(const SeedReport& sum) {
    bool all = true;
    for (std::size_t at = 0; at < fault_count; ++at) {
        if (sum.faults[at] > 0) continue;
        fmt::print("NEVER HAPPENED: {}\n", to_string(static_cast<Fault>(at)));
        all = false;
    }
    for (std::size_t at = 0; at < sight_count; ++at) {
        if (sum.sights[at] > 0) continue;
        fmt::print("NEVER MET: {}\n", sight_names[at]);
        all = false;
    }
    return all;
}

void print_failures(const RangeReport& report) {
    for (const Failure& failure : report.failures) {
        fmt::print("FAILED seed {}: {}\n", failure.seed, failure.why);
        fmt::print("  again: kazi_simulate --seed {} --verbose\n", failure.seed);
    }
}

int run_seeds(const Options& options) {
    const auto began = std::chrono::steady_clock::now();
    const RangeReport report = run_range(options, Bug::none, false);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    if (options.digest) {
        fmt::print("{:016x}\n", report.sum.digest);
    } else {
        fmt::print("{} seeds ({} fixed, {} of commit {}) in {:.1f} s\n", report.seeds,
                   (options.seeds + 1) / 2, options.seeds / 2, options.commit, took.count());
        fmt::print("  {} commits, {} answers, {} payments, {} messages\n", report.sum.commits,
                   report.sum.answers, report.sum.payments, report.sum.messages);
        print_counts(report.sum);
        fmt::print("  digest {:016x}\n", report.sum.digest);
    }
    print_failures(report);
    const bool enough = report.seeds >= seeds_that_meet_everything;
    const bool kept = report.failures.empty();
    return kept && (!enough || saw_everything(report.sum)) ? 0 : 1;
}

// A planted bug that survives means that the simulation would not find a real one like it.
int find_bugs(const Options& options) {
    int survivors = 0;
    for (const Bug bug : options.bugs) {
        const RangeReport report = run_range(options, bug, true);
        if (report.failures.empty()) {
            fmt::print("SURVIVED {} seeds: {}\n", report.seeds, name_of(bug));
            ++survivors;
            continue;
        }
        const Failure& found = report.failures.front();
        fmt::print("found after {} seeds: {}: {} (seed {})\n", report.seeds, name_of(bug),
                   found.why, found.seed);
    }
    return survivors == 0 ? 0 : 1;
}

int run(const std::vector<std::string>& arguments) {
    auto options = read_options(arguments);
    if (!options) return 2;
    if (options->seed) options->seeds = 1;
    return options->bugs.empty() ? run_seeds(*options) : find_bugs(*options);
}

}  // namespace

}  // namespace kazi::sim

int main(int argc, char** argv) {
    return kazi::sim::run({argv + 1, argv + argc});
}
