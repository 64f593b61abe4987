// SPDX-License-Identifier: Apache-2.0
#include "config/referral_section.hpp"

namespace kazi::config {

Referral read_referral(Section section) {
    Referral referral;
    referral.pay_micro = section.amount_micro("pay");
    referral.after_answers =
        section.number_or("after_answers", {1, 10'000}, referral.after_answers);
    referral.per_month_max = section.number_or("per_month", {1, 100}, referral.per_month_max);
    referral.budget_month_micro = section.amount_micro("budget_per_month");
    if (referral.pay_micro <= 0) section.fail("pay", "must be more than zero");
    if (referral.budget_month_micro < referral.pay_micro)
        section.fail("budget_per_month", "must be enough for one friend");
    section.close();
    return referral;
}

}  // namespace kazi::config
