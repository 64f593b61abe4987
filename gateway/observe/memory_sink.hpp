// SPDX-License-Identifier: Apache-2.0
// A log's sink that keeps the lines, for tests that read what was logged.
#pragma once

#include <spdlog/details/null_mutex.h>
#include <spdlog/sinks/base_sink.h>

#include <string>
#include <string_view>
#include <vector>

namespace kazi::gateway {

class MemorySink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
public:
    /// The lines so far, oldest first, without their line ends.
    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

    /// True when any line contains the text: to search for planted secrets and numbers.
    [[nodiscard]] bool contains(std::string_view text) const {
        for (const auto& line : lines_) {
            if (line.find(text) != std::string::npos) return true;
        }
        return false;
    }

private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t formatted;
        formatter_->format(message, formatted);
        lines_.emplace_back(formatted.data(), formatted.size());
        while (!lines_.back().empty() && lines_.back().back() == '\n')
            lines_.back().pop_back();
    }
    void flush_() override {}

    std::vector<std::string> lines_;
};

}  // namespace kazi::gateway
