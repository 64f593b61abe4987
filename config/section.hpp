// SPDX-License-Identifier: Apache-2.0
// One table of a TOML file while it is being read: each call names a key, what it must be, and what
// it is when absent. Faults are collected, so that an operator sees all of them at once.
#pragma once

#include <toml++/toml.h>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/config.hpp"

namespace kazi::config {

/// What all sections of one file share.
struct Reading {
    std::string file;
    const Sources& sources;
    ConfigErrors errors;
    std::map<std::string, int, std::less<>> lines;
};

struct Range {
    std::int64_t least = 0;
    std::int64_t most = 0;
};

/// Refers to the parsed document, which has to outlive it: a copied node forgets its line.
class Section {
public:
    Section(const toml::table& table, std::string path, Reading& reading);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }

    /// A text that must be there and not be empty. May be given as { env = "NAME" }.
    std::string text(std::string_view key);
    std::string text_or(std::string_view key, std::string fallback);
    bool flag_or(std::string_view key, bool fallback);
    std::int64_t integer_or(std::string_view key, Range range, std::int64_t fallback);
    /// As `integer_or`, narrowed; the range must fit the type of the fallback.
    template <class Integer>
    Integer number_or(std::string_view key, Range range, Integer fallback) {
        return static_cast<Integer>(integer_or(key, range, static_cast<std::int64_t>(fallback)));
    }
    /// A whole number of seconds ("…_s") or milliseconds ("…_ms").
    std::chrono::milliseconds seconds_or(std::string_view key, Range seconds,
                                         std::chrono::milliseconds fallback);
    std::chrono::milliseconds millis_or(std::string_view key, Range millis,
                                        std::chrono::milliseconds fallback);
    /// Decimal text, in micro-units. Never a TOML float: those are not exact.
    std::int64_t amount_micro(std::string_view key);
    int minute_of_day_or(std::string_view key, int fallback);
    /// `least`: how many there must be.
    std::vector<std::string> texts(std::string_view key, std::size_t least = 1);
    std::map<std::string, std::string> text_map(std::string_view key);
    /// The keys that stand here.
    [[nodiscard]] std::vector<std::string> names() const;
    /// True when the key is given as { env = "NAME" } or { file = "PATH" }.
    [[nodiscard]] bool is_reference(std::string_view key) const;

    /// One reference to a secret, at least `chars_min` long.
    Secret secret(std::string_view key, std::size_t chars_min);
    /// A reference or a list of them; none when the key is absent.
    std::vector<Secret> secrets_or_none(std::string_view key, std::size_t chars_min);

    /// The table below `key`, if there is one.
    std::optional<Section> child(std::string_view key);
    /// The tables below `key`, each with its own name: [key.NAME].
    std::vector<std::pair<std::string, Section>> named(std::string_view key);

    /// Records a fault of `key` (its line, or the table's when it is absent).
    void fail(std::string_view key, std::string text);
    /// Records every key that nobody asked for. Call it last.
    void close();

private:
    const toml::node* find(std::string_view key);
    [[nodiscard]] std::string full(std::string_view key) const;
    std::optional<std::string> text_of(std::string_view key, const toml::node& node);
    std::optional<std::string> resolve(std::string_view key, const toml::table& reference);
    std::optional<Secret> secret_of(std::string_view key, const toml::node& node,
                                    std::size_t chars_min);

    const toml::table& table_;
    std::string path_;
    Reading& reading_;
    std::vector<std::string> known_;
};

}  // namespace kazi::config
