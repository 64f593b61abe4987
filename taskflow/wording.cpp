// SPDX-License-Identifier: Apache-2.0
// The dialogue's own screen and renderer are asked, so that what is counted is what is sent.
#include "taskflow/wording.hpp"

#include "taskflow/dialogue/render_sms.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

namespace {

// Far more than any question takes: nothing is left out of what is counted.
constexpr int segments_max = 50;

Wording word_in(const Language& language, const Campaign& campaign,
                const dialogue::Phrasebook& phrases) {
    Market market;
    market.languages = campaign.languages;
    const Item unfilled;
    const Context context{.market = market,
                          .phrases = phrases,
                          .local = {},
                          .asked = std::nullopt,
                          .answered = std::nullopt,
                          .candidates = {}};
    Worker worker;
    worker.language = language;
    Turn turn = begin_turn(worker, Event{}, context);
    turn.asking = Assignable{.campaign = &campaign, .item = &unfilled, .ref = {}};
    const auto sms = dialogue::render_sms(question_screen(turn), {}, segments_max);
    return {language, sms.text, protocols::measure_sms(sms.text)};
}

}  // namespace

std::vector<Wording> word_question(const Campaign& campaign, const dialogue::Phrasebook& phrases) {
    std::vector<Wording> wordings;
    for (const Language& language : campaign.languages)
        wordings.push_back(word_in(language, campaign, phrases));
    return wordings;
}

}  // namespace kazi::taskflow
