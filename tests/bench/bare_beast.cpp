// SPDX-License-Identifier: Apache-2.0
// The floor that Kazi is measured against, in the form in which Beast's own examples show a server
// of coroutines: its stream with a deadline for each request, its parser, its writer, a constant
// for an answer. As the other end of `send_url` it accepts every SMS in Africa's Talking's format.
#include <fmt/format.h>
#include <sys/prctl.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <csignal>
#include <string_view>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

constexpr std::chrono::seconds request_deadline{30};

/// About as long as a question with its options.
constexpr std::string_view page =
    "CON +KES 2.00.\nFor KES 2.00: Is place 100000 a shop?\n1 Shop\n2 School\n3 Neither\n"
    "0 Don't know\n00 Home";

std::string accepted_sms() {
    static unsigned long messages = 0;
    return fmt::format(
        R"({{"SMSMessageData":{{"Message":"Sent to 1/1","Recipients":[{{"statusCode":101,)"
        R"("number":"+254711000000","status":"Success","cost":"KES 0.8000",)"
        R"("messageId":"ATXid_{}"}}]}}}})",
        ++messages);
}

Response answer(const Request& request, bool sms) {
    Response response{sms ? http::status::created : http::status::ok, request.version()};
    response.set(http::field::content_type, sms ? "application/json" : "text/plain");
    response.keep_alive(request.keep_alive());
    response.body() = sms ? accepted_sms() : std::string(page);
    response.prepare_payload();
    return response;
}

asio::awaitable<void> serve(beast::tcp_stream stream, bool sms) {
    beast::flat_buffer buffer;
    beast::error_code error;
    for (;;) {
        stream.expires_after(request_deadline);
        Request request;
        co_await http::async_read(stream, buffer, request,
                                  asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        Response response = answer(request, sms);
        co_await http::async_write(stream, response,
                                   asio::redirect_error(asio::use_awaitable, error));
        if (error || !response.keep_alive()) co_return;
    }
}

void stop_on_failure(const std::exception_ptr& failure) {
    if (failure) std::rethrow_exception(failure);
}

asio::awaitable<void> listen(tcp::acceptor acceptor, bool sms) {
    for (;;) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        beast::tcp_stream stream(std::move(socket));
        asio::co_spawn(acceptor.get_executor(), serve(std::move(stream), sms), stop_on_failure);
    }
}

}  // namespace

// bench_beast PORT [sms]
int main(int argc, char** argv) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (argc < 2) return 2;
    const bool sms = argc > 2 && std::string_view(argv[2]) == "sms";
    asio::io_context context{1};
    const auto port = static_cast<unsigned short>(std::stoul(argv[1]));
    tcp::acceptor acceptor(context, {asio::ip::make_address_v4("127.0.0.1"), port});
    asio::co_spawn(context, listen(std::move(acceptor), sms), stop_on_failure);
    context.run();
}
