// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/shipped_phrases.hpp"

#include <stdexcept>

#include "config/catalogue.hpp"

namespace kazi::gateway::engine {

taskflow::dialogue::Phrasebook shipped_phrases(const taskflow::Language& fallback) {
    auto read = config::embedded_catalogues();
    auto* catalogues = std::get_if<config::Catalogues>(&read);
    if (catalogues == nullptr) throw std::runtime_error("a shipped message catalogue is damaged");
    std::map<taskflow::Language, taskflow::dialogue::Phrases> languages;
    for (auto& [language, catalogue] : *catalogues)
        languages[language] = {{catalogue.texts.begin(), catalogue.texts.end()},
                               std::move(catalogue.lists)};
    return taskflow::dialogue::Phrasebook(std::move(languages), fallback);
}

}  // namespace kazi::gateway::engine
