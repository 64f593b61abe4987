// SPDX-License-Identifier: Apache-2.0
#include "config/section.hpp"

#include <algorithm>

#include "config/value_text.hpp"

namespace kazi::config {
namespace {

int line_of(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

/// A secret in a file ends with the newline of whoever wrote it; that is not part of it.
std::string without_line_end(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();
    return text;
}

}  // namespace

Section::Section(const toml::table& table, std::string path, Reading& reading)
    : table_(table), path_(std::move(path)), reading_(reading) {}

std::string Section::full(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

const toml::node* Section::find(std::string_view key) {
    known_.emplace_back(key);
    const toml::node* node = table_.get(key);
    if (node != nullptr) reading_.lines[full(key)] = line_of(*node);
    return node;
}

void Section::fail(std::string_view key, std::string text) {
    const toml::node* node = table_.get(key);
    const int line = node != nullptr ? line_of(*node) : line_of(table_);
    reading_.errors.push_back({reading_.file, line, full(key), std::move(text)});
}

std::optional<std::string> Section::resolve(std::string_view key, const toml::table& reference) {
    const auto* variable = reference.get_as<std::string>("env");
    const auto* file = reference.get_as<std::string>("file");
    if (reference.size() != 1 || (variable == nullptr && file == nullptr)) {
        fail(key, "a reference is { env = \"NAME\" } or { file = \"PATH\" }");
        return std::nullopt;
    }
    if (variable != nullptr) {
        auto value = reading_.sources.environment(variable->get());
        if (!value) fail(key, "environment variable " + variable->get() + " is not set");
        return value;
    }
    auto value = reading_.sources.file(file->get());
    if (!value) {
        fail(key, "can't read " + file->get());
        return std::nullopt;
    }
    return without_line_end(std::move(*value));
}

std::optional<std::string> Section::text_of(std::string_view key, const toml::node& node) {
    if (const auto* value = node.as_string()) return value->get();
    if (const auto* reference = node.as_table()) return resolve(key, *reference);
    fail(key, "must be text in quotes");
    return std::nullopt;
}

std::string Section::text(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        fail(key, "is missing");
        return {};
    }
    auto value = text_of(key, *node);
    if (value && value->empty()) fail(key, "must not be empty");
    return value.value_or("");
}

std::string Section::text_or(std::string_view key, std::string fallback) {
    const toml::node* node = find(key);
    if (node == nullptr) return fallback;
    return text_of(key, *node).value_or(std::move(fallback));
}

bool Section::flag_or(std::string_view key, bool fallback) {
    const toml::node* node = find(key);
    if (node == nullptr) return fallback;
    if (const auto* value = node->as_boolean()) return value->get();
    fail(key, "must be true or false");
    return fallback;
}

std::int64_t Section::integer_or(std::string_view key, Range range, std::int64_t fallback) {
    const toml::node* node = find(key);
    if (node == nullptr) return fallback;
    const auto limits = std::to_string(range.least) + ".." + std::to_string(range.most);
    const auto* value = node->as_integer();
    if (value == nullptr) {
        fail(key, "must be a whole number, " + limits);
        return fallback;
    }
    if (value->get() < range.least || value->get() > range.most) {
        fail(key, "must be " + limits + ", is " + std::to_string(value->get()));
        return fallback;
    }
    return value->get();
}

std::chrono::milliseconds Section::seconds_or(std::string_view key, Range seconds,
                                              std::chrono::milliseconds fallback) {
    const auto whole = std::chrono::duration_cast<std::chrono::seconds>(fallback).count();
    return std::chrono::seconds(integer_or(key, seconds, whole));
}

std::chrono::milliseconds Section::millis_or(std::string_view key, Range millis,
                                             std::chrono::milliseconds fallback) {
    return std::chrono::milliseconds(integer_or(key, millis, fallback.count()));
}

std::int64_t Section::amount_micro(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        fail(key, "is missing: an amount such as \"0.80\"");
        return 0;
    }
    const auto* value = node->as_string();
    const auto micro = value != nullptr ? parse_amount_micro(value->get()) : std::nullopt;
    if (!micro) fail(key, "must be an amount in quotes, at most six decimals, such as \"0.80\"");
    return micro.value_or(0);
}

int Section::minute_of_day_or(std::string_view key, int fallback) {
    const toml::node* node = find(key);
    if (node == nullptr) return fallback;
    const auto* value = node->as_string();
    const auto minute = value != nullptr ? parse_minute_of_day(value->get()) : std::nullopt;
    if (!minute) fail(key, "must be a time of day in quotes, \"00:00\" to \"23:59\"");
    return minute.value_or(fallback);
}

std::vector<std::string> Section::texts(std::string_view key, std::size_t least) {
    const toml::node* node = find(key);
    std::vector<std::string> values;
    const auto* list = node != nullptr ? node->as_array() : nullptr;
    if (list == nullptr || list->size() < least) {
        fail(key, least == 0 ? "must be a list of texts" : "must be a list of texts, at least one");
        return values;
    }
    for (const auto& element : *list) {
        if (auto value = text_of(key, element)) values.push_back(std::move(*value));
    }
    return values;
}

std::map<std::string, std::string> Section::text_map(std::string_view key) {
    std::map<std::string, std::string> values;
    auto table = child(key);
    if (!table) return values;
    for (auto&& [name, node] : table->table_) {
        values[std::string(name.str())] = table->text(name.str());
    }
    return values;
}

std::vector<std::string> Section::names() const {
    std::vector<std::string> all;
    for (auto&& [name, node] : table_)
        all.emplace_back(name.str());
    return all;
}

bool Section::is_reference(std::string_view key) const {
    const toml::node* node = table_.get(key);
    return node != nullptr && node->is_table();
}

std::optional<Secret> Section::secret_of(std::string_view key, const toml::node& node,
                                         std::size_t chars_min) {
    const auto* reference = node.as_table();
    if (reference == nullptr) {
        fail(key,
             "must be a reference, { env = \"NAME\" } or { file = \"PATH\" }: "
             "secrets don't stand in this file");
        return std::nullopt;
    }
    auto value = resolve(key, *reference);
    if (!value) return std::nullopt;
    if (value->size() < chars_min) {
        fail(key, "the secret is too short: at least " + std::to_string(chars_min) + " characters");
        return std::nullopt;
    }
    return Secret(std::move(*value));
}

Secret Section::secret(std::string_view key, std::size_t chars_min) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        fail(key, "is missing: a reference, { env = \"NAME\" } or { file = \"PATH\" }");
        return {};
    }
    return secret_of(key, *node, chars_min).value_or(Secret());
}

std::vector<Secret> Section::secrets_or_none(std::string_view key, std::size_t chars_min) {
    std::vector<Secret> secrets;
    const toml::node* node = find(key);
    if (node == nullptr) return secrets;
    const auto take = [&](const toml::node& one) {
        if (auto secret = secret_of(key, one, chars_min)) secrets.push_back(std::move(*secret));
    };
    if (const auto* list = node->as_array()) {
        for (const auto& one : *list)
            take(one);
        return secrets;
    }
    take(*node);
    return secrets;
}

std::optional<Section> Section::child(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* table = node->as_table()) return Section(*table, full(key), reading_);
    fail(key, "must be a table, [" + full(key) + "]");
    return std::nullopt;
}

std::vector<std::pair<std::string, Section>> Section::named(std::string_view key) {
    std::vector<std::pair<std::string, Section>> sections;
    auto parent = child(key);
    if (!parent) return sections;
    for (auto&& [name, node] : parent->table_) {
        if (!is_plain_name(name.str())) {
            parent->fail(name.str(), "a name is 1 to 32 of a-z, 0-9 and hyphens");
            continue;
        }
        if (auto section = parent->child(name.str())) {
            sections.emplace_back(std::string(name.str()), std::move(*section));
        }
    }
    return sections;
}

void Section::close() {
    for (auto&& [name, node] : table_) {
        const std::string key(name.str());
        if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
        const auto meant = nearest(key, known_);
        fail(key, meant ? "is no setting; did you mean " + *meant + "?" : "is no setting");
    }
}

}  // namespace kazi::config
