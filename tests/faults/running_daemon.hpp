// SPDX-License-Identifier: Apache-2.0
// The real `kazi serve`, with the demonstration's configuration on ports of its own, and with
// secrets that are planted to be searched for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/faults/folder.hpp"
#include "tests/faults/process.hpp"

namespace kazi::tests {

inline constexpr std::string_view identity_key = "planted-identity-key-5c0ffee5c0ffee5c0ffee";
inline constexpr std::string_view api_key = "planted-api-key-5c0ffee5c0ffee";
inline constexpr std::string_view path_secret = "planted-path-secret-5c0ffee5c0ffee";
inline constexpr std::string_view signing_secret = "planted-signing-secret-5c0ffee5c0ffee";
inline constexpr std::string_view payout_token = "planted-payout-token-5c0ffee5c0ffee";

struct DaemonOptions {
    std::string redis_socket = {};  ///< empty: it starts a Redis of its own
    int command_deadline_ms = 2000;
    std::string log_level = "info";
    bool mixed = false;  ///< six routes of six dialects instead of Africa's Talking alone
};

class RunningDaemon {
public:
    /// Writes the configuration; starts nothing.
    explicit RunningDaemon(const DaemonOptions& options);

    /// Starts it (again).
    void launch();
    /// The same, and waits until it is ready. Throws, with the end of its log, when it isn't.
    void start();
    /// kill -9.
    void kill();
    /// SIGTERM, and waits: its exit code, nothing when it does not end.
    std::optional<int> stop();
    [[nodiscard]] Process& process() { return *process_; }
    [[nodiscard]] bool ready() const;

    /// Where a route's callbacks go, its secret included: append "/sms", "/ussd" or "/dlr".
    [[nodiscard]] std::string hooks() const;
    [[nodiscard]] std::string payout_hook() const;
    [[nodiscard]] std::string public_url() const;
    [[nodiscard]] std::string admin_url() const;
    /// Where it will look for the telco.
    [[nodiscard]] std::uint16_t telco_port() const { return ports_[2]; }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    [[nodiscard]] std::string config_file() const;
    /// All that it ever wrote, over all its lives.
    [[nodiscard]] std::string log() const;
    /// The end of it, for a complaint.
    [[nodiscard]] std::string log_end() const;
    /// Waits until that text stands in the log.
    [[nodiscard]] bool logs(std::string_view text) const;

    /// Runs the operator's tool on the same configuration.
    [[nodiscard]] Finished tool(std::vector<std::string> arguments) const;

private:
    [[nodiscard]] std::filesystem::path log_file() const;

    Folder folder_;
    std::vector<std::uint16_t> ports_;
    std::unique_ptr<Process> process_;
};

/// Which of the planted secrets stand in a text, by their first words. Empty is what it should be.
[[nodiscard]] std::vector<std::string> secrets_in(std::string_view text);

}  // namespace kazi::tests
