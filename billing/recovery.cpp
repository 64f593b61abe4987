// SPDX-License-Identifier: Apache-2.0
#include "billing/recovery.hpp"

#include "billing/payout_id.hpp"

namespace kazi::billing {

namespace {

bool found_nothing(const Decoded& news) {
    return news.outcome == Outcome::in_doubt && news.reason == Reason::not_found;
}

/// What may be believed of an answer: an outcome that speaks of a payment.
bool speaks_of_payment(const Decoded& news) {
    return news.outcome != Outcome::none && news.outcome != Outcome::in_doubt;
}

bool same_content(const Payout& payout, const Decoded& news, std::string_view msisdn) {
    if (news.amount_micro && *news.amount_micro != payout.amount.micro) return false;
    if (news.currency && *news.currency != payout.amount.currency) return false;
    return !news.msisdn || *news.msisdn == msisdn;
}

}  // namespace

std::vector<Probe> probes_for(const Payout& payout, std::span<const RecoveryAccount> accounts,
                              std::string_view deployment_key) {
    std::vector<Probe> probes;
    const int next = static_cast<int>(payout.attempts.size()) + 1;
    for (const RecoveryAccount& account : accounts) {
        if (!account.traits.lookup_by_key) continue;
        for (int attempt = next; attempt <= recovery_attempts_max; ++attempt) {
            const KeySubject subject{payout.id, account.name, attempt};
            probes.push_back({account.name, attempt,
                              provider_key(deployment_key, subject, account.traits.key_form)});
        }
    }
    return probes;
}

Recovery recover(const Payout& payout, std::span<const ProbeAnswer> answers,
                 std::span<const RecoveryAccount> accounts, std::string_view msisdn,
                 bool reports_matched) {
    const ProbeAnswer* first = nullptr;
    int may_be_paid = 0;
    for (const ProbeAnswer& answer : answers) {
        if (found_nothing(answer.news)) continue;
        if (!speaks_of_payment(answer.news)) return AskAgain{};
        if (!same_content(payout, answer.news, msisdn)) return HoldIt{"recovery: other content"};
        may_be_paid += answer.news.outcome == Outcome::failed ? 0 : 1;
        if (first == nullptr) first = &answer;
    }
    if (may_be_paid > 1) return HoldIt{"recovery: two attempts left"};
    if (first != nullptr) return AdoptIt{first->probe, first->news};
    for (const RecoveryAccount& account : accounts)
        if (!account.traits.lookup_by_key && !reports_matched) return AwaitReport{account.name};
    return SendIt{};
}

}  // namespace kazi::billing
