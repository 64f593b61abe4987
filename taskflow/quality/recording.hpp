// SPDX-License-Identifier: Apache-2.0
// Recorded answers with numbers for names: what every model of this room works on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/quality/recorded.hpp"

namespace kazi::taskflow::quality {

struct Answer {
    std::uint32_t item = 0;
    std::uint32_t worker = 0;
    std::uint32_t label = 0;

    friend auto operator<=>(const Answer&, const Answer&) = default;
};

/// Names are sorted, an index is its name's number; answers are sorted by item, worker and label.
/// So the same answers in another order are the same recording, and every sum over them adds up in
/// the same order, to the last bit.
struct Recording {
    std::vector<Answer> answers;
    std::vector<std::uint32_t> first_of;  ///< item → its first answer; one more at the end
    std::vector<std::string> items;
    std::vector<std::string> workers;
    std::vector<std::string> labels;

    [[nodiscard]] std::size_t class_count() const { return labels.size(); }

    [[nodiscard]] std::span<const Answer> answers_to(std::size_t item) const {
        return std::span(answers).subspan(first_of[item], first_of[item + 1] - first_of[item]);
    }
};

[[nodiscard]] Recording number_answers(std::span<const RecordedAnswer> answers);

/// The same names with only these answers.
[[nodiscard]] Recording with_answers(const Recording& names, std::vector<Answer> answers);

/// The number of a name in a sorted list; nothing when it is not there.
[[nodiscard]] std::optional<std::uint32_t> find_name(const std::vector<std::string>& names,
                                                     std::string_view name);

}  // namespace kazi::taskflow::quality
