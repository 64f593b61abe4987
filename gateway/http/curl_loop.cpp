// SPDX-License-Identifier: Apache-2.0
// Two habits of curl shape this file. It changes its mind about time far more often than time
// passes, so the deadline is kept here and the timer is only moved when it would ring too late. And
// "remove" means "not now": a descriptor may come back or be closed without a word, so Asio lets go
// of it on removal and again before closing.
#include "gateway/http/curl_loop.hpp"

#include <unistd.h>
#include <boost/asio/post.hpp>

#include <stdexcept>
#include <utility>
#include <vector>

namespace kazi::gateway::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

CURLM* new_multi() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    CURLM* const multi = started == CURLE_OK ? curl_multi_init() : nullptr;
    if (multi == nullptr) throw std::runtime_error("libcurl can't start");
    return multi;
}

}  // namespace

CurlLoop::CurlLoop(asio::io_context& context, long pooled_connections_max,
                   std::function<void(CURL*, CURLcode)> on_done)
    : context_(context), on_done_(std::move(on_done)), multi_(new_multi()), timer_(context) {
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, pooled_connections_max);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlLoop::on_socket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlLoop::on_timer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
}

CurlLoop::~CurlLoop() {
    curl_multi_cleanup(multi_);
}

bool CurlLoop::add(CURL* easy) {
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &CurlLoop::on_close);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
    return curl_multi_add_handle(multi_, easy) == CURLM_OK;
}

void CurlLoop::remove(CURL* easy) {
    curl_multi_remove_handle(multi_, easy);
}

void CurlLoop::stop() {
    due_ = Clock::time_point::max();
    timer_.cancel();
    while (!watches_.empty())
        forget(watches_.begin()->first);
}

// ---- what curl tells us: noted, never acted upon

int CurlLoop::on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
    auto& loop = *static_cast<CurlLoop*>(self);
    if (what == CURL_POLL_REMOVE) {
        loop.forget(socket);
    } else {
        loop.watch(socket, what);
    }
    return 0;
}

int CurlLoop::on_timer(CURLM*, long milliseconds, void* self) {
    auto& loop = *static_cast<CurlLoop*>(self);
    if (milliseconds < 0) {
        loop.due_ = Clock::time_point::max();
    } else if (milliseconds == 0) {
        loop.kick();
    } else {
        loop.due_ = Clock::now() + std::chrono::milliseconds(milliseconds);
        loop.arm_timer();
    }
    return 0;
}

int CurlLoop::on_close(void* self, curl_socket_t socket) {
    static_cast<CurlLoop*>(self)->forget(socket);
    return ::close(socket);
}

// ---- sockets

void CurlLoop::watch(curl_socket_t socket, int wanted) {
    auto& watched = watches_[socket];
    if (!watched) {
        watched = std::make_shared<Watch>(context_);
        error_code unwatchable;  // the transfer then ends at its own deadline
        watched->descriptor.assign(socket, unwatchable);
    }
    watched->wanted = wanted;
    rearm(socket, watched);
}

void CurlLoop::forget(curl_socket_t socket) {
    const auto found = watches_.find(socket);
    if (found == watches_.end()) return;
    if (found->second->descriptor.is_open()) found->second->descriptor.release();
    watches_.erase(found);
}

bool CurlLoop::is_current(curl_socket_t socket, const std::shared_ptr<Watch>& watched) const {
    const auto found = watches_.find(socket);
    return found != watches_.end() && found->second == watched;
}

void CurlLoop::rearm(curl_socket_t socket, const std::shared_ptr<Watch>& watched) {
    if (!watched->descriptor.is_open()) return;
    if ((watched->wanted & CURL_POLL_IN) != 0 && !watched->reading) {
        await_readable(socket, watched);
    }
    if ((watched->wanted & CURL_POLL_OUT) != 0 && !watched->writing) {
        await_writable(socket, watched);
    }
}

void CurlLoop::await_readable(curl_socket_t socket, const std::shared_ptr<Watch>& watched) {
    watched->reading = true;
    watched->descriptor.async_wait(
        asio::posix::stream_descriptor::wait_read,
        [loop = weak_from_this(), socket, watched](const error_code& ec) {
            watched->reading = false;
            if (const auto alive = loop.lock()) alive->on_ready(socket, watched, CURL_POLL_IN, ec);
        });
}

void CurlLoop::await_writable(curl_socket_t socket, const std::shared_ptr<Watch>& watched) {
    watched->writing = true;
    watched->descriptor.async_wait(
        asio::posix::stream_descriptor::wait_write,
        [loop = weak_from_this(), socket, watched](const error_code& ec) {
            watched->writing = false;
            if (const auto alive = loop.lock()) alive->on_ready(socket, watched, CURL_POLL_OUT, ec);
        });
}

void CurlLoop::on_ready(curl_socket_t socket, const std::shared_ptr<Watch>& watched, int what,
                        const error_code& ec) {
    if (!is_current(socket, watched) || ec == asio::error::operation_aborted) return;
    if ((watched->wanted & what) != 0) {
        const int ready = what == CURL_POLL_IN ? CURL_CSELECT_IN : CURL_CSELECT_OUT;
        act(socket, ec ? CURL_CSELECT_ERR : ready);
    }
    if (!ec && is_current(socket, watched)) rearm(socket, watched);
}

// ---- time

void CurlLoop::kick() {
    if (std::exchange(kicked_, true)) return;
    asio::post(context_, [loop = weak_from_this()] {
        const auto alive = loop.lock();
        if (!alive) return;
        alive->kicked_ = false;
        alive->act(CURL_SOCKET_TIMEOUT, 0);
    });
}

void CurlLoop::arm_timer() {
    if (due_ >= armed_) return;
    armed_ = due_;
    timer_.expires_at(due_);
    timer_.async_wait([loop = weak_from_this()](const error_code& ec) {
        const auto alive = loop.lock();
        if (!ec && alive) alive->on_alarm();
    });
}

void CurlLoop::on_alarm() {
    armed_ = Clock::time_point::max();
    if (Clock::now() >= due_) {
        due_ = Clock::time_point::max();
        act(CURL_SOCKET_TIMEOUT, 0);
    }
    arm_timer();
}

// ---- acting

void CurlLoop::act(curl_socket_t socket, int events) {
    int running = 0;
    curl_multi_socket_action(multi_, socket, events, &running);
    collect_done();
}

void CurlLoop::collect_done() {
    std::vector<std::pair<CURL*, CURLcode>> done;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg == CURLMSG_DONE) {
            done.emplace_back(message->easy_handle, message->data.result);
        }
    }
    for (const auto& [easy, result] : done) {
        remove(easy);
        on_done_(easy, result);
    }
}

}  // namespace kazi::gateway::http
