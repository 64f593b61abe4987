// SPDX-License-Identifier: Apache-2.0
// Two sources of work: the outbox brings new payouts, the timers bring all others. Of one payout
// there is only one piece of work at a time.
#include "gateway/payer/payer.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/payer/words.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using boost::asio::awaitable;

constexpr std::chrono::milliseconds round_every{200};
// An entry is acknowledged in the commit that begins its attempt: one that lies this long was
// left by a daemon that died.
constexpr std::int64_t abandoned_ms = 30'000;
constexpr std::uint32_t claims_at_once = 8;
// Beside the questions, which each account has its own room for: what comes to its end at once.
constexpr std::size_t other_looks_max = 48;
constexpr std::uint32_t due_at_once = 128;
constexpr taskflow::Instant accounts_every_us = 1'000'000;
// A day's sums are needed until its last attempt has come to an end.
constexpr std::int64_t days_kept = 3;
constexpr std::int64_t days_cleared = 30;

}  // namespace

Payer::Payer(keepers::Post post, PayerSettings settings, boost::asio::io_context& context,
             std::filesystem::path mark_file)
    : post_(post),
      settings_(std::move(settings)),
      context_(context),
      accounts_(settings_, post_.world.metrics),
      desk_(post_, settings_, accounts_),
      parking_(post_, desk_),
      tokens_(post_, settings_),
      first_steps_(post_, settings_),
      courier_(post_, desk_, parking_, tokens_, first_steps_),
      recovery_(post_, settings_, accounts_, desk_, tokens_),
      dispatch_(post_, settings_, accounts_, desk_, courier_, recovery_),
      inquiry_(post_, tokens_),
      watch_(post_, accounts_, desk_, parking_, inquiry_, courier_, dispatch_),
      hints_(post_, accounts_, desk_, inquiry_),
      notices_(post_, settings_, desk_, parking_, hints_, first_steps_),
      pauses_(post_.world.store, desk_.cell()),
      someone_done_(context, boost::asio::steady_timer::time_point::max()),
      mark_(std::move(mark_file)) {}

awaitable<void> Payer::run() {
    for (;;) {
        co_await look_at_accounts();
        if (mark_seen_) co_await look_at_due();
        const bool goes_on = co_await take_new_ones();
        if (!goes_on) break;
    }
    someone_done_.expires_at(boost::asio::steady_timer::time_point::max());
    while (!under_way_.empty())
        co_await http::ring(someone_done_);
}

awaitable<protocols::HttpReply> Payer::callback(std::string account, protocols::Callback callback) {
    const Account* told = accounts_.find(account);
    if (told == nullptr) co_return protocols::HttpReply{404, "text/plain", "no such account\n", {}};
    co_return co_await notices_.answer(*told, callback);
}

// Now and then: what the gauges show, what an operator said, what is long past.
awaitable<void> Payer::look_at_accounts() {
    const taskflow::Instant now = desk_.now();
    if (now < accounts_looked_at_ + accounts_every_us) co_return;
    accounts_looked_at_ = now;
    bool stopped = false;
    for (const Account& account : accounts_.all()) {
        account.show(now);
        stopped = stopped || account.queue.stopped_until() > now;
    }
    co_await look_at_mark();
    if (stopped) co_await heed_words();
    co_await pauses_.tell(accounts_, now);
    const std::int64_t today = desk_.day_of(now);
    if (today != day_cleared_) co_await clear_old_days(today);
}

// A store that knows less than it did was started from a copy, or is a replica that lacked the end.
awaitable<void> Payer::look_at_mark() {
    std::vector<std::string> names(1, attempts_field);
    const auto found =
        co_await store::fields(post_.world.store, desk_.cell(), keys::payout_marks, names);
    if (!found) co_return;
    const auto& text = found->front();
    const std::int64_t attempts = text ? word_from(*text).value_or(0) : 0;
    if (!mark_.agrees(attempts)) {
        const bool opened = co_await recovery_.open_window();
        if (!opened) co_return;
    }
    const bool remembered = mark_.remember(attempts);
    if (!remembered) post_.world.log.warn("payout_mark_not_kept", {{"cell", desk_.cell()}});
    mark_seen_ = true;
}

// "It is mended": every stop before that word is over.
awaitable<void> Payer::heed_words() {
    std::vector<std::string> names;
    for (const Account& account : accounts_.all())
        names.push_back(account.name());
    const auto words =
        co_await store::fields(post_.world.store, desk_.cell(), keys::payout_words, names);
    if (!words) co_return;
    for (std::size_t i = 0; i < names.size(); ++i) {
        Account& account = accounts_.at(i);
        const auto said = (*words)[i] ? word_from(*(*words)[i]) : std::nullopt;
        if (!said || account.queue.stopped_until() <= desk_.now()) continue;
        const bool meant = *said > account.queue.stopped_at();
        if (!meant) continue;
        account.queue.resume();
        account.show(desk_.now());
        post_.world.log.info("payout_account_resumed", {{"provider", account.name()}});
    }
}

awaitable<void> Payer::clear_old_days(std::int64_t today) {
    store::Batch batch;
    batch.cell = desk_.cell();
    for (std::int64_t day = today - days_cleared; day < today - days_kept; ++day)
        batch.writes.push_back(store::Erase{{spent_key(day)}});
    for (std::int64_t age = 1; age <= days_cleared; ++age)
        batch.writes.push_back(store::Erase{{keys::captures(today - captures_kept_days - age)}});
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (outcome && outcome->applied) day_cleared_ = today;
}

awaitable<std::vector<std::string>> Payer::due_in(std::string schedule) {
    const std::int64_t now_ms = desk_.now() / 1000;
    const auto due = co_await store::due(post_.world.store, desk_.cell(), std::move(schedule),
                                         now_ms, due_at_once);
    std::vector<std::string> members;
    if (!due) co_return members;
    for (const store::DueMember& each : *due) {
        if (!under_way_.contains(each.member)) members.push_back(each.member);
    }
    co_return members;
}

// What stays due, whatever the reason, is looked at once a round and never faster.
awaitable<void> Payer::look_at_due() {
    const std::vector<std::string> payouts = co_await due_in(keys::payout_polls);
    for (const std::string& payout : payouts) {
        if (looks_under_way() >= looks_max()) co_return;
        begin(payout, watch_.look(payout));
    }
    const std::vector<std::string> hints = co_await due_in(keys::payout_hints);
    for (const std::string& hint : hints) {
        if (looks_under_way() >= looks_max()) co_return;
        begin(hint, hints_.look(hint));
    }
}

// For the length of a round, each as soon as there is room for it. False: the daemon stops.
awaitable<bool> Payer::take_new_ones() {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point ends = Clock::now() + round_every;
    while (!post_.rest.stopping() && Clock::now() < ends) {
        if (new_ones_ >= new_ones_max()) {
            someone_done_.expires_at(ends);
            co_await http::ring(someone_done_);
            continue;
        }
        bool claimed = false;
        if (mark_seen_) claimed = co_await claim_new();
        if (claimed) continue;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(ends - Clock::now());
        const bool goes_on = co_await post_.rest.wait(left);
        co_return goes_on;
    }
    co_return !post_.rest.stopping();
}

// True: there was something to begin. An entry is not offered again at once, whatever becomes of
// it.
awaitable<bool> Payer::claim_new() {
    store::ClaimRequest claim;
    claim.cell = desk_.cell();
    claim.key = keys::payouts_due;
    claim.group = claim_group;
    claim.consumer = "kazi";
    claim.count = std::min(claims_at_once, static_cast<std::uint32_t>(new_ones_max() - new_ones_));
    claim.idle_ms = abandoned_ms;
    const auto entries = co_await store::claim(post_.world.store, std::move(claim));
    if (!entries) co_return false;
    bool began = false;
    for (const store::StreamEntry& entry : *entries)
        began = begin(entry.payload, take_new(entry.payload, entry.id)) || began;
    co_return began;
}

awaitable<void> Payer::take_new(std::string id, std::string entry) {
    struct Leaving {
        std::size_t& new_ones;
        ~Leaving() { --new_ones; }
    };
    ++new_ones_;
    const Leaving leaving{new_ones_};
    co_await dispatch_.take(std::move(id), std::move(entry));
}

std::size_t Payer::new_ones_max() {
    return accounts_.all().size() * sending_places;
}

// A look may send, too: what was put off.
std::size_t Payer::looks_max() {
    return new_ones_max() + accounts_.all().size() * asking_places + other_looks_max;
}

bool Payer::begin(const std::string& id, awaitable<void> work) {
    const bool ours = under_way_.insert(id).second;
    if (!ours) return false;
    http::OnFailure failed = [this, id](const std::string&, const std::exception_ptr& failure) {
        post_.world.log.error("payout_work_failed",
                              {{"payout", id}, {"why", http::text_of(failure)}});
    };
    http::spawn(context_.get_executor(), "payout", attended(id, std::move(work)),
                std::move(failed));
    return true;
}

awaitable<void> Payer::attended(std::string id, awaitable<void> work) {
    struct Leaving {
        Payer& payer;
        const std::string& id;
        ~Leaving() {
            payer.under_way_.erase(id);
            payer.someone_done_.cancel();
        }
    };
    const Leaving leaving{*this, id};
    co_await std::move(work);
}

awaitable<Applied> hear_alone(keepers::Post post, const PayerSettings& settings, std::string payout,
                              billing::PayoutEvent event) {
    Accounts accounts(settings, post.world.metrics);
    Desk desk(post, settings, accounts);
    co_return co_await desk.apply(std::move(payout), std::move(event));
}

awaitable<Applied> decide(keepers::Post post, const PayerSettings& settings, std::string payout,
                          billing::Decision decision) {
    billing::PayoutEvent event = billing::Decided{std::move(decision), 0};
    co_return co_await hear_alone(post, settings, std::move(payout), std::move(event));
}

}  // namespace kazi::gateway::payer
