// SPDX-License-Identifier: Apache-2.0
// Carries SMS between phones and the daemon, both ways, and reports what became of each.
#pragma once

#include <functional>
#include <string>

#include "tests/simulator/telco/hooks.hpp"
#include "tests/simulator/telco/sms_desk.hpp"

namespace kazi::simulator::telco {

class SmsNetwork {
public:
    /// `on_arrival` hears of each message that reaches a phone.
    SmsNetwork(Hooks& hooks, Timeline& timeline, const Settings& settings, Statistics& statistics,
               std::function<void(const std::string& number, const std::string& text)> on_arrival);

    /// What somebody wrote to the short code. `done` hears whether the daemon took it.
    void write(const std::string& number, const std::string& text,
               std::function<void(bool taken)> done);

    /// The daemon's POST to the messaging address: answers it and carries what was taken.
    [[nodiscard]] SmsAnswer send(std::string_view api_key, const Form& form);

    [[nodiscard]] SmsDesk& desk() { return desk_; }

private:
    void carry(const Outgoing& message);
    void report(const Outgoing& message, const std::string& status, double after_s);

    Hooks& hooks_;
    Timeline& timeline_;
    const Settings& settings_;
    Statistics& statistics_;
    std::function<void(const std::string&, const std::string&)> on_arrival_;
    SmsDesk desk_;
};

}  // namespace kazi::simulator::telco
