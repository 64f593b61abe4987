// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/clock_section.hpp"

namespace kazi::gateway::records {

void pack_clock(Packer& out, const taskflow::Worker& worker) {
    const std::int8_t quarters = worker.protection.clock_quarters;
    if (quarters != 0) out.signed_number(quarters);
}

void unpack_clock(Unpacker& in, taskflow::Worker& worker) {
    worker.protection.clock_quarters = static_cast<std::int8_t>(in.signed_number());
}

}  // namespace kazi::gateway::records
