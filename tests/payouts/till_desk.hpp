// SPDX-License-Identifier: Apache-2.0
// Our side of one payout's life: the sender, the timers, the hooks and the recovery, in the order
// of acts that the payer keeps. `till.hpp` is the way in.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/payouts/desk.hpp"
#include "tests/payouts/till.hpp"

namespace kazi::payouts {

inline constexpr std::string_view deployment_key = "a deployment key for simulated payouts";
inline constexpr std::string_view msisdn = "+254711000111";
inline const std::string worker(16, '\x5a');

[[nodiscard]] inline billing::Money shillings(std::int64_t units) {
    return {units * billing::micro_per_unit, *billing::Currency::parse("KES")};
}

enum class What : std::uint8_t {
    send,     ///< a sender takes the outbox entry, or the timer of a failed payout
    resend,   ///< the same request with the same key
    deliver,  ///< the request reaches the bank
    reply,
    orphan,  ///< a restarted daemon finds an attempt without news
    notice,
    poll,
    choose,
    recover,
    report,
};

struct Due {
    std::int64_t at_us = 0;
    std::uint32_t order = 0;  ///< of two at the same time, the one that was planned first
    What what = What::send;
    int attempt = 0;
    Notice notice = {};
    std::optional<billing::Decoded> answer = {};
};

/// Where our daemon dies, when it does.
enum class Dies : std::uint8_t {
    never,
    before_intent,
    after_intent,
    in_call,
    after_reply,
    in_callback
};

class Till {
public:
    explicit Till(const Life& life)
        : provider_(*life.provider),
          lies_(life.lies),
          bug_(life.bug),
          chance_(life.seed),
          bank_(life.open_bank(provider_, lies_, draw_refusal(life.refusal_percent))),
          vault_(billing::create_payout(worker, 7, shillings(20), 0), earned_micro, bug_) {
        if (lies_.take(Lie::crash)) dies_ = static_cast<Dies>(1 + chance_.below(5));
    }

    Ending live();

private:
    static constexpr std::int64_t earned_micro = 20 * billing::micro_per_unit;

    std::optional<billing::Reason> draw_refusal(int percent);
    void plan(std::int64_t at_us, What what, int attempt = 0);
    [[nodiscard]] const billing::Payout& payout() const { return vault_.now().payout; }
    [[nodiscard]] int newest() const { return static_cast<int>(payout().attempts.size()); }
    bool dies_at(Dies step);
    void happen(const Due& due);

    // sending
    [[nodiscard]] std::string key_of(int attempt);
    [[nodiscard]] billing::Claimed claim();
    void send();
    void submit(const Loaded& loaded);
    void resend(int attempt);
    void deliver(int attempt);
    void plan_notice(const Notice& notice);
    void reply(const Due& due);
    void orphan(int attempt);

    // what the machine says
    [[nodiscard]] billing::PayoutContext context() const;
    billing::Decoded as_heard(billing::Decoded message) const;
    billing::Transition apply(billing::PayoutEvent event);
    void follow(const billing::Transition& made);
    void plan_resend();
    void plan_poll();
    [[nodiscard]] bool can_ask() const;
    void poll();
    void choose();

    // the hooks
    void hear(const Notice& notice);
    /// What came before its reference was known.
    void replay_parked();

    // a forgetful store, and the reports
    /// The store starts from a copy that is older than the intent, without our timers.
    bool forget();
    void recover();
    void read_report();
    /// A line that nobody of ours explains, equal to what the forgetful store would send: that is
    /// the payment it forgot. Another amount is for a person.
    void adopt_from(const std::vector<billing::ReportLine>& lines,
                    const billing::Reconciliation& found);
    [[nodiscard]] Ending ending() const;

    const billing::Provider& provider_;
    Lies lies_;
    Bug bug_;
    Chance chance_;
    std::unique_ptr<BankDoor> bank_;
    Vault vault_;
    Dies dies_ = Dies::never;
    std::optional<Loaded> race_;
    std::vector<Due> due_;
    std::vector<billing::Decoded> parked_;
    std::vector<billing::Alarm> alarms_;
    std::uint32_t planned_ = 0;
    std::int64_t now_us_ = 0;
    std::int64_t closed_until_us_ = 0;
    std::int64_t sent_us_ = 0;
    bool resend_planned_ = false;
    int queries_ = 0;
    int resends_ = 0;
    int delivered_ = 0;
    bool recovering_ = false;
    bool reports_matched_ = false;
    bool decided_by_report_ = false;
    bool news_lost_ = false;
};

}  // namespace kazi::payouts
