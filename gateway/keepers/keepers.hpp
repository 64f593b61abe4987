// SPDX-License-Identifier: Apache-2.0
// What goes on by itself, round after round, until the daemon stops.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>

#include "gateway/engine/engine.hpp"
#include "gateway/keepers/rest.hpp"
#include "gateway/numbers/key_file.hpp"
#include "gateway/world.hpp"

namespace kazi::gateway::keepers {

/// What every keeper works with. All of it outlives the keepers.
struct Post {
    World& world;
    engine::Engine& engine;
    engine::Cell& cell;
    Rest& rest;
};

/// How offers by SMS go out.
struct PushSettings {
    int invites_per_second = 5;       ///< 0: nobody is asked who did not ask
    int wave_invites_max = 500;       ///< out and unanswered at once, per campaign
    int expected_start_percent = 40;  ///< of invited workers, until the campaign knows better
    int newcomer_percent = 10;        ///< of a campaign's offers that go to newcomers at least
    std::chrono::milliseconds wave_interval{60'000};  ///< after a round over all workers
};

/// Keeps the board in step with the store: campaigns, and the openings of those that run.
boost::asio::awaitable<void> keep_board(Post post);
/// One round of the same, for start-up. False: the store is away.
boost::asio::awaitable<bool> refresh_board(Post post);

/// Fires the timers that are due.
boost::asio::awaitable<void> keep_timers(Post post);

/// Ends campaigns: when every item is closed or it was stopped, and no lease is out, what is left
/// of the escrow goes back to the client.
boost::asio::awaitable<void> keep_campaigns(Post post);

/// Moves reviews on: what nobody looked at in time is paid, who was rejected is told, appeals go to
/// judges and are decided.
boost::asio::awaitable<void> keep_reviews(Post post);

/// Makes items of what other campaigns settled, for those that come after them.
boost::asio::awaitable<void> keep_chains(Post post);

/// Tells what others chose between two texts to the campaign that asked for them.
boost::asio::awaitable<void> keep_comparisons(Post post);

/// Full passes over what the campaigns' workers answered, each as often as its answers have grown
/// by a fifth.
boost::asio::awaitable<void> keep_passes(Post post);
/// Once a day, where answers turn out to take longer than their pay was meant for: makes up for it.
boost::asio::awaitable<void> keep_wages(Post post);

/// Pays who brought a friend, and joins numbers of one person.
boost::asio::awaitable<void> keep_ties(Post post);

/// Tells how evenly pay comes out, day by day.
boost::asio::awaitable<void> keep_spread(Post post);

/// Looks after gold: what was settled for long enough joins it, what tells nothing leaves it.
boost::asio::awaitable<void> keep_gold(Post post);

/// Seals the ledger, so that what is changed behind our back shows.
boost::asio::awaitable<void> keep_seals(Post post);

/// Destroys the keys of numbers that were erased, so that no copy of them can be read.
boost::asio::awaitable<void> keep_number_keys(Post post, numbers::KeyFile& keys);

/// Offers work by SMS, at a limited rate, to as many workers as the openings still need.
boost::asio::awaitable<void> keep_push(Post post, PushSettings settings);

}  // namespace kazi::gateway::keepers
