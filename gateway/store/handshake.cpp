// SPDX-License-Identifier: Apache-2.0
// ECHO comes first: a greeting, or a proxy's opinion, would otherwise answer our first command.
#include "gateway/store/handshake.hpp"

#include <utility>

#include "gateway/store/function_library.hpp"

namespace kazi::gateway::store {

namespace {

/// One "name:value" line of INFO.
std::optional<std::string_view> info_value(std::string_view info, std::string_view name) {
    for (auto at = info.find(name); at != std::string_view::npos; at = info.find(name, at + 1)) {
        const bool starts_line = at == 0 || info[at - 1] == '\n';
        const auto colon = at + name.size();
        if (!starts_line || colon >= info.size() || info[colon] != ':') continue;
        const auto end = info.find_first_of("\r\n", colon);
        return info.substr(colon + 1, end == info.npos ? info.npos : end - colon - 1);
    }
    return std::nullopt;
}

}  // namespace

Handshake::Handshake(std::string nonce, bool require_persistence)
    : nonce_(std::move(nonce)), require_persistence_(require_persistence) {}

std::vector<Command> Handshake::first_commands() const {
    std::vector<Command> commands(3);
    commands[0].text("ECHO").text(nonce_);
    commands[1].text("INFO").text("persistence");
    commands[2].text("FUNCTION").text("LIST").text("LIBRARYNAME").text(function_library().name);
    return commands;
}

Command Handshake::load_library_command() {
    Command command;
    command.text("FUNCTION").text("LOAD").text("REPLACE").text(function_library().text);
    return command;
}

Handshake::Step Handshake::reply(ReplyCursor reply) {
    if (const auto error = reply.error()) return {Next::failed, std::string(*error)};
    switch (expects_) {
        case Expects::nonce:
            return take_nonce(reply);
        case Expects::persistence:
            return take_persistence(reply);
        case Expects::library:
            return take_library(reply);
        case Expects::loaded:
            return {Next::up};
    }
    return {Next::failed, "a reply too many"};
}

Handshake::Step Handshake::take_nonce(ReplyCursor& reply) {
    if (reply.text() != nonce_) return {Next::failed, "the first reply was not ours: no Redis?"};
    expects_ = Expects::persistence;
    return {Next::wait};
}

Handshake::Step Handshake::take_persistence(ReplyCursor& reply) {
    const auto info = reply.text();
    if (!info) return {Next::failed, "INFO persistence: not a text"};
    if (info_value(*info, "loading") == "1") return {Next::failed, "LOADING its data"};
    if (require_persistence_ && info_value(*info, "aof_enabled") != "1") {
        return {Next::refused,
                "this Redis keeps nothing on disk (appendonly is off): answers and money would be "
                "lost with it. Turn appendonly on, or allow a store without persistence"};
    }
    expects_ = Expects::library;
    return {Next::wait};
}

Handshake::Step Handshake::take_library(ReplyCursor& reply) {
    const auto libraries = reply.array();
    if (!libraries) return {Next::failed, "FUNCTION LIST: not a list"};
    if (*libraries > 0) return {Next::up};
    expects_ = Expects::loaded;
    return {Next::load_library};
}

}  // namespace kazi::gateway::store
