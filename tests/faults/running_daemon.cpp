// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/running_daemon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

#include "tests/faults/ports.hpp"
#include "tests/faults/replace.hpp"
#include "tests/faults/waiting.hpp"
#include "tests/faults/web.hpp"

namespace kazi::tests {

namespace {

constexpr std::size_t log_end_bytes = 3000;

void plant_secrets() {
    ::setenv("KAZI_IDENTITY_KEY", identity_key.data(), 1);
    ::setenv("AT_API_KEY", api_key.data(), 1);
    ::setenv("AT_PATH_SECRET", path_secret.data(), 1);
    ::setenv("AT_PAYOUT_TOKEN", payout_token.data(), 1);
    ::setenv("MIX_SIGNING_SECRET", signing_secret.data(), 1);
}

// Where the routes of mix.toml want their reports.
void plant_report_urls(std::uint16_t port) {
    constexpr std::array<std::pair<const char*, const char*>, 4> routes{
        {{"MIX_TZ_REPORTS", "tz"},
         {"MIX_UG_REPORTS", "ug"},
         {"MIX_NG_REPORTS", "ng"},
         {"MIX_GH_REPORTS", "gh-sms"}}};
    for (const auto& [variable, route] : routes) {
        const auto url =
            fmt::format("http://127.0.0.1:{}/hooks/{}/{}/dlr", port, route, path_secret);
        ::setenv(variable, url.c_str(), 1);
    }
}

std::string store_section(const DaemonOptions& options, const std::filesystem::path& folder) {
    const std::string server = options.redis_socket.empty()
                                   ? ""
                                   : fmt::format("url = \"unix://{}\"", options.redis_socket);
    // Named for a server of its own, too: the payer leaves its mark there.
    return fmt::format("data_folder = \"{}\"\n{}\ncommand_deadline_ms = {}",
                       (folder / "data").string(), server, options.command_deadline_ms);
}

std::string configuration(const DaemonOptions& options, const std::filesystem::path& folder,
                          const std::vector<std::uint16_t>& ports) {
    auto text = text_of(KAZI_SOURCE_DIR "/tests/simulator/demo.toml");
    if (options.mixed) {
        replace(text, "[route.at-ke]\n", "[route.at-ke]\ncountries = [\"KE\"]\n");
        text += text_of(KAZI_SOURCE_DIR "/tests/simulator/mix.toml");
        plant_report_urls(ports[0]);
    }
    replace(text, "data_folder = { env = \"KAZI_DEMO_DATA\" }", store_section(options, folder));
    replace(text, "18080", std::to_string(ports[0]));
    replace(text, "18081", std::to_string(ports[1]));
    replace(text, "18090", std::to_string(ports[2]));
    replace(text, "level = \"info\"", fmt::format("level = \"{}\"", options.log_level));
    return text;
}

}  // namespace

RunningDaemon::RunningDaemon(const DaemonOptions& options) : ports_(free_ports(3)) {
    plant_secrets();
    write_file(config_file(), configuration(options, folder(), ports_));
}

void RunningDaemon::launch() {
    const std::vector<std::string> command{KAZI_PROGRAM, "serve", "--config", config_file()};
    process_ = std::make_unique<Process>(command, log_file());
}

void RunningDaemon::start() {
    launch();
    const bool up = wait_until([this] { return ready() || !process_->running(); });
    if (up && process_->running()) return;
    throw std::runtime_error("the daemon did not come up; its log ends:\n" + log_end());
}

void RunningDaemon::kill() {
    process_->kill();
}

std::optional<int> RunningDaemon::stop() {
    process_->terminate();
    return process_->exit_code();
}

bool RunningDaemon::ready() const {
    return Request::get(admin_url() + "/readyz").reply().status == 200;
}

std::string RunningDaemon::hooks() const {
    return fmt::format("{}/hooks/at-ke/{}", public_url(), path_secret);
}

std::string RunningDaemon::payout_hook() const {
    return fmt::format("{}/hooks/at/{}/payout", public_url(), payout_token);
}

std::string RunningDaemon::public_url() const {
    return fmt::format("http://127.0.0.1:{}", ports_[0]);
}

std::string RunningDaemon::admin_url() const {
    return fmt::format("http://127.0.0.1:{}", ports_[1]);
}

std::string RunningDaemon::config_file() const {
    return (folder() / "kazi.toml").string();
}

std::filesystem::path RunningDaemon::log_file() const {
    return folder() / "kazi.log";
}

std::string RunningDaemon::log() const {
    return text_of(log_file());
}

std::string RunningDaemon::log_end() const {
    const auto written = log();
    return written.substr(written.size() - std::min(written.size(), log_end_bytes));
}

bool RunningDaemon::logs(std::string_view text) const {
    return wait_until([&] { return log().find(text) != std::string::npos; });
}

Finished RunningDaemon::tool(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), KAZI_PROGRAM);
    arguments.insert(arguments.end(), {"--config", config_file()});
    return run_program(arguments);
}

std::vector<std::string> secrets_in(std::string_view text) {
    constexpr std::array all{identity_key, api_key, path_secret, signing_secret, payout_token};
    std::vector<std::string> found;
    for (const auto secret : all) {
        // Half of a secret is a leak, too.
        const auto half = secret.substr(0, secret.size() - 8);
        if (text.find(half) != std::string_view::npos) found.emplace_back(half);
    }
    return found;
}

}  // namespace kazi::tests
