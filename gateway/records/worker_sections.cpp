// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/worker_sections.hpp"

#include <array>

namespace kazi::gateway::records {

namespace {

using namespace taskflow;

void pack_cases(Packer& out, const Worker& worker) {
    const Cases& cases = worker.cases;
    if (cases == Cases{}) return;
    out.number(static_cast<std::uint64_t>(cases.pending_micro));
    out.byte(static_cast<std::uint8_t>(!cases.rejected ? 0 : cases.rejected->appealed ? 2 : 1));
    if (!cases.rejected) return;
    out.number(cases.rejected->item.campaign);
    out.number(cases.rejected->item.index);
    out.number(cases.rejected->answer);
}

bool unpack_cases(Unpacker& in, Worker& worker) {
    worker.cases.pending_micro = static_cast<std::int64_t>(in.number());
    const std::uint8_t rejected = in.byte();
    if (rejected != 0) {
        RejectedAnswer& answer = worker.cases.rejected.emplace();
        answer.item.campaign = static_cast<std::uint32_t>(in.number());
        answer.item.index = static_cast<std::uint32_t>(in.number());
        answer.answer = in.number();
        answer.appealed = rejected == 2;
    }
    return in.done() && rejected <= 2;
}

/// `pack` writes nothing for a worker who has none. Tags are stored: append only.
struct Section {
    std::uint8_t tag;
    void (*pack)(Packer&, const Worker&);
    bool (*unpack)(Unpacker&, Worker&);
};

constexpr std::array sections{
    Section{5, &pack_cases, &unpack_cases},
};

bool unpack_section(std::uint8_t tag, std::string_view bytes, Worker& worker) {
    for (const Section& section : sections) {
        if (section.tag != tag) continue;
        Unpacker in(bytes);
        return section.unpack(in, worker);
    }
    return false;
}

}  // namespace

void pack_sections(Packer& out, const Worker& worker) {
    for (const Section& section : sections) {
        Packer packed;
        section.pack(packed, worker);
        const std::string bytes = packed.take();
        if (bytes.empty()) continue;
        out.byte(section.tag);
        out.text(bytes);
    }
}

bool unpack_sections(Unpacker& in, Worker& worker) {
    while (in.ok() && !in.done()) {
        const std::uint8_t tag = in.byte();
        const std::string_view bytes = in.text();
        if (!in.ok() || !unpack_section(tag, bytes, worker)) return false;
    }
    return in.ok();
}

}  // namespace kazi::gateway::records
