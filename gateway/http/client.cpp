// SPDX-License-Identifier: Apache-2.0
// A queue in front of curl. Outcomes are posted, so that what they set off never runs inside send()
// or beneath curl.
#include "gateway/http/client.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gateway/http/curl_loop.hpp"
#include "gateway/http/transfer.hpp"

namespace kazi::gateway::http {

namespace asio = boost::asio;

namespace {

using Clock = std::chrono::steady_clock;

struct EasyDeleter {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;

struct Waiting {
    std::unique_ptr<Transfer> transfer;
    Clock::time_point deadline;
};

/// In this order: the handle points into the transfer and goes first.
struct UnderWay {
    std::unique_ptr<Transfer> transfer;
    Easy easy;
};

}  // namespace

class HttpClient::Impl : public std::enable_shared_from_this<HttpClient::Impl> {
public:
    Impl(asio::io_context& context, ClientOptions options)
        : context_(context), options_(options), queue_alarm_(context) {}

    void start() {
        const auto pooled = static_cast<long>(options_.in_flight_max);
        loop_ = std::make_shared<CurlLoop>(
            context_, pooled, [this](CURL* easy, CURLcode result) { on_done(easy, result); });
    }

    void send(std::unique_ptr<Transfer> transfer, std::optional<std::string> refusal);
    void shut_down();

    [[nodiscard]] std::size_t in_flight() const { return under_way_.size(); }
    [[nodiscard]] std::size_t waiting() const { return queue_.size(); }

private:
    void finish(std::unique_ptr<Transfer> transfer, HttpOutcome outcome);
    void start_waiting();
    void begin(Waiting waiting);
    void on_done(CURL* easy, CURLcode result);
    [[nodiscard]] Easy take_easy();
    void expire_waiting();
    void watch_queue();

    asio::io_context& context_;
    ClientOptions options_;
    std::shared_ptr<CurlLoop> loop_;
    std::list<Waiting> queue_;
    std::unordered_map<CURL*, UnderWay> under_way_;
    std::vector<Easy> idle_;
    asio::steady_timer queue_alarm_;  ///< rings when the first of the queue has waited too long
    bool queue_watched_ = false;
    bool closed_ = false;
};

void HttpClient::Impl::finish(std::unique_ptr<Transfer> transfer, HttpOutcome outcome) {
    asio::post(context_, [done = transfer->take_done(), result = std::move(outcome)]() mutable {
        done(std::move(result));
    });
}

void HttpClient::Impl::send(std::unique_ptr<Transfer> transfer,
                            std::optional<std::string> refusal) {
    if (closed_) refusal = "shutting down";
    if (!refusal && queue_.size() >= options_.queue_max) refusal = "too many requests wait already";
    if (refusal) return finish(std::move(transfer), NotSent{*refusal});
    const auto asked = transfer->options().total_timeout;
    const auto timeout = asked.count() > 0 ? asked : options_.total_timeout;
    queue_.push_back({std::move(transfer), Clock::now() + timeout});
    start_waiting();
}

void HttpClient::Impl::start_waiting() {
    while (!queue_.empty() && under_way_.size() < options_.in_flight_max) {
        auto first = std::move(queue_.front());
        queue_.pop_front();
        begin(std::move(first));
    }
    if (!queue_.empty()) watch_queue();
}

void HttpClient::Impl::begin(Waiting waiting) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(waiting.deadline - Clock::now());
    if (left.count() <= 0) {
        return finish(std::move(waiting.transfer), NotSent{"waited too long for a free place"});
    }
    auto easy = take_easy();
    CURL* const handle = easy.get();
    if (handle == nullptr) return finish(std::move(waiting.transfer), NotSent{"out of memory"});
    waiting.transfer->prepare(
        handle, {std::min(options_.connect_timeout, left), left, options_.reply_bytes_max});
    if (!loop_->add(handle)) {
        easy.reset();
        return finish(std::move(waiting.transfer), NotSent{"libcurl refused the request"});
    }
    under_way_.emplace(handle, UnderWay{std::move(waiting.transfer), std::move(easy)});
}

Easy HttpClient::Impl::take_easy() {
    if (idle_.empty()) return Easy(curl_easy_init());
    auto easy = std::move(idle_.back());
    idle_.pop_back();
    return easy;
}

void HttpClient::Impl::on_done(CURL* easy, CURLcode result) {
    auto ended = under_way_.extract(easy);
    auto& [transfer, handle] = ended.mapped();
    auto outcome = transfer->outcome(easy, result);
    curl_easy_reset(easy);
    idle_.push_back(std::move(handle));
    finish(std::move(transfer), std::move(outcome));
    start_waiting();
}

// ---- the deadline of those that wait

void HttpClient::Impl::watch_queue() {
    if (std::exchange(queue_watched_, true)) return;
    const auto first = std::min_element(
        queue_.begin(), queue_.end(),
        [](const Waiting& a, const Waiting& b) { return a.deadline < b.deadline; });
    queue_alarm_.expires_at(first->deadline);
    queue_alarm_.async_wait([impl = weak_from_this()](const boost::system::error_code& ec) {
        const auto alive = impl.lock();
        if (!ec && alive) alive->expire_waiting();
    });
}

void HttpClient::Impl::expire_waiting() {
    queue_watched_ = false;
    const auto now = Clock::now();
    for (auto at = queue_.begin(); at != queue_.end();) {
        if (at->deadline > now) {
            ++at;
            continue;
        }
        finish(std::move(at->transfer), NotSent{"waited too long for a free place"});
        at = queue_.erase(at);
    }
    if (!queue_.empty()) watch_queue();
}

void HttpClient::Impl::shut_down() {
    if (std::exchange(closed_, true)) return;
    queue_alarm_.cancel();
    const std::string why = "shutting down";
    for (auto& waiting : std::exchange(queue_, {})) {
        finish(std::move(waiting.transfer), NotSent{why});
    }
    for (auto& [easy, one] : std::exchange(under_way_, {})) {
        loop_->remove(easy);
        one.easy.reset();
        auto outcome = one.transfer->stopped(why);
        finish(std::move(one.transfer), std::move(outcome));
    }
    idle_.clear();
    loop_->stop();
}

HttpClient::HttpClient(asio::io_context& context, ClientOptions options)
    : impl_(std::make_shared<Impl>(context, options)) {
    impl_->start();
}

HttpClient::~HttpClient() {
    impl_->shut_down();
}

void HttpClient::send(protocols::HttpRequest request, SendOptions options,
                      std::function<void(HttpOutcome)> done) {
    auto refusal = refusal_of(request);
    impl_->send(std::make_unique<Transfer>(std::move(request), options, std::move(done)),
                std::move(refusal));
}

void HttpClient::shut_down() {
    impl_->shut_down();
}
std::size_t HttpClient::in_flight() const {
    return impl_->in_flight();
}
std::size_t HttpClient::waiting() const {
    return impl_->waiting();
}

}  // namespace kazi::gateway::http
