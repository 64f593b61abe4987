// SPDX-License-Identifier: Apache-2.0
// ECHO comes first, or right behind our password: a greeting, or a proxy's opinion, would otherwise
// answer our first command.
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

Handshake::Handshake(std::string nonce, bool require_persistence, Credentials credentials)
    : nonce_(std::move(nonce)),
      require_persistence_(require_persistence),
      credentials_(std::move(credentials)),
      expects_(credentials_.password.empty() ? Expects::nonce : Expects::welcome) {}

std::vector<Command> Handshake::first_commands() const {
    std::vector<Command> commands;
    if (!credentials_.password.empty()) commands.push_back(login(credentials_));
    commands.emplace_back().text("ECHO").text(nonce_);
    commands.emplace_back().text("INFO").text("persistence");
    commands.emplace_back()
        .text("FUNCTION")
        .text("LIST")
        .text("LIBRARYNAME")
        .text(function_library().name);
    return commands;
}

Command Handshake::login(const Credentials& credentials) {
    Command command;
    command.text("AUTH");
    if (!credentials.user.empty()) command.text(credentials.user);
    command.text(credentials.password.reveal());
    return command;
}

Command Handshake::load_library_command() {
    Command command;
    command.text("FUNCTION").text("LOAD").text("REPLACE").text(function_library().text);
    return command;
}

Handshake::Step Handshake::reply(ReplyCursor reply) {
    if (const auto error = reply.error()) return error_reply(std::string(*error));
    switch (expects_) {
        case Expects::welcome:
            expects_ = Expects::nonce;
            return {Next::wait};
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

Handshake::Step Handshake::error_reply(std::string error) const {
    const bool shut_out =
        expects_ == Expects::welcome || error.starts_with("NOAUTH") || error.starts_with("NOPERM");
    return {shut_out ? Next::refused : Next::failed, std::move(error)};
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
