// SPDX-License-Identifier: Apache-2.0
// The hooks that aggregators call: bytes in, one event through the engine, the answer that this
// aggregator expects. Nothing is answered 'taken' before it is durable.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gateway/engine/engine.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/hooks/hook_path.hpp"
#include "gateway/hooks/message_state.hpp"
#include "gateway/hooks/route.hpp"
#include "gateway/http/exchange.hpp"
#include "gateway/world.hpp"

namespace kazi::gateway::hooks {

struct HookSettings {
    std::string identity_key;
    std::chrono::milliseconds ussd_deadline{3'000};
    std::chrono::milliseconds callback_deadline{8'000};
};

class Hooks {
public:
    Hooks(World& world, engine::Engine& engine, HookSettings settings)
        : world_(world),
          engine_(engine),
          settings_(std::move(settings)),
          identity_(settings_.identity_key) {}

    void add(Route route);
    [[nodiscard]] const std::map<std::string, Route, std::less<>>& routes() const {
        return routes_;
    }

    /// Answers a callback of an aggregator. 404 when there is no such route.
    boost::asio::awaitable<protocols::HttpReply> serve(protocols::Callback callback, HookPath path);

private:
    using Reply = protocols::HttpReply;

    using Until = std::chrono::steady_clock::time_point;

    boost::asio::awaitable<Reply> sms(Route& route, protocols::Callback callback);
    boost::asio::awaitable<Reply> sms_batch(Route& route, protocols::Callback callback);
    boost::asio::awaitable<bool> take_sms(Route& route, protocols::InboundSms sms, Until until);
    boost::asio::awaitable<bool> hold(Route& route, protocols::InboundSms sms);
    boost::asio::awaitable<Reply> dlr(Route& route, protocols::Callback callback);
    boost::asio::awaitable<Reply> dlr_batch(Route& route, protocols::Callback callback);
    boost::asio::awaitable<bool> take_report(Route& route, protocols::DeliveryReport report);
    boost::asio::awaitable<Reply> ussd(Route& route, protocols::Callback callback);
    boost::asio::awaitable<Reply> refuse(Route& route, protocols::Callback callback, HookKind kind,
                                         protocols::Refusal refusal);
    boost::asio::awaitable<void> keep_refused(Route& route, protocols::Callback callback,
                                              HookKind kind,
                                              std::vector<protocols::RefusedEntry> refused);
    boost::asio::awaitable<bool> record_report(Route& route, protocols::DeliveryReport report);
    struct FoundMessage {
        std::string key;
        MessageState state;
        std::uint32_t reported_part = 0;
    };
    boost::asio::awaitable<std::optional<FoundMessage>> find_message(Route& route, std::string id);
    boost::asio::awaitable<engine::Handled::Kind> apply_report(
        Route& route, engine::Attachment moved, std::optional<taskflow::WorkerId> blocked_by);
    boost::asio::awaitable<void> send_page(Route& route, protocols::HttpRequest request);
    [[nodiscard]] static Reply end_answer(const Route& route);
    protocols::UssdPage page_after(Route& route, std::uint64_t session,
                                   const engine::Handled& handled);
    void remember_language(std::uint64_t session, const taskflow::Language& language);
    [[nodiscard]] protocols::CallbackContext context() const;
    void count(Route& route, CallbackKind kind, engine::Handled::Kind handled);

    World& world_;
    engine::Engine& engine_;
    HookSettings settings_;
    engine::IdentityKey identity_;
    std::map<std::string, Route, std::less<>> routes_;
    /// Languages of sessions lately seen, for the page that says the store is away.
    std::unordered_map<std::uint64_t, taskflow::Language> session_languages_;
};

}  // namespace kazi::gateway::hooks
