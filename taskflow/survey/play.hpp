// SPDX-License-Identifier: Apache-2.0
// A survey being answered, one message or key press at a time. The same steps serve SMS and USSD;
// only the rendering differs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "taskflow/dialogue/phrasebook.hpp"
#include "taskflow/dialogue/screen.hpp"
#include "taskflow/survey/survey.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow::survey {

/// How often an answer that was not understood is asked for again.
inline constexpr int tries_max = 2;

/// What one person's survey has come to.
struct Sitting {
    Language language;
    std::size_t at = 0;  ///< the question that is open; the number of questions at the end
    int tries = 0;
    Answers answers;
};

struct Surveying {
    const Survey& survey;
    const dialogue::Phrasebook& phrases;
    std::string today;  ///< "2026-01-31", where she is
};

/// The first question. Needs: a survey without faults.
[[nodiscard]] Sitting begin_sitting(const Surveying& surveying, const Language& language);

/// Takes what she typed as the answer to the open question and moves on; after `tries_max` that
/// were not understood the question is left. The news go above what is shown next.
struct Reply {
    Sitting sitting;
    dialogue::Notes notes;
};
[[nodiscard]] Reply answer(const Surveying& surveying, Sitting sitting, std::string_view typed);

[[nodiscard]] bool is_over(const Surveying& surveying, const Sitting& sitting);

/// The open question. Needs: not over.
[[nodiscard]] dialogue::Screen screen_of(const Surveying& surveying, const Sitting& sitting);

/// An answer as conditions see it; nothing of one that says nothing.
[[nodiscard]] std::optional<Given> given_by(const SurveyQuestion& asked,
                                            const question::Understanding& understanding);

}  // namespace kazi::taskflow::survey
