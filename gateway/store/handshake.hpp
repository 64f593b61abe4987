// SPDX-License-Identifier: Apache-2.0
// What a fresh connection must show before it is used: that the server takes our password, that
// replies belong to our commands, that it keeps what it is given, and that our function library is
// there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/secret.hpp"
#include "gateway/store/command.hpp"
#include "gateway/store/reply.hpp"

namespace kazi::gateway::store {

/// Who we are to the server. Without a password nothing is said.
struct Credentials {
    std::string user = {};  ///< empty: the server's default user
    config::Secret password = {};
};

/// The greeting as a machine without a socket: replies in, what to do next out.
class Handshake {
public:
    enum class Next : std::uint8_t {
        wait,          ///< more replies are due
        load_library,  ///< send load_library_command()
        up,            ///< the connection can be used
        failed,        ///< drop the connection and try again; text says why
        refused,       ///< as failed, but only an operator can change it
    };
    struct Step {
        Next next = Next::wait;
        std::string text = {};
    };

    /// `nonce` is a text that no server could know.
    Handshake(std::string nonce, bool require_persistence, Credentials credentials = {});

    /// Sent at once; their replies go to reply() in order.
    [[nodiscard]] std::vector<Command> first_commands() const;
    [[nodiscard]] static Command load_library_command();

    /// Takes the next reply; an error reply too.
    [[nodiscard]] Step reply(ReplyCursor reply);
    /// What an error in place of the next reply comes to.
    [[nodiscard]] Step error_reply(std::string error) const;

private:
    enum class Expects : std::uint8_t { welcome, nonce, persistence, library, loaded };

    [[nodiscard]] static Command login(const Credentials& credentials);
    [[nodiscard]] Step take_nonce(ReplyCursor& reply);
    [[nodiscard]] Step take_persistence(ReplyCursor& reply);
    [[nodiscard]] Step take_library(ReplyCursor& reply);

    std::string nonce_;
    bool require_persistence_;
    Credentials credentials_;
    Expects expects_;
};

}  // namespace kazi::gateway::store
