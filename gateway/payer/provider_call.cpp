// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/provider_call.hpp"

#include <string_view>
#include <utility>

namespace kazi::gateway::payer {

namespace {

/// "/hooks/NAME/TOKEN/payout/REST" as codecs read it: "/hooks/NAME/payout/TOKEN/REST".
std::string with_token_behind(std::string_view target) {
    constexpr std::string_view hook = "/payout";
    const auto path = target.substr(0, target.find('?'));
    const auto name = path.find('/', 1);
    const auto token = name == path.npos ? name : path.find('/', name + 1);
    const auto at = token == path.npos ? token : path.find('/', token + 1);
    if (at == path.npos) return std::string(target);
    const auto end = at + hook.size();
    const bool named =
        path.substr(at, hook.size()) == hook && (end == path.size() || path[end] == '/');
    if (!named) return std::string(target);
    std::string told(target.substr(0, token));
    told += hook;
    told += target.substr(token, at - token);
    told += target.substr(end);
    return told;
}

}  // namespace

protocols::HttpRequest http_request(billing::ProviderRequest request) {
    protocols::HttpRequest out;
    out.method = std::move(request.method);
    out.url = std::move(request.url);
    out.body = std::move(request.body);
    for (billing::ProviderHeader& header : request.headers)
        out.headers.push_back({std::move(header.name), std::move(header.value)});
    return out;
}

billing::PayoutEvent sent_event(const billing::Provider& provider,
                                const billing::ProviderSettings& account, int attempt,
                                const http::HttpOutcome& outcome) {
    if (std::holds_alternative<http::NotSent>(outcome)) return billing::NotSent{attempt};
    const auto* answered = std::get_if<http::Answered>(&outcome);
    if (answered == nullptr) return billing::Replied{attempt, billing::no_answer()};
    const billing::ProviderReply reply{answered->reply.status, answered->reply.body};
    return billing::Replied{attempt, provider.parse_response(reply, account)};
}

std::optional<billing::ProviderRequest> status_request(const billing::Provider& provider,
                                                       const billing::ProviderSettings& account,
                                                       const billing::Attempt& attempt) {
    std::optional<std::string> reference;
    if (!attempt.provider_ref.empty()) reference = attempt.provider_ref;
    return provider.build_status_request(reference, attempt.key, account);
}

billing::ProviderCallback provider_callback(const protocols::Callback& callback) {
    billing::ProviderCallback out;
    out.method = callback.method;
    out.target = with_token_behind(callback.target);
    out.body = callback.body;
    for (const protocols::HeaderView& header : callback.headers)
        out.headers.push_back({std::string(header.name), std::string(header.value)});
    return out;
}

billing::ProviderResult<billing::Decoded> read_notice(const billing::Provider& provider,
                                                      const Notice& notice) {
    billing::ProviderCallback callback;
    callback.method = "POST";
    callback.headers.push_back({"Content-Type", notice.content_type});
    callback.body = notice.body;
    callback.proven = true;
    return provider.parse_callback(callback, {});
}

}  // namespace kazi::gateway::payer
