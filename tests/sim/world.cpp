// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/world.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace kazi::sim {

namespace {

using namespace gateway;

// A Monday morning in Nairobi, which is three hours ahead all year.
constexpr Instant first_instant = 1'762'146'000 * taskflow::second_us;
constexpr Instant offset_us = 3 * taskflow::hour_us;

taskflow::LocalTime local_time(Instant at) {
    const Instant local = at + offset_us;
    const auto day = local / taskflow::day_us;
    const std::chrono::year_month_day date{
        std::chrono::sys_days{std::chrono::days{static_cast<int>(day)}}};
    return {static_cast<int>(date.year()),
            static_cast<int>(local % taskflow::day_us / taskflow::hour_us),
            static_cast<std::uint16_t>(day)};
}

// What is written tells one history from another; the guards follow from it.
struct Fingerprint {
    Digest& digest;

    void place(const store::Place& place) const {
        digest.add(place.key);
        digest.add(place.field.value_or(""));
    }
    void operator()(const store::Put& write) const {
        place(write.place);
        digest.add(write.value);
    }
    void operator()(const store::Erase& write) const { place(write.place); }
    void operator()(const store::Add& write) const {
        place({write.key, write.field});
        digest.add(static_cast<std::uint64_t>(write.delta));
    }
    void operator()(const store::AddByte& write) const {
        digest.add(write.key);
        digest.add(write.index);
        digest.add(static_cast<std::uint64_t>(write.delta));
    }
    void operator()(const store::AddCells& write) const {
        place({write.key, write.field});
        for (const auto& change : write.changes) {
            digest.add(change.cell);
            digest.add(static_cast<std::uint64_t>(change.delta));
        }
    }
    void operator()(const store::Append& write) const {
        digest.add(write.key);
        digest.add(write.payload);
    }
    void operator()(const store::Schedule& write) const {
        digest.add(write.member);
        digest.add(static_cast<std::uint64_t>(write.at_ms));
    }
    void operator()(const store::Unschedule& write) const { digest.add(write.member); }
    void operator()(const store::Acknowledge& write) const { digest.add(write.id); }
};

}  // namespace

World::World(const Profile& drawn, Bug bug, const taskflow::dialogue::Phrasebook& phrases,
             bool be_verbose)
    : profile(drawn),
      planted(bug),
      verbose(be_verbose),
      timeline(first_instant),
      fate(profile.permille, profile.seed),
      chance(profile.seed, 2),
      vault(timeline, fate, profile.forgetful),
      witness(vault, profile.market.currency) {
    cell.cell = Vault::cell;
    cell.market = profile.market;
    cell.phrases = &phrases;
    cell.local_time = local_time;
    vault.watch([this](const store::Batch& batch, InboundId inbound) {
        digest.add(static_cast<std::uint64_t>(timeline.now()));
        for (const store::Write& write : batch.writes)
            std::visit(Fingerprint{digest}, write);
        witness.committed(batch, inbound);
    });
}

void World::tell(const std::string& line) const {
    if (!verbose) return;
    const Instant since = timeline.now() - first_instant;
    fmt::print(stderr, "{:>12.3f} s  {}\n", static_cast<double>(since) / 1e6, line);
}

}  // namespace kazi::sim
