// SPDX-License-Identifier: Apache-2.0
#include "billing/providers/airtel_hash.hpp"

#include <optional>
#include <string>

#include "billing/base64.hpp"
#include "billing/digest.hpp"
#include "billing/fields.hpp"

namespace kazi::billing {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// The position behind the string that begins at `at`.
std::size_t behind_string(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return at + 1;
}

/// The bytes of the value that begins at `at`, which is an object.
std::optional<std::string_view> object_at(std::string_view text, std::size_t at) {
    int depth = 0;
    for (std::size_t i = at; i < text.size();) {
        if (text[i] == '"') {
            i = behind_string(text, i);
            continue;
        }
        if (text[i] == '{') ++depth;
        if (text[i] == '}' && --depth == 0) return text.substr(at, i + 1 - at);
        ++i;
    }
    return std::nullopt;
}

/// The raw bytes of the outermost object's member `transaction`; the text is one JSON object.
std::optional<std::string_view> transaction_bytes(std::string_view text) {
    constexpr std::string_view name = "\"transaction\"";
    int depth = 0;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        if (c != '"') {
            ++i;
            continue;
        }
        const std::size_t end = behind_string(text, i);
        std::size_t next = end;
        while (next < text.size() && is_blank(text[next]))
            ++next;
        const bool is_name = depth == 1 && next < text.size() && text[next] == ':';
        if (is_name && text.substr(i, end - i) == name) {
            do
                ++next;
            while (next < text.size() && is_blank(text[next]));
            if (next < text.size() && text[next] == '{') return object_at(text, next);
            return std::nullopt;
        }
        i = end;
    }
    return std::nullopt;
}

std::string without_blanks(std::string_view text) {
    std::string kept;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '"') {
            const std::size_t end = behind_string(text, i);
            kept += text.substr(i, end - i);
            i = end;
            continue;
        }
        if (!is_blank(text[i])) kept += text[i];
        ++i;
    }
    return kept;
}

}  // namespace

bool airtel_hash_valid(std::string_view body, std::string_view secret) {
    const auto tree = parse_json(body);
    if (!tree || tree->kind != JsonTree::Kind::object) return false;
    // Two transactions, and the hash could be of the one that is not read.
    const auto hash = fields_of(*tree).text_once("hash");
    int transactions = 0;
    for (const std::string& name : tree->names)
        transactions += name == "transaction" ? 1 : 0;
    const auto signed_bytes = transaction_bytes(body);
    if (!hash || !*hash || transactions != 1 || !signed_bytes) return false;
    const std::string as_sent = to_base64(hmac_sha256(secret, *signed_bytes));
    const std::string compact = to_base64(hmac_sha256(secret, without_blanks(*signed_bytes)));
    const bool first = same_secret(**hash, as_sent);
    const bool second = same_secret(**hash, compact);
    return first || second;
}

}  // namespace kazi::billing
