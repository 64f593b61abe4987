// SPDX-License-Identifier: Apache-2.0
// Every key there is, relative to its cell. The table in gateway/store/README.md says what stands
// in each.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "gateway/records/review_record.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/ids.hpp"
#include "taskflow/quality/family.hpp"
#include "taskflow/question/form.hpp"

namespace kazi::gateway::keys {

inline constexpr const char* campaigns = "campaigns";  ///< hash: number → campaign
inline constexpr const char* balances = "balances";    ///< hash: account → micro-units
inline constexpr const char* journal = "journal";      ///< stream: every accepted answer, posting
inline constexpr const char* seal = "seal";          ///< the newest seal of the journal, versioned
inline constexpr const char* seals = "seals";        ///< stream: all of them
inline constexpr const char* replies = "out:reply";  ///< stream: SMS that somebody waits for
inline constexpr const char* bulk = "out:bulk";      ///< stream: SMS that nobody asked for
inline constexpr const char* payouts_due = "out:pay";             ///< stream: payouts to be sent
inline constexpr const char* timers = "timers";                   ///< schedule: worker ids
inline constexpr const char* payouts = "payouts";                 ///< hash: payout id → payout
inline constexpr const char* payout_polls = "payouts:polls";      ///< schedule: payout ids
inline constexpr const char* payout_hints = "payouts:hints";      ///< schedule: "payout id attempt"
inline constexpr const char* payout_references = "payouts:refs";  ///< hash: provider ref → id
inline constexpr const char* efforts = "efforts";  ///< hash: how long answers took, by `effort`
/// Hash: worker and item → whether she was right by what was thought to be right.
inline constexpr const char* uncounted_gold = "gold:uncounted";
inline constexpr const char* reviews_due = "reviews:due";       ///< schedule: "campaign answer"
inline constexpr const char* payout_tokens = "payouts:tokens";  ///< hash: account → bearer token
inline constexpr const char* payout_marks = "payouts:marks";    ///< hash: attempts on record so far
inline constexpr const char* payout_window = "payouts:window";  ///< string: recovery's state
inline constexpr const char* payout_words = "payouts:words";  ///< hash: account → operator's word
inline constexpr const char* payout_accounts = "payouts:accounts";  ///< hash: how queues stand
/// Hash: lines of reports that no payout explains, so that each is put in suspense once.
inline constexpr const char* lines_in_suspense = "payouts:suspense";
inline constexpr const char* quarantine = "quarantine";  ///< stream: callbacks that were not taken
inline constexpr const char* counters = "counters";      ///< hash: campaigns made so far
inline constexpr const char* partners = "partners";      ///< hash: CODE:joined, :answers, :earned
inline constexpr const char* friend_codes = "ties:codes";   ///< hash: code → worker id
inline constexpr const char* friends_due = "ties:friends";  ///< hash: friend's id, code → 1
inline constexpr const char* friends_spent = "ties:spent";  ///< hash: month → below zero
inline constexpr const char* link_codes = "ties:links";     ///< hash: code → worker id
inline constexpr const char* links_asked = "ties:asked";    ///< hash: number's id, code → 1
/// String: the name of the file with the keys that the cell's numbers are sealed with.
inline constexpr const char* number_key_file = "numbers:file";
/// Hash: slots of that file whose keys are to be destroyed.
inline constexpr const char* doomed_number_keys = "numbers:doomed";
inline constexpr const char* client_keys = "keys";  ///< hash: API key's hash → client; own cell

[[nodiscard]] std::string worker(const taskflow::WorkerId& id);
/// Where her number stands: one field of one of 4,096 hashes, erased by one HDEL.
[[nodiscard]] store::Place number(const taskflow::WorkerId& id);
/// True for the places that `number` names, whoever's.
[[nodiscard]] bool is_number(const store::Place& place);
/// Beside it, what her settled answers say of her in one family of tasks: cells.
[[nodiscard]] store::Place counts(const taskflow::WorkerId& id, taskflow::quality::Family family);
/// The n-th of those hashes. So many that each stays packed up to 170,000 workers in a cell.
[[nodiscard]] std::string people(std::uint32_t bucket);
inline constexpr std::uint32_t people_buckets = 4096;

/// What was shown to those who agreed to a version in a language.
[[nodiscard]] store::Place consent_text(std::uint16_t version, std::string_view language);
[[nodiscard]] store::Place campaign(std::uint32_t number);
[[nodiscard]] std::string items(std::uint32_t campaign);  ///< hash: index → item
[[nodiscard]] store::Place item(taskflow::ItemRef item);
[[nodiscard]] store::Place item_state(taskflow::ItemRef item);
[[nodiscard]] std::string states(std::uint32_t campaign);    ///< hash: index → item state
[[nodiscard]] std::string openings(std::uint32_t campaign);  ///< string: one byte per item
[[nodiscard]] std::string tally(std::uint32_t campaign);     ///< hash: answers, closed, leases, …
/// Fields of the tally: how many answers took as long as each step of measured effort.
inline constexpr std::array<std::string_view, 16> effort_fields{
    "e0", "e1", "e2",  "e3",  "e4",  "e5",  "e6",  "e7",
    "e8", "e9", "e10", "e11", "e12", "e13", "e14", "e15"};
/// Where stands how long answers took in campaigns that have ended: a field of `efforts` for each
/// type of question and step of measured effort.
[[nodiscard]] store::Place effort(taskflow::question::Kind type, std::size_t step);
/// A field of the tally: accepted answers in whose place others are bought.
inline constexpr const char* bought_again = "bought_again";
/// A field of the tally: how many answers the items took that answers settled.
inline constexpr const char* settling_answers = "settling";
/// Fields of the tally: what went back to the client of pay, fees and bonuses of answers that were
/// refused for good. A bonus that bought another answer is not counted as given at all.
inline constexpr const char* refused_pay = "refused_pay";
inline constexpr const char* refused_fees = "refused_fees";
inline constexpr const char* refused_bonuses = "refused_bonuses";
/// A field of the tally: items of a chain that a stop left without a result, counted as closed.
inline constexpr const char* left_behind = "left_behind";
/// Fields of the tally: workers whom its lessons can still take, lessons taken, what they paid.
inline constexpr const char* lesson_places = "lesson_places";
inline constexpr const char* lessons_taken = "lessons";
inline constexpr const char* lesson_pay = "lesson_pay";
/// A field of the tally: what a local day's answers cost, where the campaign caps it.
[[nodiscard]] std::string spent_field(std::uint16_t local_day);
/// Hash: worker id → her answers whose pay was not yet held against the floor.
[[nodiscard]] std::string untopped(std::uint32_t campaign);
[[nodiscard]] std::string results(std::uint32_t campaign);  ///< stream: settled items
/// How far a campaign took the results of the one before.
[[nodiscard]] store::Place chain(std::uint32_t campaign);
/// How far the verdicts of a campaign that compares texts were told to the one before.
[[nodiscard]] store::Place verdicts(std::uint32_t campaign);
/// An answer that its client may look at: a field of one hash for each campaign.
[[nodiscard]] store::Place review(const records::ReviewName& name);
/// There while an appeal waits for its judges to be asked.
[[nodiscard]] store::Place appeal(const records::ReviewName& name);
/// How a client dealt with answers: "looked_at", "rejected", "reversed".
[[nodiscard]] store::Place client_reviews(std::string_view client, std::string_view what);
/// How much a client may still reject, in thousandths of a rejection, beyond what is free.
[[nodiscard]] store::Place rejection_room(std::string_view client);
/// Hash: the client's item id → index; dropped when the campaign starts.
[[nodiscard]] std::string item_ids(std::uint32_t campaign);
/// Hash: the numbers of a client's campaigns.
[[nodiscard]] std::string campaigns_of(std::string_view client);
/// What an aggregator's message id stands for; expires.
[[nodiscard]] std::string message(std::string_view route, std::string_view message_id);
/// When a number was last sent money, by its worker's id in hex; expires.
[[nodiscard]] std::string payee(std::string_view worker);
/// Hash: what left in a local day, by account and by number, in micro-units below zero.
[[nodiscard]] std::string spent(std::int64_t day);
/// Stream: what was said with providers about payouts in a local day; erased after a time.
[[nodiscard]] std::string captures(std::int64_t day);
/// What a provider told before a payment, by a keyed hash in hex of what it is about; expires.
[[nodiscard]] std::string first_facts(std::string_view hash);
/// What a provider said of a reference that no attempt has yet; expires.
[[nodiscard]] std::string parked(std::string_view account, std::string_view reference);
/// What came of a long SMS so far, by a hash of what its parts agree in; expires.
[[nodiscard]] std::string long_sms(std::uint64_t hash);
/// An API request that was answered; expires.
[[nodiscard]] std::string idempotency(std::string_view client, std::string_view key);

}  // namespace kazi::gateway::keys
