// SPDX-License-Identifier: Apache-2.0
// Texts of the shipped English catalogue, so that no test keeps a copy that grows old.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>

#include "config/catalogue.hpp"

namespace kazi::simulator::tests {

inline std::string shipped_text(std::string_view key, std::string_view language = "en") {
    const auto shipped = config::embedded_catalogues();
    const auto* catalogues = std::get_if<config::Catalogues>(&shipped);
    REQUIRE(catalogues != nullptr);
    const auto text = catalogues->find(language)->second.get(key);
    REQUIRE_MESSAGE(text, std::string(key));
    return std::string(*text);
}

}  // namespace kazi::simulator::tests
