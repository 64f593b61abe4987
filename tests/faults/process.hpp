// SPDX-License-Identifier: Apache-2.0
// A program under test: what it writes goes to a file, and it can't outlive the test.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kazi::tests {

class Process {
public:
    /// Starts `arguments[0]`; both its outputs are appended to `log`. Throws when nothing can be
    /// started at all; a program that can't be run ends with 127.
    Process(const std::vector<std::string>& arguments, const std::filesystem::path& log);
    /// kill -9, when it still runs.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] bool running();
    /// kill -9; gone when this returns.
    void kill();
    /// SIGTERM; may take its time.
    void terminate() const;
    /// SIGHUP.
    void hang_up() const;
    /// Waits for its end: the exit code, 128 + the signal that ended it, nothing when it lives on.
    [[nodiscard]] std::optional<int> exit_code();

private:
    pid_t pid_;
    std::optional<int> ended_;
};

/// What a program prints and ends with, both outputs in one text.
struct Finished {
    int exit_code = 0;
    std::string output;
};
/// Runs a program to its end. Throws when it has none within a minute.
[[nodiscard]] Finished run_program(const std::vector<std::string>& arguments);

}  // namespace kazi::tests
