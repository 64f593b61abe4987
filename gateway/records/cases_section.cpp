// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/cases_section.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;

/// Whether she appealed. Stored.
enum Rejection : std::uint8_t { open_to_appeal = 1, appealed = 2 };

constexpr std::uint8_t freeze_appealed_bit = 1;
constexpr unsigned verdict_shift = 1;

std::uint8_t freeze_bits(const Cases& cases) {
    const auto verdict = static_cast<unsigned>(cases.verdict) << verdict_shift;
    return static_cast<std::uint8_t>(verdict | (cases.freeze_appealed ? freeze_appealed_bit : 0U));
}

}  // namespace

void pack_cases(Packer& out, const Worker& worker) {
    const Cases& cases = worker.cases;
    if (cases == Cases{}) return;
    out.number(static_cast<std::uint64_t>(cases.pending_micro));
    out.number(cases.numbers_given);
    out.byte(freeze_bits(cases));
    out.number(cases.rejected.size());
    for (const RejectedAnswer& each : cases.rejected) {
        out.number(each.item.campaign);
        out.number(each.item.index);
        out.number(each.answer);
        out.number(each.number);
        out.byte(each.appealed ? appealed : open_to_appeal);
    }
}

void unpack_cases(Unpacker& in, Worker& worker) {
    Cases& cases = worker.cases;
    cases.pending_micro = static_cast<std::int64_t>(in.number());
    cases.numbers_given = static_cast<std::uint32_t>(in.number());
    const std::uint8_t bits = in.byte();
    cases.freeze_appealed = (bits & freeze_appealed_bit) != 0;
    cases.verdict = static_cast<FreezeVerdict>(bits >> verdict_shift & 3U);
    cases.rejected.resize(in.count());
    for (RejectedAnswer& each : cases.rejected) {
        each.item.campaign = static_cast<std::uint32_t>(in.number());
        each.item.index = static_cast<std::uint32_t>(in.number());
        each.answer = in.number();
        each.number = static_cast<std::uint32_t>(in.number());
        each.appealed = in.byte() == appealed;
    }
}

}  // namespace kazi::gateway::records
