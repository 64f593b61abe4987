// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/provider_call.hpp"

#include <string_view>
#include <utility>

namespace kazi::gateway::payer {

namespace {

constexpr std::string_view hook_ending = "/payout";

std::string without_hook_ending(std::string_view target) {
    const auto query_at = target.find('?');
    std::string_view path = target.substr(0, query_at);
    if (path.ends_with(hook_ending)) path.remove_suffix(hook_ending.size());
    std::string kept(path);
    if (query_at != std::string_view::npos) kept.append(target.substr(query_at));
    return kept;
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

billing::PayoutEvent sent_event(const billing::Provider& provider, int attempt,
                                const http::HttpOutcome& outcome) {
    if (std::holds_alternative<http::NotSent>(outcome)) return billing::NotSent{attempt};
    const auto* answered = std::get_if<http::Answered>(&outcome);
    if (answered == nullptr) return billing::Replied{attempt, billing::no_answer()};
    return billing::Replied{
        attempt, provider.parse_response({answered->reply.status, answered->reply.body})};
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
    out.target = without_hook_ending(callback.target);
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
    // Without tokens in the settings none is asked for: it was checked when the notice came.
    return provider.parse_callback(callback, {});
}

}  // namespace kazi::gateway::payer
