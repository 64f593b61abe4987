// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/profile_section.hpp"

namespace kazi::gateway::records {

using namespace taskflow;

void pack_profile_answers(Packer& out, const Worker& worker) {
    const Profile& profile = worker.profile;
    if (profile == Profile{}) return;
    out.byte(static_cast<std::uint8_t>(profile.tries << 1 | (profile.latin ? 1 : 0)));
    out.text(profile.asked);
    for (const auto& [key, answer] : profile.answers) {
        out.text(key);
        out.text(answer);
    }
}

void unpack_profile_answers(Unpacker& in, Worker& worker) {
    Profile& profile = worker.profile;
    const std::uint8_t head = in.byte();
    profile.latin = (head & 1) != 0;
    profile.tries = static_cast<std::uint8_t>(head >> 1);
    profile.asked = in.text();
    while (in.ok() && !in.done()) {
        std::string key(in.text());
        profile.answers.insert_or_assign(std::move(key), std::string(in.text()));
    }
}

}  // namespace kazi::gateway::records
