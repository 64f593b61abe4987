// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/standing_section.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;

enum Has : std::uint8_t {
    has_families = 1,
    has_gold = 2,
    has_asked = 4,
    has_trial = 8,
    has_badges = 16,
    has_asked_bonus = 32,
    has_streaks = 64
};

std::uint8_t present(const WorkerStanding& standing) {
    int bits = 0;
    if (!standing.families.empty()) bits |= has_families;
    if (standing.gold_seen != 0) bits |= has_gold;
    if (standing.asked_level != 0 || standing.asked_check) bits |= has_asked;
    if (standing.trial != BadgeTrial{}) bits |= has_trial;
    if (!standing.badges.empty()) bits |= has_badges;
    if (standing.asked_bonus_micro != 0) bits |= has_asked_bonus;
    if (!standing.streaks.empty()) bits |= has_streaks;
    return static_cast<std::uint8_t>(bits);
}

void pack_family(Packer& out, const FamilyStanding& family) {
    out.byte(family.family);
    out.number(family.day);
    out.number(family.seen_milli);
    out.number(family.seen_milli - family.right_milli);
    out.number(family.taken_seen_milli);
    out.number(family.taken_seen_milli - family.taken_right_milli);
}

// What is wrong is the smaller number of right and wrong, for most.
FamilyStanding unpack_family(Unpacker& in) {
    FamilyStanding family;
    family.family = in.byte();
    family.day = static_cast<std::uint16_t>(in.number());
    family.seen_milli = in.number();
    family.right_milli = family.seen_milli - in.number();
    family.taken_seen_milli = in.number();
    family.taken_right_milli = family.taken_seen_milli - in.number();
    return family;
}

void pack_trial(Packer& out, const BadgeTrial& trial) {
    out.number(trial.campaign);
    out.number(trial.seen);
    out.number(trial.right);
}

BadgeTrial unpack_trial(Unpacker& in) {
    BadgeTrial trial;
    trial.campaign = static_cast<std::uint32_t>(in.number());
    trial.seen = static_cast<std::uint16_t>(in.number());
    trial.right = static_cast<std::uint16_t>(in.number());
    return trial;
}

void pack_streaks(Packer& out, const std::vector<Streak>& streaks) {
    out.number(streaks.size());
    for (const Streak& each : streaks) {
        out.number(each.campaign);
        out.number(each.answers);
    }
}

std::vector<Streak> unpack_streaks(Unpacker& in) {
    std::vector<Streak> streaks(in.count());
    for (Streak& each : streaks) {
        each.campaign = static_cast<std::uint32_t>(in.number());
        each.answers = static_cast<std::uint16_t>(in.number());
    }
    return streaks;
}

}  // namespace

void pack_standing(Packer& out, const Worker& worker) {
    const WorkerStanding& standing = worker.standing;
    const std::uint8_t bits = present(standing);
    if (bits == 0) return;
    out.byte(bits);
    if ((bits & has_families) != 0) {
        out.number(standing.families.size());
        for (const FamilyStanding& family : standing.families)
            pack_family(out, family);
    }
    if ((bits & has_gold) != 0) {
        out.number(standing.gold_seen);
        out.number(standing.gold_right);
    }
    if ((bits & has_asked) != 0)
        out.byte(
            static_cast<std::uint8_t>(standing.asked_level | (standing.asked_check ? 0x80 : 0)));
    if ((bits & has_asked_bonus) != 0) out.amount(standing.asked_bonus_micro);
    if ((bits & has_streaks) != 0) pack_streaks(out, standing.streaks);
    if ((bits & has_trial) != 0) pack_trial(out, standing.trial);
    if ((bits & has_badges) == 0) return;
    out.number(standing.badges.size());
    for (const std::string& badge : standing.badges)
        out.text(badge);
}

void unpack_standing(Unpacker& in, Worker& worker) {
    WorkerStanding& standing = worker.standing;
    const std::uint8_t bits = in.byte();
    if ((bits & has_families) != 0) {
        standing.families.resize(in.count());
        for (FamilyStanding& family : standing.families)
            family = unpack_family(in);
    }
    if ((bits & has_gold) != 0) {
        standing.gold_seen = static_cast<std::uint32_t>(in.number());
        standing.gold_right = static_cast<std::uint32_t>(in.number());
    }
    if ((bits & has_asked) != 0) {
        const std::uint8_t asked = in.byte();
        standing.asked_level = asked & 0x7F;
        standing.asked_check = (asked & 0x80) != 0;
    }
    if ((bits & has_asked_bonus) != 0) standing.asked_bonus_micro = in.amount();
    if ((bits & has_streaks) != 0) standing.streaks = unpack_streaks(in);
    if ((bits & has_trial) != 0) standing.trial = unpack_trial(in);
    if ((bits & has_badges) == 0) return;
    standing.badges.resize(in.count());
    for (std::string& badge : standing.badges)
        badge = in.text();
}

}  // namespace kazi::gateway::records
