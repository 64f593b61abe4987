// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/replace.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace kazi::tests {

namespace {

std::size_t find(std::string_view text, std::string_view what, std::size_t from = 0) {
    const auto at = text.find(what, from);
    if (at == std::string_view::npos)
        throw std::runtime_error(fmt::format("no {} in the configuration", what));
    return at;
}

}  // namespace

void replace(std::string& text, std::string_view from, std::string_view to) {
    auto at = find(text, from);
    for (; at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string between(std::string_view text, std::string_view begin, std::string_view end) {
    const auto first = find(text, begin) + begin.size();
    return std::string(text.substr(first, find(text, end, first) - first));
}

}  // namespace kazi::tests
