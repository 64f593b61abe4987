// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/crowd/shipped_languages.hpp"

#include <variant>

#include "config/catalogue.hpp"

namespace kazi::simulator::crowd {

std::optional<std::string> learn_shipped_languages(Reader& reader) {
    const auto shipped = config::embedded_catalogues();
    const auto* catalogues = std::get_if<config::Catalogues>(&shipped);
    if (catalogues == nullptr) return "a form that can be read";
    for (const auto& [code, catalogue] : *catalogues) {
        const auto missing = reader.learn({code, catalogue.name, catalogue.texts, catalogue.lists});
        if (missing) return code + " " + *missing;
    }
    return std::nullopt;
}

}  // namespace kazi::simulator::crowd
