// SPDX-License-Identifier: Apache-2.0
#include "gateway/certify/manners.hpp"

#include <algorithm>
#include <array>

namespace kazi::gateway::certify {

namespace {

using protocols::HttpRequest;

constexpr int bad_request = 400;

constexpr std::array<Manners, 13> rows = {{
    {.dialect = "africastalking",
     .plus_in_form = true,
     .event_word = "status=Success",
     .unknown_event_word = "status=Teleported"},
    {.dialect = "arkesel",
     .event_word = R"("newSession":false)",
     .unknown_event_word = R"("newSession":"perhaps")",
     .unknown_event_status = bad_request},
    {.dialect = "hubtel",
     .event_word = R"("Type":"Response")",
     .unknown_event_word = R"("Type":"Teleported")"},
    {.dialect = "infobip",
     .ussd_trouble_in_200 = true,
     .event_word = "/response",
     .unknown_event_word = "/teleported"},
    {.dialect = "junebug",
     .event_word = R"("session_event":"resume")",
     .unknown_event_word = R"("session_event":"teleported")"},
    {.dialect = "kannel", .always_200 = true, .plus_in_form = true},
    {.dialect = "mtn",
     .event_word = R"("messageType":"1")",
     .unknown_event_word = R"("messageType":"77")"},
    {.dialect = "nalo",
     .event_word = R"("MSGTYPE":false)",
     .unknown_event_word = R"("MSGTYPE":"perhaps")",
     .unknown_event_status = bad_request},
    {.dialect = "oneapi",
     .event_word = R"("ussdAction":"mocont")",
     .unknown_event_word = R"("ussdAction":"moteleported")"},
    {.dialect = "simple",
     .plus_in_form = true,
     .signs_time = true,
     .event_word = "=input&",
     .unknown_event_word = "=teleported&"},
    {.dialect = "telerivet", .plus_in_form = true},
    {.dialect = "twilio", .numbers_are_signed = true, .plus_in_form = true},
    {.dialect = "vonage", .signs_time = true},
}};

std::size_t replace_all(std::string& text, std::string_view from, std::string_view to) {
    std::size_t replaced = 0;
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
        ++replaced;
    }
    return replaced;
}

}  // namespace

Manners manners_of(std::string_view dialect) {
    const auto known = std::ranges::find(rows, dialect, &Manners::dialect);
    return known == rows.end() ? Manners{} : *known;
}

std::optional<HttpRequest> with_plus_eaten(HttpRequest request, std::string_view number) {
    const std::string digits(number.substr(1));
    const std::string escaped = "%2B" + digits;
    const std::string blank = "+" + digits;  // an unescaped plus is a blank
    const std::size_t eaten =
        replace_all(request.body, escaped, blank) + replace_all(request.url, escaped, blank);
    if (eaten == 0) return std::nullopt;
    return request;
}

HttpRequest broken(HttpRequest request) {
    if (request.body.starts_with('{')) {
        request.body.pop_back();
    } else if (request.body.empty()) {
        request.url += "&broken=%zz";
    } else {
        request.body += "&broken=%zz";
    }
    return request;
}

std::optional<HttpRequest> with_piece(HttpRequest request, std::string_view piece,
                                      std::string_view other) {
    const std::size_t changed =
        replace_all(request.body, piece, other) + replace_all(request.url, piece, other);
    if (changed == 0) return std::nullopt;
    return request;
}

}  // namespace kazi::gateway::certify
