// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/payouts/wire.hpp"

#include <algorithm>
#include <cctype>

namespace kazi::simulator::payouts {

namespace {

bool same_name(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
               std::tolower(static_cast<unsigned char>(b));
    });
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 0;
}

std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool coded = text[i] == '%' && i + 2 < text.size();
        if (coded) {
            plain += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
        } else {
            plain += text[i] == '+' ? ' ' : text[i];
        }
    }
    return plain;
}

std::vector<Wire> all_wires() {
    std::vector<Wire> all;
    for (const auto& some :
         {mobile_money_wires(), open_standard_wires(), airtime_wires(), transfer_wires()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
    for (const auto& [candidate, value] : headers)
        if (same_name(candidate, name)) return value;
    return {};
}

std::string Request::query(std::string_view name) const {
    const auto mark = target.find('?');
    if (mark == std::string::npos) return {};
    std::string_view rest = std::string_view(target).substr(mark + 1);
    while (!rest.empty()) {
        const auto field = rest.substr(0, rest.find('&'));
        const auto equals = field.find('=');
        if (equals != std::string_view::npos && field.substr(0, equals) == name)
            return unescaped(field.substr(equals + 1));
        rest.remove_prefix(std::min(rest.size(), field.size() + 1));
    }
    return {};
}

std::string_view Request::tail() const {
    const std::string_view path = std::string_view(target).substr(0, target.find('?'));
    return path.substr(path.rfind('/') + 1);
}

std::span<const Wire> wires() {
    static const std::vector<Wire> all = all_wires();
    return all;
}

const Wire* find_wire(std::string_view name) {
    for (const Wire& wire : wires())
        if (wire.name == name) return &wire;
    return nullptr;
}

}  // namespace kazi::simulator::payouts
