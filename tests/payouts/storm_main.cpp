// SPDX-License-Identifier: Apache-2.0
// Payouts in numbers: each seed lives 100,000 payouts through all providers, every lie at 5 %.
//   simulate_payouts [--seeds N] [--first SEED] [--payouts N] [--bug NAME|all] [--replay
//   SEED:INDEX]
#include <charconv>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/payouts/till.hpp"

using namespace kazi;
using namespace kazi::payouts;

namespace {

constexpr int lie_percent = 5;

struct Options {
    std::uint64_t first = 1;
    std::uint64_t seeds = 10;
    std::uint64_t payouts = 100'000;
    Bug bug = Bug::none;
    bool all_bugs = false;
    std::string replay;
};

/// What one seed's payouts came to.
struct Tally {
    std::uint64_t lived = 0;
    std::uint64_t faults = 0;
    std::uint64_t told_late = 0;  ///< the provider paid what it had called failed
    std::uint64_t plain = 0;      ///< of providers that can be asked, without a lie for a person
    std::uint64_t plain_alone = 0;
    std::map<std::string, std::uint64_t> by_state;
};

Life life_of(std::uint64_t seed, std::uint64_t index, Bug bug) {
    Chance chance(seed * 0x100000001b3ULL + index);
    const auto providers = billing::providers();
    Life life;
    life.provider = &providers[static_cast<std::size_t>(
        chance.below(static_cast<std::int64_t>(providers.size())))];
    for (std::size_t i = 0; i < lie_count; ++i)
        if (chance.percent(lie_percent)) life.lies.put(static_cast<Lie>(i));
    life.seed = chance.next();
    life.bug = bug;
    return life;
}

std::string told(const Life& life, const Ending& ending) {
    std::string text(life.provider->name);
    text += ": ";
    text += to_string(ending.payout.state);
    text += ", attempts " + std::to_string(ending.payout.attempts.size()) + ", moved " +
            std::to_string(ending.moved_micro / billing::micro_per_unit) + ", paid " +
            std::to_string(ending.paid_micro / billing::micro_per_unit) + ", lies";
    for (std::size_t i = 0; i < lie_count; ++i)
        if (life.lies.has(static_cast<Lie>(i))) text += " " + std::string(lie_names[i]);
    return text;
}

Tally run_seed(std::uint64_t seed, const Options& options, Bug bug) {
    Tally tally;
    for (std::uint64_t index = 0; index < options.payouts; ++index) {
        const Life life = life_of(seed, index, bug);
        const Ending ending = live(life);
        const std::string fault = fault_of(ending);
        ++tally.lived;
        ++tally.by_state[std::string(to_string(ending.payout.state))];
        if (ending.moved_micro > ending.payout.amount.micro) ++tally.told_late;
        if (life.provider->traits.lookup_by_key && !needs_person(life.lies)) {
            ++tally.plain;
            tally.plain_alone += ending.alone && is_settled(ending) ? 1 : 0;
        }
        if (fault.empty()) continue;
        ++tally.faults;
        if (bug == Bug::none && tally.faults <= 5)
            std::printf("%llu:%llu %s\n    %s\n", static_cast<unsigned long long>(seed),
                        static_cast<unsigned long long>(index), fault.c_str(),
                        told(life, ending).c_str());
        if (bug != Bug::none) break;
    }
    return tally;
}

void print(std::uint64_t seed, const Tally& tally) {
    std::string states;
    for (const auto& [state, count] : tally.by_state)
        states += " " + state + " " + std::to_string(count);
    const double alone = tally.plain == 0 ? 100.0
                                          : 100.0 * static_cast<double>(tally.plain_alone) /
                                                static_cast<double>(tally.plain);
    std::printf(
        "seed %llu: %llu payouts, %llu faults, %.3f %% settled alone,%s; paid beyond the "
        "debt by a provider's lie: %llu\n",
        static_cast<unsigned long long>(seed), static_cast<unsigned long long>(tally.lived),
        static_cast<unsigned long long>(tally.faults), alone, states.c_str(),
        static_cast<unsigned long long>(tally.told_late));
}

bool holds(const Tally& tally) {
    return tally.faults == 0 && tally.plain_alone * 1000 >= tally.plain * 999;
}

bool run_seeds(const Options& options) {
    bool good = true;
    for (std::uint64_t seed = options.first; seed < options.first + options.seeds; ++seed) {
        const Tally tally = run_seed(seed, options, Bug::none);
        print(seed, tally);
        good = good && holds(tally);
    }
    return good;
}

/// A bug that nobody notices is the failure.
bool run_bugs(const Options& options) {
    bool noticed = true;
    for (std::size_t i = 1; i < static_cast<std::size_t>(Bug::count); ++i) {
        const Bug bug = static_cast<Bug>(i);
        if (!options.all_bugs && bug != options.bug) continue;
        const Tally tally = run_seed(options.first, options, bug);
        const bool found = tally.faults > 0;
        std::printf("%s: %s after %llu payouts\n", std::string(bug_names[i]).c_str(),
                    found ? "noticed" : "NOT NOTICED",
                    static_cast<unsigned long long>(tally.lived));
        noticed = noticed && found;
    }
    return noticed;
}

bool replay(const Options& options) {
    const auto colon = options.replay.find(':');
    if (colon == std::string::npos) return false;
    const std::uint64_t seed = std::stoull(options.replay.substr(0, colon));
    const std::uint64_t index = std::stoull(options.replay.substr(colon + 1));
    const Life life = life_of(seed, index, options.bug);
    const Ending ending = live(life);
    const std::string fault = fault_of(ending);
    std::printf("%s\n%s\n", told(life, ending).c_str(), fault.empty() ? "ok" : fault.c_str());
    for (const billing::Attempt& attempt : ending.payout.attempts)
        std::printf("  attempt %d: %s, %s, ref '%s'\n", attempt.number,
                    std::string(to_string(attempt.state)).c_str(),
                    std::string(to_string(attempt.reason)).c_str(), attempt.provider_ref.c_str());
    return fault.empty();
}

bool read_number(const char* text, std::uint64_t& into) {
    const char* end = text + std::strlen(text);
    return std::from_chars(text, end, into).ptr == end;
}

bool read_bug(std::string_view name, Options& options) {
    options.all_bugs = name == "all";
    for (std::size_t i = 1; i < bug_names.size(); ++i)
        if (bug_names[i] == name) options.bug = static_cast<Bug>(i);
    return options.all_bugs || options.bug != Bug::none;
}

bool read_options(int count, char** words, Options& options) {
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view name = words[i];
        bool good = false;
        if (name == "--seeds") good = read_number(words[i + 1], options.seeds);
        if (name == "--first") good = read_number(words[i + 1], options.first);
        if (name == "--payouts") good = read_number(words[i + 1], options.payouts);
        if (name == "--bug") good = read_bug(words[i + 1], options);
        if (name == "--replay") good = !(options.replay = words[i + 1]).empty();
        if (!good) return false;
    }
    return count % 2 == 1;
}

}  // namespace

int main(int count, char** words) {
    Options options;
    if (!read_options(count, words, options)) {
        std::fprintf(stderr,
                     "simulate_payouts [--seeds N] [--first SEED] [--payouts N] [--bug NAME|all] "
                     "[--replay SEED:INDEX]\n");
        return 2;
    }
    if (!options.replay.empty()) return replay(options) ? 0 : 1;
    const bool planted = options.all_bugs || options.bug != Bug::none;
    return (planted ? run_bugs(options) : run_seeds(options)) ? 0 : 1;
}
