// SPDX-License-Identifier: Apache-2.0
// The stored form of a record. Its header is plain bytes because the server reads it too:
// commit.lua compares the version and follows the references.
#include "gateway/ensure.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::store {

namespace {

/// Her last answer, and as many questions as one message asks.
constexpr std::size_t references_max = 9;
constexpr std::size_t name_bytes_max = 255;

void append_name(std::string& bytes, const std::string& name) {
    ensure(name.size() <= name_bytes_max, "a reference's key and field fit in 255 bytes");
    bytes.push_back(static_cast<char>(static_cast<unsigned char>(name.size())));
    bytes += name;
}

/// Reads from the front of `rest`; nullopt when it is too short.
std::optional<std::string_view> take(std::string_view& rest, std::size_t count) {
    if (rest.size() < count) return std::nullopt;
    const auto taken = rest.substr(0, count);
    rest.remove_prefix(count);
    return taken;
}

std::optional<std::size_t> take_byte(std::string_view& rest) {
    const auto byte = take(rest, 1);
    if (!byte) return std::nullopt;
    return static_cast<unsigned char>(byte->front());
}

std::optional<std::string_view> take_name(std::string_view& rest) {
    const auto length = take_byte(rest);
    return length ? take(rest, *length) : std::nullopt;
}

std::uint32_t version_of(std::string_view four_bytes) {
    std::uint32_t version = 0;
    for (std::size_t at = 4; at-- > 0;)
        version = (version << 8) | static_cast<unsigned char>(four_bytes[at]);
    return version;
}

}  // namespace

std::string encode_version(std::uint32_t version) {
    std::string bytes(4, '\0');
    for (char& byte : bytes) {
        byte = static_cast<char>(static_cast<unsigned char>(version & 0xFF));
        version >>= 8;
    }
    return bytes;
}

std::string encode_record(const Record& record) {
    ensure(record.references.size() <= references_max, "a record has at most nine references");
    auto bytes = encode_version(record.version);
    bytes.push_back(static_cast<char>(static_cast<unsigned char>(record.references.size())));
    for (const auto& place : record.references) {
        ensure(place.field.has_value(), "a reference names a hash field");
        append_name(bytes, place.key);
        append_name(bytes, *place.field);
    }
    bytes += record.body;
    return bytes;
}

std::optional<Record> decode_record(std::string_view bytes) {
    auto rest = bytes;
    const auto version = take(rest, 4);
    const auto count = version ? take_byte(rest) : std::nullopt;
    if (!count || *count > references_max) return std::nullopt;
    Record record;
    record.version = version_of(*version);
    for (std::size_t n = 0; n < *count; ++n) {
        const auto key = take_name(rest);
        const auto field = key ? take_name(rest) : std::nullopt;
        if (!field) return std::nullopt;
        record.references.push_back({std::string(*key), std::string(*field)});
    }
    record.body = rest;
    return record;
}

}  // namespace kazi::gateway::store
