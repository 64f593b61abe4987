// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/pack_section.hpp"

namespace kazi::gateway::records {

using namespace taskflow;

void pack_pack(Packer& out, const Worker& worker) {
    const Pack& pack = worker.pack;
    if (pack == Pack{}) return;
    out.byte(pack.ease);
    if (pack.size == 0) return;
    out.byte(pack.size);
    out.byte(pack.letter);
    for (const PackedItem& each : pack.rest) {
        out.byte(each.letter);
        out.number(each.index);
    }
}

void unpack_pack(Unpacker& in, Worker& worker) {
    Pack& pack = worker.pack;
    pack.ease = in.byte();
    if (in.done()) return;
    pack.size = in.byte();
    pack.letter = in.byte();
    while (in.ok() && !in.done()) {
        const std::uint8_t letter = in.byte();
        const auto index = static_cast<std::uint32_t>(in.number());
        pack.rest.push_back({.index = index, .letter = letter});
    }
}

}  // namespace kazi::gateway::records
