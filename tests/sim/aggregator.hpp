// SPDX-License-Identifier: Apache-2.0
// The aggregator between workers and daemons: it loses, delays and doubles callbacks, and calls
// again when it was not told 'taken'.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gateway/engine/worker_identity.hpp"
#include "tests/sim/daemon.hpp"

namespace kazi::sim {

using Daemons = std::vector<std::unique_ptr<Daemon>>;

struct Subscriber {
    taskflow::WorkerId worker;
    std::string msisdn;
};

class Aggregator {
public:
    using Page = std::function<void(const taskflow::UssdReply&)>;

    Aggregator(World& world, Daemons& daemons) : world_(world), daemons_(daemons) {}

    void sms(const Subscriber& from, const std::string& text);
    /// `typed` is everything since the session began. `page` is called at most once.
    void ussd(const Subscriber& from, const std::string& session, const std::string& typed,
              Page page);
    void ussd_ended(const Subscriber& from, const std::string& session);

private:
    struct Call {
        InboundId id = 0;
        gateway::engine::EventRequest request;
        Page page;  ///< empty: an SMS or an end, which is repeated until it is taken
        bool answered = false;
        int tries = 0;
    };
    using CallPtr = std::shared_ptr<Call>;

    CallPtr make_call(const Subscriber& from);
    void send(const CallPtr& call);
    void arrive(const CallPtr& call);
    void answer(const CallPtr& call, const Handled& handled);
    void show(const CallPtr& call, const taskflow::UssdReply& reply);
    void overrun(const CallPtr& call, Daemon& daemon, gateway::engine::EventRequest request);
    void go_on_by_sms(Daemon& daemon, const gateway::engine::EventRequest& after, int tries);
    void repeat(const CallPtr& call);
    [[nodiscard]] Daemon* any_daemon();

    World& world_;
    Daemons& daemons_;
    gateway::engine::IdentityKey identity_{identity_key};
    InboundId last_call_ = 0;
};

}  // namespace kazi::sim
