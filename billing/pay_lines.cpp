// SPDX-License-Identifier: Apache-2.0
#include "billing/pay_lines.hpp"

#include <array>

namespace kazi::billing {

namespace {

constexpr std::int64_t ppm = 1'000'000;
constexpr std::int64_t level_ppm_max = 4 * ppm;
/// An answer never costs more than this: far from where sums and shares could overflow.
constexpr std::int64_t line_micro_max = 1'000'000 * micro_per_unit;

bool out_of_range(std::int64_t share_ppm, std::int64_t most) {
    return share_ppm < 0 || share_ppm > most;
}

std::string fault_of(const PayTerms& terms) {
    for (const Money& amount : {terms.base, terms.bonus, terms.reply_cost}) {
        if (amount.micro < 0 || amount.micro > line_micro_max) return "pay: amount out of range";
        if (amount.micro != 0 && amount.currency != terms.base.currency)
            return "pay: more than one currency";
    }
    const bool strange = out_of_range(terms.level_ppm, level_ppm_max) ||
                         out_of_range(terms.fee_ppm, ppm) ||
                         out_of_range(terms.commission_ppm, ppm);
    return strange ? "pay: share out of range" : "";
}

/// Adds a line and its posting, unless it is of nothing.
void add(Pay& pay, PayLineKind kind, Money amount, const Account& from, const Account& to) {
    if (amount.micro == 0) return;
    pay.lines.push_back({kind, amount});
    move(pay.postings, from, to, amount);
}

}  // namespace

std::string_view to_string(PayLineKind kind) {
    constexpr std::array<std::string_view, 6> names{"wage",       "level",        "bonus",
                                                    "reply_cost", "platform_fee", "commission"};
    return names.at(static_cast<std::size_t>(kind));
}

// The whole and the rest apart: an amount times its share could overflow.
Money share_of(Money amount, std::int64_t share_ppm) {
    const std::int64_t whole = amount.micro / ppm * share_ppm;
    const std::int64_t rest = amount.micro % ppm * share_ppm / ppm;
    return {whole + rest, amount.currency};
}

boost::system::result<Pay, std::string> pay_for_answer(const PayTerms& terms,
                                                       const PayParties& parties) {
    const std::string fault = fault_of(terms);
    if (!fault.empty()) return fault;
    const Account escrow{AccountKind::escrow, parties.campaign};
    const Account worker{AccountKind::worker_available, parties.worker};
    const Account platform{AccountKind::platform_fee, {}};
    const Money level = share_of(terms.base, terms.level_ppm);
    const Money bonus{terms.bonus.micro, terms.base.currency};
    const Money reply{terms.reply_cost.micro, terms.base.currency};

    Pay pay;
    pay.wage = terms.base + level + bonus;
    const Money fee = share_of(pay.wage, terms.fee_ppm);
    pay.total = pay.wage + reply + fee;
    add(pay, PayLineKind::wage, terms.base, escrow, worker);
    add(pay, PayLineKind::level, level, escrow, worker);
    add(pay, PayLineKind::bonus, bonus, escrow, worker);
    add(pay, PayLineKind::reply_cost, reply, escrow, worker);
    add(pay, PayLineKind::platform_fee, fee, escrow, platform);
    if (!parties.partner.empty())
        add(pay, PayLineKind::commission, share_of(fee, terms.commission_ppm), platform,
            {AccountKind::partner_commission, parties.partner});
    return pay;
}

}  // namespace kazi::billing
