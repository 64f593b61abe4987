// SPDX-License-Identifier: Apache-2.0
#include "billing/payout_id.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>

#include "billing/ensure.hpp"
#include "billing/hex.hpp"

namespace kazi::billing {

namespace {

constexpr std::size_t key_bytes = 16;

/// The first 16 bytes of HMAC-SHA-256.
std::string short_hmac(std::string_view key, const std::string& message) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    const unsigned char* made = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
                                     reinterpret_cast<const unsigned char*>(message.data()),
                                     message.size(), digest.data(), &size);
    ensure(made != nullptr && size >= key_bytes, "HMAC-SHA-256 is not available");
    return {reinterpret_cast<const char*>(digest.data()), key_bytes};
}

/// Joins parts with a unit separator, which no part contains: two subjects never read the same.
std::string joined(std::string_view first, std::string_view second, std::string_view third) {
    constexpr char separator = '\x1f';
    std::string text(first);
    text += separator;
    text += second;
    text += separator;
    text += third;
    return text;
}

std::string as_uuid4(std::string bytes) {
    const auto set = [&bytes](std::size_t at, unsigned keep, unsigned put) {
        bytes[at] = static_cast<char>((static_cast<unsigned char>(bytes[at]) & keep) | put);
    };
    set(6, 0x0fU, 0x40U);
    set(8, 0x3fU, 0x80U);
    std::string text = to_hex(bytes);
    for (const std::size_t at : {20U, 16U, 12U, 8U})
        text.insert(at, 1, '-');
    return text;
}

}  // namespace

std::string payout_id(std::string_view worker, std::int64_t sequence) {
    ensure(worker.size() == worker_id_bytes, "a worker id has 16 bytes");
    ensure(sequence > 0, "a payout sequence starts at 1");
    return to_hex(worker) + '-' + std::to_string(sequence);
}

std::optional<PayoutIdParts> parse_payout_id(std::string_view text) {
    constexpr std::size_t hex_size = worker_id_bytes * 2;
    if (text.size() < hex_size + 2 || text[hex_size] != '-') return std::nullopt;
    auto worker = from_hex(text.substr(0, hex_size));
    if (!worker) return std::nullopt;
    PayoutIdParts parts{std::move(*worker), 0};
    const std::string_view digits = text.substr(hex_size + 1);
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, parts.sequence);
    const bool whole = read.ec == std::errc() && read.ptr == end;
    if (!whole || parts.sequence <= 0 || digits.front() == '0') return std::nullopt;
    return parts;
}

std::string provider_key(std::string_view deployment_key, const KeySubject& subject, KeyForm form) {
    ensure(!deployment_key.empty(), "a provider key needs a deployment key");
    ensure(subject.attempt > 0, "attempts are counted from 1");
    std::string bytes = short_hmac(
        deployment_key, joined(subject.payout, subject.provider, std::to_string(subject.attempt)));
    return form == KeyForm::uuid4 ? as_uuid4(std::move(bytes)) : to_hex(bytes);
}

std::string fingerprint(std::string_view deployment_key, std::string_view provider,
                        std::string_view msisdn, Money amount) {
    ensure(!deployment_key.empty(), "a fingerprint needs a deployment key");
    return to_hex(short_hmac(deployment_key, joined(provider, msisdn, format_money(amount, 6))));
}

}  // namespace kazi::billing
