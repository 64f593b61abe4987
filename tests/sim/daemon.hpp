// SPDX-License-Identifier: Apache-2.0
// One daemon: the engine's pure pieces and the keepers' rounds, driven act by act on virtual time.
// Between any two acts it may crash, and then it forgets everything.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gateway/engine/chain_plan.hpp"
#include "gateway/engine/comparison_plan.hpp"
#include "gateway/engine/review_plan.hpp"
#include "gateway/engine/turn.hpp"
#include "gateway/records/outbox_record.hpp"
#include "tests/sim/world.hpp"

namespace kazi::sim {

class Handsets;

/// What became of an event, as the daemon's caller hears it.
struct Handled {
    enum class Kind : std::uint8_t { applied, duplicate, unavailable, superseded, unreadable };
    Kind kind = Kind::unavailable;
    taskflow::Effects effects = {};

    [[nodiscard]] bool taken() const { return kind == Kind::applied || kind == Kind::duplicate; }
};

class Daemon {
public:
    using Done = std::function<void(const Handled&)>;

    Daemon(World& world, Handsets& handsets, int number)
        : world_(world), handsets_(handsets), number_(number) {}
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    /// Reads the board and begins its rounds; tries again until the store answers.
    void start();
    void crash();
    [[nodiscard]] bool is_up() const { return up_; }
    /// Counts its crashes: whoever waits for an answer knows by it that he is gone.
    [[nodiscard]] std::uint64_t life() const { return life_; }
    /// The time between two rounds.
    void set_pace(Instant pace) { pace_ = pace; }
    /// What the payer does in each round.
    void set_payer_round(std::function<void()> round) { payer_round_ = std::move(round); }

    /// Handles one event. `done` is called once, or never when the daemon crashes meanwhile.
    void handle(gateway::engine::EventRequest request, InboundId inbound, Done done);

    /// Does something a little later, unless the daemon crashes first.
    void act(Timeline::Act what) { act_within(50'000, std::move(what)); }
    void act_within(Instant longest, Timeline::Act what);
    /// The same thing to do, which is nothing once this daemon has crashed.
    [[nodiscard]] Timeline::Act in_this_life(Timeline::Act what) const;

private:
    struct Flight {
        gateway::engine::EventRequest request;
        InboundId inbound = 0;
        Done done;
        std::optional<gateway::engine::Turn> turn = {};
        std::uint64_t era = 0;    ///< of the store when it was asked, or would have been
        bool remembered = false;  ///< nothing was loaded
        int tries = 0;
    };
    using FlightPtr = std::shared_ptr<Flight>;

    void load(const FlightPtr& flight);
    /// Empty when the turn can go on, else what it comes to.
    [[nodiscard]] std::optional<Handled> load_or_remember(Flight& flight);
    void keep_warm(const Flight& flight, const gateway::store::CommitOutcome& outcome);
    [[nodiscard]] bool decide(gateway::engine::Turn& turn);
    [[nodiscard]] bool fetch(const std::vector<taskflow::ItemRef>& items);
    void commit(const FlightPtr& flight);
    void finish(const FlightPtr& flight, Handled handled);
    void look_at(const gateway::engine::Turn& turn, const gateway::engine::EventRequest& request);

    void beat();
    [[nodiscard]] bool refresh_board();
    [[nodiscard]] bool refresh_campaign(std::uint32_t number);
    void fire_timers();
    void offer_work();
    void send_messages(const char* stream);
    void send(const std::string& stream, const std::string& entry,
              const gateway::records::OutboxMessage& message);
    void end_campaigns();
    void end_if_over(std::uint32_t number);
    [[nodiscard]] bool close_items(const taskflow::Campaign& campaign);
    /// What its escrow holds beyond all that it may owe; nothing: the store is away.
    [[nodiscard]] std::optional<std::int64_t> room_of(const taskflow::Campaign& campaign);

    using ReviewName = gateway::records::ReviewName;
    using DueReview = gateway::engine::DueReview;
    void keep_reviews();
    [[nodiscard]] bool has_reviews(std::uint32_t campaign) const;
    void move_review(const ReviewName& name);
    [[nodiscard]] std::optional<DueReview> load_review(const ReviewName& name);
    [[nodiscard]] std::optional<gateway::engine::JudgingProgress> judging_of(const DueReview& due);
    void stop_judging(std::uint32_t number);
    [[nodiscard]] std::optional<gateway::engine::RefusedItem> refused_item(const DueReview& due);
    void tell(const DueReview& due, const taskflow::ReviewMoved& moved);
    void ask_judges(const DueReview& due);

    void keep_chains();
    void take_results(std::uint32_t campaign);
    /// Without links: nothing came since. Nothing: the store is away.
    [[nodiscard]] std::optional<gateway::engine::ChainPage> next_page(std::uint32_t campaign);
    void end_step(const gateway::engine::ChainPage& page);
    [[nodiscard]] bool add_items(gateway::engine::ChainPage& page);
    [[nodiscard]] bool find_begun(gateway::engine::ChainPage& page);
    void see_taken(const gateway::engine::ChainPage& page);

    void keep_comparisons();
    void tell_verdict(std::uint32_t campaign);
    /// The oldest that was not told. Nothing: there is none, or the store is away.
    [[nodiscard]] std::optional<gateway::engine::DueVerdict> next_verdict(std::uint32_t campaign);
    [[nodiscard]] bool load_compared(gateway::engine::DueVerdict& due);

    void acknowledge(const std::string& stream, const char* group, const std::string& entry);

    World& world_;
    Handsets& handsets_;
    int number_;
    std::uint64_t life_ = 0;
    bool up_ = false;
    Instant pace_ = 3 * taskflow::second_us;
    static constexpr std::size_t warm_workers_max = 6;  ///< few, so that some are forgotten

    gateway::engine::Board board_;
    gateway::engine::WarmWorkers warm_{warm_workers_max};
    KeptReplies kept_replies_;
    std::function<void()> payer_round_;
};

}  // namespace kazi::sim
