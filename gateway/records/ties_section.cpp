// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/ties_section.hpp"

#include <algorithm>

#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::records {

namespace {

using taskflow::OtherNumber;
using taskflow::Ties;
using taskflow::Worker;
using taskflow::WorkerId;

enum Has : std::uint8_t {
    has_code = 1,
    has_friend = 2,
    has_month = 4,
    has_link = 8,
    has_tries = 16,
    is_another = 32,
    has_numbers = 64,
    has_days = 128  // behind the numbers, since numbers are let go: earlier records have none
};

bool knows_days(const Ties& ties) {
    return ties.own_heard_day != 0 || std::ranges::any_of(ties.numbers, &OtherNumber::heard_day);
}

std::uint8_t present(const Ties& ties) {
    int bits = 0;
    if (!ties.code.empty()) bits |= has_code;
    if (!ties.invited_by.empty()) bits |= has_friend;
    if (ties.month != 0 || ties.friends_paid != 0) bits |= has_month;
    if (!ties.link_code.empty() || ties.link_until != 0) bits |= has_link;
    if (ties.link_day != 0 || ties.link_tries != 0) bits |= has_tries;
    if (ties.another_of) bits |= is_another;
    if (!ties.numbers.empty()) bits |= has_numbers;
    if (!ties.numbers.empty() && knows_days(ties)) bits |= has_days;
    return static_cast<std::uint8_t>(bits);
}

WorkerId id_from(Unpacker& in) {
    return worker_id_from(in.raw(sizeof(WorkerId::bytes))).value_or(WorkerId{});
}

}  // namespace

void pack_ties(Packer& out, const Worker& worker) {
    const Ties& ties = worker.ties;
    const std::uint8_t bits = present(ties);
    if (bits == 0) return;
    out.byte(bits);
    if ((bits & has_code) != 0) out.text(ties.code);
    if ((bits & has_friend) != 0) out.text(ties.invited_by);
    if ((bits & has_month) != 0) {
        out.number(ties.month);
        out.byte(ties.friends_paid);
    }
    if ((bits & has_link) != 0) {
        out.text(ties.link_code);
        out.number(static_cast<std::uint64_t>(ties.link_until));
    }
    if ((bits & has_tries) != 0) {
        out.number(ties.link_day);
        out.byte(ties.link_tries);
    }
    if ((bits & is_another) != 0) out.raw(raw(*ties.another_of));
    if ((bits & has_numbers) == 0) return;
    out.number(ties.numbers.size());
    for (const OtherNumber& number : ties.numbers)
        out.raw(raw(number.id));
    if ((bits & has_days) == 0) return;
    out.number(ties.own_heard_day);
    for (const OtherNumber& number : ties.numbers)
        out.number(number.heard_day);
}

void unpack_ties(Unpacker& in, Worker& worker) {
    Ties& ties = worker.ties;
    const std::uint8_t bits = in.byte();
    if ((bits & has_code) != 0) ties.code = in.text();
    if ((bits & has_friend) != 0) ties.invited_by = in.text();
    if ((bits & has_month) != 0) {
        ties.month = static_cast<std::uint16_t>(in.number());
        ties.friends_paid = in.byte();
    }
    if ((bits & has_link) != 0) {
        ties.link_code = in.text();
        ties.link_until = static_cast<taskflow::Instant>(in.number());
    }
    if ((bits & has_tries) != 0) {
        ties.link_day = static_cast<std::uint16_t>(in.number());
        ties.link_tries = in.byte();
    }
    if ((bits & is_another) != 0) ties.another_of = id_from(in);
    if ((bits & has_numbers) == 0) return;
    ties.numbers.resize(in.count());
    for (OtherNumber& number : ties.numbers)
        number.id = id_from(in);
    if ((bits & has_days) == 0) return;
    ties.own_heard_day = static_cast<std::uint16_t>(in.number());
    for (OtherNumber& number : ties.numbers)
        number.heard_day = static_cast<std::uint16_t>(in.number());
}

}  // namespace kazi::gateway::records
