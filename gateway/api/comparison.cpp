// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/comparison.hpp"

#include <utility>

#include "gateway/api/fair_pay.hpp"
#include "gateway/engine/comparison_plan.hpp"

namespace kazi::gateway::api {

namespace {

constexpr const char* pay_field = "quality.compare.pay";

}  // namespace

boost::system::result<std::optional<taskflow::Campaign>, Problem> comparison_of(
    const taskflow::Campaign& campaign, const Market& market) {
    std::optional<taskflow::Campaign> comparing;
    if (!campaign.quality_terms.comparison.wanted()) return comparing;
    comparing = engine::comparing_campaign(campaign);
    const auto fee = fee_on(comparing->pay, market.fee_percent);
    if (!fee) return invalid(pay_field, "is more than can be paid");
    comparing->fee = *fee;
    const auto fair = settle_wages(*comparing, market.wages);
    if (!fair) {
        Problem problem = fair.error();
        problem.field = pay_field;
        return problem;
    }
    return comparing;
}

}  // namespace kazi::gateway::api
