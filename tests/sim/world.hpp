// SPDX-License-Identifier: Apache-2.0
// Everything a seed's actors share: time, chance, the store and whoever watches it.
#pragma once

#include <string>

#include "gateway/engine/turn.hpp"
#include "tests/sim/digest.hpp"
#include "tests/sim/fate.hpp"
#include "tests/sim/planted.hpp"
#include "tests/sim/profile.hpp"
#include "tests/sim/sights.hpp"
#include "tests/sim/timeline.hpp"
#include "tests/sim/vault.hpp"
#include "tests/sim/witness.hpp"

namespace kazi::sim {

/// What worker ids and payout keys are derived from.
inline const std::string identity_key = "the deployment key of the simulation";

struct World {
    World(const Profile& drawn, Bug bug, const taskflow::dialogue::Phrasebook& phrases,
          bool be_verbose);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// A line of the seed's story, told when asked to.
    void tell(const std::string& line) const;
    void see(Sight sight) { ++sights[static_cast<std::size_t>(sight)]; }
    /// A span of time drawn from [low, high] microseconds.
    [[nodiscard]] Instant span(Instant low, Instant high) { return chance.between(low, high); }

    Profile profile;
    Planted planted;
    bool verbose;
    Timeline timeline;
    Fate fate;
    Chance chance;
    Digest digest;
    SightCounts sights{};
    Vault vault;
    Witness witness;
    gateway::engine::CellSettings cell;
};

}  // namespace kazi::sim
