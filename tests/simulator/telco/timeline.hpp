// SPDX-License-Identifier: Apache-2.0
// The telco's clock, which runs faster than ours, and what is to happen later on it.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>

namespace kazi::simulator::telco {

/// Names one thing planned.
struct Ticket {
    std::chrono::steady_clock::time_point at;
    std::uint64_t number = 0;

    friend auto operator<=>(const Ticket&, const Ticket&) = default;
};

class Timeline {
public:
    /// `speed` of the telco's seconds go by in one of ours.
    Timeline(boost::asio::io_context& context, double speed);

    /// The telco's seconds since it was started.
    [[nodiscard]] double now_s() const;

    /// Plans `action` after that many of the telco's seconds.
    Ticket after(double seconds, std::function<void()> action);
    /// … but not before `least` of our own time has gone.
    Ticket after(double seconds, std::chrono::steady_clock::duration least,
                 std::function<void()> action);
    /// … after that long by our own clock.
    Ticket after_real(std::chrono::steady_clock::duration wait, std::function<void()> action);
    /// Forgets a plan; nothing happens when it is over already.
    void cancel(const Ticket& ticket);

    /// Forgets everything: the context may run out of work.
    void stop();

private:
    void arm();
    void act();

    boost::asio::steady_timer timer_;
    double speed_;
    std::chrono::steady_clock::time_point started_;
    std::uint64_t planned_ = 0;
    bool stopped_ = false;
    std::map<Ticket, std::function<void()>> plans_;
};

}  // namespace kazi::simulator::telco
