// SPDX-License-Identifier: Apache-2.0
// "A1 B2 C1": one message taken apart into what it says about each question of a pack.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/question/understanding.hpp"

namespace kazi::taskflow {

/// What a message says about each open question, by letter; nothing where it says nothing.
using PackReading = std::vector<std::optional<question::Understanding>>;

/// Reads a piece of a message as the answer to the nth open question.
using ReadOne = std::function<question::Understanding(std::size_t nth, std::string_view piece)>;

struct PackLetters {
    std::string_view open;  ///< "ABD": at least one
    std::size_t given = 0;  ///< letters given out from A on; those not open were answered
};

/// Takes letters with an answer each ("A1 B2", "a) yes b: no", "1A 2B"), one answer for each open
/// question in their order ("1 2 1", "121", "yes, no, yes"), or words that leave all of them
/// ("don't know"). Prefers saying nothing to guessing: of a message that could mean two things
/// nothing is taken. Never throws, whatever the bytes.
[[nodiscard]] PackReading read_pack(std::string_view typed, const PackLetters& letters,
                                    const ReadOne& read_one);

/// A letter, 0 for A, and what is said of it; empty: nothing.
struct LetterNamed {
    std::size_t letter = 0;
    std::string answer;
};

/// "B", "B2", "b) shop", "2B": the question that is named by its letter. Of several only the first,
/// without an answer: one is changed at a time. Nothing: no letter, or words before it.
[[nodiscard]] std::optional<LetterNamed> read_letter(std::string_view typed);

/// True when at least one question was answered, or left, in words that could be read.
[[nodiscard]] bool says_anything(const PackReading& reading);

/// True when that holds for all of them.
[[nodiscard]] bool says_everything(const PackReading& reading);

}  // namespace kazi::taskflow
