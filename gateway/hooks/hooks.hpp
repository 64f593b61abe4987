// SPDX-License-Identifier: Apache-2.0
// The hooks that aggregators call: bytes in, one event through the engine, the answer that this
// aggregator expects. Nothing is answered 'taken' before it is durable.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/engine/engine.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/hooks/hook_path.hpp"
#include "gateway/hooks/message_state.hpp"
#include "gateway/hooks/recent_languages.hpp"
#include "gateway/hooks/route.hpp"
#include "gateway/http/exchange.hpp"
#include "gateway/world.hpp"

namespace kazi::gateway::hooks {

struct HookSettings {
    std::string identity_key;
    std::chrono::milliseconds ussd_deadline{3'000};  ///< a route may have its own
    std::chrono::milliseconds callback_deadline{8'000};
};

class Hooks {
public:
    Hooks(World& world, engine::Engine& engine, HookSettings settings)
        : world_(world),
          engine_(engine),
          settings_(std::move(settings)),
          identity_(settings_.identity_key) {}

    /// The route as it is kept, for whoever wants to change it.
    Route& add(Route route);
    /// The route of that name, or null.
    [[nodiscard]] Route* find(std::string_view name) {
        const auto found = routes_.find(name);
        return found == routes_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] const std::map<std::string, Route, std::less<>>& routes() const {
        return routes_;
    }

    /// Answers a callback of an aggregator. 404 when there is no such route.
    boost::asio::awaitable<protocols::HttpReply> serve(protocols::Callback callback, HookPath path);

private:
    using Reply = protocols::HttpReply;

    using Until = std::chrono::steady_clock::time_point;
    struct OverrunTurn;
    struct KeptPart;

    boost::asio::awaitable<Reply> sms(Route& route, protocols::Callback callback);
    boost::asio::awaitable<Reply> sms_batch(Route& route, protocols::Callback callback);
    boost::asio::awaitable<bool> take_sms(Route& route, protocols::InboundSms sms, Until until);
    boost::asio::awaitable<bool> take_whole(Route& route, taskflow::WorkerId worker,
                                            protocols::InboundSms sms, Until until);
    boost::asio::awaitable<bool> take_part(Route& route, taskflow::WorkerId worker,
                                           protocols::InboundSms sms, Until until);
    boost::asio::awaitable<std::optional<KeptPart>> keep_part(Route& route,
                                                              protocols::InboundSms sms);
    boost::asio::awaitable<bool> refuse_part(Route& route, protocols::InboundSms sms);
    boost::asio::awaitable<Reply> dlr(Route& route, protocols::Callback callback);
    boost::asio::awaitable<Reply> dlr_batch(Route& route, protocols::Callback callback);
    boost::asio::awaitable<bool> take_report(Route& route, protocols::DeliveryReport report);
    boost::asio::awaitable<Reply> ussd(Route& route, protocols::Callback callback);
    boost::asio::awaitable<Reply> ussd_end(Route& route, protocols::UssdTurn turn);
    boost::asio::awaitable<protocols::UssdPage> answer_turn(Route& route, protocols::UssdTurn turn);
    [[nodiscard]] engine::EventRequest turn_request(const Route& route, protocols::UssdTurn turn);
    [[nodiscard]] bool admit_turn(Route& route, const taskflow::WorkerId& worker);
    protocols::UssdPage page_after(Route& route, const taskflow::WorkerId& worker,
                                   engine::Handled handled);
    protocols::UssdPage late_page(Route& route, const taskflow::WorkerId& worker);
    boost::asio::awaitable<engine::Handled> take_turn(Route& route, engine::EventRequest request,
                                                      std::shared_ptr<OverrunTurn> overrun);
    boost::asio::awaitable<void> go_on_by_sms(Route& route, taskflow::Event event,
                                              std::string msisdn);
    void send_apart(Route& route, const boost::asio::any_io_executor& executor,
                    protocols::HttpRequest page);
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
    void look_for_the_impossible(Route& route, const protocols::UssdTurn& turn);
    [[nodiscard]] protocols::UssdPage page_of(Route& route, const taskflow::WorkerId& worker,
                                              std::string_view key) const;
    [[nodiscard]] bool admit(Route& route, CallbackKind kind);
    void report_fenced(Route& route, CallbackKind kind, std::string_view fence);
    void report_impossible(Route& route, Impossible what);
    [[nodiscard]] protocols::CallbackContext context() const;
    void count(Route& route, CallbackKind kind, engine::Handled::Kind handled);

    World& world_;
    engine::Engine& engine_;
    HookSettings settings_;
    engine::IdentityKey identity_;
    std::map<std::string, Route, std::less<>> routes_;
    RecentLanguages languages_;
};

}  // namespace kazi::gateway::hooks
