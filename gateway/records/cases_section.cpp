// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/cases_section.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;

/// Whether an answer was rejected, and whether she appealed. Stored.
enum Rejection : std::uint8_t { none = 0, open_to_appeal = 1, appealed = 2 };

Rejection rejection_of(const Cases& cases) {
    if (!cases.rejected) return none;
    return cases.rejected->appealed ? appealed : open_to_appeal;
}

}  // namespace

void pack_cases(Packer& out, const Worker& worker) {
    const Cases& cases = worker.cases;
    if (cases == Cases{}) return;
    out.number(static_cast<std::uint64_t>(cases.pending_micro));
    out.byte(rejection_of(cases));
    if (!cases.rejected) return;
    out.number(cases.rejected->item.campaign);
    out.number(cases.rejected->item.index);
    out.number(cases.rejected->answer);
}

void unpack_cases(Unpacker& in, Worker& worker) {
    worker.cases.pending_micro = static_cast<std::int64_t>(in.number());
    const std::uint8_t rejection = in.byte();
    if (rejection == none) return;
    RejectedAnswer& answer = worker.cases.rejected.emplace();
    answer.item.campaign = static_cast<std::uint32_t>(in.number());
    answer.item.index = static_cast<std::uint32_t>(in.number());
    answer.answer = in.number();
    answer.appealed = rejection == appealed;
}

}  // namespace kazi::gateway::records
