// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/form.hpp"

#include <fmt/format.h>

#include <cctype>
#include <charconv>

namespace kazi::simulator::telco {
namespace {

std::string decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned byte = 0;
        const char* digits = text.data() + i + 1;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
            plain.push_back(static_cast<char>(byte));
            i += 2;
        } else {
            plain.push_back(text[i] == '+' ? ' ' : text[i]);
        }
    }
    return plain;
}

void append_encoded(std::string& out, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.')) {
            out.push_back(c);
        } else if (c == ' ') {
            out.push_back('+');
        } else {
            out += fmt::format("%{:02X}", byte);
        }
    }
}

}  // namespace

Form read_form(std::string_view body) {
    Form form;
    while (!body.empty()) {
        const auto end = body.find('&');
        const auto pair = body.substr(0, end);
        const auto equals = pair.find('=');
        if (!pair.empty()) {
            form[decoded(pair.substr(0, equals))] =
                equals == std::string_view::npos ? "" : decoded(pair.substr(equals + 1));
        }
        if (end == std::string_view::npos) break;
        body.remove_prefix(end + 1);
    }
    return form;
}

std::string write_form(const std::vector<std::pair<std::string_view, std::string>>& fields) {
    std::string body;
    for (const auto& [name, value] : fields) {
        if (!body.empty()) body.push_back('&');
        append_encoded(body, name);
        body.push_back('=');
        append_encoded(body, value);
    }
    return body;
}

std::string_view value_of(const Form& form, std::string_view name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace kazi::simulator::telco
