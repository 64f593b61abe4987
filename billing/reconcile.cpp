// SPDX-License-Identifier: Apache-2.0
#include "billing/reconcile.hpp"

#include <set>
#include <unordered_map>

#include "billing/payout_id.hpp"

namespace kazi::billing {

namespace {

/// An attempt of the list: its payout's position and its own number.
struct Place {
    std::size_t payout = 0;
    int attempt = 0;

    friend auto operator<=>(const Place&, const Place&) = default;
};

const Attempt& attempt_at(std::span<const Payout> payouts, const Place& place) {
    return payouts[place.payout].attempts[static_cast<std::size_t>(place.attempt) - 1];
}

/// All attempts of one provider by what a report could name them with.
class Index {
public:
    Index(std::span<const Payout> payouts, const ReconcileContext& context)
        : payouts_(payouts), context_(context) {
        for (std::size_t i = 0; i < payouts.size(); ++i)
            for (const Attempt& attempt : payouts[i].attempts)
                if (attempt.provider == context.provider) add({i, attempt.number}, attempt);
    }

    [[nodiscard]] std::optional<Place> find(const ReportLine& line,
                                            const std::set<Place>& taken) const {
        if (const auto place = named(by_receipt_, line.receipt)) return place;
        if (const auto place = named(by_ref_, line.provider_ref)) return place;
        if (const auto place = named(by_key_, line.key)) return place;
        return by_content(line, taken);
    }

    [[nodiscard]] const std::vector<Place>& places() const { return places_; }

private:
    using Names = std::unordered_map<std::string, Place>;

    void add(const Place& place, const Attempt& attempt) {
        places_.push_back(place);
        if (!attempt.receipt.empty()) by_receipt_.emplace(attempt.receipt, place);
        if (!attempt.provider_ref.empty()) by_ref_.emplace(attempt.provider_ref, place);
        by_key_.emplace(attempt.key, place);
        by_fingerprint_.emplace(attempt.fingerprint, place);
    }

    static std::optional<Place> named(const Names& names, const std::string& name) {
        const auto found = name.empty() ? names.end() : names.find(name);
        if (found == names.end()) return std::nullopt;
        return found->second;
    }

    /// By number and amount, near its time, when one alone is left that fits.
    [[nodiscard]] std::optional<Place> by_content(const ReportLine& line,
                                                  const std::set<Place>& taken) const {
        if (line.msisdn.empty() || line.at_us == 0) return std::nullopt;
        const std::string content =
            fingerprint(context_.deployment_key, context_.provider, line.msisdn, line.amount);
        const auto [first, last] = by_fingerprint_.equal_range(content);
        std::optional<Place> found;
        for (auto at = first; at != last; ++at) {
            const std::int64_t sent = attempt_at(payouts_, at->second).submitted_at_us;
            const std::int64_t apart = line.at_us > sent ? line.at_us - sent : sent - line.at_us;
            if (apart > context_.clock_us || taken.contains(at->second)) continue;
            if (found) return std::nullopt;
            found = at->second;
        }
        return found;
    }

    std::span<const Payout> payouts_;
    const ReconcileContext& context_;
    std::vector<Place> places_;
    Names by_receipt_;
    Names by_ref_;
    Names by_key_;
    std::unordered_multimap<std::string, Place> by_fingerprint_;
};

Decoded message_of(const ReportLine& line) {
    Decoded message = decoded(line.reversed ? Outcome::reversed : Outcome::succeeded,
                              line.reversed ? Reason::rejected : Reason::ok, Retry::never);
    if (!line.receipt.empty()) message.receipt = line.receipt;
    if (!line.provider_ref.empty()) message.provider_ref = line.provider_ref;
    if (!line.msisdn.empty()) message.msisdn = line.msisdn;
    message.amount_micro = line.amount.micro;
    message.currency = line.amount.currency;
    if (line.cost) {
        message.cost_micro = line.cost->micro;
        message.cost_currency = line.cost->currency;
    }
    return message;
}

/// What the lines that belong to nobody may have been for: anything to their number, whatever the
/// amount; and without a number, anything of their amount.
class Unexplained {
public:
    Unexplained(std::span<const ReportLine> lines, const std::vector<std::size_t>& extra,
                const ReconcileContext& context)
        : context_(context) {
        for (const std::size_t i : extra) {
            if (lines[i].msisdn.empty())
                amounts_.push_back(lines[i].amount);
            else
                numbers_.insert(lines[i].msisdn);
        }
    }

    [[nodiscard]] bool may_be(const Payout& payout, const Attempt& attempt) const {
        for (const std::string& number : numbers_) {
            const std::string content =
                fingerprint(context_.deployment_key, context_.provider, number, payout.amount);
            if (content == attempt.fingerprint) return true;
        }
        for (const Money& amount : amounts_)
            if (amount == payout.amount) return true;
        return false;
    }

private:
    const ReconcileContext& context_;
    std::set<std::string> numbers_;
    std::vector<Money> amounts_;
};

/// What the report should show and does not. What stands nearer to either end than clocks may stand
/// apart is left to the next report.
void heed_absence(const Index& index, std::span<const Payout> payouts, const std::set<Place>& shown,
                  const Unexplained& unexplained, const ReconcileContext& context,
                  Reconciliation& made) {
    for (const Place& place : index.places()) {
        const Attempt& attempt = attempt_at(payouts, place);
        const bool covered = attempt.submitted_at_us >= context.from_us + context.clock_us &&
                             attempt.submitted_at_us < context.until_us - context.clock_us;
        if (!covered || shown.contains(place)) continue;
        if (attempt.state == AttemptState::succeeded)
            made.missing_paid.push_back(payouts[place.payout].id);
        if (!context.proves_absence || !is_open(attempt.state)) continue;
        if (unexplained.may_be(payouts[place.payout], attempt)) continue;
        Decoded absent = decoded(Outcome::failed, Reason::not_found, Retry::new_attempt);
        made.news.push_back({place.payout, Reported{place.attempt, std::move(absent)}, {}});
    }
}

}  // namespace

void put_in_suspense(Postings& postings, const ReportLine& line, std::string_view provider) {
    const Account held{AccountKind::float_held, std::string(provider)};
    const Account open{AccountKind::suspense, "recon:" + std::string(provider)};
    const Money amount = line.cost.value_or(line.amount);
    if (amount.micro == 0) return;
    if (line.reversed)
        move(postings, open, held, amount);
    else
        move(postings, held, open, amount);
}

Reconciliation reconcile(std::span<const ReportLine> lines, std::span<const Payout> payouts,
                         const ReconcileContext& context) {
    const Index index(payouts, context);
    Reconciliation made;
    std::set<Place> paid;
    std::set<Place> reversed;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::set<Place>& taken = lines[i].reversed ? reversed : paid;
        const auto place = index.find(lines[i], taken);
        if (!place || !taken.insert(*place).second) {
            made.extra_lines.push_back(i);
            put_in_suspense(made.suspense, lines[i], context.provider);
            continue;
        }
        made.news.push_back(
            {place->payout, Reported{place->attempt, message_of(lines[i])}, lines[i].name});
    }
    const Unexplained unexplained(lines, made.extra_lines, context);
    heed_absence(index, payouts, paid, unexplained, context, made);
    return made;
}

bool balances_add_up(std::span<const ReportLine> lines, Money opening, Money closing) {
    Money left = opening;
    for (const ReportLine& line : lines) {
        const Money moved = line.cost.value_or(line.amount);
        if (moved.currency != left.currency) return false;
        left = line.reversed ? left + moved : left - moved;
    }
    return left == closing;
}

}  // namespace kazi::billing
