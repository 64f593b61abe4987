// SPDX-License-Identifier: Apache-2.0
#include "taskflow/ties/codes.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::string_view friend_letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
constexpr std::string_view digits = "0123456789";

/// FNV-1a over the id and the moment, stirred so that each part of the sum depends on all of it.
std::uint64_t drawn(const WorkerId& id, Instant at, std::uint64_t purpose) {
    std::uint64_t sum = 0xcbf29ce484222325U ^ purpose;
    const auto add = [&](std::uint64_t byte) { sum = (sum ^ byte) * 0x100000001b3U; };
    for (const std::uint8_t byte : id.bytes)
        add(byte);
    for (unsigned shift = 0; shift < 64; shift += 8)
        add(static_cast<std::uint64_t>(at) >> shift & 0xffU);
    sum = (sum ^ (sum >> 30U)) * 0xbf58476d1ce4e5b9U;
    sum = (sum ^ (sum >> 27U)) * 0x94d049bb133111ebU;
    return sum ^ (sum >> 31U);
}

std::string spelled(std::uint64_t sum, std::string_view letters, std::size_t length) {
    std::string code;
    for (std::size_t nth = 0; nth < length; ++nth) {
        code.push_back(letters[sum % letters.size()]);
        sum /= letters.size();
    }
    return code;
}

char capital(char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

}  // namespace

std::string friend_code(const WorkerId& id, Instant at) {
    return spelled(drawn(id, at, 1), friend_letters, friend_code_letters);
}

std::string link_code(const WorkerId& id, Instant at) {
    return spelled(drawn(id, at, 2), digits, link_code_digits);
}

std::string as_friend_code(std::string_view typed) {
    std::string code;
    for (const char letter : typed) {
        if (letter == ' ') continue;
        if (friend_letters.find(capital(letter)) == std::string_view::npos) return {};
        code.push_back(capital(letter));
    }
    return code.size() == friend_code_letters ? code : std::string();
}

std::string as_link_code(std::string_view typed) {
    std::string code;
    for (const char letter : typed)
        if (digits.find(letter) != std::string_view::npos) code.push_back(letter);
    return code.size() == link_code_digits ? code : std::string();
}

}  // namespace kazi::taskflow
