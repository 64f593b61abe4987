// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/web.hpp"

#include <boost/asio/io_context.hpp>

#include "gateway/http/client.hpp"
#include "tests/simulator/telco/form.hpp"

namespace kazi::tests {

using gateway::http::Answered;
using gateway::http::HttpOutcome;

struct Request::State {
    boost::asio::io_context context{1};
    gateway::http::HttpClient client{context, {}};
    std::optional<WebReply> reply;

    explicit State(protocols::HttpRequest request) {
        client.send(std::move(request), {.fresh_connection = true, .total_timeout = {}},
                    [this](const HttpOutcome& outcome) {
                        const auto* answered = std::get_if<Answered>(&outcome);
                        reply = answered == nullptr
                                    ? WebReply{}
                                    : WebReply{answered->reply.status, answered->reply.body};
                        client.shut_down();
                    });
        context.poll();
    }
};

Request::Request(std::unique_ptr<State> state) : state_(std::move(state)) {}
Request::Request(Request&&) noexcept = default;
Request::~Request() = default;

Request Request::get(std::string url) {
    return Request(std::make_unique<State>(protocols::HttpRequest{"GET", std::move(url), {}, ""}));
}

Request Request::post_form(std::string url, const FormFields& fields) {
    return Request(std::make_unique<State>(
        protocols::HttpRequest{"POST",
                               std::move(url),
                               {{"Content-Type", "application/x-www-form-urlencoded"}},
                               simulator::telco::write_form(fields)}));
}

WebReply Request::reply() {
    state_->context.run();
    return state_->reply.value_or(WebReply{});
}

bool Request::answered() {
    state_->context.poll();
    return state_->reply.has_value();
}

}  // namespace kazi::tests
