// SPDX-License-Identifier: Apache-2.0
#include "taskflow/ussd/ussd_codes.hpp"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace kazi::taskflow {

namespace {

using dialogue::Command;

/// Append only: a number that was printed once keeps its meaning for ever.
constexpr std::array<std::pair<std::string_view, Command>, 15> codes{{
    {"1", Command::next},
    {"2", Command::balance},
    {"3", Command::pay},
    {"4", Command::why},
    {"5", Command::choose_language},
    {"6", Command::help},
    {"7", Command::stop},
    {"11", Command::level},
    {"12", Command::my_data},
    {"13", Command::appeal},
    {"31", Command::hours},
    {"32", Command::not_today},
    {"33", Command::forget_me},
    {"34", Command::join},
    {"35", Command::digest},
}};

std::uint32_t number_of(std::string_view digits) {
    std::uint32_t number = 0;
    const char* end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? number : 0;
}

/// What was dialled behind the code for a command that takes something more.
DialledCode with_rest(Command command, std::span<const std::string> parts) {
    const bool takes_one = command == Command::join || command == Command::appeal;
    const std::size_t takes = command == Command::hours ? 2 : takes_one ? 1 : 0;
    DialledCode code{.command = command, .campaign = 0, .rest = {}, .parts_read = 1};
    for (; code.parts_read < parts.size() && code.parts_read <= takes; ++code.parts_read) {
        if (!code.rest.empty()) code.rest += '-';
        code.rest += parts[code.parts_read];
    }
    return code;
}

}  // namespace

std::optional<DialledCode> dialled_code(std::span<const std::string> parts) {
    if (parts.empty()) return std::nullopt;
    for (const auto& [digits, command] : codes) {
        if (parts.front() != digits) continue;
        const bool names_campaign = command == Command::next && parts.size() > 1;
        if (!names_campaign) return with_rest(command, parts);
        return DialledCode{
            .command = command, .campaign = number_of(parts[1]), .rest = {}, .parts_read = 2};
    }
    return std::nullopt;
}

}  // namespace kazi::taskflow
