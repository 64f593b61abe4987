// SPDX-License-Identifier: Apache-2.0
// Two sources of work: the outbox brings new payouts, the timers bring all others. Of one payout
// there is only one piece of work at a time.
#include "gateway/payer/payer.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using boost::asio::awaitable;

constexpr std::chrono::milliseconds round_every{200};
// An entry is acknowledged in the commit that begins its attempt: one that lies this long was
// left by a daemon that died.
constexpr std::int64_t abandoned_ms = 30'000;
constexpr std::uint32_t claims_at_once = 8;
// New payouts leave room for looks at old ones.
constexpr std::size_t new_ones_max = 16;
constexpr std::size_t under_way_max = 48;
constexpr std::uint32_t due_at_once = 128;

}  // namespace

Payer::Payer(keepers::Post post, PayerSettings settings, boost::asio::io_context& context,
             ProviderMetrics& metrics)
    : post_(post),
      settings_(std::move(settings)),
      context_(context),
      desk_(post_, settings_, metrics),
      parking_(post_, settings_, desk_),
      dispatch_(post_, settings_, desk_, parking_),
      watch_(post_, settings_, desk_, parking_, dispatch_),
      notices_(post_, settings_, metrics, desk_, parking_),
      someone_done_(context, boost::asio::steady_timer::time_point::max()) {}

awaitable<void> Payer::run() {
    for (;;) {
        co_await look_at_due();
        const bool claimed = co_await claim_new();
        if (claimed && !post_.rest.stopping()) continue;
        const bool goes_on = co_await post_.rest.wait(round_every);
        if (!goes_on) break;
    }
    while (!under_way_.empty())
        co_await http::ring(someone_done_);
}

awaitable<protocols::HttpReply> Payer::callback(protocols::Callback callback) {
    co_return co_await notices_.answer(callback);
}

// What stays due, whatever the reason, is looked at once a round and never faster.
awaitable<void> Payer::look_at_due() {
    const std::int64_t now_ms = desk_.now() / 1000;
    const auto due = co_await store::due(post_.world.store, desk_.cell(), keys::payout_polls,
                                         now_ms, due_at_once);
    if (!due) co_return;
    for (const store::DueMember& member : *due) {
        if (under_way_.size() >= under_way_max) co_return;
        if (!under_way_.contains(member.member)) begin(member.member, watch_.look(member.member));
    }
}

// True: there was something to begin. An entry is not offered again at once, whatever becomes of
// it.
awaitable<bool> Payer::claim_new() {
    if (under_way_.size() >= new_ones_max) co_return false;
    store::ClaimRequest claim;
    claim.cell = desk_.cell();
    claim.key = keys::payouts_due;
    claim.group = claim_group;
    claim.consumer = "kazi";
    claim.count = claims_at_once;
    claim.idle_ms = abandoned_ms;
    const auto entries = co_await store::claim(post_.world.store, std::move(claim));
    if (!entries) co_return false;
    bool began = false;
    for (const store::StreamEntry& entry : *entries)
        began = begin(entry.payload, dispatch_.take(entry.payload, entry.id)) || began;
    co_return began;
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

awaitable<Applied> hear_alone(keepers::Post post, const PayerSettings& settings,
                              ProviderMetrics& metrics, std::string payout,
                              billing::PayoutEvent event) {
    Desk desk(post, settings, metrics);
    co_return co_await desk.apply(std::move(payout), std::move(event));
}

awaitable<Applied> decide(keepers::Post post, const PayerSettings& settings,
                          ProviderMetrics& metrics, std::string payout,
                          billing::Decision decision) {
    billing::PayoutEvent event = billing::Decided{std::move(decision), 0};
    co_return co_await hear_alone(post, settings, metrics, std::move(payout), std::move(event));
}

}  // namespace kazi::gateway::payer
