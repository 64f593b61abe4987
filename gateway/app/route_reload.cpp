// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/route_reload.hpp"

#include <utility>
#include <variant>
#include <vector>

namespace kazi::gateway::app {

namespace {

// All of them, so that a fault in the last one leaves the first one as it is.
std::vector<hooks::Route> read_routes(const std::string& file, Cells& cells, Metrics& metrics) {
    auto read = config::load_config(file);
    if (const auto* errors = std::get_if<config::ConfigErrors>(&read)) throw errors->front();
    const auto& config = std::get<config::Config>(read);
    std::vector<hooks::Route> routes;
    for (const config::Route& from : config.routes) {
        if (cells.contains(from.market)) routes.push_back(make_route(config, from, cells, metrics));
    }
    return routes;
}

bool is_the_same(const hooks::Route* running, const hooks::Route& read) {
    return running != nullptr && running->dialect == read.dialect && running->cell == read.cell;
}

}  // namespace

void reload_routes(const std::string& file, hooks::Hooks& hooks, Cells& cells, Metrics& metrics,
                   Log& log) {
    try {
        for (hooks::Route& read : read_routes(file, cells, metrics)) {
            hooks::Route* running = hooks.find(read.name);
            if (!is_the_same(running, read)) {
                log.warn("route_waits_for_restart", {{"route", read.name}});
                continue;
            }
            running->settings = std::move(read.settings);
            running->callers = std::move(read.callers);
            log.info("route_reloaded", {{"route", running->name}});
        }
    } catch (const config::ConfigError& error) {
        log.error("reload_refused", {{"why", config::to_string(error)}});
    }
}

}  // namespace kazi::gateway::app
