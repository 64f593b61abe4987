// SPDX-License-Identifier: Apache-2.0
// The texts that people agreed to. A version is kept for ever: whoever changes a word of one raises
// `Context::consent_version` and adds a file, so that what was agreed can always be shown.
#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "taskflow/context.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "tests/unit/taskflow/dialogue/sample_campaigns.hpp"

namespace kazi::taskflow {

namespace {

std::uint16_t current_version() {
    const Market market;
    const Context context{.market = market,
                          .phrases = shipped_phrases(),
                          .local = {},
                          .asked = std::nullopt,
                          .answered = std::nullopt,
                          .candidates = {}};
    return context.consent_version;
}

std::string texts_of_today() {
    std::string all;
    for (const auto& [language, phrases] : shipped_phrases().languages()) {
        for (const std::string_view key :
             {dialogue::keys::consent_ask, dialogue::keys::consent_agree,
              dialogue::keys::consent_refuse})
            all += language + " " + std::string(key) + ": " + shipped_phrases().say(language, key) +
                   '\n';
    }
    return all;
}

}  // namespace

TEST_CASE("what people agreed to stays as it was") {
    const std::string path = KAZI_SOURCE_DIR "/tests/golden/consent/version_" +
                             std::to_string(current_version()) + ".txt";
    std::ifstream kept(path);
    const std::string today = texts_of_today();
    int lines = 0;
    // A language that came later is not in it yet, and may be added.
    for (std::string line; std::getline(kept, line); ++lines) {
        CAPTURE(line);
        CHECK(today.find(line + '\n') != std::string::npos);
    }
    CHECK(lines >= 21);
}

}  // namespace kazi::taskflow
