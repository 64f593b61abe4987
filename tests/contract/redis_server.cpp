// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/redis_server.hpp"

#include <hiredis/hiredis.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <thread>

#include "gateway/store/child_process.hpp"

namespace kazi::tests {

namespace {

struct ContextCloser {
    void operator()(redisContext* context) const { redisFree(context); }
};
struct ReplyCloser {
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

std::filesystem::path make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "kazi-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for a test: " + name);
    return name;
}

std::string to_text(const redisReply& reply) {
    if (reply.type == REDIS_REPLY_INTEGER) return std::to_string(reply.integer);
    if (reply.type == REDIS_REPLY_NIL) return "(nil)";
    if (reply.type == REDIS_REPLY_ERROR)
        return "-" + std::string(reply.str, std::size_t(reply.len));
    if (reply.type != REDIS_REPLY_ARRAY) return {reply.str, std::size_t(reply.len)};
    std::string list;
    for (std::size_t at = 0; at < reply.elements; ++at)
        list += (at ? " " : "") + to_text(*reply.element[at]);
    return list;
}

}  // namespace

RedisServer::RedisServer(std::vector<std::string> extra)
    : folder_(make_folder()), extra_(std::move(extra)) {
    start();
}

RedisServer::~RedisServer() {
    kill();
    std::error_code ignored;  // a folder left in the temporary directory harms nobody
    std::filesystem::remove_all(folder_, ignored);
}

std::string RedisServer::socket_path() const {
    return (folder_ / "redis.sock").string();
}

void RedisServer::start() {
    std::vector<std::string> arguments{
        "redis-server", "--port",       "0",     "--unixsocket",
        socket_path(),  "--dir",        folder_, "--logfile",
        "redis.log",    "--appendonly", "yes",   "--appendfsync",
        "always",       "--save",       "",      "--enable-debug-command",
        "yes"};
    arguments.insert(arguments.end(), extra_.begin(), extra_.end());
    const auto child = gateway::store::start_child(arguments);
    if (!child) throw std::runtime_error("redis-server: " + child.error().message());
    pid_ = *child;
    for (int tries = 0; tries < 500; ++tries) {
        if (run({"PING"}) == "PONG") return;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    throw std::runtime_error("redis-server did not come up, see " + folder_.string());
}

void RedisServer::kill() {
    if (pid_ < 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

void RedisServer::freeze() {
    ::kill(pid_, SIGSTOP);
    int status = 0;
    ::waitpid(pid_, &status, WUNTRACED);
}

void RedisServer::thaw() {
    ::kill(pid_, SIGCONT);
}

std::filesystem::path RedisServer::newest_aof() const {
    std::filesystem::path newest;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "appendonlydir")) {
        if (!entry.path().string().ends_with(".incr.aof")) continue;
        if (newest.empty() || entry.path() > newest) newest = entry.path();
    }
    if (newest.empty()) throw std::runtime_error("no append-only file in " + folder_.string());
    return newest;
}

std::size_t RedisServer::aof_bytes() const {
    return std::filesystem::file_size(newest_aof());
}

void RedisServer::cut_aof(std::size_t bytes) const {
    std::filesystem::resize_file(newest_aof(), bytes);
}

std::string RedisServer::run(const std::vector<std::string>& arguments) const {
    const timeval patience{5, 0};
    const std::unique_ptr<redisContext, ContextCloser> context(
        redisConnectUnixWithTimeout(socket_path().c_str(), patience));
    if (!context || context->err != 0) return "-no connection";
    redisSetTimeout(context.get(), patience);
    std::vector<const char*> texts;
    std::vector<std::size_t> lengths;
    for (const auto& argument : arguments) {
        texts.push_back(argument.data());
        lengths.push_back(argument.size());
    }
    const std::unique_ptr<redisReply, ReplyCloser> reply(static_cast<redisReply*>(redisCommandArgv(
        context.get(), static_cast<int>(texts.size()), texts.data(), lengths.data())));
    return reply ? to_text(*reply) : "-no reply";
}

}  // namespace kazi::tests
