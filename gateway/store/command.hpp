// SPDX-License-Identifier: Apache-2.0
// One Redis command as RESP bytes, written straight into a buffer that is used again and again.
#pragma once

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

namespace kazi::gateway::store {

class Command {
public:
    /// Forgets the arguments, keeps the memory.
    void clear() {
        arguments_.clear();
        count_ = 0;
    }

    Command& text(std::string_view argument) {
        if (argument.size() > short_bytes_max) {
            begin(argument.size());
            arguments_ += argument;
            return end();
        }
        // Nearly all are short: one is put together on the stack and appended at once.
        char bytes[short_bytes_max + 8];
        char* at = write_head(bytes, argument.size());
        at = std::copy(argument.begin(), argument.end(), at);
        *at++ = '\r';
        *at++ = '\n';
        arguments_.append(bytes, at);
        ++count_;
        return *this;
    }

    Command& number(std::integral auto argument) {
        const Digits digits(argument);
        return text(digits.view());
    }

    /// A key of a cell: "{cell}:key".
    Command& key(std::string_view cell, std::string_view key) {
        const std::size_t size = cell.size() + key.size() + 3;
        if (size > short_bytes_max) {
            begin(size);
            ((arguments_ += '{') += cell) += "}:";
            arguments_ += key;
            return end();
        }
        char bytes[short_bytes_max];
        char* at = bytes;
        *at++ = '{';
        at = std::copy(cell.begin(), cell.end(), at);
        *at++ = '}';
        *at++ = ':';
        at = std::copy(key.begin(), key.end(), at);
        return text({bytes, at});
    }

    /// All arguments of another command after those that stand here.
    Command& append(const Command& other) {
        arguments_ += other.arguments_;
        count_ += other.count_;
        return *this;
    }

    /// How many arguments there are, the command's name included.
    [[nodiscard]] std::size_t count() const { return count_; }

    /// How many bytes append_to adds at most.
    [[nodiscard]] std::size_t bytes_max() const { return arguments_.size() + 24; }

    void append_to(std::string& out) const {
        const Digits digits(count_);
        ((out += '*') += digits.view()) += "\r\n";
        out += arguments_;
    }

private:
    /// A number in decimal, on the stack.
    class Digits {
    public:
        explicit Digits(std::integral auto value)
            : end_(std::to_chars(std::begin(digits_), std::end(digits_), value).ptr) {}
        [[nodiscard]] std::string_view view() const {
            return {digits_, static_cast<std::size_t>(end_ - digits_)};
        }

    private:
        char digits_[24];
        const char* end_;
    };

    static constexpr std::size_t short_bytes_max = 99;

    /// "$17\r\n" for what has two digits at most.
    static char* write_head(char* at, std::size_t bytes) {
        *at++ = '$';
        if (bytes >= 10) *at++ = static_cast<char>('0' + bytes / 10);
        *at++ = static_cast<char>('0' + bytes % 10);
        *at++ = '\r';
        *at++ = '\n';
        return at;
    }

    void begin(std::size_t bytes) {
        const Digits digits(bytes);
        ((arguments_ += '$') += digits.view()) += "\r\n";
    }

    Command& end() {
        arguments_ += "\r\n";
        ++count_;
        return *this;
    }

    std::string arguments_;
    std::size_t count_ = 0;
};

}  // namespace kazi::gateway::store
