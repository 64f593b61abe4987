// SPDX-License-Identifier: Apache-2.0
// The store for whoever configured none: a redis-server of our own, in the data folder, started,
// watched, and stopped with the daemon.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kazi::gateway::store {

struct EmbeddedEvent {
    enum class Kind : std::uint8_t {
        started,      ///< runs; it answers once a RedisConnection to socket_path() is up
        ended,        ///< died by itself; is started again after a pause
        cannot_start  ///< as `text` says; is tried again after a pause
    };
    Kind kind = Kind::started;
    std::string text;
};

struct EmbeddedOptions {
    std::filesystem::path folder;  ///< made when missing; holds all there is
    std::string program = "redis-server";
    std::vector<std::string> extra_arguments = {};
    /// The pause before a restart doubles while restarts follow each other: on a full disk the
    /// server ends at its first write, again and again.
    std::chrono::milliseconds restart_first{100};
    std::chrono::milliseconds restart_max{10'000};
    std::chrono::milliseconds stable_after{30'000};
    std::chrono::milliseconds stop_deadline{10'000};  ///< from SIGTERM to SIGKILL
    std::function<void(const EmbeddedEvent&)> on_event = {};
};

/// True while a process runs, or supervises, a server on that data folder.
[[nodiscard]] bool folder_in_use(const std::filesystem::path& folder);

/// Supervises one redis-server. Make it with std::make_shared.
///
/// Two servers on one append-only file would ruin it, so the folder has a lock. The server
/// inherits the lock's descriptor: a daemon that was killed and comes back waits until the
/// server of its former life is really gone.
class EmbeddedRedis : public std::enable_shared_from_this<EmbeddedRedis> {
public:
    EmbeddedRedis(boost::asio::io_context& io, EmbeddedOptions options);
    ~EmbeddedRedis();
    EmbeddedRedis(const EmbeddedRedis&) = delete;
    EmbeddedRedis& operator=(const EmbeddedRedis&) = delete;

    /// Call once, from the thread that runs io (see start_child).
    void start();
    /// Ends the server cleanly; `stopped` is called from io when it is gone.
    void stop(std::function<void()> stopped);

    /// The Unix socket to connect to.
    [[nodiscard]] std::string socket_path() const;
    /// The server's process, while it runs.
    [[nodiscard]] std::optional<pid_t> pid() const { return pid_; }

private:
    void try_start();
    /// Why the server could not be started, or nothing.
    [[nodiscard]] std::string launch();
    [[nodiscard]] std::string prepare_folder() const;
    [[nodiscard]] bool take_lock();
    [[nodiscard]] std::vector<std::string> arguments() const;
    void watch();
    void take_exit();
    void restart_later();
    void finish_stop();
    void tell(EmbeddedEvent::Kind kind, std::string text) const;

    boost::asio::io_context& io_;
    EmbeddedOptions options_;
    boost::asio::steady_timer timer_;
    boost::asio::posix::stream_descriptor exit_watch_;  ///< a pidfd: readable when the server ends
    std::optional<pid_t> pid_;
    std::chrono::steady_clock::time_point started_at_;
    std::chrono::milliseconds restart_in_;
    int lock_ = -1;
    bool stopping_ = false;
    std::function<void()> stopped_;
};

}  // namespace kazi::gateway::store
