// SPDX-License-Identifier: Apache-2.0
// fork and exec with nothing but async-signal-safe calls between: other threads may hold locks.
#include "gateway/store/child_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace kazi::gateway::store {

namespace {

boost::system::error_code last_error() {
    return {errno, boost::system::system_category()};
}

void undo_signal_settings() {
    // A daemon ignores SIGPIPE and may block others; exec would pass both on.
    ::signal(SIGPIPE, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// In the child: becomes the program, or reports errno and ends.
[[noreturn]] void become(char* const* arguments, int inherited, pid_t parent, int report) {
    undo_signal_settings();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The parent may have died before the line above took effect.
    if (::getppid() == parent) {
        if (inherited >= 0) ::fcntl(inherited, F_SETFD, 0);
        ::execvp(arguments[0], arguments);
    }
    const int error = errno;
    const auto written = ::write(report, &error, sizeof error);
    ::_exit(written == sizeof error ? 127 : 126);
}

}  // namespace

boost::system::result<pid_t> start_child(const std::vector<std::string>& arguments, int inherited) {
    std::vector<char*> pointers;
    for (const auto& argument : arguments)
        pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);

    std::array<int, 2> report{};
    if (::pipe2(report.data(), O_CLOEXEC) != 0) return last_error();
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) become(pointers.data(), inherited, parent, report[1]);
    const auto fork_error = last_error();
    ::close(report[1]);
    int error = 0;
    // exec closes the pipe: an empty read means that it worked.
    const bool failed = child > 0 && ::read(report[0], &error, sizeof error) == sizeof error;
    ::close(report[0]);
    if (child < 0) return fork_error;
    if (!failed) return child;
    ::waitpid(child, nullptr, 0);
    return boost::system::error_code(error, boost::system::system_category());
}

}  // namespace kazi::gateway::store
