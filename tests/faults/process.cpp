// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/process.hpp"

#include <sys/wait.h>

#include <csignal>
#include <stdexcept>

#include "gateway/store/child_process.hpp"
#include "tests/faults/folder.hpp"
#include "tests/faults/waiting.hpp"

namespace kazi::tests {

namespace {

// The shell opens the file and then becomes the program: same process, same parent.
pid_t start(const std::vector<std::string>& arguments, const std::filesystem::path& log) {
    std::vector<std::string> all{"sh", "-c", "exec \"$@\" >>\"$0\" 2>&1", log};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const auto child = gateway::store::start_child(all);
    if (!child) throw std::runtime_error(arguments.front() + ": " + child.error().message());
    return *child;
}

int code_of(int status) {
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Process::Process(const std::vector<std::string>& arguments, const std::filesystem::path& log)
    : pid_(start(arguments, log)) {}

Process::~Process() {
    kill();
}

bool Process::running() {
    int status = 0;
    if (!ended_ && ::waitpid(pid_, &status, WNOHANG) == pid_) ended_ = code_of(status);
    return !ended_;
}

void Process::kill() {
    if (!running()) return;
    ::kill(pid_, SIGKILL);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    ended_ = code_of(status);
}

void Process::terminate() const {
    if (!ended_) ::kill(pid_, SIGTERM);
}

void Process::hang_up() const {
    if (!ended_) ::kill(pid_, SIGHUP);
}

std::optional<int> Process::exit_code() {
    if (!wait_until([this] { return !running(); })) return std::nullopt;
    return ended_;
}

Finished run_program(const std::vector<std::string>& arguments) {
    const Folder folder;
    const auto output = folder.path() / "output";
    Process process(arguments, output);
    const auto code = process.exit_code();
    if (!code) throw std::runtime_error(arguments.front() + " does not end");
    return {*code, text_of(output)};
}

}  // namespace kazi::tests
