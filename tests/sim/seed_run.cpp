// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/seed_run.hpp"

#include "gateway/engine/shipped_phrases.hpp"
#include "tests/sim/town.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

namespace {

// Read once: the texts are the same in every world.
const taskflow::dialogue::Phrasebook& phrases() {
    static const auto book = gateway::engine::shipped_phrases("sw");
    return book;
}

}  // namespace

SeedReport run_seed(std::uint64_t seed, Bug bug, bool verbose) {
    World world(draw_profile(seed), bug, phrases(), verbose);
    Town town(world);
    SeedReport report;
    try {
        town.live();
    } catch (const Violation& violation) {
        report.failure = violation.what();
        world.tell(report.failure);
    }
    report.digest = world.digest.value();
    report.faults = world.fate.counts();
    report.sights = world.sights;
    report.commits = world.vault.commits();
    report.answers = world.witness.answers();
    report.messages = town.messages_received();
    report.payments = town.provider().payments().size();
    return report;
}

}  // namespace kazi::sim
