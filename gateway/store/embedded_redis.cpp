// SPDX-License-Identifier: Apache-2.0
// lock the folder → start → watch → start again after a pause; stop: SIGTERM, wait, SIGKILL.
#include "gateway/store/embedded_redis.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "gateway/store/child_process.hpp"

namespace kazi::gateway::store {

using boost::system::error_code;

namespace {

constexpr const char* lock_file = "lock";

std::string describe_exit(int status) {
    if (WIFSIGNALED(status)) return "ended by signal " + std::to_string(WTERMSIG(status));
    return "ended with exit code " + std::to_string(WEXITSTATUS(status));
}

/// A descriptor that becomes readable when the process ends, or -1. The C library's own wrapper
/// is declared without C linkage in glibc 2.36 and cannot be linked from C++.
int open_process(pid_t pid) {
    return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
}

}  // namespace

EmbeddedRedis::EmbeddedRedis(boost::asio::io_context& io, EmbeddedOptions options)
    : io_(io),
      options_(std::move(options)),
      timer_(io),
      exit_watch_(io),
      restart_in_(options_.restart_first) {}

EmbeddedRedis::~EmbeddedRedis() {
    // Reached with a running server only when io was abandoned instead of run to its end.
    if (pid_) {
        ::kill(*pid_, SIGKILL);
        ::waitpid(*pid_, nullptr, 0);
    }
    if (lock_ >= 0) ::close(lock_);
}

std::string EmbeddedRedis::socket_path() const {
    return std::filesystem::absolute(options_.folder / "redis.sock").string();
}

void EmbeddedRedis::start() {
    boost::asio::post(io_, [self = shared_from_this()] { self->try_start(); });
}

void EmbeddedRedis::stop(std::function<void()> stopped) {
    stopping_ = true;
    stopped_ = std::move(stopped);
    timer_.cancel();
    if (!pid_) {
        boost::asio::post(io_, [self = shared_from_this()] { self->finish_stop(); });
        return;
    }
    ::kill(*pid_, SIGTERM);
    timer_.expires_after(options_.stop_deadline);
    timer_.async_wait([self = shared_from_this()](error_code error) {
        if (!error && self->pid_) ::kill(*self->pid_, SIGKILL);
    });
}

void EmbeddedRedis::try_start() {
    if (stopping_ || pid_) return;
    const auto fault = launch();
    if (fault.empty()) {
        watch();
        tell(EmbeddedEvent::Kind::started, "redis-server runs as process " + std::to_string(*pid_));
        return;
    }
    restart_later();
    tell(EmbeddedEvent::Kind::cannot_start, fault);
}

std::string EmbeddedRedis::launch() {
    if (auto fault = prepare_folder(); !fault.empty()) return fault;
    if (!take_lock()) return "another process uses the data folder " + options_.folder.string();
    const auto child = start_child(arguments(), lock_);
    if (!child) return options_.program + ": " + child.error().message();
    pid_ = *child;
    started_at_ = std::chrono::steady_clock::now();
    return {};
}

std::string EmbeddedRedis::prepare_folder() const {
    if (socket_path().size() >= sizeof(sockaddr_un::sun_path))
        return "the data folder's path is too long for a Unix socket: " + socket_path();
    std::error_code error;
    if (std::filesystem::create_directories(options_.folder, error) && !error)
        std::filesystem::permissions(options_.folder, std::filesystem::perms::owner_all, error);
    if (error) return "cannot make " + options_.folder.string() + ": " + error.message();
    return {};
}

bool EmbeddedRedis::take_lock() {
    if (lock_ >= 0) return true;
    const auto path = options_.folder / lock_file;
    lock_ = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (lock_ >= 0 && ::flock(lock_, LOCK_EX | LOCK_NB) == 0) return true;
    if (lock_ >= 0) ::close(std::exchange(lock_, -1));
    return false;
}

std::vector<std::string> EmbeddedRedis::arguments() const {
    std::vector<std::string> list{
        options_.program, "--port", "0", "--unixsocket", socket_path(), "--unixsocketperm", "700",
        "--dir", std::filesystem::absolute(options_.folder).string(), "--logfile", "redis.log",
        "--databases", "1",
        // What was acknowledged is on disk; the fsync is shared by all commits of one loop turn.
        "--appendonly", "yes", "--appendfsync", "always",
        // The append-only file is the one truth; snapshots beside it would cost a fork each.
        "--save", "",
        // A hash whose values are records stays packed: the default of 64 bytes would turn it
        // into a table at the first record and cost another 150 bytes for each worker.
        "--hash-max-listpack-value", "256",
        // A small log is rewritten again and again under load, and each rewrite slows every turn.
        "--auto-aof-rewrite-min-size", "1gb",
        // A histogram of every command's latency costs each turn about a microsecond.
        "--latency-tracking", "no",
        // A key with a million fields is given up in the background, not in front of a worker.
        "--lazyfree-lazy-user-del", "yes"};
    list.insert(list.end(), options_.extra_arguments.begin(), options_.extra_arguments.end());
    return list;
}

void EmbeddedRedis::watch() {
    const int watched = open_process(*pid_);
    error_code error;
    exit_watch_.close(error);
    if (watched >= 0) exit_watch_.assign(watched, error);
    if (watched < 0 || error) {
        // Without eyes there is no supervision: end the server and report it as ended.
        ::kill(*pid_, SIGKILL);
        boost::asio::post(io_, [self = shared_from_this()] { self->take_exit(); });
        return;
    }
    exit_watch_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                           [self = shared_from_this()](error_code ended) {
                               if (!ended) self->take_exit();
                           });
}

void EmbeddedRedis::take_exit() {
    int status = 0;
    ::waitpid(*pid_, &status, 0);
    pid_.reset();
    error_code ignored;  // a pidfd has nothing to flush
    exit_watch_.close(ignored);
    if (stopping_) return finish_stop();
    if (std::chrono::steady_clock::now() - started_at_ >= options_.stable_after)
        restart_in_ = options_.restart_first;
    restart_later();
    tell(EmbeddedEvent::Kind::ended, "redis-server " + describe_exit(status));
}

void EmbeddedRedis::restart_later() {
    timer_.expires_after(restart_in_);
    restart_in_ = std::min(restart_in_ * 2, options_.restart_max);
    timer_.async_wait([self = shared_from_this()](error_code error) {
        if (!error) self->try_start();
    });
}

void EmbeddedRedis::finish_stop() {
    timer_.cancel();
    if (lock_ >= 0) ::close(std::exchange(lock_, -1));
    if (stopped_) std::exchange(stopped_, nullptr)();
}

void EmbeddedRedis::tell(EmbeddedEvent::Kind kind, std::string text) const {
    if (options_.on_event) options_.on_event({kind, std::move(text)});
}

bool folder_in_use(const std::filesystem::path& folder) {
    const auto path = folder / lock_file;
    const int lock = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (lock < 0) return false;
    const bool free = ::flock(lock, LOCK_EX | LOCK_NB) == 0;
    ::close(lock);
    return !free;
}

}  // namespace kazi::gateway::store
