// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/campaign_budget_json.hpp"

#include <array>
#include <utility>

#include "billing/money.hpp"

namespace kazi::gateway::records {

namespace {

using taskflow::CampaignBudget;

constexpr std::array<std::pair<const char*, std::int64_t CampaignBudget::*>, 4> members{{
    {"per_day", &CampaignBudget::day_micro},
    {"per_worker", &CampaignBudget::worker_micro},
    {"total", &CampaignBudget::total_micro},
    {"low_at", &CampaignBudget::low_micro},
}};

}  // namespace

void read_budget(Fields& fields, CampaignBudget& budget) {
    fields.object("budget", false, [&](Fields& inner) {
        for (const auto& [name, member] : members)
            if (inner.value(name) != nullptr) budget.*member = inner.amount(name);
        inner.no_others();
    });
}

void write_budget(boost::json::object& out, const CampaignBudget& budget) {
    if (budget == CampaignBudget{}) return;
    boost::json::object caps;
    for (const auto& [name, member] : members)
        if (budget.*member > 0) caps[name] = billing::format_amount(budget.*member);
    out["budget"] = std::move(caps);
}

}  // namespace kazi::gateway::records
