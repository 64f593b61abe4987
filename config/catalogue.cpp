// SPDX-License-Identifier: Apache-2.0
#include "config/catalogue.hpp"

#include <toml++/toml.h>
#include <algorithm>

#include "embedded/message_files.hpp"

namespace kazi::config {
namespace {

bool is_placeholder_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// The names in braces, or nothing when a brace stands alone.
std::optional<std::set<std::string>> names_in_braces(std::string_view text) {
    std::set<std::string> names;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '}') return std::nullopt;
        if (text[at] != '{') continue;
        const auto close = text.find('}', at);
        if (close == std::string_view::npos) return std::nullopt;
        const auto name = text.substr(at + 1, close - at - 1);
        if (name.empty() || !std::all_of(name.begin(), name.end(), is_placeholder_char)) {
            return std::nullopt;
        }
        names.emplace(name);
        at = close;
    }
    return names;
}

/// Walks the document and fills a catalogue.
class CatalogueReader {
public:
    explicit CatalogueReader(const std::string& file) : file_(file) {}

    CatalogueResult read(const toml::table& document) {
        read_meta(document);
        for (auto&& [key, node] : document) {
            if (key.str() != "meta") read_node(std::string(key.str()), node);
        }
        if (!errors_.empty()) return std::move(errors_);
        return std::move(catalogue_);
    }

private:
    void fail(const toml::node& node, const std::string& key, std::string text) {
        const int line = static_cast<int>(node.source().begin.line);
        errors_.push_back({file_, line, key, std::move(text)});
    }

    void read_meta(const toml::table& document) {
        const auto* meta = document.get_as<toml::table>("meta");
        const auto* language = meta != nullptr ? meta->get_as<std::string>("language") : nullptr;
        const auto* name = meta != nullptr ? meta->get_as<std::string>("name") : nullptr;
        const auto* checked = meta != nullptr ? meta->get_as<bool>("checked_by_native") : nullptr;
        if (language == nullptr || name == nullptr || checked == nullptr) {
            fail(document, "meta", "must have language, name and checked_by_native");
            return;
        }
        catalogue_.language = language->get();
        catalogue_.name = name->get();
        catalogue_.checked_by_native = checked->get();
        // A text written under the wrong heading must not vanish.
        for (auto&& [key, node] : *meta) {
            if (&node == language || &node == name || &node == checked) continue;
            fail(node, "meta." + std::string(key.str()), "is none of the three that belong here");
        }
    }

    void read_node(const std::string& key, const toml::node& node) {
        if (const auto* table = node.as_table()) {
            for (auto&& [name, below] : *table)
                read_node(key + "." + std::string(name.str()), below);
        } else if (const auto* list = node.as_array()) {
            read_list(key, *list);
        } else if (const auto* text = node.as_string()) {
            read_text(key, *text);
        } else {
            fail(node, key, "must be text or a list of texts");
        }
    }

    void read_text(const std::string& key, const toml::value<std::string>& text) {
        if (text.get().empty()) {
            fail(text, key, "must not be empty");
        } else if (!names_in_braces(text.get())) {
            fail(text, key, "a brace opens or closes no {placeholder}");
        } else {
            catalogue_.texts.emplace(key, text.get());
        }
    }

    void read_list(const std::string& key, const toml::array& list) {
        std::vector<std::string> texts;
        for (const auto& element : list) {
            const auto* text = element.as_string();
            if (text != nullptr && !text->get().empty()) texts.push_back(text->get());
        }
        if (texts.empty() || texts.size() != list.size()) {
            fail(list, key, "must be a list of texts, at least one, none empty");
            return;
        }
        catalogue_.lists.emplace(key, std::move(texts));
    }

    std::string file_;
    Catalogue catalogue_;
    ConfigErrors errors_;
};

bool contains(const Catalogue& catalogue, const std::string& key) {
    return catalogue.texts.contains(key) || catalogue.lists.contains(key);
}

std::string difference_of(const Catalogue& reference, const Catalogue& other,
                          const std::string& key) {
    if (!contains(other, key)) return "is missing";
    if (reference.texts.contains(key) != other.texts.contains(key)) {
        return "is text in one and a list in the other";
    }
    if (reference.placeholders(key) != other.placeholders(key)) return "has other placeholders";
    return {};
}

}  // namespace

std::optional<std::string_view> Catalogue::get(std::string_view key) const {
    const auto found = texts.find(key);
    if (found == texts.end()) return std::nullopt;
    return found->second;
}

const std::vector<std::string>* Catalogue::list(std::string_view key) const {
    const auto found = lists.find(key);
    return found == lists.end() ? nullptr : &found->second;
}

std::vector<std::string> Catalogue::keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, text] : texts)
        keys.push_back(key);
    for (const auto& [key, list] : lists)
        keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::set<std::string> Catalogue::placeholders(std::string_view key) const {
    return names_in_braces(get(key).value_or("")).value_or(std::set<std::string>());
}

CatalogueResult read_catalogue(std::string_view text, const std::string& file) {
    try {
        const toml::table document = toml::parse(text, std::string_view(file));
        return CatalogueReader(file).read(document);
    } catch (const toml::parse_error& error) {
        return ConfigErrors{{file, static_cast<int>(error.source().begin.line), "",
                             std::string(error.description())}};
    }
}

CataloguesResult embedded_catalogues() {
    Catalogues catalogues;
    for (const MessageFile& embedded : message_files) {
        auto result = read_catalogue(embedded.text, std::string(embedded.file));
        if (auto* errors = std::get_if<ConfigErrors>(&result)) return std::move(*errors);
        auto& catalogue = std::get<Catalogue>(result);
        const std::string language = catalogue.language;
        catalogues.emplace(language, std::move(catalogue));
    }
    return catalogues;
}

std::vector<std::string> differences(const Catalogue& reference, const Catalogue& other) {
    std::vector<std::string> found;
    for (const auto& key : reference.keys()) {
        const auto difference = difference_of(reference, other, key);
        if (!difference.empty()) found.push_back(other.language + ": " + key + " " + difference);
    }
    for (const auto& key : other.keys()) {
        if (contains(reference, key)) continue;
        found.push_back(other.language + ": " + key + " is not in " + reference.language);
    }
    return found;
}

}  // namespace kazi::config
