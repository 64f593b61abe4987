// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/http_wire.hpp"

#include <strings.h>

#include <algorithm>
#include <charconv>

namespace kazi::bench {

namespace {

template <class Number>
std::optional<Number> number_at(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} ? std::optional(number) : std::nullopt;
}

std::optional<std::size_t> content_length(std::string_view head) {
    constexpr std::string_view name = "content-length:";
    for (auto line = head.find("\r\n"); line != std::string_view::npos;
         line = head.find("\r\n", line)) {
        line += 2;
        const std::string_view field = head.substr(line);
        if (field.size() < name.size()) break;
        if (strncasecmp(field.data(), name.data(), name.size()) == 0)
            return number_at<std::size_t>(field.substr(name.size()));
    }
    return std::nullopt;
}

}  // namespace

std::string post_head(std::string_view host, std::string_view path) {
    std::string head = "POST ";
    head.append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    return head += "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
}

void append_post(std::string& out, std::string_view head, std::string_view body) {
    out.append(head).append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

std::optional<Reply> read_reply(std::string_view buffer) {
    const auto head_end = buffer.find("\r\n\r\n");
    if (head_end == std::string_view::npos) return std::nullopt;
    const std::string_view head = buffer.substr(0, head_end);
    const std::string_view rest = buffer.substr(head_end + 4);
    const auto length = content_length(head);
    const auto status = number_at<int>(head.substr(std::min(head.find(' '), head.size())));
    if (!length || !status) return Reply{0, rest};
    if (rest.size() < *length) return std::nullopt;
    return Reply{*status, rest.substr(0, *length)};
}

}  // namespace kazi::bench
