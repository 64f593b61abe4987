// SPDX-License-Identifier: Apache-2.0
// What a campaign's question costs as an SMS, in each of its languages.
#pragma once

#include <string>
#include <vector>

#include "protocols/gsm_text.hpp"
#include "taskflow/dialogue/phrasebook.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::taskflow {

struct Wording {
    Language language;
    std::string text;  ///< the whole message, as a worker gets it
    protocols::SmsLength length;
};

/// The question as it is sent when a worker asks for it: words, options, pay. Placeholders stay as
/// they are written, since items come later.
[[nodiscard]] std::vector<Wording> word_question(const Campaign& campaign,
                                                 const dialogue::Phrasebook& phrases);

}  // namespace kazi::taskflow
