// SPDX-License-Identifier: Apache-2.0
#include "gateway/observe/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>

#include "protocols/msisdn.hpp"

namespace kazi::gateway {
namespace {

/// Longer values are cut: a line is for reading, and a peer decides how long its text is.
constexpr std::size_t value_bytes_max = 512;
/// The shortest full number there is; short codes are no secret.
constexpr std::size_t msisdn_digits_min = 8;
constexpr std::size_t msisdn_digits_max = 15;
constexpr std::size_t msisdn_bytes_max = msisdn_digits_max + 3;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The length of a plus at `at`, as itself or percent-encoded, or 0.
std::size_t plus_length(std::string_view text, std::size_t at) {
    if (text[at] == '+') return 1;
    const auto encoded = text.substr(at, 3);
    return encoded == "%2B" || encoded == "%2b" ? 3 : 0;
}

std::size_t digits_length(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end]))
        ++end;
    return end - at;
}

/// The text with every full number in it masked.
std::string without_numbers(std::string_view text) {
    std::string safe;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t plus = plus_length(text, at);
        const std::size_t digits = plus == 0 ? 0 : digits_length(text, at + plus);
        if (digits >= msisdn_digits_min && digits <= msisdn_digits_max) {
            safe += protocols::mask_msisdn("+" + std::string(text.substr(at + plus, digits)));
            at += plus + digits;
        } else {
            safe += text[at++];
        }
    }
    return safe;
}

bool needs_quotes(std::string_view text) {
    return text.empty() || std::any_of(text.begin(), text.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte <= ' ' || byte == '"' || byte == '=' || byte == '\\' || byte == 0x7f;
           });
}

void append_escaped(std::string& line, char c) {
    static constexpr char hex[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
        line += '\\';
        line += c;
    } else if (c == '\n') {
        line += "\\n";
    } else if (byte < ' ' || byte == 0x7f) {
        line += "\\x";
        line += hex[byte >> 4];
        line += hex[byte & 0xf];
    } else {
        line += c;
    }
}

void append_text(std::string& line, std::string_view text) {
    if (!needs_quotes(text)) {
        line += text;
        return;
    }
    line += '"';
    for (const char c : text)
        append_escaped(line, c);
    line += '"';
}

/// Masks before it cuts, and looks a number's length past the cut: a number across the cut is one.
void append_limited(std::string& line, std::string_view text) {
    const auto window = text.substr(0, value_bytes_max + msisdn_bytes_max);
    std::string safe = without_numbers(window);
    if (safe.size() > value_bytes_max || window.size() < text.size()) {
        safe.resize(std::min(safe.size(), value_bytes_max));
        safe += "...";
    }
    append_text(line, safe);
}

struct AppendValue {
    std::string& line;
    void operator()(std::string_view text) const { append_limited(line, text); }
    void operator()(std::int64_t number) const { line += std::to_string(number); }
    void operator()(std::uint64_t number) const { line += std::to_string(number); }
    void operator()(bool flag) const { line += flag ? "true" : "false"; }
    void operator()(Masked masked) const {
        append_text(line, protocols::mask_msisdn(masked.msisdn));
    }
};

spdlog::level::level_enum level_of(config::LogLevel level) {
    switch (level) {
        case config::LogLevel::debug:
            return spdlog::level::debug;
        case config::LogLevel::info:
            return spdlog::level::info;
        case config::LogLevel::warn:
            return spdlog::level::warn;
        case config::LogLevel::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

}  // namespace

void Field::append_to(std::string& line) const {
    line += ' ';
    line += name_;
    line += '=';
    std::visit(AppendValue{line}, value_);
}

Log::Log(std::shared_ptr<spdlog::sinks::sink> sink, config::LogLevel level)
    : logger_(std::make_shared<spdlog::logger>("kazi", std::move(sink))) {
    logger_->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        "time=%Y-%m-%dT%H:%M:%S.%eZ level=%l %v", spdlog::pattern_time_type::utc));
    logger_->set_level(level_of(level));
    logger_->flush_on(spdlog::level::warn);
}

void Log::write(int level, std::string_view event, Fields fields) {
    const auto as_level = static_cast<spdlog::level::level_enum>(level);
    if (!logger_->should_log(as_level)) return;
    line_ = "event=";
    line_ += event;
    for (const auto& field : fields)
        field.append_to(line_);
    logger_->log(as_level, spdlog::string_view_t(line_.data(), line_.size()));
}

void Log::debug(std::string_view event, Fields fields) {
    write(spdlog::level::debug, event, fields);
}
void Log::info(std::string_view event, Fields fields) {
    write(spdlog::level::info, event, fields);
}
void Log::warn(std::string_view event, Fields fields) {
    write(spdlog::level::warn, event, fields);
}
void Log::error(std::string_view event, Fields fields) {
    write(spdlog::level::err, event, fields);
}

Log log_to_stderr(config::LogLevel level) {
    // One thread writes, so the unlocked sink will do.
    return {std::make_shared<spdlog::sinks::stderr_sink_st>(), level};
}

}  // namespace kazi::gateway
