// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/worker_name.hpp"

#include <fmt/format.h>

#include <charconv>
#include <system_error>

namespace kazi::gateway::records {

namespace {

constexpr std::size_t digits = 2 * worker_name_bytes;

}  // namespace

std::string worker_name_text(std::uint64_t name) {
    return fmt::format("{:0{}x}", name, digits);
}

std::optional<std::uint64_t> worker_name_from(std::string_view text) {
    std::uint64_t name = 0;
    const char* const end = text.data() + text.size();
    const auto [read_to, fault] = std::from_chars(text.data(), end, name, 16);
    if (text.size() != digits || fault != std::errc{} || read_to != end) return std::nullopt;
    return name;
}

}  // namespace kazi::gateway::records
