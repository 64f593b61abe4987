// SPDX-License-Identifier: Apache-2.0
// An event becomes news about one attempt; the table says what that news does in each state. What
// is not in the table changes nothing: that is how duplicates and stale messages are harmless.
#include "billing/payout_machine.hpp"

#include <array>
#include <optional>

#include "billing/ensure.hpp"
#include "billing/payout_change.hpp"
#include "billing/payout_id.hpp"

namespace kazi::billing {

namespace {

using State = AttemptState;

enum class News : std::uint8_t {
    not_sent,     ///< not a byte left
    turned_away,  ///< refused before it was looked at: will pass
    taken,        ///< accepted or pending
    paid,         ///< proof of payment
    refused,      ///< proof of non-payment
    undone,       ///< paid, and reversed
    unsure,       ///< anything that may have been paid
    not_found,    ///< a query found nothing, which proves nothing
    too_late,     ///< the deadline passed
};

/// What a row does beyond the new state.
enum class Effect : std::uint8_t {
    resend,
    poll,
    query,
    ask_again,  ///< re-send where a repeated key is safe, else wait and ask
    choose,
    settle,
    settle_late,
    reverse,
    conflict,
};

struct Row {
    State from;
    News news;
    State to;
    Effect effect;
};

constexpr std::array table{
    // clang-format off
    Row{State::submitted, News::not_sent,    State::submitted, Effect::resend},
    Row{State::submitted, News::turned_away, State::submitted, Effect::resend},
    Row{State::submitted, News::taken,       State::pending,   Effect::poll},
    Row{State::submitted, News::paid,        State::succeeded, Effect::settle},
    Row{State::submitted, News::refused,     State::failed,    Effect::choose},
    Row{State::submitted, News::undone,      State::failed,    Effect::choose},
    Row{State::submitted, News::unsure,      State::in_doubt,  Effect::query},
    Row{State::submitted, News::not_found,   State::in_doubt,  Effect::ask_again},
    Row{State::submitted, News::too_late,    State::in_doubt,  Effect::query},
    Row{State::pending,   News::taken,       State::pending,   Effect::poll},
    Row{State::pending,   News::paid,        State::succeeded, Effect::settle},
    Row{State::pending,   News::refused,     State::failed,    Effect::choose},
    Row{State::pending,   News::undone,      State::failed,    Effect::choose},
    Row{State::pending,   News::too_late,    State::in_doubt,  Effect::query},
    Row{State::in_doubt,  News::taken,       State::in_doubt,  Effect::poll},
    Row{State::in_doubt,  News::paid,        State::succeeded, Effect::settle},
    Row{State::in_doubt,  News::refused,     State::failed,    Effect::choose},
    Row{State::in_doubt,  News::undone,      State::failed,    Effect::choose},
    Row{State::in_doubt,  News::unsure,      State::in_doubt,  Effect::poll},
    Row{State::in_doubt,  News::not_found,   State::in_doubt,  Effect::ask_again},
    Row{State::failed,    News::paid,        State::succeeded, Effect::settle_late},
    Row{State::succeeded, News::refused,     State::held,      Effect::conflict},
    Row{State::succeeded, News::undone,      State::reversed,  Effect::reverse},
    // clang-format on
};

const Row* find_row(State from, News news) {
    for (const Row& row : table)
        if (row.from == from && row.news == news) return &row;
    return nullptr;
}

/// A success after the failure. When the debt was returned, or a later attempt has left, the
/// money that left now is more than we owe: suspense, and a person.
void settle_late(PayoutChange& change, int number, const Decoded& message) {
    const bool pays_debt = is_in_flight(change.payout()) && change.is_newest(number);
    change.settle(number, message, pays_debt ? SettledFrom::in_flight : SettledFrom::suspense);
    change.alarm(Alarm::late_success);
    change.then(Next::tell_paid);
    if (!pays_debt) change.hold(std::string(to_string(Alarm::late_success)));
}

void settle(PayoutChange& change, int number, const Decoded& message) {
    if (!is_in_flight(change.payout())) return settle_late(change, number, message);
    change.settle(number, message, SettledFrom::in_flight);
    change.then(Next::tell_paid);
}

void apply(const Row& row, PayoutChange& change, int number, const Decoded& message,
           const ProviderTraits& traits) {
    if (row.effect == Effect::conflict) {
        change.alarm(Alarm::conflict);
        change.act(Action::query_status);
        return change.hold_attempt(number, std::string(to_string(Alarm::conflict)));
    }
    change.set_state(number, row.to);
    switch (row.effect) {
        case Effect::resend:
            return change.then(Next::resend);
        case Effect::poll:
            return change.then(Next::poll);
        case Effect::query:
            change.act(Action::query_status);
            return change.then(Next::query);
        case Effect::ask_again:
            return change.then(traits.trust == Trust::low ? Next::poll : Next::resend);
        case Effect::choose:
            return change.then(Next::choose);
        case Effect::settle:
            return settle(change, number, message);
        case Effect::settle_late:
            return settle_late(change, number, message);
        case Effect::reverse:
            change.unsettle(number);
            return change.then(Next::choose);
        case Effect::conflict:
            return;
    }
}

/// Trouble that concerns the whole provider and not this payout alone.
void mind_the_queue(PayoutChange& change, const Decoded& message) {
    const auto stop = [&change](Alarm alarm) {
        change.act(Action::stop_provider_queue);
        change.alarm(alarm);
    };
    switch (message.reason) {
        case Reason::credentials:
            return stop(Alarm::credentials);
        case Reason::permission:
            return stop(Alarm::permission);
        case Reason::insufficient_float:
            return stop(Alarm::insufficient_float);
        case Reason::token_expired:
            return change.act(Action::refresh_token);
        default:
            return;
    }
}

/// True when the message shows another amount, currency or number than the attempt was for.
bool contradicts(const Payout& payout, const Attempt& attempt, const Decoded& message,
                 std::string_view deployment_key) {
    if (message.amount_micro && *message.amount_micro != payout.amount.micro) return true;
    if (message.currency && *message.currency != payout.amount.currency) return true;
    return message.msisdn && fingerprint(deployment_key, attempt.provider, *message.msisdn,
                                         payout.amount) != attempt.fingerprint;
}

std::optional<News> news_of(const Decoded& message) {
    switch (message.outcome) {
        case Outcome::none:
            return std::nullopt;
        case Outcome::accepted:
        case Outcome::pending:
            return News::taken;
        case Outcome::succeeded:
            return News::paid;
        case Outcome::failed:
            return message.refunded ? News::undone : News::refused;
        case Outcome::reversed:
            return News::undone;
        case Outcome::in_doubt:
            return message.reason == Reason::not_found ? News::not_found : News::unsure;
    }
    return std::nullopt;
}

/// One event's way through the machine.
class Step {
public:
    Step(const Payout& before, const PayoutContext& context)
        : before_(before), context_(context), change_(before) {}

    void operator()(const Claimed& claim) {
        if (before_.state != PayoutState::created && !is_retryable(before_.state)) return;
        change_.open_attempt(claim);
        change_.then(Next::send);
    }

    void operator()(const NotSent& event) { hear(event.attempt, News::not_sent, {}); }

    void operator()(const Replied& event) {
        const auto news = news_of(event.message);
        listen(event.attempt, news ? news : News::turned_away, event.message);
        mind_the_queue(change_, event.message);
    }

    void operator()(const CalledBack& event) {
        const Attempt* const attempt = find_attempt(before_, event.attempt);
        if (!event.authentic) {
            change_.act(Action::reject);
            return change_.alarm(Alarm::forged);
        }
        if (event.message.asks_validation) return answer_question(attempt, event.message);
        if (!attempt || speaks_of_another(*attempt, event.message))
            return change_.act(Action::quarantine);
        if (!context_.traits.callback_is_proof && !context_.traits.callback_signed) {
            change_.act(Action::query_status);
            return change_.then(Next::query);
        }
        listen(event.attempt, news_of(event.message), event.message);
        mind_the_queue(change_, event.message);
    }

    void operator()(const Queried& event) {
        if (leads_on(event)) return follow(event);
        listen(event.attempt, news_of(event.message), event.message);
        mind_the_queue(change_, event.message);
    }

    void operator()(const Reported& event) {
        listen(event.attempt, news_of(event.message), event.message);
        const Attempt* const attempt = find_attempt(change_.payout(), event.attempt);
        const bool agrees = attempt && attempt->state == State::succeeded &&
                            event.message.outcome == Outcome::succeeded &&
                            event.message.amount_micro.has_value();
        if (agrees && change_.is_newest(event.attempt))
            change_.reconcile(event.attempt, event.message);
    }

    void operator()(const DeadlinePassed& event) {
        const Attempt* const attempt = find_attempt(before_, event.attempt);
        if (attempt && event.now_us >= attempt->deadline_us)
            hear(event.attempt, News::too_late, {});
    }

    void operator()(const GivenBack&) {
        if (!is_retryable(before_.state)) return;
        change_.give_back();
        change_.then(Next::tell_returned);
    }

    void operator()(const Decided& event) {
        const Decision& decision = event.decision;
        if (decision.who.empty() || decision.why.empty()) return;
        const int newest = static_cast<int>(before_.attempts.size());
        const int number = event.attempt == 0 ? newest : event.attempt;
        const bool about_attempt =
            decision.verdict == Verdict::paid || decision.verdict == Verdict::not_paid;
        if (about_attempt && !find_attempt(before_, number)) return;
        decide(decision, number);
    }

    [[nodiscard]] Transition finish() { return change_.finish(); }

private:
    /// A message is believed only when all it shows fits; then it is news.
    void listen(int number, std::optional<News> news, const Decoded& message) {
        const Attempt* const attempt = find_attempt(before_, number);
        if (!attempt || attempt->state == State::held) return;
        if (contradicts(before_, *attempt, message, context_.deployment_key)) {
            change_.alarm(Alarm::mismatch);
            return change_.hold_attempt(number, std::string(to_string(Alarm::mismatch)));
        }
        if (news) hear(number, *news, message);
    }

    void hear(int number, News news, const std::optional<Decoded>& message) {
        const Attempt* const attempt = find_attempt(before_, number);
        const Row* const row = attempt ? find_row(attempt->state, news) : nullptr;
        if (!row) return;
        if (message) change_.record(number, *message);
        if (message && message->awaits_confirmation) change_.act(Action::confirm);
        apply(*row, change_, number, message.value_or(Decoded{}), context_.traits);
    }

    /// It found no end, but a reference under which the end can be asked for.
    [[nodiscard]] bool leads_on(const Queried& event) const {
        const Attempt* const attempt = find_attempt(before_, event.attempt);
        return attempt && is_open(attempt->state) && attempt->provider_ref.empty() &&
               event.message.outcome == Outcome::none && event.message.provider_ref;
    }

    void follow(const Queried& event) {
        change_.attempt(event.attempt).provider_ref = *event.message.provider_ref;
        change_.act(Action::follow_link);
        change_.then(Next::query);
    }

    static bool speaks_of_another(const Attempt& attempt, const Decoded& message) {
        if (!message.provider_ref || attempt.provider_ref.empty()) return false;
        return *message.provider_ref != attempt.provider_ref &&
               *message.provider_ref != attempt.validation_id;
    }

    /// Yes once for a payment that is on its way, with everything equal; no to all else.
    void answer_question(const Attempt* attempt, const Decoded& question) {
        const bool open = attempt && is_open(attempt->state) && attempt->state != State::pending;
        const bool fits = open && attempt->validation_id.empty() && question.provider_ref &&
                          question.amount_micro && question.currency && question.msisdn &&
                          before_.state != PayoutState::held &&
                          !contradicts(before_, *attempt, question, context_.deployment_key);
        if (!fits) return change_.act(Action::reply_failed);
        change_.attempt(attempt->number).validation_id = *question.provider_ref;
        change_.act(Action::reply_validated);
    }

    void decide(const Decision& decision, int number) {
        change_.decide(decision);
        if (decision.verdict == Verdict::hold) return change_.hold(decision.why);
        change_.release();
        switch (decision.verdict) {
            case Verdict::paid:
                return decide_paid(number);
            case Verdict::not_paid:
                return decide_not_paid(number);
            default:
                return change_.then(after_release());
        }
    }

    /// The attempt pays the debt, unless the debt is settled or a later attempt may still pay it.
    void decide_paid(int number) {
        const Payout& payout = change_.payout();
        const bool last_word = change_.is_newest(number) || !is_open(payout.attempts.back().state);
        const bool pays_debt = is_in_flight(payout) && last_word;
        const SettledFrom settled_from = change_.attempt(number).settled_from;
        change_.set_state(number, State::succeeded);
        if (settled_from == SettledFrom::nothing)
            change_.settle(number, {}, pays_debt ? SettledFrom::in_flight : SettledFrom::suspense);
        else if (settled_from == SettledFrom::suspense && pays_debt)
            change_.take_from_debt(number);
        change_.then(Next::tell_paid);
    }

    void decide_not_paid(int number) {
        change_.set_state(number, State::failed);
        change_.unsettle(number);
        change_.attempt(number).reason = Reason::rejected;
        change_.then(is_in_flight(change_.payout()) && change_.is_newest(number) ? Next::choose
                                                                                 : Next::nothing);
    }

    [[nodiscard]] Next after_release() const {
        const auto& attempts = change_.payout().attempts;
        if (change_.payout().returned) return Next::nothing;
        if (attempts.empty()) return Next::send;
        const State state = attempts.back().state;
        if (is_open(state)) return Next::query;
        return is_in_flight(change_.payout()) ? Next::choose : Next::nothing;
    }

    const Payout& before_;
    const PayoutContext& context_;
    PayoutChange change_;
};

}  // namespace

std::string_view to_string(Next next) {
    constexpr std::array<std::string_view, 9> names{"nothing",   "send",          "resend",
                                                    "poll",      "query",         "choose",
                                                    "tell_paid", "tell_returned", "person"};
    return names.at(static_cast<std::size_t>(next));
}

Transition advance(const Payout& payout, const PayoutEvent& event, const PayoutContext& context) {
    Step step(payout, context);
    std::visit(step, event);
    return step.finish();
}

}  // namespace kazi::billing
