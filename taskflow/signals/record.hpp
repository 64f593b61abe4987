// SPDX-License-Identifier: Apache-2.0
// What many workers answered, with numbers for names: what every signal is read from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "taskflow/effect.hpp"
#include "taskflow/ids.hpp"

namespace kazi::taskflow::signals {

/// One accepted answer, as it stands after corrections.
struct Said {
    std::uint32_t item = 0;
    std::uint32_t worker = 0;
    std::uint32_t label = 0;
    Instant at = 0;     ///< when it was accepted first
    bool ussd = false;  ///< in a session: its time is hers, not a message centre's

    friend bool operator==(const Said&, const Said&) = default;
};

/// Answers sorted by item, then worker; so the same journal read in another order of equal times is
/// the same record.
struct Record {
    std::vector<Said> answers;
    std::vector<std::size_t> first_of;   ///< item → its first answer; one more at the end
    std::vector<std::uint32_t> classes;  ///< item → labels there are; at least 2
    std::vector<bool> has_keys;          ///< item → answered with the key of an option
    std::vector<ItemRef> items;
    std::vector<WorkerId> workers;

    [[nodiscard]] std::span<const Said> answers_to(std::uint32_t item) const {
        return std::span(answers).subspan(first_of[item], first_of[item + 1] - first_of[item]);
    }
};

/// Gathers answers in the order of the journal, and numbers them at the end.
class Gathering {
public:
    /// `classes`: of the campaign's question; 0: an open question, each new text a label.
    void answered(const WorkerId& worker, const AnswerRecord& answer, Instant at,
                  std::uint32_t classes);
    /// Takes the place of her earlier answer; without one it is left out.
    void corrected(const WorkerId& worker, const AnswerRecord& answer);

    [[nodiscard]] Record finish() const;

private:
    struct Kept {
        std::uint16_t option = 0;
        std::string text;
        Instant at = 0;
        bool ussd = false;
    };
    std::map<std::pair<ItemRef, WorkerId>, Kept> kept_;
    std::map<std::uint32_t, std::uint32_t> classes_;  ///< by campaign
};

}  // namespace kazi::taskflow::signals
