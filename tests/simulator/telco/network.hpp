// SPDX-License-Identifier: Apache-2.0
// One aggregator as the daemon meets it: a route of the daemon's configuration seen from the other
// side, with the dialect in which its callbacks are written, proven and answered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/callbacks/callback_writer.hpp"
#include "tests/simulator/telco/settings.hpp"

namespace kazi::simulator::telco {

/// Africa's Talking in Kenya as the demonstration has it; `hooks_url` is the route with its secret.
[[nodiscard]] NetworkSettings africastalking_network(std::string hooks_url);

/// The time that callbacks and their proofs carry: the real one.
[[nodiscard]] std::int64_t unix_now_s();

class Network {
public:
    /// `stream` tells its chance from that of the others. Throws when nobody wrote the dialect's
    /// callbacks.
    Network(NetworkSettings settings, std::uint64_t stream);

    [[nodiscard]] const std::string& name() const { return settings_.route.route; }
    [[nodiscard]] std::string_view dialect() const { return settings_.dialect; }
    [[nodiscard]] std::uint64_t stream() const { return stream_; }
    [[nodiscard]] const std::vector<std::string>& countries() const { return settings_.countries; }
    [[nodiscard]] bool carries_sms() const;
    [[nodiscard]] bool carries_ussd() const;
    /// True where a repeated turn can be told from the same key pressed twice, so that the
    /// aggregator may repeat.
    [[nodiscard]] bool repeats_turns() const;
    /// Path of the address to which the daemon posts messages; empty where there is none.
    [[nodiscard]] std::string send_path() const;

    /// The place as it is now. `report_url`: where this message's reports are wanted, if not where
    /// they always go.
    [[nodiscard]] protocols::CallbackSite site(std::string_view report_url = {}) const;

    /// Callbacks, not yet proven. An end that the dialect has no word for is told as a plain one.
    [[nodiscard]] protocols::HttpRequest sms(const protocols::InboundSms& sms) const;
    [[nodiscard]] protocols::HttpRequest report(const protocols::DeliveryReport& report,
                                                std::string_view report_url) const;
    [[nodiscard]] protocols::HttpRequest ussd(protocols::UssdTurn turn) const;
    /// Adds the proof, which may hold the time: the last step before a request leaves.
    void prove(protocols::HttpRequest& request) const;
    /// Nothing when the answer is no page, which ends the session.
    [[nodiscard]] std::optional<protocols::UssdPage> read_page(
        const protocols::HttpReply& reply) const;

private:
    NetworkSettings settings_;
    std::uint64_t stream_;
    const protocols::CallbackWriter* writer_;
};

}  // namespace kazi::simulator::telco
