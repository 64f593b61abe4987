// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/timeline.hpp"

#include <algorithm>
#include <utility>

namespace kazi::simulator::telco {

using std::chrono::steady_clock;

namespace {

constexpr double longest_wait_s = 1e7;

}  // namespace

Timeline::Timeline(boost::asio::io_context& context, double speed)
    : timer_(context), speed_(speed), started_(steady_clock::now()) {}

double Timeline::now_s() const {
    const std::chrono::duration<double> gone = steady_clock::now() - started_;
    return gone.count() * speed_;
}

Ticket Timeline::after(double seconds, std::function<void()> action) {
    return after(seconds, steady_clock::duration::zero(), std::move(action));
}

Ticket Timeline::after(double seconds, steady_clock::duration least, std::function<void()> action) {
    const std::chrono::duration<double> real(std::clamp(seconds / speed_, 0.0, longest_wait_s));
    const auto wait = std::chrono::duration_cast<steady_clock::duration>(real);
    return after_real(std::max(wait, least), std::move(action));
}

Ticket Timeline::after_real(steady_clock::duration wait, std::function<void()> action) {
    const Ticket ticket{steady_clock::now() + wait, ++planned_};
    if (stopped_) return ticket;
    plans_.emplace(ticket, std::move(action));
    if (plans_.begin()->first == ticket) arm();
    return ticket;
}

void Timeline::cancel(const Ticket& ticket) {
    plans_.erase(ticket);
}

void Timeline::stop() {
    stopped_ = true;
    plans_.clear();
    timer_.cancel();
}

void Timeline::arm() {
    timer_.expires_at(plans_.begin()->first.at);
    timer_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) act();
    });
}

void Timeline::act() {
    const auto now = steady_clock::now();
    while (!plans_.empty() && plans_.begin()->first.at <= now) {
        const auto action = std::move(plans_.begin()->second);
        plans_.erase(plans_.begin());
        action();
    }
    if (!plans_.empty()) arm();
}

}  // namespace kazi::simulator::telco
