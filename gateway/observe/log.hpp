// SPDX-License-Identifier: Apache-2.0
// The log: one event a line, in logfmt, with numbers masked and secrets never printed.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "config/config.hpp"

namespace spdlog {
class logger;
namespace sinks {
class sink;
}
}  // namespace spdlog

namespace kazi::gateway {

/// An MSISDN on its way to a log: shows as +2547****0001. A view: it must outlive the call.
struct Masked {
    std::string_view msisdn;
};

/// One `name=value` of a line. Views: made for the call, not to be kept.
/// A text that contains a full number behind a plus is masked too, so that leaking needs an effort.
class Field {
public:
    Field(std::string_view name, std::string_view text) : name_(name), value_(text) {}
    Field(std::string_view name, const std::string& text) : Field(name, std::string_view(text)) {}
    Field(std::string_view name, const char* text) : Field(name, std::string_view(text)) {}
    Field(std::string_view name, bool flag) : name_(name), value_(flag) {}
    Field(std::string_view name, Masked msisdn) : name_(name), value_(msisdn) {}
    Field(std::string_view name, const config::Secret&) : Field(name, config::secret_mark) {}
    template <std::signed_integral Integer>
    Field(std::string_view name, Integer number)
        : name_(name), value_(static_cast<std::int64_t>(number)) {}
    template <std::unsigned_integral Integer>
    requires(!std::same_as<Integer, bool>) Field(std::string_view name, Integer number)
        : name_(name), value_(static_cast<std::uint64_t>(number)) {}

    /// Appends ` name=value`, quoted where logfmt needs it.
    void append_to(std::string& line) const;

private:
    std::string_view name_;
    std::variant<std::string_view, std::int64_t, std::uint64_t, bool, Masked> value_;
};

using Fields = std::initializer_list<Field>;

/// Handed in, never global. An event is named by a past-tense word pair ("sms_sent"); the field
/// `id` is the same from the callback to the payout that it led to.
class Log {
public:
    /// Lines go to `sink`. Units: one thread; the sink may be an unlocked one.
    Log(std::shared_ptr<spdlog::sinks::sink> sink, config::LogLevel level);

    void debug(std::string_view event, Fields fields = {});
    void info(std::string_view event, Fields fields = {});
    void warn(std::string_view event, Fields fields = {});
    void error(std::string_view event, Fields fields = {});

private:
    void write(int level, std::string_view event, Fields fields);

    std::shared_ptr<spdlog::logger> logger_;
    std::string line_;  ///< kept for its capacity
};

/// A log that writes to standard error.
[[nodiscard]] Log log_to_stderr(config::LogLevel level);

}  // namespace kazi::gateway
