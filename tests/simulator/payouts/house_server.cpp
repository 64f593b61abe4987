// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/payouts/house_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <limits>

namespace kazi::simulator::payouts {

namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using asio::awaitable;
using asio::ip::tcp;

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t head_bytes_max = 64 * 1024;

std::uint64_t number_of(std::string_view text) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Request line and headers; the blank line is left out.
Request read_head(std::string_view head) {
    Request request;
    const auto first = head.substr(0, head.find("\r\n"));
    const auto blank = first.find(' ');
    const auto second = first.find(' ', blank + 1);
    if (blank == std::string_view::npos || second == std::string_view::npos) return request;
    request.method = first.substr(0, blank);
    request.target = first.substr(blank + 1, second - blank - 1);
    head.remove_prefix(std::min(head.size(), first.size() + 2));
    while (!head.empty()) {
        const auto line = head.substr(0, head.find("\r\n"));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) break;
        auto value = line.substr(colon + 1);
        while (value.starts_with(' '))
            value.remove_prefix(1);
        request.headers.emplace_back(line.substr(0, colon), value);
        head.remove_prefix(std::min(head.size(), line.size() + 2));
    }
    return request;
}

std::string written(const Reaction& reaction) {
    if (reaction.cut == Cut::before_it) return {};
    const Answer& answer = reaction.answer;
    std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " As Said\r\n";
    if (!answer.body.empty()) text += "Content-Type: " + answer.content_type + "\r\n";
    text += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n" + answer.body;
    if (reaction.cut == Cut::half_way) text.resize(text.size() / 2);
    return text;
}

json::object told(const DueCall& due) {
    json::object headers;
    for (const auto& [name, value] : due.call.headers)
        headers[name] = value;
    return {{"provider", due.provider},           {"at_us", due.at_us},
            {"answers_query", due.answers_query}, {"genuine", due.genuine},
            {"method", due.call.method},          {"path", due.call.path},
            {"headers", std::move(headers)},      {"body", due.call.body}};
}

}  // namespace

HouseServer::HouseServer(asio::io_context& io, std::uint16_t port, HouseSettings settings,
                         Clock clock)
    : acceptor_(io, tcp::endpoint(asio::ip::address_v4::loopback(), port)),
      settings_(settings),
      house_(std::move(settings)),
      clock_(std::move(clock)) {
    asio::co_spawn(io, accept(), asio::detached);
}

awaitable<void> HouseServer::accept() {
    for (;;) {
        auto [fault, socket] = co_await acceptor_.async_accept(quietly);
        if (fault) co_return;
        socket.set_option(tcp::no_delay(true));
        asio::co_spawn(acceptor_.get_executor(), serve(std::move(socket)), asio::detached);
    }
}

awaitable<void> HouseServer::serve(Socket socket) {
    std::string bytes;
    for (;;) {
        auto space = asio::dynamic_buffer(bytes, head_bytes_max);
        const auto [fault, head_size] =
            co_await asio::async_read_until(socket, space, "\r\n\r\n", quietly);
        if (fault) co_return;
        Request request = read_head(std::string_view(bytes).substr(0, head_size - 2));
        bytes.erase(0, head_size);
        const std::size_t size = number_of(request.header("Content-Length"));
        if (bytes.size() < size) {
            const std::size_t had = bytes.size();
            bytes.resize(size);
            auto rest = asio::buffer(bytes.data() + had, size - had);
            const auto [short_of, got] = co_await asio::async_read(socket, rest, quietly);
            if (short_of) co_return;
        }
        request.body = bytes.substr(0, size);
        bytes.erase(0, size);
        const Reaction reaction = react(request);
        const std::string reply = written(reaction);
        auto out = asio::buffer(reply);
        const auto [broken, sent] = co_await asio::async_write(socket, out, quietly);
        if (broken || reaction.cut != Cut::nowhere) co_return;
    }
}

Reaction HouseServer::react(const Request& request) {
    ++requests_;
    const auto told_now = request.header("X-House-Now-Us");
    const auto now_us =
        told_now.empty() ? clock_() : static_cast<std::int64_t>(number_of(told_now));
    if (request.target.starts_with("/house/")) return steer(request, now_us);
    return house_.answer(request, now_us);
}

Reaction HouseServer::steer(const Request& request, std::int64_t now_us) {
    const std::string_view what = request.tail();
    if (what == "open") {
        open(request);
        return {{200, "{}"}};
    }
    if (what == "ledger") return {{200, json::serialize(house_.ledger(now_us))}};
    if (what == "report")
        return {{200, house_.report(request.query("provider"), now_us), "text/csv"}};
    if (what != "calls") return {{404, "{}"}};
    const bool all = !request.query("all").empty();
    json::array calls;
    for (const DueCall& due :
         house_.take_due(all ? std::numeric_limits<std::int64_t>::max() : now_us))
        calls.emplace_back(told(due));
    return {{200, json::serialize(calls)}};
}

void HouseServer::open(const Request& request) {
    HouseSettings settings = settings_;
    settings.always = kazi::payouts::Lies::of_bits(number_of(request.query("lies")));
    const auto refusal = request.query("refusal");
    if (!refusal.empty()) settings.refusal = static_cast<billing::Reason>(number_of(refusal));
    if (!request.query("seed").empty()) settings.seed = number_of(request.query("seed"));
    settings.one_recipient = true;
    settings.lie_percent = static_cast<int>(number_of(request.query("percent")));
    house_ = House(std::move(settings));
}

}  // namespace kazi::simulator::payouts
