// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/askable.hpp"

#include <algorithm>

namespace kazi::gateway::engine {

using namespace taskflow;

namespace {

// Only what she does herself can be a correction.
bool is_hers(const Event& event) {
    return std::holds_alternative<SmsReceived>(event.what) ||
           std::holds_alternative<UssdTurned>(event.what);
}

}  // namespace

bool may_ask(const Event& event) {
    return is_hers(event) || std::holds_alternative<WorkOffered>(event.what);
}

std::vector<OpenCampaign> offered_only(std::vector<OpenCampaign> open, const Event& event) {
    const auto* offer = std::get_if<WorkOffered>(&event.what);
    if (offer == nullptr) return open;
    std::erase_if(open,
                  [&](const OpenCampaign& c) { return c.campaign->number != offer->campaign; });
    return open;
}

bool has_candidate_of(const Context& context, std::uint32_t campaign) {
    const auto& candidates = context.candidates;
    return std::any_of(candidates.begin(), candidates.end(),
                       [&](const Assignable& each) { return each.ref.campaign == campaign; });
}

}  // namespace kazi::gateway::engine
