// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/inquiry.hpp"

#include <utility>

#include "gateway/payer/provider_call.hpp"

namespace kazi::gateway::payer {

using boost::asio::awaitable;

awaitable<std::optional<Answered>> Inquiry::about(Account& account, billing::Attempt attempt) {
    for (int tries = 0; tries < 2; ++tries) {
        const auto signed_in = co_await tokens_.sign_in(account);
        if (!signed_in) co_return std::nullopt;
        auto question = status_request(account.codec(), *signed_in, attempt);
        if (!question) co_return std::nullopt;
        const billing::ProviderRequest asked = *question;
        protocols::HttpRequest request = http_request(std::move(*question));
        http::SendOptions options;
        options.total_timeout = account.settings.call_deadline;
        const auto outcome =
            co_await http::send(post_.world.outbound, std::move(request), std::move(options));
        const auto* answered = std::get_if<http::Answered>(&outcome);
        if (answered == nullptr) co_return std::nullopt;
        const billing::ProviderReply reply{answered->reply.status, answered->reply.body};
        billing::Decoded told = account.codec().parse_status(reply, *signed_in);
        const Unsaid unsaid{*signed_in, told.msisdn};
        Capture capture{Capture::Kind::query,
                        {},
                        attempt.number,
                        post_.world.clock.now(),
                        kept_request(asked, unsaid)};
        keep_outcome(capture, outcome, unsaid);
        if (told.reason != billing::Reason::token_expired || tries > 0)
            co_return Answered{std::move(told), std::move(capture)};
        Tokens::refuse(account, *signed_in);
    }
    co_return std::nullopt;
}

}  // namespace kazi::gateway::payer
