// SPDX-License-Identifier: Apache-2.0
// One item: what is asked about, and what is known of it so far.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

/// What varies from item to item: the client's own id, and the values of the placeholders.
struct Item {
    std::string id;
    std::map<std::string, std::string> values;
    /// Its label is known: what is answered here says how far answers can be trusted.
    std::optional<std::uint16_t> gold = {};
};

/// One accepted answer, with what was believed of its giver at that moment.
struct GivenAnswer {
    WorkerId worker;
    std::uint16_t label = 0;  ///< index into the options, or into `ItemState::labels`
    std::uint16_t reliability_permille = 0;  ///< chance that this worker is right
    /// How likely she gives this label if each class were true, in ten-thousandths; empty where she
    /// is known by a coin: wrong labels are equally likely then.
    std::vector<std::uint16_t> chances = {};

    friend bool operator==(const GivenAnswer&, const GivenAnswer&) = default;
};

struct ItemState {
    std::uint32_t version = 0;  ///< of the stored value; 0: no answer yet
    bool closed = false;
    std::uint16_t issued = 0;  ///< openings made available so far, the first `minimum` included
    /// Dropped when the item closes, unless a client may still refuse one of them.
    std::vector<GivenAnswer> answers;
    std::vector<std::string> labels;  ///< number and short text: the distinct answers
    std::uint16_t answer_count = 0;   ///< accepted in all, surplus ones included
    std::uint16_t best_label = 0;
    std::uint32_t confidence_ppm = 0;
    std::uint8_t revisions = 0;  ///< how often it was settled, or will be, otherwise than at first

    /// What this worker answered, while the item is open; null: nothing.
    [[nodiscard]] const GivenAnswer* answer_of(const WorkerId& worker) const {
        const auto hers =
            std::find_if(answers.begin(), answers.end(),
                         [&](const GivenAnswer& each) { return each.worker == worker; });
        return hers == answers.end() ? nullptr : &*hers;
    }

    friend bool operator==(const ItemState&, const ItemState&) = default;
};

/// Beyond this revisions are not counted.
inline constexpr std::uint8_t revisions_max = 14;

/// Labels as if the answers had come like this from the start: what nobody says any more leaves
/// none behind. Listed answers have none.
void renumber_labels(ItemState& state);

}  // namespace kazi::taskflow
