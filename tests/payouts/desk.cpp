// SPDX-License-Identifier: Apache-2.0
#include "tests/payouts/desk.hpp"

namespace kazi::payouts {

namespace {

using billing::AccountKind;

/// What she had earned before it was decided to pay it out.
billing::Postings earning(const billing::Payout& payout, std::int64_t micro) {
    billing::Postings postings;
    billing::move(postings, {AccountKind::client_paid_in, {}},
                  {AccountKind::worker_available, payout.worker}, {micro, payout.amount.currency});
    return postings;
}

}  // namespace

bool Books::post(const billing::Postings& postings) {
    bool sound = billing::balances(postings);
    for (const billing::Posting& posting : postings) {
        std::int64_t& balance = micro_[static_cast<std::size_t>(posting.account.kind)];
        balance += posting.change.micro;
        if (balance < 0 && billing::has_floor(posting.account.kind)) sound = false;
    }
    return sound;
}

Vault::Vault(const billing::NewPayout& made, std::int64_t earned_micro, Bug bug) : bug_(bug) {
    remake(made, earned_micro);
    copy_ = {held_, books_};
}

void Vault::remake(const billing::NewPayout& made, std::int64_t earned_micro) {
    books_ = Books{};
    write(earning(made.payout, earned_micro));
    held_.payout = made.payout;
    write(made.postings);
    ++held_.version;
}

void Vault::restore_copy() {
    const std::uint32_t version = held_.version;
    held_ = copy_.held;
    held_.version = version + 1;
    books_ = copy_.books;
}

void Vault::write(const billing::Postings& postings) {
    billing::Postings written = postings;
    if (bug_ == Bug::posting_dropped && written.size() > 2) written.pop_back();
    if (bug_ == Bug::sign_flipped && written.size() > 2)
        written.back().change.micro = -written.back().change.micro;
    sound_ = books_.post(written) && sound_;
}

bool Vault::commit(std::uint32_t loaded_version, const billing::Transition& made) {
    if (loaded_version != held_.version && bug_ != Bug::fence_removed) return false;
    if (!made.changed) return true;
    held_.payout = made.payout;
    ++held_.version;
    write(made.postings);
    return true;
}

}  // namespace kazi::payouts
