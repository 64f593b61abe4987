// SPDX-License-Identifier: Apache-2.0
// The way of every event: load, step, commit, and again when somebody else was faster.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "gateway/engine/other_numbers.hpp"
#include "gateway/engine/turn.hpp"
#include "gateway/world.hpp"

namespace kazi::gateway::engine {

/// More people than are at one time in the middle of a session; some three megabytes.
inline constexpr std::size_t warm_workers_max = 2'048;

/// One market's cell: its settings, and what the daemon remembers of its campaigns and of those who
/// are here right now.
struct Cell {
    CellSettings settings;
    Board board;
    WarmWorkers warm{warm_workers_max};
    OtherNumbers others;
};

struct Handled {
    enum class Kind : std::uint8_t {
        applied,        ///< committed, durably
        duplicate,      ///< seen before; `effects` hold the earlier reply
        unavailable,    ///< the store could not be asked, or it is not known whether it wrote
        contended,      ///< others were faster too often
        superseded,     ///< an attachment's guard failed: its payout moved on meanwhile
        unreadable,     ///< the stored record is damaged
        no_subscriber,  ///< first contact from a number that no numbering plan has
    };
    Kind kind = Kind::unavailable;
    taskflow::Effects effects = {};
    taskflow::Language language = {};  ///< the worker's, once known

    [[nodiscard]] bool taken() const { return kind == Kind::applied || kind == Kind::duplicate; }
};

class Engine {
public:
    explicit Engine(World& world) : world_(world) {}

    /// Handles one event of a worker of this cell. Everything it leads to is durable when this
    /// returns `applied`.
    boost::asio::awaitable<Handled> handle(Cell& cell, EventRequest request);

private:
    boost::asio::awaitable<bool> fetch_block(Cell& cell, ItemBlock block);
    boost::asio::awaitable<bool> fetch(Cell& cell, std::vector<taskflow::ItemRef> items);
    boost::asio::awaitable<void> fetch_ahead(Cell& cell, std::vector<taskflow::ItemRef> items);
    boost::asio::awaitable<std::optional<Handled>> load(Turn& turn, const std::string& trace);
    boost::asio::awaitable<bool> decide(const Cell& cell, Turn& turn);
    boost::asio::awaitable<bool> free_number(const Cell& cell, Turn& turn);
    boost::asio::awaitable<std::optional<Handled>> attempt(Cell& cell, EventRequest& request);
    void keep_warm(Cell& cell, const Turn& turn, const store::CommitOutcome& outcome,
                   std::uint64_t era);
    void count(const Turn& turn);
    void count_answer(const taskflow::AnswerRecord& answer);

    World& world_;
};

}  // namespace kazi::gateway::engine
