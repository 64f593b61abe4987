// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/configured_networks.hpp"

#include <stdexcept>
#include <utility>

#include "config/config.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/engine/shipped_phrases.hpp"

namespace kazi::simulator {

namespace {

config::Config read_or_throw(const std::string& file) {
    auto read = config::load_config(file);
    if (auto* config = std::get_if<config::Config>(&read)) return std::move(*config);
    std::string all;
    for (const auto& error : std::get<config::ConfigErrors>(read))
        all.append(all.empty() ? "" : "\n").append(config::to_string(error));
    throw std::invalid_argument(all);
}

telco::NetworkSettings network_of(const config::Config& config, const config::Route& from,
                                  protocols::RouteSettings route, const std::string& daemon_url) {
    telco::NetworkSettings network;
    network.dialect = from.dialect;
    network.hooks_url = daemon_url + "/hooks/" + from.name;
    if (!from.path_secrets.empty()) network.hooks_url += "/" + from.path_secrets.front().reveal();
    network.countries = from.countries;
    if (network.countries.empty()) network.countries = {config.find_market(from.market)->country};
    network.route = std::move(route);
    return network;
}

}  // namespace

std::vector<telco::NetworkSettings> networks_from(const std::string& config_file,
                                                  const std::string& daemon_url) try {
    const config::Config config = read_or_throw(config_file);
    const auto phrases = gateway::engine::shipped_phrases(config.markets.front().languages.front());
    gateway::app::Cells cells = gateway::app::make_cells(config, phrases);
    gateway::Metrics metrics;
    std::vector<telco::NetworkSettings> networks;
    for (const config::Route& from : config.routes) {
        auto route = gateway::app::make_route(config, from, cells, metrics).settings;
        networks.push_back(network_of(config, from, std::move(route), daemon_url));
    }
    return networks;
} catch (const config::ConfigError& error) {
    throw std::invalid_argument(config::to_string(error));
}

}  // namespace kazi::simulator
