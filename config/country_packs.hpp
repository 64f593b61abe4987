// SPDX-License-Identifier: Apache-2.0
// The country packs: one TOML file per country in countries/, shipped inside the program.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "config/error.hpp"
#include "config/protection.hpp"
#include "config/section.hpp"

namespace kazi::config {

using CountryPackResult = std::variant<CountryPack, ConfigErrors>;

/// Reads one pack; `file` is only a name for messages. Fails: with every fault found.
[[nodiscard]] CountryPackResult read_country_pack(std::string_view text, const std::string& file);

/// The pack of a country, or the one for all others. Fails when a shipped file is faulty.
[[nodiscard]] CountryPackResult country_pack(std::string_view country);

/// [market.NAME.protection]; what it does not say stays as in `protection`.
[[nodiscard]] Protection read_protection(Section section, Protection protection);

}  // namespace kazi::config
