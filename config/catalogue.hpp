// SPDX-License-Identifier: Apache-2.0
// Message catalogues: every text a worker reads, and every command word she may write, one TOML
// file per language.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/error.hpp"

namespace kazi::config {

/// One language. Keys are dotted ("consent.ask", "words.stop"). Plain maps, so that the dialogue,
/// which may not include this room, can be handed its texts as values.
struct Catalogue {
    std::string language;            ///< ISO 639-1
    std::string name;                ///< in its own words, "Kiswahili"
    bool checked_by_native = false;  ///< somebody who grew up with it has read every text
    std::map<std::string, std::string, std::less<>> texts;
    std::map<std::string, std::vector<std::string>, std::less<>> lists;

    /// The text of that key, `{placeholders}` unfilled.
    [[nodiscard]] std::optional<std::string_view> get(std::string_view key) const;
    /// The list of that key, or null.
    [[nodiscard]] const std::vector<std::string>* list(std::string_view key) const;
    /// Keys of texts and lists, in order.
    [[nodiscard]] std::vector<std::string> keys() const;
    /// The names in braces in the text of that key; none for a list or an unknown key.
    [[nodiscard]] std::set<std::string> placeholders(std::string_view key) const;
};

using CatalogueResult = std::variant<Catalogue, ConfigErrors>;

/// Reads one catalogue. Fails: not TOML, no [meta], a value that is neither text nor list of texts,
/// an empty one, a brace that opens or closes no {placeholder}.
[[nodiscard]] CatalogueResult read_catalogue(std::string_view text, const std::string& file);

using Catalogues = std::map<std::string, Catalogue, std::less<>>;  ///< by language
using CataloguesResult = std::variant<Catalogues, ConfigErrors>;

/// The catalogues that are shipped inside the program.
[[nodiscard]] CataloguesResult embedded_catalogues();

/// How `other` differs in shape from `reference`: keys missing or surplus, a text where a list is,
/// placeholders that are not the same. One sentence each; empty when it can take its place.
[[nodiscard]] std::vector<std::string> differences(const Catalogue& reference,
                                                   const Catalogue& other);

}  // namespace kazi::config
