// SPDX-License-Identifier: Apache-2.0
#include "billing/statement.hpp"

#include <utility>

namespace kazi::billing {

StatementOf worker_statement(std::string_view worker) {
    return {{Account{AccountKind::worker_available, std::string(worker)},
             Account{AccountKind::worker_pending, std::string(worker)}}};
}

StatementOf client_statement(std::string_view client, const std::vector<std::string>& campaigns) {
    StatementOf of{{Account{AccountKind::client_funds, std::string(client)}}};
    for (const std::string& campaign : campaigns)
        of.accounts.insert({AccountKind::escrow, campaign});
    return of;
}

StatementOf partner_statement(std::string_view partner) {
    return {{Account{AccountKind::partner_commission, std::string(partner)}}};
}

StatementOf provider_statement(std::string_view provider) {
    const std::string name(provider);
    return {{Account{AccountKind::float_held, name}, Account{AccountKind::float_spent, name},
             Account{AccountKind::paid_out, name},
             Account{AccountKind::suspense, "recon:" + name}}};
}

Statement::Statement(StatementOf of, std::int64_t from_us, std::int64_t until_us, Tell tell)
    : of_(std::move(of)), from_us_(from_us), until_us_(until_us), tell_(std::move(tell)) {}

void Statement::entry(const LedgerEntry& entry) {
    if (entry.at_us >= until_us_) return;
    for (const Posting& posting : entry.postings) {
        if (!of_.accounts.contains(posting.account)) continue;
        const std::pair slot{posting.account, std::string(posting.change.currency.code())};
        std::int64_t& balance = closing_[slot];
        balance += posting.change.micro;
        if (entry.at_us < from_us_) {
            opening_[slot] = balance;
            continue;
        }
        tell_({entry.at_us, entry.id, entry.cause, entry.reference, posting.account, posting.change,
               Money{balance, posting.change.currency}});
    }
}

}  // namespace kazi::billing
