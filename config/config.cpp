// SPDX-License-Identifier: Apache-2.0
// Parses the file, hands each table to its reader, then checks what concerns several of them.
#include "config/config.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "config/section.hpp"
#include "config/sections.hpp"
#include "embedded/kazi_toml.hpp"

namespace kazi::config {
namespace {

std::optional<std::string> read_file(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return std::nullopt;
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    std::ostringstream text;
    text << in.rdbuf();
    if (in.bad() || text.bad()) return std::nullopt;
    return std::move(text).str();
}

void read_listeners(Section& root, Config& config) {
    auto listen = root.child("listen");
    if (!listen) return;
    if (auto section = listen->child("public")) {
        config.public_listener = read_listener(std::move(*section), config.public_listener);
    }
    if (auto section = listen->child("admin")) {
        config.admin_listener = read_listener(std::move(*section), config.admin_listener);
    }
    listen->close();
}

void read_named(Section& root, Config& config) {
    for (auto& [name, section] : root.named("market")) {
        config.markets.push_back(read_market(std::move(section), name));
    }
    for (auto& [name, section] : root.named("route")) {
        config.routes.push_back(read_route(std::move(section), name));
    }
    for (auto& [name, section] : root.named("provider")) {
        config.providers.push_back(read_provider(std::move(section), name));
    }
}

Config read_sections(Section& root) {
    Config config;
    if (auto section = root.child("store")) config.store = read_store(std::move(*section));
    read_listeners(root, config);
    if (auto section = root.child("identity")) {
        config.identity = read_identity(std::move(*section));
        if (config.identity.number_keys.empty())
            config.identity.number_keys = config.store.data_folder / "number-keys";
    } else {
        root.fail("identity", "is missing: key = { env = \"NAME\" } keys every worker's id");
    }
    read_named(root, config);
    if (auto section = root.child("push")) config.push = read_push(std::move(*section));
    if (auto section = root.child("limits")) config.limits = read_limits(std::move(*section));
    if (auto section = root.child("log")) config.log = read_log(std::move(*section));
    root.close();
    return config;
}

void check_market_of(const Config& config, const std::string& owner, const std::string& market,
                     ConfigErrors& errors) {
    if (market.empty() || config.find_market(market) != nullptr) return;
    errors.push_back(config.fault(owner + ".market", "there is no [market." + market + "]"));
}

void check_operators_of(const Config& config, const Provider& provider, ConfigErrors& errors) {
    const Market* market = config.find_market(provider.market);
    if (market == nullptr) return;
    for (const std::string& name : provider.operators) {
        if (market->operators.contains(name)) continue;
        errors.push_back(config.fault("provider." + provider.name + ".operators",
                                      "[market." + market->name + ".operators] has no " + name));
    }
}

/// Routes and providers share /hooks/NAME/…, and a market belongs to one country code.
void check_across(const Config& config, ConfigErrors& errors) {
    std::set<std::string> hooks;
    for (const auto& route : config.routes) {
        hooks.insert(route.name);
        check_market_of(config, "route." + route.name, route.market, errors);
    }
    for (const auto& provider : config.providers) {
        const auto key = "provider." + provider.name;
        check_market_of(config, key, provider.market, errors);
        check_operators_of(config, provider, errors);
        if (!hooks.contains(provider.name)) continue;
        errors.push_back(
            config.fault(key, "a route has this name, and both live at /hooks/" + provider.name));
    }
    std::map<std::string, std::string> market_of_code;
    for (const auto& market : config.markets) {
        const auto [other, is_new] = market_of_code.emplace(market.calling_code, market.name);
        if (is_new || market.calling_code.empty()) continue;
        errors.push_back(config.fault("market." + market.name + ".calling_code",
                                      "market " + other->second + " has it already"));
    }
}

ConfigResult finish(Config config, Reading reading) {
    config.file = reading.file;
    config.lines = std::move(reading.lines);
    check_across(config, reading.errors);
    if (reading.errors.empty()) return config;
    std::stable_sort(reading.errors.begin(), reading.errors.end(),
                     [](const auto& left, const auto& right) { return left.line < right.line; });
    return std::move(reading.errors);
}

}  // namespace

ConfigError Config::fault(std::string_view key, std::string text) const {
    const auto line = lines.find(key);
    return {file, line == lines.end() ? 0 : line->second, std::string(key), std::move(text)};
}

const Market* Config::find_market(std::string_view name) const {
    const auto found = std::find_if(markets.begin(), markets.end(),
                                    [=](const Market& market) { return market.name == name; });
    return found == markets.end() ? nullptr : &*found;
}

Sources process_sources() {
    Sources sources;
    sources.environment = [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) return std::nullopt;
        return value;
    };
    sources.file = read_file;
    return sources;
}

ConfigResult read_config(std::string_view text, const std::string& file, const Sources& sources) {
    toml::table document;
    try {
        document = toml::parse(text, std::string_view(file));
    } catch (const toml::parse_error& error) {
        return ConfigErrors{{file, static_cast<int>(error.source().begin.line), "",
                             std::string(error.description())}};
    }
    Reading reading{file, sources, {}, {}};
    Section root(document, "", reading);
    Config config = read_sections(root);
    return finish(std::move(config), std::move(reading));
}

ConfigResult load_config(const std::filesystem::path& path) {
    const auto text = read_file(path.string());
    if (!text) return ConfigErrors{{path.string(), 0, "", "can't read this file"}};
    return read_config(*text, path.string(), process_sources());
}

std::string_view shipped_config() {
    return kazi_toml;
}

}  // namespace kazi::config
