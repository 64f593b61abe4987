// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/payout_record.hpp"

#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"

namespace kazi::gateway::records {

namespace {

using namespace billing;

// A payout of layout 1 does not say what it is paid in, one of layout 2 not what a report told.
constexpr std::uint8_t layout_without_kind = 1;
constexpr std::uint8_t layout_without_report = 2;
constexpr std::uint8_t layout = 3;

void pack_money(Packer& out, const Money& money) {
    out.raw(money.currency.code());
    out.signed_number(money.micro);
}

std::optional<Money> unpack_money(Unpacker& in) {
    const auto currency = Currency::parse(in.raw(3));
    if (!currency) return std::nullopt;
    return Money{in.signed_number(), *currency};
}

void pack_attempt(Packer& out, const Attempt& attempt) {
    out.number(static_cast<std::uint64_t>(attempt.number));
    out.text(attempt.provider);
    out.text(attempt.key);
    out.text(attempt.fingerprint);
    out.byte(static_cast<std::uint8_t>(attempt.state));
    out.signed_number(attempt.submitted_at_us);
    out.signed_number(attempt.deadline_us);
    out.text(attempt.provider_ref);
    out.text(attempt.receipt);
    out.text(attempt.code);
    out.byte(static_cast<std::uint8_t>(attempt.reason));
    out.text(attempt.validation_id);
    out.byte(static_cast<std::uint8_t>(attempt.settled_from));
    out.byte(static_cast<std::uint8_t>((attempt.cost ? 1 : 0) | (attempt.held_from ? 2 : 0) |
                                       (attempt.reported_cost ? 4 : 0)));
    if (attempt.cost) pack_money(out, *attempt.cost);
    if (attempt.held_from) out.byte(static_cast<std::uint8_t>(*attempt.held_from));
    if (attempt.reported_cost) pack_money(out, *attempt.reported_cost);
}

bool unpack_attempt(Unpacker& in, Attempt& attempt) {
    attempt.number = static_cast<int>(in.number());
    attempt.provider = in.text();
    attempt.key = in.text();
    attempt.fingerprint = in.text();
    attempt.state = static_cast<AttemptState>(in.byte());
    attempt.submitted_at_us = in.signed_number();
    attempt.deadline_us = in.signed_number();
    attempt.provider_ref = in.text();
    attempt.receipt = in.text();
    attempt.code = in.text();
    attempt.reason = static_cast<Reason>(in.byte());
    attempt.validation_id = in.text();
    attempt.settled_from = static_cast<SettledFrom>(in.byte());
    const std::uint8_t bits = in.byte();
    if ((bits & 1) != 0) {
        attempt.cost = unpack_money(in);
        if (!attempt.cost) return false;
    }
    if ((bits & 2) != 0) attempt.held_from = static_cast<AttemptState>(in.byte());
    if ((bits & 4) != 0) {
        attempt.reported_cost = unpack_money(in);
        if (!attempt.reported_cost) return false;
    }
    return in.ok();
}

// Reconciled, it will not be again; what the report told then is in the books alone.
void assume_reported(Payout& payout) {
    if (payout.state != PayoutState::reconciled || payout.attempts.empty()) return;
    payout.attempts.back().reported_cost = payout.attempts.back().cost;
}

void pack_decision(Packer& out, const Decision& decision) {
    out.byte(static_cast<std::uint8_t>(decision.verdict));
    out.text(decision.who);
    out.text(decision.why);
    out.signed_number(decision.at_us);
}

Decision unpack_decision(Unpacker& in) {
    Decision decision;
    decision.verdict = static_cast<Verdict>(in.byte());
    decision.who = in.text();
    decision.why = in.text();
    decision.at_us = in.signed_number();
    return decision;
}

}  // namespace

std::string pack_payout(const Payout& payout, std::uint32_t version) {
    Packer out;
    out.raw(version_bytes(version));
    out.byte(layout);
    out.text(payout.id);
    out.text(payout.worker);
    out.signed_number(payout.sequence);
    pack_money(out, payout.amount);
    out.byte(static_cast<std::uint8_t>(payout.state));
    out.signed_number(payout.created_at_us);
    out.number(payout.attempts.size());
    for (const Attempt& attempt : payout.attempts)
        pack_attempt(out, attempt);
    out.byte(payout.returned ? 1 : 0);
    out.text(payout.held_reason);
    out.number(payout.decisions.size());
    for (const Decision& decision : payout.decisions)
        pack_decision(out, decision);
    out.byte(payout.kind ? static_cast<std::uint8_t>(*payout.kind) : 0);
    return out.take();
}

std::optional<StoredPayout> payout_from(std::string_view bytes) {
    const auto version = version_of(bytes);
    if (!version) return std::nullopt;
    Unpacker in(bytes.substr(version_size));
    const std::uint8_t written_as = in.byte();
    if (written_as < layout_without_kind || written_as > layout) return std::nullopt;
    StoredPayout stored;
    stored.version = *version;
    Payout& payout = stored.payout;
    payout.id = in.text();
    payout.worker = in.text();
    payout.sequence = in.signed_number();
    const auto amount = unpack_money(in);
    if (!amount) return std::nullopt;
    payout.amount = *amount;
    payout.state = static_cast<PayoutState>(in.byte());
    payout.created_at_us = in.signed_number();
    payout.attempts.resize(in.count());
    for (Attempt& attempt : payout.attempts) {
        if (!unpack_attempt(in, attempt)) return std::nullopt;
    }
    payout.returned = in.byte() != 0;
    payout.held_reason = in.text();
    payout.decisions.resize(in.count());
    for (Decision& decision : payout.decisions)
        decision = unpack_decision(in);
    const std::uint8_t kind = written_as > layout_without_kind ? in.byte() : 0;
    if (kind > static_cast<std::uint8_t>(PayKind::money)) return std::nullopt;
    if (kind != 0) payout.kind = static_cast<PayKind>(kind);
    if (!in.done()) return std::nullopt;
    if (written_as <= layout_without_report) assume_reported(payout);
    return stored;
}

}  // namespace kazi::gateway::records
