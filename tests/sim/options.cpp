// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/options.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "tests/sim/digest.hpp"

namespace kazi::sim {

namespace {

constexpr const char* usage =
    "usage: kazi_simulate [--seeds N] [--from S] [--commit ID] [--jobs J] [--digest]\n"
    "       kazi_simulate --seeds-from-environment   KAZI_SIM_SEEDS, KAZI_COMMIT\n"
    "       kazi_simulate --seed X [--verbose] [--bug NAME]\n"
    "       kazi_simulate --bug NAME|all [--seeds N]\n";

std::optional<std::uint64_t> number(const std::string& text) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && !text.empty() ? std::optional(value) : std::nullopt;
}

bool take_bug(Options& options, const std::string& name) {
    if (name == "all") {
        for (std::size_t at = 1; at < bug_names.size(); ++at)
            options.bugs.push_back(static_cast<Bug>(at));
        return true;
    }
    const auto bug = bug_of(name);
    if (bug) options.bugs.push_back(*bug);
    return bug.has_value();
}

bool take_value(Options& options, const std::string& name, const std::string& value) {
    if (name == "--commit") {
        options.commit = value;
        return true;
    }
    if (name == "--bug") return take_bug(options, value);
    const auto count = number(value);
    if (!count) return false;
    if (name == "--seeds") {
        options.seeds = *count;
    } else if (name == "--from") {
        options.from = *count;
    } else if (name == "--seed") {
        options.seed = *count;
    } else if (name == "--jobs" && *count >= 1 && *count <= 64) {
        options.jobs = static_cast<int>(*count);
    } else {
        return false;
    }
    return true;
}

/// The environment's say on what a test run tries.
bool take_environment(Options& options) {
    if (const char* commit = std::getenv("KAZI_COMMIT")) options.commit = commit;
    const char* seeds = std::getenv("KAZI_SIM_SEEDS");
    return seeds == nullptr || take_value(options, "--seeds", seeds);
}

}  // namespace

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        const std::string& name = arguments[at];
        bool fits = true;
        if (name == "--seeds-from-environment") {
            fits = take_environment(options);
        } else if (name == "--verbose") {
            options.verbose = true;
        } else if (name == "--digest") {
            options.digest = true;
        } else {
            fits = at + 1 < arguments.size() && take_value(options, name, arguments[at + 1]);
            ++at;
        }
        if (fits) continue;
        fmt::print(stderr, "what is '{}'?\n{}", name, usage);
        return std::nullopt;
    }
    return options;
}

std::uint64_t seed_at(const Options& options, std::uint64_t n) {
    if (options.seed) return *options.seed;
    if (n < (options.seeds + 1) / 2) return options.from + n;
    Digest digest;
    digest.add(options.commit);
    digest.add(n);
    return digest.value();
}

}  // namespace kazi::sim
