// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/sender/scripted_aggregator.hpp"

#include <fmt/format.h>

#include "protocols/form.hpp"

namespace kazi::tests {

using protocols::HttpReply;

HttpReply told(const std::vector<std::string>& to, int code) {
    std::string recipients;
    for (const std::string& number : to) {
        const std::string id = code == 101 ? "AT-" + number.substr(number.size() - 7) : "None";
        recipients += fmt::format(
            R"({}{{"statusCode":{},"number":"{}","cost":"KES 0.8000","messageId":"{}"}})",
            recipients.empty() ? "" : ",", code, number, id);
    }
    return {201, "application/json",
            R"({"SMSMessageData":{"Message":"Sent","Recipients":[)" + recipients + "]}}"};
}

ScriptedAggregator::Answer at_once(HttpReply reply) {
    co_return reply;
}

ScriptedAggregator::ScriptedAggregator(boost::asio::io_context& context) {
    on_send = [](std::size_t, const Request& request) { return at_once(told(request.to, 101)); };
    gateway::http::ServerHooks hooks;
    hooks.handler = [this](gateway::http::Exchange& exchange) { return answer(exchange); };
    server_ = std::make_unique<gateway::http::HttpServer>(context, gateway::http::ListenOptions{},
                                                          std::move(hooks));
}

std::string ScriptedAggregator::url() const {
    return fmt::format("http://127.0.0.1:{}/messaging", server_->port());
}

std::vector<std::string> ScriptedAggregator::recipients() const {
    std::vector<std::string> all;
    for (const Request& request : requests)
        all.insert(all.end(), request.to.begin(), request.to.end());
    return all;
}

ScriptedAggregator::Answer ScriptedAggregator::answer(gateway::http::Exchange& exchange) {
    Request request;
    request.body = exchange.request.body;
    const auto form = protocols::parse_form_pairs(request.body);
    std::string numbers;
    for (const auto& field : *form) {
        if (field.name == "to") numbers = field.value;
        if (field.name == "message" || field.name == "text") request.text = field.value;
    }
    std::size_t at = 0;
    while (at < numbers.size()) {
        const std::size_t comma = std::min(numbers.find(',', at), numbers.size());
        request.to.push_back(numbers.substr(at, comma - at));
        at = comma + 1;
    }
    requests.push_back(request);
    return on_send(requests.size() - 1, std::move(request));
}

}  // namespace kazi::tests
