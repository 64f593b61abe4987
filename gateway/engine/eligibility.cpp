// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/eligibility.hpp"

#include "gateway/engine/review_commit.hpp"
#include "taskflow/review/reviewing.hpp"
#include "taskflow/standing/level.hpp"

namespace kazi::gateway::engine {

using namespace taskflow;

namespace {

int level_of_hers(const Asker& asker, const Campaign& campaign) {
    return level_in(asker.worker.standing, asker.counts, campaign.family(), asker.today).level;
}

}  // namespace

bool may_answer(const Asker& asker, const Campaign& campaign) {
    const StandingTerms& terms = campaign.standing;
    const bool senior = campaign.chain.senior;
    if (terms == StandingTerms{} && !campaign.review.judges && !senior) return true;
    const int level = level_of_hers(asker, campaign);
    return may_judge(asker.worker, level, campaign) && level >= terms.least_level &&
           (!senior || level >= senior_level) && has_badges(terms, asker.worker.standing.badges) &&
           is_listed_for(terms, worker_as_seen_by(asker.id, campaign.client));
}

std::uint32_t weight_permille(const Asker& asker, const Campaign& campaign, Instant now) {
    const std::uint32_t urgency = urgency_permille(campaign.urgency, now);
    if (campaign.standing.pays.empty()) return urgency;
    const std::int64_t price = campaign.price_at(level_of_hers(asker, campaign)).pay.micro;
    return static_cast<std::uint32_t>(urgency * campaign.pay.micro / price);
}

}  // namespace kazi::gateway::engine
