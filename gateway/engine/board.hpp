// SPDX-License-Identifier: Apache-2.0
// What a daemon remembers of a cell's campaigns between turns: definitions, openings, and the
// items lately used. A hint, never the truth: the commit's guards decide.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "gateway/engine/item_blocks.hpp"
#include "gateway/records/campaign_json.hpp"
#include "taskflow/context.hpp"
#include "taskflow/effect.hpp"
#include "taskflow/tasks/assignment.hpp"

namespace kazi::gateway::engine {

class Board {
public:
    void put(records::StoredCampaign campaign);
    [[nodiscard]] const records::StoredCampaign* find(std::uint32_t number) const;
    [[nodiscard]] std::vector<std::uint32_t> numbers() const;

    /// The families of tasks that the campaigns belong to, each once.
    [[nodiscard]] const std::vector<taskflow::quality::Family>& families() const {
        return families_;
    }

    /// The openings of a campaign as the store holds them.
    void set_openings(std::uint32_t number, std::string bytes);
    /// What the campaign's escrow holds beyond the pay that it may still owe.
    void set_message_room(std::uint32_t number, std::int64_t micro);
    [[nodiscard]] std::int64_t message_room(std::uint32_t number) const;
    /// The pay and fees that the escrow may still owe: no message may touch them.
    void set_owed(std::uint32_t number, std::int64_t micro);
    [[nodiscard]] std::int64_t owed(std::uint32_t number) const;
    /// What the campaign's cap for a day leaves for new questions; asked only where it has one.
    void set_day_room(std::uint32_t number, std::int64_t micro);
    /// How the campaign's client dealt with answers that it could reject.
    void set_scorecard(std::uint32_t number, const taskflow::Scorecard& card);
    [[nodiscard]] taskflow::Scorecard scorecard(std::uint32_t number) const;
    /// How many workers the campaign's lessons can still take, as the store holds it.
    void set_lesson_places(std::uint32_t number, std::int64_t left);
    [[nodiscard]] bool has_lesson_place(std::uint32_t number) const;
    /// Of how many of the campaign's answers it is known how long they took.
    void set_efforts_measured(std::uint32_t number, std::int64_t answers);
    [[nodiscard]] std::int64_t efforts_measured(std::uint32_t number) const;
    [[nodiscard]] int openings(taskflow::ItemRef item) const;
    [[nodiscard]] std::uint64_t openings_left(std::uint32_t number) const;
    /// Takes over a change that was committed here.
    void note(const taskflow::OpeningChange& change);
    /// The store said that this item has none left.
    void exhaust(taskflow::ItemRef item);
    /// The store said that the campaign's escrow is used up: nothing is handed out until refreshed.
    void suspend(std::uint32_t number);

    /// Running campaigns with openings, in the order of their numbers.
    [[nodiscard]] std::vector<taskflow::OpenCampaign> open() const;

    /// Somebody was asked about this item, so it is there: a block of a chain's that was held from
    /// before it came is forgotten.
    void expect(taskflow::ItemRef item);

    [[nodiscard]] ItemBlocks& items() { return items_; }
    [[nodiscard]] const ItemBlocks& items() const { return items_; }

private:
    struct Entry {
        records::StoredCampaign stored;
        std::string openings;
        std::int64_t message_room = 0;
        std::int64_t owed = 0;
        std::int64_t day_room = 0;
        taskflow::Scorecard scorecard;
        std::int64_t lesson_places = 0;
        std::int64_t efforts_measured = 0;
        bool suspended = false;

        [[nodiscard]] bool is_day_spent() const;
    };
    [[nodiscard]] static taskflow::OpenCampaign open_of(const Entry& entry);
    void forget_before_they_came(std::uint32_t number, const std::string& before,
                                 const std::string& after);

    std::map<std::uint32_t, Entry> campaigns_;
    std::vector<taskflow::quality::Family> families_;
    ItemBlocks items_{8 << 20};
};

}  // namespace kazi::gateway::engine
