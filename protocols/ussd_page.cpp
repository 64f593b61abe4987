// SPDX-License-Identifier: Apache-2.0
// The page a turn is answered with, by the shape of a gateway.
#include "protocols/body.hpp"
#include "protocols/charset.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/text_template.hpp"
#include "protocols/ussd_turn.hpp"

namespace kazi::protocols {

namespace {

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

std::string with_line_end(std::string_view text, std::string_view line_end) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c == '\n') {
            out += line_end;
        } else {
            out += c;
        }
    }
    return out;
}

void remove_separator(std::string& value, std::string_view separator) {
    for (char& c : value) {
        if (separator.find(c) != std::string_view::npos) c = '/';
    }
}

}  // namespace

HttpReply write_ussd_page(const UssdPage& page, const Callback& callback,
                          const RouteSettings& settings, const UssdShape& shape, Accepts accepts) {
    const UssdReplyShape& reply = shape.reply;
    const auto fields = read_fields(callback, accepts);
    const auto value_of = [&](std::string_view name) {
        std::string value;
        if (name == "text") {
            value = with_line_end(page.text, reply.line_end);
        } else if (name == "title") {
            value = first_line(page.text);
        } else if (fields) {
            const FieldReader read(*fields, settings, shape.names, shape.names_ignore_case);
            value = decode_text(read.raw_wire(name), fields->charset).text;
        }
        remove_separator(value, reply.separator);
        return value;
    };
    HttpReply answer;
    answer.content_type = reply.content_type;
    answer.body =
        fill_holes(page.more ? reply.more : reply.end, escape_of(reply.content_type), value_of);
    if (!shape.charset.empty()) answer.body = encode_text(answer.body, shape.charset);
    answer.headers = page.more ? reply.more_headers : reply.end_headers;
    return answer;
}

}  // namespace kazi::protocols
