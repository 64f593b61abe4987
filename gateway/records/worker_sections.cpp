// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/worker_sections.hpp"

#include <algorithm>
#include <array>

#include "gateway/records/cases_section.hpp"
#include "gateway/records/clock_section.hpp"
#include "gateway/records/data_code_section.hpp"
#include "gateway/records/effort_section.hpp"
#include "gateway/records/news_section.hpp"
#include "gateway/records/pack_section.hpp"
#include "gateway/records/profile_section.hpp"
#include "gateway/records/protection_section.hpp"
#include "gateway/records/standing_section.hpp"
#include "gateway/records/study_section.hpp"
#include "gateway/records/ties_section.hpp"
#include "gateway/records/training_section.hpp"
#include "gateway/records/wallet_section.hpp"

namespace kazi::gateway::records {

namespace {

using taskflow::Worker;

/// Stored: a tag keeps its meaning for ever.
struct Section {
    std::uint8_t tag;
    void (*pack)(Packer& out, const Worker& worker);  ///< writes nothing when all is as it begins
    void (*unpack)(Unpacker& in, Worker& worker);
};

constexpr std::array sections{
    Section{1, pack_wallet, unpack_wallet},
    Section{2, pack_standing, unpack_standing},
    Section{3, pack_protection, unpack_protection},
    Section{4, pack_study, unpack_study},
    Section{5, pack_cases, unpack_cases},
    Section{6, pack_training, unpack_training},
    Section{7, pack_profile_answers, unpack_profile_answers},
    Section{8, pack_pack, unpack_pack},
    Section{11, pack_ties, unpack_ties},
    Section{12, pack_clock, unpack_clock},
    Section{15, pack_effort, unpack_effort},
    Section{16, pack_news, unpack_news},
    Section{17, pack_data_code, unpack_data_code},
};

}  // namespace

void pack_sections(Packer& out, const Worker& worker) {
    for (const Section& section : sections) {
        Packer inner(0);
        section.pack(inner, worker);
        const std::string bytes = inner.take();
        if (bytes.empty()) continue;
        out.byte(section.tag);
        out.text(bytes);
    }
}

bool unpack_sections(Unpacker& in, Worker& worker) {
    while (in.ok() && !in.done()) {
        const std::uint8_t tag = in.byte();
        Unpacker inner(in.text());
        const auto known = std::find_if(sections.begin(), sections.end(),
                                        [&](const Section& each) { return each.tag == tag; });
        if (known == sections.end()) return false;
        known->unpack(inner, worker);
        if (!inner.done()) return false;
    }
    return in.ok();
}

}  // namespace kazi::gateway::records
