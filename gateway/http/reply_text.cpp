// SPDX-License-Identifier: Apache-2.0
// Written by hand into a string that the connection keeps: a reply costs no allocation.
#include "gateway/http/reply_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>

namespace kazi::gateway::http {

namespace {

bool one_line(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

bool well_formed(const protocols::HttpReply& reply) {
    if (reply.status < 200 || reply.status > 599 || !one_line(reply.content_type)) return false;
    return std::all_of(reply.headers.begin(), reply.headers.end(), [](const auto& header) {
        return one_line(header.name) && one_line(header.value);
    });
}

void append_number(std::string& out, std::size_t number) {
    char digits[20];
    const auto written = std::to_chars(std::begin(digits), std::end(digits), number);
    out.append(digits, written.ptr);
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

void append_status_line(std::string& out, int status) {
    if (status == 200) {
        out.append("HTTP/1.1 200 OK\r\n");
        return;
    }
    out.append("HTTP/1.1 ");
    append_number(out, static_cast<std::size_t>(status));
    out.append(" ").append(reason_of(status)).append("\r\n");
}

void append_connection(std::string& out, ReplyFraming framing) {
    if (!framing.keep_alive) {
        out.append("Connection: close\r\n");
    } else if (!framing.http11) {
        out.append("Connection: keep-alive\r\n");
    }
}

}  // namespace

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 402:
            return "Payment Required";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 411:
            return "Length Required";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        default:
            return {};
    }
}

bool append_head(std::string& out, const protocols::HttpReply& reply, ReplyFraming framing) {
    if (!well_formed(reply)) return false;
    append_status_line(out, reply.status);
    if (!framing.date.empty()) append_header(out, "Date", framing.date);
    if (!reply.content_type.empty()) append_header(out, "Content-Type", reply.content_type);
    if (reply.status != 204 && reply.status != 304) {
        out.append("Content-Length: ");
        append_number(out, reply.body.size());
        out.append("\r\n");
    }
    for (const auto& header : reply.headers)
        append_header(out, header.name, header.value);
    append_connection(out, framing);
    out.append("\r\n");
    return true;
}

protocols::HttpReply plain_reply(int status) {
    protocols::HttpReply reply;
    reply.status = status;
    reply.content_type = "text/plain; charset=utf-8";
    reply.body.append(reason_of(status)).append("\n");
    return reply;
}

// Not strftime: its names of days and months follow the locale.
std::string http_date(std::int64_t at) {
    static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t seconds = at;
    std::tm utc{};
    if (gmtime_r(&seconds, &utc) == nullptr) return {};
    char text[64];
    const int length = std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                     days[utc.tm_wday], utc.tm_mday, months[utc.tm_mon],
                                     utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    return {text, static_cast<std::size_t>(length)};
}

}  // namespace kazi::gateway::http
