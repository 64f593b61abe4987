// SPDX-License-Identifier: Apache-2.0
// Packing of stored values: varints and length-prefixed bytes. Small, since memory and the log's
// bytes are what a turn costs.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace kazi::gateway::records {

/// Appends values to a byte string.
class Packer {
public:
    /// `bytes_expected`: room made at once; more is no fault.
    explicit Packer(std::size_t bytes_expected = 64) { bytes_.reserve(bytes_expected); }

    void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }

    /// LEB128: 7 bits a byte, least significant first.
    void number(std::uint64_t value) {
        if (value < 0x80) return byte(static_cast<std::uint8_t>(value));
        char bytes[10];
        std::size_t count = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[count++] = static_cast<char>(value | 0x80);
        bytes[count++] = static_cast<char>(value);
        bytes_.append(bytes, count);
    }

    /// Zigzag: small negative numbers stay small.
    void signed_number(std::int64_t value) {
        number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }

    /// An amount of money of 0 or more: what it has in front of its zeros, and how many these are.
    /// Two shillings are one byte.
    void amount(std::int64_t micro) {
        std::uint64_t zeros = 0;
        for (; zeros < 7 && micro != 0 && micro % 10 == 0; micro /= 10)
            ++zeros;
        number(static_cast<std::uint64_t>(micro) << 3 | zeros);
    }

    void text(std::string_view value) {
        number(value.size());
        bytes_.append(value);
    }

    /// Bytes whose count the reader knows.
    void raw(std::string_view value) { bytes_.append(value); }

    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Reads what Packer wrote. After a failure every read gives zero and `ok()` is false, so that a
/// decoder checks once, at its end.
class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

    std::uint8_t byte() {
        if (rest_.empty()) return fail(), std::uint8_t{0};
        const auto value = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return value;
    }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7F) << shift;
            if ((next & 0x80) == 0) return value;
        }
        return fail(), std::uint64_t{0};
    }

    std::int64_t signed_number() {
        const std::uint64_t value = number();
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }

    /// Fails on more than an int64 holds.
    std::int64_t amount() {
        const std::uint64_t packed = number();
        auto micro = static_cast<std::int64_t>(packed >> 3);
        for (std::uint64_t zeros = packed & 7; zeros > 0; --zeros) {
            if (micro > std::numeric_limits<std::int64_t>::max() / 10) return fail(), 0;
            micro *= 10;
        }
        return micro;
    }

    std::string_view raw(std::size_t count) {
        if (rest_.size() < count) return fail(), std::string_view{};
        const auto value = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return value;
    }

    std::string_view text() {
        const std::uint64_t size = number();
        if (size > rest_.size()) return fail(), std::string_view{};
        return raw(static_cast<std::size_t>(size));
    }

    /// A count of things that follow, each at least one byte: bounded by what is left.
    std::size_t count() {
        const std::uint64_t value = number();
        if (value > rest_.size()) return fail(), std::size_t{0};
        return static_cast<std::size_t>(value);
    }

    /// True when nothing failed.
    [[nodiscard]] bool ok() const { return ok_; }
    /// True when nothing failed and everything was read.
    [[nodiscard]] bool done() const { return ok_ && rest_.empty(); }

private:
    void fail() {
        ok_ = false;
        rest_ = {};
    }

    std::string_view rest_;
    bool ok_ = true;
};

}  // namespace kazi::gateway::records
