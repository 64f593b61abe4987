// SPDX-License-Identifier: Apache-2.0
// kazi certify: a connection, tried in every way its aggregator might try it.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fstream>
#include <memory>

#include "gateway/app/cells.hpp"
#include "gateway/certify/kit.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"
#include "gateway/engine/shipped_phrases.hpp"
#include "protocols/phone_region.hpp"

namespace kazi::gateway::cli {

namespace {

struct Options {
    std::string config = "kazi.toml";
    std::string route;
    std::string to;
    std::string admin;
    std::string number;
    std::string report;
};

/// Where a listener of the configuration is reached from this machine; empty when any port will do.
std::string url_of(const config::Listener& listener) {
    if (listener.port == 0) return {};
    const bool anywhere = listener.address == "0.0.0.0" || listener.address == "::";
    return fmt::format("http://{}:{}", anywhere ? "127.0.0.1" : listener.address, listener.port);
}

/// The daemon's own reading of the route, so that nothing is told twice.
protocols::RouteSettings settings_of(const config::Config& config, const config::Route& route) {
    const auto phrases = engine::shipped_phrases(config.markets.front().languages.front());
    app::Cells cells = app::make_cells(config, phrases);
    Metrics metrics;
    return app::make_route(config, route, cells, metrics).settings;
}

std::string example_number(const config::Config& config, const config::Route& route) {
    const config::Market* market = config.find_market(route.market);
    return market == nullptr ? "" : protocols::example_mobile(market->country);
}

std::int64_t now_us() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
}

certify::Order order_of(const Options& options, const config::Config& config,
                        const config::Route& route) {
    certify::Order order;
    order.route = route.name;
    order.dialect = protocols::find_dialect(route.dialect);
    order.writer = protocols::find_callback_writer(route.dialect);
    order.settings = settings_of(config, route);
    if (!route.path_secrets.empty()) order.path_secret = route.path_secrets.front().reveal();
    order.to = options.to.empty() ? url_of(config.public_listener) : options.to;
    while (order.to.ends_with('/'))
        order.to.pop_back();
    order.admin = options.admin;
    if (order.admin.empty() && options.to.empty()) order.admin = url_of(config.admin_listener);
    order.number = options.number.empty() ? example_number(config, route) : options.number;
    order.run = fmt::format("{:x}", now_us());
    return order;
}

std::string complaint_of(const certify::Order& order) {
    if (order.writer == nullptr) return "nobody wrote this dialect's callbacks";
    if (order.to.empty()) return "the public listener takes any port: say where it is with --to";
    if (!order.number.starts_with('+')) return "give a test number in full, +254…, with --number";
    return {};
}

int write_report(const std::string& file, const std::string& text) {
    std::ofstream out(file);
    out << text;
    out.close();
    if (out) return ok;
    fmt::print(stderr, "kazi certify: can't write {}\n", file);
    return bad_usage;
}

int certify_route(const Options& options, const config::Config& config,
                  const config::Route& route) {
    const certify::Order order = order_of(options, config, route);
    if (const auto complaint = complaint_of(order); !complaint.empty()) {
        fmt::print(stderr, "kazi certify: {}\n", complaint);
        return bad_usage;
    }
    const auto date = fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(now_us() / 1'000'000));
    const auto findings = certify::certify(order);
    if (!findings) {
        fmt::print(stderr, "kazi certify: nobody answers at {}\n", order.to);
        return bad_usage;
    }
    fmt::print("{}", certify::table(*findings));
    const std::string file =
        options.report.empty() ? fmt::format("certification-{}.md", order.route) : options.report;
    if (write_report(file, certify::report(order, *findings, date)) != ok) return bad_usage;
    fmt::print("report: {}\n", file);
    return certify::count(*findings, certify::Verdict::failed) == 0 ? ok : failed;
}

int run(const Options& options) {
    const auto config = read_config_or_complain(options.config);
    if (!config) return bad_usage;
    const auto route = std::ranges::find(config->routes, options.route, &config::Route::name);
    if (route == config->routes.end()) {
        fmt::print(stderr, "kazi certify: {} has no route '{}'\n", options.config, options.route);
        return bad_usage;
    }
    try {
        return certify_route(options, *config, *route);
    } catch (const config::ConfigError& error) {
        fmt::print(stderr, "{}\n", config::to_string(error));
        return bad_usage;
    }
}

}  // namespace

void add_certify(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "certify", "Play a route's aggregator against a running daemon, faults and all");
    command->add_option("--route", options->route, "The route's name")->required();
    command->add_option("--to", options->to,
                        "The daemon's address, by default the configuration's");
    command->add_option("--admin", options->admin,
                        "Its admin listener, whose counters tell a duplicate");
    command->add_option("--number", options->number,
                        "A test number that no worker has, by default the plan's example");
    command->add_option("--config", options->config, "The configuration file")
        ->capture_default_str();
    command->add_option("--report", options->report, "Where to write the report (Markdown)");
    command->callback([options, &exit] { exit.code = run(*options); });
}

}  // namespace kazi::gateway::cli
