// SPDX-License-Identifier: Apache-2.0
// The text that somebody agreed to, kept word for word beside the version that the journal names.
#pragma once

#include "gateway/store/batch.hpp"
#include "taskflow/dialogue/phrasebook.hpp"
#include "taskflow/effect.hpp"

namespace kazi::gateway::engine {

/// Once for each version and language, however many agree: whoever reads her consent in the journal
/// finds here what she was shown, whatever the catalogues say by then.
[[nodiscard]] store::Write consent_text(const taskflow::dialogue::Phrasebook& phrases,
                                        const taskflow::ConsentGiven& consent);

}  // namespace kazi::gateway::engine
