// SPDX-License-Identifier: Apache-2.0
// What a campaign's question costs as an SMS, told when the campaign is made; and the question
// spelled more cheaply, when the client asks for that.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <optional>

#include "gateway/api/request_body.hpp"
#include "protocols/plain_spelling.hpp"
#include "taskflow/dialogue/phrasebook.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::api {

/// Takes `spelling` out of a campaign's body: "as_written" (nothing), "plain" or
/// "plain_without_accents". Fails on any other value.
[[nodiscard]] Read<std::optional<protocols::Accents>> take_spelling(boost::json::value& body);

/// Spells texts and options plainly where that makes them cheaper. What was changed, one entry for
/// each character: `field`, `at`, `from`, `to`.
[[nodiscard]] boost::json::array respell(taskflow::Question& question, protocols::Accents accents);

/// For each language the message, its alphabet, units and segments; the character that makes it
/// UCS-2, and the same message without. Fails: a question that takes more than `segments_max`.
[[nodiscard]] Read<boost::json::array> sms_view(const taskflow::Campaign& campaign,
                                                const taskflow::dialogue::Phrasebook& phrases,
                                                std::size_t segments_max);

}  // namespace kazi::gateway::api
