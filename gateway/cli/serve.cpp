// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "gateway/app/app.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"

namespace kazi::gateway::cli {

namespace {

constexpr const char* default_config = "kazi.toml";

int serve(const std::string& file) {
    const auto config = read_config_or_complain(file);
    if (!config) return bad_usage;
    try {
        return app::serve(*config);
    } catch (const config::ConfigError& error) {
        fmt::print(stderr, "{}\n", config::to_string(error));
        return bad_usage;
    }
}

int check(const std::string& file) {
    const auto config = read_config_or_complain(file);
    if (!config) return failed;
    try {
        app::check_connections(*config);
    } catch (const config::ConfigError& error) {
        fmt::print(stderr, "{}\n", config::to_string(error));
        return failed;
    }
    fmt::print("{}: good\n", file);
    return ok;
}

}  // namespace

void add_serve(CLI::App& app, Exit& exit) {
    auto file = std::make_shared<std::string>(default_config);
    CLI::App* command = app.add_subcommand("serve", "Run the daemon");
    command->add_option("--config", *file, "The configuration file")->capture_default_str();
    command->callback([file, &exit] { exit.code = serve(*file); });
}

void add_check_config(CLI::App& app, Exit& exit) {
    auto file = std::make_shared<std::string>();
    CLI::App* command =
        app.add_subcommand("check-config", "Say what is wrong in a configuration, line by line");
    command->add_option("file", *file, "The configuration file")->required();
    command->callback([file, &exit] { exit.code = check(*file); });
}

}  // namespace kazi::gateway::cli
