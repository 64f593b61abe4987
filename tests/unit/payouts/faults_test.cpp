// SPDX-License-Identifier: Apache-2.0
// Every fault that is known to cost money, by its name, with every provider.
#include <doctest/doctest.h>

#include <algorithm>

#include "billing/payout_id.hpp"
#include "tests/payouts/till.hpp"

using namespace kazi;
using namespace kazi::payouts;
using billing::Alarm;
using billing::PayoutState;

namespace {

constexpr std::int64_t debt_micro = 20 * billing::micro_per_unit;

Ending after(const billing::Provider& provider, const Lies& lies, std::uint64_t seed = 1) {
    Life life{&provider, lies, seed};
    life.refusal_percent = 0;
    return live(life);
}

bool alarmed(const Ending& ending, Alarm alarm) {
    return std::find(ending.alarms.begin(), ending.alarms.end(), alarm) != ending.alarms.end();
}

bool is_paid(const Ending& ending) {
    return ending.payout.state == PayoutState::succeeded ||
           ending.payout.state == PayoutState::reconciled;
}

bool can_be_asked(const billing::Provider& provider) {
    return provider.traits.lookup_by_key;
}

/// Paid once, by both ledgers, whatever happened on the way.
void check_paid_once(const billing::Provider& provider, const Lies& lies, std::uint64_t seed = 1) {
    CAPTURE(std::string(provider.name));
    const Ending ending = after(provider, lies, seed);
    CHECK(fault_of(ending) == "");
    CHECK(is_paid(ending));
    CHECK(ending.moved_micro == debt_micro);
    CHECK(ending.paid_micro == debt_micro);
    if (can_be_asked(provider)) CHECK(ending.alone);
}

void all_paid_once(const Lies& lies) {
    for (const billing::Provider& provider : billing::providers())
        check_paid_once(provider, lies);
}

}  // namespace

TEST_CASE("fault 1: the reply is lost after paying") {
    all_paid_once({Lie::reply_lost});
    all_paid_once({Lie::reply_lost, Lie::callbacks_lost});
}

TEST_CASE("fault 2: 5xx after paying") {
    all_paid_once({Lie::server_error});
}

TEST_CASE("fault 3: the reply is cut in the JSON") {
    all_paid_once({Lie::reply_cut});
}

TEST_CASE("fault 4: time-out, then success an hour later") {
    all_paid_once({Lie::late_success});
}

TEST_CASE("fault 5: time-out, then failure: paid by the next attempt") {
    all_paid_once({Lie::late_failure});
}

TEST_CASE("fault 6: time-out, then nothing ever") {
    for (const billing::Provider& provider : billing::providers()) {
        CAPTURE(std::string(provider.name));
        const Ending ending = after(provider, {Lie::request_lost});
        CHECK(fault_of(ending) == "");
        CHECK(is_paid(ending));
        // The same key where it is a fence; a complete report without it where it is none.
        CHECK(ending.payout.attempts.size() == (can_be_asked(provider) ? 1U : 2U));
        CHECK(ending.alone == can_be_asked(provider));
    }
}

TEST_CASE("fault 7: the callback comes before the reply") {
    all_paid_once({Lie::callback_first});
}

TEST_CASE("fault 8: a callback for an intent that the store lost") {
    for (const billing::Provider& provider : billing::providers())
        check_paid_once(provider, {Lie::restored, Lie::callback_first});
}

TEST_CASE("fault 9: the same callback five times, and two at once on two daemons") {
    all_paid_once({Lie::callback_repeated});
    all_paid_once({Lie::heard_twice});
    all_paid_once({Lie::callback_repeated, Lie::heard_twice});
}

TEST_CASE("fault 10: failure, then success") {
    for (const billing::Provider& provider : billing::providers()) {
        CAPTURE(std::string(provider.name));
        const Ending ending = after(provider, {Lie::failure_then_success});
        CHECK(fault_of(ending) == "");
        CHECK(ending.paid_micro == ending.moved_micro);
        // Where a callback is a hint, the query it leads to finds the success.
        const bool proof = provider.traits.callback_is_proof || provider.traits.callback_signed;
        CHECK(alarmed(ending, Alarm::late_success) == proof);
        if (!proof) CHECK(ending.moved_micro == debt_micro);
    }
}

TEST_CASE("fault 11: success, then failure: a person decides, and nothing is posted") {
    for (const billing::Provider& provider : billing::providers()) {
        CAPTURE(std::string(provider.name));
        const Ending ending = after(provider, {Lie::success_then_failure});
        CHECK(fault_of(ending) == "");
        CHECK(ending.moved_micro == debt_micro);
        CHECK(ending.paid_micro == debt_micro);
        const bool heard =
            billing::is_final(ending.payout.state) || ending.payout.state == PayoutState::held;
        CHECK(heard);
        // An unsigned word alone contradicts nothing: it only leads to the question.
        const bool proof = provider.traits.callback_is_proof || provider.traits.callback_signed;
        if (proof) CHECK(alarmed(ending, Alarm::conflict));
    }
}

TEST_CASE("fault 12: attempt 1 is paid late, after attempt 2 was paid") {
    for (const billing::Provider& provider : billing::providers()) {
        CAPTURE(std::string(provider.name));
        const Ending ending = after(provider, {Lie::late_success_of_first});
        CHECK(fault_of(ending) == "");
        CHECK(ending.payout.state == PayoutState::held);
        CHECK(alarmed(ending, Alarm::late_success));
        CHECK(ending.payout.attempts.size() == 2);
        CHECK(ending.moved_micro == 2 * debt_micro);
        CHECK(ending.paid_micro == 2 * debt_micro);  // the second out of suspense
    }
}

TEST_CASE("fault 13: the daemon dies at each step") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed)
        for (const billing::Provider& provider : billing::providers())
            check_paid_once(provider, {Lie::crash}, seed);
}

TEST_CASE("fault 14: two senders on one entry with a lease that ran out") {
    all_paid_once({Lie::two_senders});
    for (const billing::Provider& provider : billing::providers())
        CHECK(after(provider, {Lie::two_senders}).payout.attempts.size() == 1);
}

TEST_CASE("fault 15: the store starts from a minute-old copy; the equal payout is adopted") {
    for (const billing::Provider& provider : billing::providers()) {
        check_paid_once(provider, {Lie::restored, Lie::callbacks_lost});
        const Ending ending = after(provider, {Lie::restored, Lie::callbacks_lost});
        CHECK(ending.payout.attempts.size() == 1);
        // What can't be asked waits for the report.
        CHECK(ending.alone == can_be_asked(provider));
    }
}

TEST_CASE("fault 16: and another amount under the same sequence is held, nothing sent") {
    for (const billing::Provider& provider : billing::providers()) {
        CAPTURE(std::string(provider.name));
        const Ending ending = after(provider, {Lie::restored_and_changed, Lie::callbacks_lost});
        CHECK(fault_of(ending) == "");
        CHECK(ending.payout.state == PayoutState::held);
        CHECK(ending.moved_micro == debt_micro);
        CHECK(ending.payout.attempts.empty());
    }
}

TEST_CASE("fault 17: the route changed while the last intents were lost") {
    const std::array accounts{
        billing::RecoveryAccount{"new", billing::find_provider("mtn_momo")->traits},
        billing::RecoveryAccount{"old", billing::find_provider("gsma_mm")->traits}};
    const auto payout = billing::create_payout(std::string(16, 'w'), 7, {debt_micro, {}}, 0).payout;
    std::vector<billing::ProbeAnswer> answers;
    for (const billing::Probe& probe : billing::probes_for(payout, accounts, "a key")) {
        auto news = billing::decoded(billing::Outcome::in_doubt, billing::Reason::not_found,
                                     billing::Retry::same_key);
        if (probe.provider == "old" && probe.attempt == 1)
            news = billing::decoded(billing::Outcome::succeeded, billing::Reason::ok,
                                    billing::Retry::never);
        answers.push_back({probe, news});
    }
    const auto what = billing::recover(payout, answers, accounts, "+254711000111", false);
    REQUIRE(std::holds_alternative<billing::AdoptIt>(what));
    CHECK(std::get<billing::AdoptIt>(what).probe.provider == "old");
}

TEST_CASE("fault 18: the disk is full at the intent: nothing leaves") {
    all_paid_once({Lie::disk_full});
}

TEST_CASE("fault 19: the token expires in the middle: the same key goes again") {
    all_paid_once({Lie::token_expired});
    for (const billing::Provider& provider : billing::providers())
        CHECK(after(provider, {Lie::token_expired}).payout.attempts.size() == 1);
}

TEST_CASE("fault 20: a duplicate's answer to the first send that we know of") {
    all_paid_once({Lie::duplicate_first});
    for (const billing::Provider& provider : billing::providers())
        CHECK(after(provider, {Lie::duplicate_first}).payout.attempts.size() == 1);
}

TEST_CASE("fault 21: another amount or number than ordered is held") {
    for (const Lie lie : {Lie::other_amount, Lie::other_number}) {
        for (const billing::Provider& provider : billing::providers()) {
            CAPTURE(std::string(provider.name));
            const Ending ending = after(provider, {lie});
            CHECK(fault_of(ending) == "");
            CHECK(ending.payout.state == PayoutState::held);
            CHECK(alarmed(ending, Alarm::mismatch));
            CHECK(ending.paid_micro == 0);
        }
    }
}

TEST_CASE("fault 22: a forged success changes nothing") {
    for (const billing::Provider& provider : billing::providers()) {
        const Ending ending = after(provider, {Lie::forged, Lie::late_failure});
        CAPTURE(std::string(provider.name));
        CHECK(fault_of(ending) == "");
        CHECK(alarmed(ending, Alarm::forged));
        CHECK(ending.moved_micro == ending.paid_micro);
    }
}

TEST_CASE("fault 23: a code that nobody knows is a question") {
    all_paid_once({Lie::unknown_code});
    all_paid_once({Lie::unknown_code, Lie::callbacks_lost});
}

TEST_CASE("fault 24: the float runs out in a run of a thousand; nobody hears of a failure") {
    int attempts = 0;
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        const auto providers = billing::providers();
        const billing::Provider& provider = providers[seed % providers.size()];
        const Ending ending = after(provider, {Lie::float_empty}, seed);
        CHECK(is_paid(ending));
        CHECK(ending.paid_micro == ending.moved_micro);
        CHECK(alarmed(ending, Alarm::insufficient_float));
        attempts += static_cast<int>(ending.payout.attempts.size());
    }
    CHECK(attempts == 2000);
}

TEST_CASE("fault 25: the connection dies under a POST, on a connection of its own") {
    all_paid_once({Lie::connection_dies});
}

TEST_CASE(
    "fault 26: reversed a day later, a report one line short and one too many, clocks apart") {
    for (const Lies lies :
         {Lies{Lie::reversed_later}, Lies{Lie::reversed_later, Lie::clock_off},
          Lies{Lie::reversed_later, Lie::report_short, Lie::report_long, Lie::clock_off}}) {
        for (const billing::Provider& provider : billing::providers()) {
            CAPTURE(std::string(provider.name));
            const Ending ending = after(provider, lies);
            CHECK(fault_of(ending) == "");
            CHECK(ending.paid_micro == ending.moved_micro);
        }
    }
}

TEST_CASE("a life ends the same way every time") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Life life{billing::find_provider("reloadly"), {Lie::crash, Lie::request_lost}, seed};
        CHECK(live(life).payout == live(life).payout);
    }
}

TEST_CASE("every planted bug is noticed by the fault it belongs to") {
    const auto noticed = [](Bug bug, const Lies& lies, const char* name) {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Life life{billing::find_provider(name), lies, seed, bug, 0};
            if (!fault_of(live(life)).empty()) return true;
        }
        return false;
    };
    CHECK(noticed(Bug::new_key_on_retry,
                  {Lie::reply_lost, Lie::callbacks_lost, Lie::not_found_at_first}, "mtn_momo"));
    CHECK(noticed(Bug::timeout_is_failure, {Lie::reply_lost}, "mtn_momo"));
    CHECK(noticed(Bug::content_not_compared, {Lie::other_amount}, "mtn_momo"));
    CHECK(noticed(Bug::answered_before_commit, {Lie::crash}, "africastalking_airtime"));
    CHECK(noticed(Bug::connection_reused, {Lie::connection_dies}, "reloadly"));
    CHECK(noticed(Bug::random_payout_id, {Lie::restored, Lie::callbacks_lost}, "mtn_momo"));
    CHECK(noticed(Bug::recovery_skipped, {Lie::restored, Lie::callbacks_lost},
                  "africastalking_airtime"));
    CHECK(noticed(Bug::fence_removed, {Lie::two_senders}, "reloadly"));
    CHECK(noticed(Bug::posting_dropped, {}, "mtn_momo"));
    CHECK(noticed(Bug::sign_flipped, {}, "mtn_momo"));
}
