// SPDX-License-Identifier: Apache-2.0
// The smallest world in which a dialogue can be played: it loads, steps and applies what the step
// decided, with the guards of a commit, in memory and on a clock that is moved by hand.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "taskflow/step.hpp"
#include "taskflow/tasks/assignment.hpp"
#include "tests/unit/taskflow/dialogue/sample_campaigns.hpp"

namespace kazi::taskflow {

struct ToyCampaign {
    Campaign campaign;
    std::vector<Item> items;
    std::vector<std::uint8_t> openings;
    std::map<std::uint32_t, ItemState> states;
    int leases = 0;
    int lesson_places = 0;
    std::int64_t efforts_measured = 0;
};

class ToyWorld {
public:
    /// 2 March 2026, a Monday, 09:00 in Nairobi.
    static constexpr Instant start = 1'772'431'200 * second_us;

    ToyWorld();

    /// Starts a campaign with a funded escrow; its number is its place, from 1.
    ToyCampaign& add(Campaign campaign, std::size_t item_count);

    /// One event of worker n (from 0), now. Stops the test when a guard of a commit would fail.
    Effects happen(std::size_t n, decltype(Event::what) what);

    Effects sms(std::size_t n, const std::string& text);
    Effects dial(std::size_t n, std::vector<std::string> deep = {});
    Effects press(std::size_t n, const std::string& typed);
    Effects fire(std::size_t n) { return happen(n, TimerFired{}); }

    /// How the newest payout of worker n ended.
    [[nodiscard]] PayoutSettled payout_ended(std::size_t n, bool paid);

    /// Joins worker n by SMS in English, and brings her to her first question.
    Effects join(std::size_t n, const std::string& language = "2");

    Worker& worker(std::size_t n) { return workers_[n]; }
    /// What her settled answers came to; only a test changes it.
    std::vector<quality::FamilyCounts>& counts(std::size_t n) { return counts_[n]; }
    [[nodiscard]] ToyCampaign& campaign(std::uint32_t number) { return campaigns_.at(number); }
    [[nodiscard]] std::int64_t balance(const billing::Account& account) const;
    [[nodiscard]] static WorkerId id_of(std::size_t n);

    Market market = sample_market();
    Instant now = start;
    std::string network = {};  ///< that the aggregator names with what comes in; empty: none
    std::int64_t message_room_micro = billing::amount_micro_max;

private:
    [[nodiscard]] LocalTime local_time() const;
    [[nodiscard]] Context context_for(std::size_t n);
    [[nodiscard]] Assignable assignable(ItemRef ref);
    /// What she gave an answer to, as it stands.
    [[nodiscard]] Asked answer_to(ItemRef ref);
    void put_gold_first(std::size_t n, const std::vector<OpenCampaign>& open, Context& context);
    void apply(std::size_t n, const Step& step);
    void apply_money(const Effects& effects);
    void end_payout(std::size_t n, const PayoutSettled& settled);
    void apply_postings(const billing::Postings& postings);
    void apply_work(const Effects& effects);
    void apply_item(const ItemChange& change);

    std::map<std::uint32_t, ToyCampaign> campaigns_;
    std::map<std::size_t, Worker> workers_;
    std::map<std::size_t, std::vector<quality::FamilyCounts>> counts_;
    std::map<billing::Account, std::int64_t> balances_;
    std::map<std::size_t, std::string> typed_;
    std::map<std::size_t, std::int64_t> paying_micro_;
    std::uint64_t messages_ = 0;
    std::uint64_t sessions_ = 0;
};

/// The text of the only message, or of the page.
[[nodiscard]] std::string reply_of(const Effects& effects);

}  // namespace kazi::taskflow
