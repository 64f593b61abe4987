// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/payout_json.hpp"

namespace kazi::gateway::cli {

namespace {

namespace json = boost::json;

json::object attempt_json(const billing::Attempt& attempt) {
    return {{"number", attempt.number},
            {"provider", attempt.provider},
            {"key", attempt.key},
            {"state", billing::to_string(attempt.state)},
            {"reason", billing::to_string(attempt.reason)},
            {"code", attempt.code},
            {"provider_ref", attempt.provider_ref},
            {"receipt", attempt.receipt},
            {"submitted_at_us", attempt.submitted_at_us}};
}

}  // namespace

json::object payout_json(const billing::Payout& payout) {
    json::object out{{"id", payout.id},
                     {"amount", billing::format_amount(payout.amount.micro)},
                     {"currency", payout.amount.currency.code()},
                     {"state", billing::to_string(payout.state)},
                     {"attempts", payout.attempts.size()}};
    if (!payout.attempts.empty()) {
        out["provider"] = payout.attempts.back().provider;
        out["key"] = payout.attempts.back().key;
    }
    if (!payout.held_reason.empty()) out["held"] = payout.held_reason;
    return out;
}

json::object whole_payout_json(const billing::Payout& payout) {
    json::object out = payout_json(payout);
    json::array attempts;
    for (const billing::Attempt& attempt : payout.attempts)
        attempts.push_back(attempt_json(attempt));
    out["attempts"] = std::move(attempts);
    json::array decisions;
    for (const billing::Decision& decision : payout.decisions)
        decisions.push_back({{"verdict", billing::to_string(decision.verdict)},
                             {"who", decision.who},
                             {"why", decision.why},
                             {"at_us", decision.at_us}});
    out["decisions"] = std::move(decisions);
    return out;
}

}  // namespace kazi::gateway::cli
