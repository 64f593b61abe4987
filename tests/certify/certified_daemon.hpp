// SPDX-License-Identifier: Apache-2.0
// A real daemon with a redis-server of its own and one route for each dialect, and the kit as a
// program beside it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/faults/folder.hpp"
#include "tests/faults/process.hpp"

namespace kazi::tests {

inline constexpr std::string_view planted_path_secret = "planted-path-secret-5c0ffee5c0ffee";
inline constexpr std::string_view planted_signing_secret = "planted-signing-secret-5c0ffee5c0ffee";

/// A run of `kazi certify`, and the report it wrote.
struct Certification {
    Finished finished;
    std::string report;
};

class CertifiedDaemon {
public:
    /// Writes the configuration and plants the secrets; starts nothing.
    CertifiedDaemon();

    /// Starts the daemon and waits until it is ready. Throws with its log when it does not come up.
    void start();

    /// Runs the kit on a route, with further arguments.
    [[nodiscard]] Certification certify(const std::string& route,
                                        const std::vector<std::string>& further = {}) const;
    /// Runs another sub-command on the same configuration.
    [[nodiscard]] Finished tool(std::vector<std::string> arguments) const;
    [[nodiscard]] std::string public_url() const;
    [[nodiscard]] std::string log() const;

private:
    [[nodiscard]] std::filesystem::path file(std::string_view name) const;
    [[nodiscard]] bool ready() const;

    Folder folder_;
    std::vector<std::uint16_t> ports_;
    std::unique_ptr<Process> process_;
};

}  // namespace kazi::tests
