// SPDX-License-Identifier: Apache-2.0
// One try at one event, without waiting for anything: what to load, what was decided, what to
// commit, and what a refused commit teaches. The daemon and the simulation both drive this.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/engine/board.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/warm_workers.hpp"
#include "gateway/store/store.hpp"
#include "protocols/message.hpp"
#include "taskflow/standing/checks.hpp"
#include "taskflow/step.hpp"

namespace kazi::gateway::engine {

/// What holds for a whole cell. Lives as long as the daemon.
struct CellSettings {
    std::string cell;  ///< "ke-0"
    taskflow::Market market;
    const taskflow::dialogue::Phrasebook* phrases = nullptr;
    /// Local time of the market's zone.
    std::function<taskflow::LocalTime(taskflow::Instant)> local_time;
    std::uint16_t consent_version = 1;
    bool relearns_numbers = false;  ///< those that are kept may be unreadable
};

/// How many items a step may choose from.
inline constexpr std::size_t candidates_max = 3;

/// An event, and what came with it.
struct EventRequest {
    taskflow::Event event;
    std::string trace;
    std::string route = {};  ///< that it came by: an SMS is answered from the number it was sent to
    std::string msisdn = {};     ///< E.164, when the event came with a number
    std::string network = {};    ///< her mobile network, as the aggregator names it, if it does
    Attachment attachment = {};  ///< joins the commit
    /// A USSD turn as the dialect read it; becomes the event once the session's memory is loaded.
    std::optional<protocols::UssdTurn> ussd = {};
    /// No new try begins after this. Each call of the store has a deadline of its own, so what is
    /// answered late is bounded by two of those.
    std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();
    /// Set by whoever found that the event came from another number of the event's worker.
    std::optional<taskflow::WorkerId> came_as = {};
    /// The record of the number that it came from was read, and says whose it is.
    bool number_checked = false;
};

class Turn {
public:
    /// `request` must outlive the turn.
    Turn(const CellSettings& cell, Board& board, const EventRequest& request);

    [[nodiscard]] store::LoadRequest load_request() const;

    enum class Taken : std::uint8_t {
        ready,
        unreadable,       ///< the stored record is damaged
        another_number,   ///< of `whose_number()`, whose turn it is
        not_her_number,   ///< that it came from, as was remembered: her record names it no more
        no_subscriber,    ///< first contact from a number that no numbering plan has
        campaign_unknown  ///< her question's campaign began before this board was read: soon
    };
    /// Reads what was loaded.
    [[nodiscard]] Taken take(const store::Loaded& loaded);
    /// False after `take` found that the number it came from is hers no more.
    [[nodiscard]] bool is_her_number() const;
    /// The worker whose other number this is, after `take` said so.
    [[nodiscard]] const taskflow::WorkerId& whose_number() const {
        return *worker_.ties.another_of;
    }
    /// Takes what is remembered of her instead. False: that is not enough, load.
    [[nodiscard]] bool take(WarmWorker&& warm);

    /// Items that the step may need and the board does not hold, after `take`: their blocks are to
    /// be fetched and handed to `board.items()`. Without those that she is at nothing can be
    /// decided; without those that she could be asked next, most turns can.
    [[nodiscard]] std::vector<taskflow::ItemRef> missing_items() const;
    [[nodiscard]] bool misses_hers() const;

    /// The step and its batch, after `take`. Once more when it `wants_items` and they came.
    void decide();

    /// True when the step lacked an item that the board did not hold: it found no work for her, or
    /// could not show her the answer that she wants to correct.
    [[nodiscard]] bool wants_items() const;

    /// An item whose answers the step rests on while these were not read: that of an earlier answer
    /// which she wants to correct, or the one that she is asked about, where they say what is
    /// promised for it. Its state is to be loaded and handed to `read`, and the step to be decided
    /// once more: at most `reads_max` times.
    [[nodiscard]] std::optional<taskflow::ItemRef> unread() const;
    static constexpr int reads_max = 2;
    /// `stored`: the item's state as the store holds it, if it does.
    void read(taskflow::ItemRef item, const std::optional<std::string>& stored);

    /// The number that the event came from, when the step found that it is hers no more: its record
    /// is to be loaded and handed to `free_number`, and the event to be handled again, as that
    /// number's own, once the batch is committed.
    [[nodiscard]] std::optional<taskflow::WorkerId> number_left() const;
    /// False: that record can't be read.
    [[nodiscard]] bool free_number(const store::Record& number);

    /// True when the step changes nothing and wants nothing: there is nothing to commit.
    [[nodiscard]] bool idle() const;

    [[nodiscard]] const taskflow::Worker& worker() const { return worker_; }
    [[nodiscard]] const taskflow::WorkerId& worker_id() const { return event_.worker; }
    [[nodiscard]] const taskflow::Step& step() const { return *step_; }
    [[nodiscard]] const store::Batch& batch() const { return plan_.batch; }
    /// The batch to be committed; it is gone from the turn then.
    [[nodiscard]] store::Batch take_batch() { return std::move(plan_.batch); }
    /// What the step wants done, for whoever answers the event: the last thing asked of a turn.
    [[nodiscard]] taskflow::Effects take_effects() { return std::move(step_->effects); }
    /// How the items end that come to their end with this commit.
    [[nodiscard]] const std::vector<records::ItemOutcome>& closes() const { return plan_.closes; }

    /// The commit was applied: the board learns of it.
    void applied();
    /// After that, when she is likely to press the next key soon: what it would load, from what
    /// the commit read back.
    [[nodiscard]] std::unique_ptr<WarmWorker> warm(const store::CommitOutcome& outcome) const;
    /// The commit was refused by a guard. True: worth another try, from loading on.
    [[nodiscard]] bool refused(std::size_t guard);

private:
    [[nodiscard]] bool is_at_last_answer() const;
    [[nodiscard]] std::vector<taskflow::ItemRef> missing_of_hers() const;
    void choose_check(const taskflow::Worker& seen,
                      const std::vector<taskflow::OpenCampaign>& open);
    void put_first_what_was_dialled(const taskflow::Worker& seen,
                                    std::vector<taskflow::OpenCampaign> open);
    void take_step();
    void reserve();
    void give_back();
    [[nodiscard]] taskflow::Assignable without_item(taskflow::ItemRef ref) const;
    [[nodiscard]] taskflow::Assignable assignable(taskflow::ItemRef ref);
    void choose_alongside(const taskflow::Worker& seen,
                          const std::vector<taskflow::OpenCampaign>& open);
    [[nodiscard]] taskflow::Asked asked_about(taskflow::ItemRef ref, taskflow::ItemState state);
    [[nodiscard]] std::optional<taskflow::Asked> asked();
    [[nodiscard]] std::vector<taskflow::AskedBeside> beside();
    [[nodiscard]] std::optional<taskflow::Asked> answered();
    [[nodiscard]] std::vector<store::Place> next_reads() const;
    [[nodiscard]] bool goes_on() const;
    void begin();
    void expect_hers();
    void find_candidates();
    [[nodiscard]] bool knows_campaigns() const;
    [[nodiscard]] taskflow::Context what_is_known();
    [[nodiscard]] CommitFacts facts(const taskflow::Context& context) const;

    /// An item that she could be asked, whose answers were looked at.
    struct ReadItem {
        taskflow::ItemRef item;
        bool hard = false;
    };

    const CellSettings& cell_;
    Board& board_;
    const EventRequest& request_;
    taskflow::Event event_;
    std::uint32_t version_ = 0;
    taskflow::Worker worker_;
    taskflow::ItemState asked_state_;
    std::vector<taskflow::ItemState> beside_states_;
    /// The answer that she may correct: her last one, until she names another.
    std::optional<taskflow::ItemRef> answered_;
    taskflow::ItemState answered_state_;
    std::vector<taskflow::quality::Family> families_;  ///< of her counts that are loaded
    std::vector<taskflow::quality::FamilyCounts> counts_;
    taskflow::LocalTime local_;  ///< of the event
    std::vector<taskflow::ItemRef> candidates_;
    std::vector<taskflow::ItemRef> alongside_;  ///< that could be asked with a candidate
    std::optional<taskflow::GoldChoice> gold_;  ///< asked before the candidates, if it is at hand
    std::optional<ReadItem> read_;
    std::vector<taskflow::Item> items_;  ///< that the step's context refers to
    std::optional<taskflow::Step> step_;
    CommitPlan plan_;
};

}  // namespace kazi::gateway::engine
