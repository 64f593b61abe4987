// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/consent_write.hpp"

#include "gateway/engine/keys.hpp"
#include "taskflow/dialogue/keys.hpp"

namespace kazi::gateway::engine {

store::Write consent_text(const taskflow::dialogue::Phrasebook& phrases,
                          const taskflow::ConsentGiven& consent) {
    return store::Put{keys::consent_text(consent.version, consent.language),
                      phrases.say(consent.language, taskflow::dialogue::keys::consent_ask)};
}

}  // namespace kazi::gateway::engine
