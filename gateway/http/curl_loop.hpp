// SPDX-License-Identifier: Apache-2.0
// libcurl's multi interface driven by Asio: curl says which sockets and what time to watch, the
// io_context watches. Nothing of ours acts inside one of curl's callbacks.
#pragma once

#include <curl/curl.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <unordered_map>

namespace kazi::gateway::http {

class CurlLoop : public std::enable_shared_from_this<CurlLoop> {
public:
    /// `on_done` hears of each transfer that ended, already removed, outside of curl. It may add
    /// transfers, and must not remove any.
    /// Throws std::runtime_error when curl can't start.
    CurlLoop(boost::asio::io_context& context, long pooled_connections_max,
             std::function<void(CURL*, CURLcode)> on_done);
    ~CurlLoop();
    CurlLoop(const CurlLoop&) = delete;
    CurlLoop& operator=(const CurlLoop&) = delete;

    /// Starts the transfer at the next turn of the loop; the loop must outlive the connection it
    /// makes. False when curl refuses it.
    [[nodiscard]] bool add(CURL* easy);
    /// Stops it; `on_done` will not hear of it.
    void remove(CURL* easy);
    /// Stops watching: the context may run out of work. Everything was removed before.
    void stop();

private:
    using Clock = std::chrono::steady_clock;

    /// A socket of curl's. Asio watches it and never owns it: curl closes it.
    struct Watch {
        explicit Watch(boost::asio::io_context& context) : descriptor(context) {}

        boost::asio::posix::stream_descriptor descriptor;
        int wanted = CURL_POLL_NONE;
        bool reading = false;  ///< a wait is under way
        bool writing = false;
    };

    static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void*);
    static int on_timer(CURLM*, long milliseconds, void* self);
    static int on_close(void* self, curl_socket_t socket);

    void watch(curl_socket_t socket, int wanted);
    void forget(curl_socket_t socket);
    void await_readable(curl_socket_t socket, const std::shared_ptr<Watch>& watched);
    void await_writable(curl_socket_t socket, const std::shared_ptr<Watch>& watched);
    void rearm(curl_socket_t socket, const std::shared_ptr<Watch>& watched);
    [[nodiscard]] bool is_current(curl_socket_t socket,
                                  const std::shared_ptr<Watch>& watched) const;

    void on_ready(curl_socket_t socket, const std::shared_ptr<Watch>& watched, int what,
                  const boost::system::error_code& ec);

    void kick();
    void arm_timer();
    void on_alarm();
    void act(curl_socket_t socket, int events);
    void collect_done();

    boost::asio::io_context& context_;
    std::function<void(CURL*, CURLcode)> on_done_;
    CURLM* multi_;
    std::unordered_map<curl_socket_t, std::shared_ptr<Watch>> watches_;
    boost::asio::steady_timer timer_;
    Clock::time_point due_ = Clock::time_point::max();    ///< when curl wants to be called
    Clock::time_point armed_ = Clock::time_point::max();  ///< when the timer will ring
    bool kicked_ = false;  ///< curl wants to be called at once, and will be
};

}  // namespace kazi::gateway::http
