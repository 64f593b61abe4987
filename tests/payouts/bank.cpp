// SPDX-License-Identifier: Apache-2.0
#include "tests/payouts/bank.hpp"

#include <utility>

namespace kazi::payouts {

namespace {

using billing::Decoded;
using billing::Outcome;
using billing::Reason;
using billing::Retry;

constexpr std::int64_t takes_us = 20 * second_us;
/// How long the least trusted provider remembers a number.
constexpr std::int64_t remembers_us = 300 * second_us;
/// A key that is checked late: two at once both pass.
constexpr std::int64_t late_check_us = second_us;
constexpr std::string_view another_number = "+254711999999";

}  // namespace

Sent Bank::receive(const Order& order, std::int64_t now_us) {
    Sent sent;
    if (lies_.take(Lie::request_lost)) return sent;
    if (auto refused = turned_away()) {
        sent.reply = std::move(refused);
        return sent;
    }
    const bool repeat = is_repeat(order, now_us);
    const bool pretended = !repeat && lies_.take(Lie::duplicate_first);
    if (!repeat) tell(open(order, now_us), sent.notices);
    if (repeat || pretended) {
        const bool by_window = provider_.traits.trust == billing::Trust::low;
        sent.reply = billing::decoded(Outcome::in_doubt,
                                      by_window ? Reason::duplicate_window : Reason::duplicate_key,
                                      Retry::query_first);
        return sent;
    }
    sent.reply = reply_of(payments_.back());
    return sent;
}

std::optional<Decoded> Bank::turned_away() {
    if (lies_.take(Lie::token_expired))
        return billing::decoded(Outcome::none, Reason::token_expired, Retry::same_key);
    if (lies_.take(Lie::float_empty))
        return billing::decoded(Outcome::failed, Reason::insufficient_float, Retry::new_attempt);
    return std::nullopt;
}

/// With a memory for keys, the key; without, the number for some minutes.
bool Bank::is_repeat(const Order& order, std::int64_t now_us) const {
    const bool forgetful = provider_.traits.trust == billing::Trust::low;
    const bool late = provider_.name == "reloadly";
    for (const Payment& payment : payments_) {
        const std::int64_t age_us = now_us - payment.at_us;
        if (forgetful && age_us < remembers_us) return true;
        const bool same = !forgetful && payment.order.key == order.key;
        if (same && !(late && age_us < late_check_us)) return true;
    }
    return false;
}

Bank::Payment& Bank::open(const Order& order, std::int64_t now_us) {
    Payment payment;
    payment.order = order;
    payment.reference = std::to_string(first_reference_ + payments_.size());
    payment.at_us = now_us;
    payment.ends_us = now_us + takes_us;
    payment.pays = !refusal_.has_value();
    if (lies_.take(Lie::late_success)) {
        payment.ends_us = now_us + hour_us;
        payment.pays = true;
        lies_.put(Lie::reply_lost);
    }
    if (lies_.take(Lie::late_failure)) {
        payment.ends_us = now_us + hour_us;
        payment.pays = false;
        lies_.put(Lie::reply_lost);
    }
    payment.paid_us = payment.pays ? payment.ends_us : 0;
    if (lies_.take(Lie::failure_then_success)) {
        payment.says_failed_us = payment.ends_us;
        payment.paid_us = payment.ends_us + 10 * second_us;
    } else if (lies_.take(Lie::late_success_of_first)) {
        payment.says_failed_us = payment.ends_us;
        payment.paid_us = payment.ends_us + 12 * hour_us;
    } else if (payment.pays && lies_.take(Lie::success_then_failure)) {
        payment.denies_us = payment.ends_us + hour_us;
    } else if (payment.pays && lies_.take(Lie::reversed_later)) {
        payment.reversed_us = payment.ends_us + 20 * hour_us;
    }
    payments_.push_back(std::move(payment));
    return payments_.back();
}

std::optional<Decoded> Bank::reply_of(const Payment& payment) {
    if (lies_.take(Lie::reply_lost) || lies_.take(Lie::connection_dies)) return std::nullopt;
    if (lies_.take(Lie::server_error))
        return billing::decoded(Outcome::in_doubt, Reason::provider_unavailable,
                                Retry::query_first);
    if (lies_.take(Lie::reply_cut))
        return billing::decoded(Outcome::in_doubt, Reason::unreadable, Retry::query_first);
    if (lies_.take(Lie::unknown_code))
        return billing::decoded(Outcome::in_doubt, Reason::unknown_code, Retry::query_first);
    return about(payment, Outcome::accepted, Reason::ok);
}

Decoded Bank::about(const Payment& payment, Outcome outcome, Reason reason) const {
    Decoded message = billing::decoded(outcome, reason, Retry::query_first);
    message.provider_ref = payment.reference;
    if (provider_.traits.lookup_by_key) message.key = payment.order.key;
    message.amount_micro = payment.order.amount.micro;
    message.currency = payment.order.amount.currency;
    message.msisdn = payment.order.msisdn;
    if (outcome == Outcome::succeeded) message.receipt = "receipt of " + payment.reference;
    if (outcome != Outcome::succeeded) return message;
    message.amount_micro = paid_micro(payment);
    if (lies_.has(Lie::other_number)) message.msisdn = std::string(another_number);
    return message;
}

Decoded Bank::told(const Payment& payment, std::int64_t now_us) const {
    const bool denied = payment.denies_us != 0 && now_us >= payment.denies_us;
    const bool paid = payment.paid_us != 0 && now_us >= payment.paid_us && !denied;
    const bool back = payment.reversed_us != 0 && now_us >= payment.reversed_us;
    if (back) return about(payment, Outcome::reversed, Reason::rejected);
    if (paid) return about(payment, Outcome::succeeded, Reason::ok);
    if (now_us < payment.ends_us) return about(payment, Outcome::pending, Reason::ok);
    return about(payment, Outcome::failed, refusal_.value_or(Reason::rejected));
}

Decoded Bank::query(const std::string& key, const std::string& reference, std::int64_t now_us) {
    const bool hidden = lies_.has(Lie::not_found_at_first) && queries_++ < 2;
    for (const Payment& payment : payments_) {
        if (hidden) break;
        const bool named = provider_.traits.lookup_by_key && payment.order.key == key;
        if (named || payment.reference == reference) return told(payment, now_us);
    }
    return billing::decoded(Outcome::in_doubt, Reason::not_found, Retry::same_key);
}

/// Everything it will say by itself about one payment, with the times of saying it.
void Bank::tell(const Payment& payment, std::vector<Notice>& notices) const {
    const auto at = [&](std::int64_t at_us) {
        notices.push_back({at_us, told(payment, at_us), true});
    };
    if (!lies_.has(Lie::callbacks_lost)) {
        const int times = lies_.has(Lie::callback_repeated) ? 5 : 1;
        for (int i = 0; i < times; ++i)
            at(payment.ends_us + i * 2 * second_us);
        if (payment.says_failed_us != 0) at(payment.paid_us);
        if (payment.denies_us != 0) at(payment.denies_us);
        if (payment.reversed_us != 0) at(payment.reversed_us);
    }
    if (lies_.has(Lie::callback_first) && payment.pays)
        notices.push_back({payment.at_us, told(payment, payment.ends_us + second_us), true});
    if (!lies_.has(Lie::forged)) return;
    Decoded invented = about(payment, Outcome::succeeded, Reason::ok);
    notices.push_back({payment.at_us + 5 * second_us, std::move(invented), false});
}

std::vector<billing::ReportLine> Bank::report(std::int64_t now_us) {
    std::vector<billing::ReportLine> lines;
    const auto line_of = [this, &lines](const Payment& payment, bool reversed) {
        billing::ReportLine line;
        line.name = "line " + std::to_string(lines.size() + 2);
        line.provider_ref = payment.reference;
        line.msisdn = payment.order.msisdn;
        if (lies_.has(Lie::other_number)) line.msisdn = std::string(another_number);
        line.amount = {paid_micro(payment), payment.order.amount.currency};
        line.at_us = payment.paid_us + (lies_.has(Lie::clock_off) ? 3600 * second_us : 0);
        line.reversed = reversed;
        return line;
    };
    bool misses_one = lies_.take(Lie::report_short);
    for (const Payment& payment : payments_) {
        if (payment.paid_us == 0 || payment.paid_us > now_us) continue;
        if (!std::exchange(misses_one, false)) lines.push_back(line_of(payment, false));
        const bool back = payment.reversed_us != 0 && payment.reversed_us <= now_us;
        if (back) lines.push_back(line_of(payment, true));
    }
    if (lies_.take(Lie::report_long)) {
        billing::ReportLine strange;
        strange.name = "line " + std::to_string(lines.size() + 2);
        strange.provider_ref = "ref-of-another";
        strange.amount = {7 * billing::micro_per_unit, *billing::Currency::parse("KES")};
        lines.push_back(std::move(strange));
    }
    return lines;
}

std::int64_t Bank::moved_by(const Payment& payment, std::int64_t now_us) const {
    const bool paid = payment.paid_us != 0 && payment.paid_us <= now_us;
    const bool back = payment.reversed_us != 0 && payment.reversed_us <= now_us;
    // What went to another is not hers.
    return paid && !back && !lies_.has(Lie::other_number) ? paid_micro(payment) : 0;
}

std::int64_t Bank::moved_micro(std::int64_t now_us) const {
    std::int64_t moved = 0;
    for (const Payment& payment : payments_)
        moved += moved_by(payment, now_us);
    return moved;
}

std::vector<Bank::Moved> Bank::moved(std::int64_t now_us) const {
    std::vector<Moved> all;
    for (const Payment& payment : payments_)
        all.push_back({payment.order.key, payment.reference, moved_by(payment, now_us)});
    return all;
}

std::int64_t Bank::paid_micro(const Payment& payment) const {
    const std::int64_t ordered = payment.order.amount.micro;
    return lies_.has(Lie::other_amount) ? ordered / 2 : ordered;
}

}  // namespace kazi::payouts
