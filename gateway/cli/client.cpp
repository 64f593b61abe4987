// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "gateway/api/client_key.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;

awaitable<int> create(store::Store& store, api::Client client) {
    SystemEntropy entropy;
    const std::string key = api::new_api_key(entropy);
    store::Batch batch = api::plan_client_key(api::hash_api_key(key), client);
    const auto outcome = co_await store::commit(store, std::move(batch));
    if (!outcome || !outcome->applied) {
        fmt::print(stderr, "kazi client: {}\n",
                   outcome ? std::string("the key is taken; try again") : outcome.error().text);
        co_return failed;
    }
    fmt::print("{}\n", key);
    co_return ok;
}

}  // namespace

void add_client(CLI::App& app, Exit& exit) {
    struct Options {
        std::string config = "kazi.toml";
        api::Client client;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("client", "Clients of the API");
    command->require_subcommand(1);
    CLI::App* create_command = command->add_subcommand(
        "create", "Make an API key and print it: it is shown this once, only its hash is kept");
    create_command->add_option("name", options->client.name, "The client's name")->required();
    create_command->add_flag("--may-fund", options->client.may_fund,
                             "The key may record money that the client has paid in");
    create_command->add_option("--config", options->config, "The configuration file")
        ->capture_default_str();
    create_command->callback([options, &exit] {
        if (!api::is_client_name(options->client.name)) {
            fmt::print(stderr, "kazi client: a name has 1 to 40 of a-z, 0-9, '_', '-' and '.'\n");
            exit.code = bad_usage;
            return;
        }
        exit.code =
            with_store_of(options->config, [options](store::Store& store, const config::Config&) {
                return create(store, options->client);
            });
    });
}

}  // namespace kazi::gateway::cli
