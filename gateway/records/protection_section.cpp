// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/protection_section.hpp"

namespace kazi::gateway::records {

namespace {

using taskflow::Protection;
using taskflow::Worker;

enum Has : std::uint8_t {
    has_wish = 1,
    has_counts = 2,
    has_days = 4,
    has_partner = 8,
    has_visits = 16,
    has_leaving = 32,
    is_unsure = 64,
    is_erased = 128
};

bool counted(const Protection& protection) {
    return protection.day != 0 || protection.seconds_today != 0 ||
           protection.seconds_this_week != 0 || protection.messages_this_week != 0;
}

std::uint8_t present(const Protection& protection) {
    int bits = 0;
    if (!protection.wish.empty() || protection.rest_day != 0) bits |= has_wish;
    if (counted(protection)) bits |= has_counts;
    if (protection.heard_day != 0 || protection.year_checked_day != 0) bits |= has_days;
    if (!protection.partner.empty()) bits |= has_partner;
    if (protection.at_work != Protection{}.at_work) bits |= has_visits;
    if (protection.leaving || protection.forget_asked_at != 0) bits |= has_leaving;
    if (protection.owner_unsure) bits |= is_unsure;
    if (protection.erased) bits |= is_erased;
    return static_cast<std::uint8_t>(bits);
}

std::uint16_t day_from(Unpacker& in) {
    return static_cast<std::uint16_t>(in.number());
}

}  // namespace

void pack_protection(Packer& out, const Worker& worker) {
    const Protection& protection = worker.protection;
    const std::uint8_t bits = present(protection);
    if (bits == 0) return;
    out.byte(bits);
    if ((bits & has_wish) != 0) {
        out.byte(protection.wish.from);
        out.byte(protection.wish.until);
        out.number(protection.rest_day);
    }
    if ((bits & has_counts) != 0) {
        out.number(protection.day);
        out.number(protection.seconds_today);
        out.number(protection.seconds_this_week);
        out.number(protection.messages_this_week);
    }
    if ((bits & has_days) != 0) {
        out.number(protection.heard_day);
        out.number(protection.year_checked_day);
    }
    if ((bits & has_partner) != 0) out.text(protection.partner);
    if ((bits & has_visits) != 0) {
        for (const std::uint8_t visits : protection.at_work)
            out.byte(visits);
    }
    if ((bits & has_leaving) == 0) return;
    out.byte(protection.leaving ? 1 : 0);
    out.number(static_cast<std::uint64_t>(protection.forget_asked_at));
}

void unpack_protection(Unpacker& in, Worker& worker) {
    Protection& protection = worker.protection;
    const std::uint8_t bits = in.byte();
    protection.owner_unsure = (bits & is_unsure) != 0;
    protection.erased = (bits & is_erased) != 0;
    if ((bits & has_wish) != 0) {
        protection.wish.from = in.byte();
        protection.wish.until = in.byte();
        protection.rest_day = day_from(in);
    }
    if ((bits & has_counts) != 0) {
        protection.day = day_from(in);
        protection.seconds_today = static_cast<std::uint32_t>(in.number());
        protection.seconds_this_week = static_cast<std::uint32_t>(in.number());
        protection.messages_this_week = static_cast<std::uint16_t>(in.number());
    }
    if ((bits & has_days) != 0) {
        protection.heard_day = day_from(in);
        protection.year_checked_day = day_from(in);
    }
    if ((bits & has_partner) != 0) protection.partner = in.text();
    if ((bits & has_visits) != 0) {
        for (std::uint8_t& visits : protection.at_work)
            visits = in.byte();
    }
    if ((bits & has_leaving) == 0) return;
    protection.leaving = in.byte() != 0;
    protection.forget_asked_at = static_cast<std::int64_t>(in.number());
}

}  // namespace kazi::gateway::records
