// SPDX-License-Identifier: Apache-2.0
// A real Kannel (bearerbox and smsbox) on the configuration we ship, with Kannel's own fake message
// centre in the place of an operator's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/faults/folder.hpp"
#include "tests/faults/process.hpp"

namespace kazi::tests {

inline constexpr std::string_view sendsms_password = "planted-sendsms-password-5c0ffee5c0ffee";

/// Whether both of Kannel's programs are on this machine.
[[nodiscard]] bool kannel_is_installed();

class Kannel {
public:
    /// Writes the configuration; starts nothing. `messages_to` takes incoming messages:
    /// "http://127.0.0.1:8080/hooks/kn-ke/SECRET/sms".
    explicit Kannel(const std::string& messages_to);

    /// Starts both programs (again), on the messages that were left. Throws, with the end of the
    /// log, when they don't come up.
    void start();
    /// kill -9, both.
    void kill();

    /// Where it takes messages to send.
    [[nodiscard]] std::string sendsms_url() const;
    /// Where the message centre waits for phones.
    [[nodiscard]] std::uint16_t phones_port() const { return ports_[3]; }
    /// How many messages it has taken and not passed on yet, reports among them.
    [[nodiscard]] std::size_t kept_messages() const;

private:
    [[nodiscard]] std::string configuration(const std::string& messages_to) const;
    [[nodiscard]] std::unique_ptr<Process> launch(const char* program) const;

    Folder folder_;
    std::vector<std::uint16_t> ports_;
    std::unique_ptr<Process> bearerbox_;
    std::unique_ptr<Process> smsbox_;
};

}  // namespace kazi::tests
