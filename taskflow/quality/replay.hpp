// SPDX-License-Identifier: Apache-2.0
// Replays recorded answers as if they came in now: what would they have cost, and what would have
// been believed in the end?
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "taskflow/quality/anchored.hpp"
#include "taskflow/quality/calibration.hpp"
#include "taskflow/quality/online.hpp"
#include "taskflow/quality/recorded.hpp"
#include "taskflow/quality/recording.hpp"

namespace kazi::taskflow::quality {

/// How the answers that were taken become estimates.
enum class Method : std::uint8_t {
    majority,     ///< one vote an answer
    agreement,    ///< votes weighted by agreement with the majority (Wawa)
    one_coin,     ///< see expectation.hpp
    dawid_skene,  ///< see expectation.hpp
    glad,         ///< see glad.hpp
    online,       ///< taken by the online model, then a full pass
    best          ///< see anchored.hpp
};

enum class Arrival : std::uint8_t {
    random,      ///< as chance has it
    best_first,  ///< the next answer to an item is that of the worker who is believed to tell most
    /// Workers come as chance has it, and each is asked the one of a few items on which her answer
    /// is expected to tell most. Nobody gets less work for it.
    by_worth
};

struct ReplaySettings {
    Method method = Method::online;
    /// An item has enough at this posterior. Empty: every answer is taken, up to the maximum.
    std::optional<double> stop_at = 0.95;
    std::uint32_t answers_min = 2;
    std::uint32_t answers_max = 255;
    double ask_above = OnlineSettings{}.ask_above;  ///< see there
    Arrival arrival = Arrival::random;
    std::uint32_t choice = 4;  ///< by_worth: items that a worker's next one is chosen from
    std::uint64_t seed = 1;    ///< decides the order of arrival, or of the items in turn
};

struct Estimate {
    std::uint32_t item = 0;
    std::vector<std::uint32_t> labels;  ///< the best; several in a tie
    double confidence = 0;              ///< of the best, corrected by gold where there is enough
    std::uint32_t answers = 0;          ///< that were taken
    ItemStatus status = ItemStatus::open;
    bool gold = false;
};

struct Replay {
    std::vector<Estimate> estimates;  ///< one for each item of the recording, in its order
    std::uint64_t answers_taken = 0;  ///< those to gold included
    std::uint64_t answers_recorded = 0;
    std::uint32_t workers = 0;
    std::uint32_t workers_not_asked = 0;  ///< at the end
    double income_inequality = 0;         ///< Gini's coefficient of answers taken by worker
    Calibration calibration;
};

/// Takes the answers in a random order that the seed decides, or item by item the best first. The
/// same arguments give the same bits. With a level to stop at, whose answer is taken is up to the
/// online model; an item that would end without any answer gets the first that was not wanted.
[[nodiscard]] Replay replay(const Recording& recording, const Known& gold,
                            const ReplaySettings& settings);

/// The items of this recording whose truth is known. Tasks and labels that nobody answered, or
/// answered with, are passed over.
[[nodiscard]] Known known_of(const Recording& recording, std::span<const KnownTruth> truths);

/// A random share of what is known, at least one of it; the seed decides which.
[[nodiscard]] Known draw_gold(const Known& known, double share, std::uint64_t seed);

}  // namespace kazi::taskflow::quality
