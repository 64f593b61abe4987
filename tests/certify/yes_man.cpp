// SPDX-License-Identifier: Apache-2.0
#include "tests/certify/yes_man.hpp"

namespace kazi::tests {

namespace {

boost::asio::awaitable<protocols::HttpReply> say_hi(gateway::http::Exchange&) {
    co_return protocols::HttpReply{200, "text/plain", "CON hi"};
}

}  // namespace

YesMan::YesMan() {
    gateway::http::ServerHooks hooks;
    hooks.handler = say_hi;
    server_ = std::make_unique<gateway::http::HttpServer>(context_, gateway::http::ListenOptions{},
                                                          std::move(hooks));
    thread_ = std::thread([this] { context_.run(); });
}

YesMan::~YesMan() {
    context_.stop();
    thread_.join();
}

std::string YesMan::url() const {
    return "http://127.0.0.1:" + std::to_string(server_->port());
}

}  // namespace kazi::tests
