// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/with_store.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "gateway/app/open_store.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/observe/log.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;

// The server's lock is the daemon's as long as one of them lives: whoever gets it, starts one.
bool daemon_runs(const config::Store& settings) {
    if (!settings.url.empty()) return true;
    return store::folder_in_use(settings.data_folder);
}

awaitable<void> work_on(app::OpenedStore& opened, const config::Config& config,
                        const StoreWork& work, int& code) {
    const std::string trouble = co_await opened.until_up();
    if (trouble.empty()) {
        code = co_await work(opened.store(), config);
    } else {
        fmt::print(stderr, "kazi: the store: {}\n", trouble);
        code = failed;
    }
    co_await opened.close();
}

}  // namespace

std::optional<config::Config> read_config_or_complain(const std::string& file) {
    auto read = config::load_config(file);
    if (auto* config = std::get_if<config::Config>(&read)) return std::move(*config);
    fmt::print(stderr, "{}\n", config::to_string(std::get<config::ConfigErrors>(read)));
    return std::nullopt;
}

int with_store(const config::Config& config, const StoreWork& work) {
    boost::asio::io_context context(1);
    Log log = log_to_stderr(config::LogLevel::error);
    app::OpenedStore opened(context, config, log, !daemon_runs(config.store));
    int code = failed;
    http::spawn(context.get_executor(), "work", work_on(opened, config, work, code),
                [](const std::string&, const std::exception_ptr& failure) {
                    fmt::print(stderr, "kazi: {}\n", http::text_of(failure));
                    std::exit(failed);
                });
    context.run();
    return code;
}

int with_store_of(const std::string& config_file, const StoreWork& work) {
    const auto config = read_config_or_complain(config_file);
    return config ? with_store(*config, work) : bad_usage;
}

}  // namespace kazi::gateway::cli
