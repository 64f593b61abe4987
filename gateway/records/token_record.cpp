// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/token_record.hpp"

#include "billing/sealed_text.hpp"
#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"

namespace kazi::gateway::records {

namespace {

std::string place_of(const TokenSeal& seal) {
    return "token of " + std::string(seal.account);
}

}  // namespace

std::string pack_token(const billing::TokenRecord& record, std::uint32_t version,
                       const TokenSeal& seal, std::string_view nonce) {
    Packer out;
    out.raw(version_bytes(version));
    out.signed_number(record.fetched_us);
    out.signed_number(record.expires_us);
    out.signed_number(record.fetching_until_us);
    out.text(record.token.empty() ? std::string()
                                  : billing::seal(seal.key, nonce, place_of(seal), record.token));
    return out.take();
}

std::optional<StoredToken> token_from(std::string_view bytes, const TokenSeal& seal) {
    const auto version = version_of(bytes);
    if (!version) return std::nullopt;
    Unpacker in(bytes.substr(version_size));
    StoredToken stored;
    stored.version = *version;
    stored.record.fetched_us = in.signed_number();
    stored.record.expires_us = in.signed_number();
    stored.record.fetching_until_us = in.signed_number();
    const std::string_view sealed = in.text();
    if (!in.done()) return std::nullopt;
    if (!sealed.empty())
        stored.record.token =
            billing::unseal(seal.key, place_of(seal), sealed).value_or(std::string());
    return stored;
}

}  // namespace kazi::gateway::records
