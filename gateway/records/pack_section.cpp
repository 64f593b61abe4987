// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/pack_section.hpp"

namespace kazi::gateway::records {

using namespace taskflow;

namespace {

// With the size: what she answered of the newest pack follows. Earlier records have it never.
constexpr std::uint8_t has_answered = 0x80;

void pack_answered(Packer& out, const PackAnswers& answered) {
    out.number(answered.campaign);
    out.number(static_cast<std::uint64_t>(answered.asked_at));
    out.number(answered.accepted_hour);
    out.number(answered.given.size());
    for (const PackedItem& each : answered.given) {
        out.byte(each.letter);
        out.number(each.index);
    }
}

PackedItem unpack_item(Unpacker& in) {
    PackedItem item;
    item.letter = in.byte();
    item.index = static_cast<std::uint32_t>(in.number());
    return item;
}

PackAnswers unpack_answered(Unpacker& in) {
    PackAnswers answered;
    answered.campaign = static_cast<std::uint32_t>(in.number());
    answered.asked_at = static_cast<Instant>(in.number());
    answered.accepted_hour = static_cast<std::uint32_t>(in.number());
    answered.given.resize(in.count());
    for (PackedItem& each : answered.given)
        each = unpack_item(in);
    return answered;
}

}  // namespace

void pack_pack(Packer& out, const Worker& worker) {
    const Pack& pack = worker.pack;
    if (pack == Pack{}) return;
    out.byte(pack.ease);
    const bool answered = !pack.answered.given.empty();
    if (pack.size == 0 && !answered) return;
    out.byte(static_cast<std::uint8_t>(pack.size | (answered ? has_answered : 0)));
    if (answered) pack_answered(out, pack.answered);
    if (pack.size == 0) return;
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
    const std::uint8_t size = in.byte();
    pack.size = size & static_cast<std::uint8_t>(~has_answered);
    if ((size & has_answered) != 0) pack.answered = unpack_answered(in);
    if (pack.size == 0) return;
    pack.letter = in.byte();
    while (in.ok() && !in.done())
        pack.rest.push_back(unpack_item(in));
}

}  // namespace kazi::gateway::records
