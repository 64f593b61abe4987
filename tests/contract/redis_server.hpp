// SPDX-License-Identifier: Apache-2.0
// A private redis-server for one test: on a Unix socket in a folder of its own, gone with the test
// however it ends, and open to every cruelty.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace kazi::tests {

class RedisServer {
public:
    /// Append-only with fsync always, as in production.
    /// `extra` are arguments such as "--maxmemory", "2mb"; later ones win.
    explicit RedisServer(std::vector<std::string> extra = {});
    ~RedisServer();
    RedisServer(const RedisServer&) = delete;
    RedisServer& operator=(const RedisServer&) = delete;

    [[nodiscard]] std::string socket_path() const;
    [[nodiscard]] pid_t pid() const { return pid_; }

    /// Starts it (again) and waits until it has loaded its data and answers.
    void start();
    /// kill -9.
    void kill();
    /// SIGSTOP and SIGCONT: the server is there and does nothing, then does what it missed.
    void freeze();
    void thaw();

    /// The size of the newest append-only file.
    [[nodiscard]] std::size_t aof_bytes() const;
    /// Cuts that file to its first `bytes`, as a power cut may. The server must be dead.
    void cut_aof(std::size_t bytes) const;

    /// Runs one command and returns its reply: a text, a number as text, or "-ERR …".
    /// Lists come as their elements with a blank between.
    std::string run(const std::vector<std::string>& arguments) const;

private:
    [[nodiscard]] std::filesystem::path newest_aof() const;

    std::filesystem::path folder_;
    std::vector<std::string> extra_;
    pid_t pid_ = -1;
};

}  // namespace kazi::tests
