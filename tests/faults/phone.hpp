// SPDX-License-Identifier: Apache-2.0
// One phone, as the aggregator's callbacks show it to the daemon.
#pragma once

#include <string>
#include <vector>

#include "tests/faults/running_daemon.hpp"
#include "tests/faults/web.hpp"

namespace kazi::tests {

class Phone {
public:
    /// `daemon` must outlive it. `number` is E.164 with its plus.
    Phone(const RunningDaemon& daemon, std::string number);

    /// Dials the service code: the first page of a new session.
    WebReply dial();
    /// Presses keys in that session.
    WebReply press(const std::string& keys);
    /// The last page once more, as an aggregator asks that had no answer.
    WebReply same_again();
    /// Becomes a worker who speaks English, down to her first question. Throws when that fails.
    void join_in_english();

    /// Writes an SMS; the same `id` twice is the same message delivered again.
    WebReply write(const std::string& text, const std::string& id);
    /// The same, left under way.
    Request begin_to_write(const std::string& text, const std::string& id);

    [[nodiscard]] const std::string& number() const { return number_; }

private:
    const RunningDaemon& daemon_;
    std::string number_;
    std::string typed_;
    int sessions_ = 0;
};

}  // namespace kazi::tests
