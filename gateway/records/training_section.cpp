// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/training_section.hpp"

namespace kazi::gateway::records {

using namespace taskflow;

void pack_training(Packer& out, const Worker& worker) {
    for (const CampaignTraining& each : worker.training.campaigns) {
        out.number(each.campaign);
        out.byte(each.taken);
        out.byte(each.repeat);
        out.byte(static_cast<std::uint8_t>(each.errors.size() << 1 | (each.tried ? 1 : 0)));
        for (const std::string& error : each.errors)
            out.text(error);
    }
}

void unpack_training(Unpacker& in, Worker& worker) {
    while (in.ok() && !in.done()) {
        CampaignTraining each;
        each.campaign = static_cast<std::uint32_t>(in.number());
        each.taken = in.byte();
        each.repeat = in.byte();
        const std::uint8_t rest = in.byte();
        each.tried = (rest & 1) != 0;
        for (int left = rest >> 1; left > 0; --left)
            each.errors.emplace_back(in.text());
        worker.training.campaigns.push_back(std::move(each));
    }
}

}  // namespace kazi::gateway::records
