// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/effort_section.hpp"

namespace kazi::gateway::records {

void pack_effort(Packer& out, const taskflow::Worker& worker) {
    const taskflow::EffortAsked& effort = worker.effort;
    if (effort == taskflow::EffortAsked{}) return;
    out.number(effort.campaign);
    out.number(static_cast<std::uint64_t>(effort.at));
}

void unpack_effort(Unpacker& in, taskflow::Worker& worker) {
    worker.effort.campaign = static_cast<std::uint32_t>(in.number());
    worker.effort.at = static_cast<taskflow::Instant>(in.number());
}

}  // namespace kazi::gateway::records
