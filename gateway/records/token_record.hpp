// SPDX-License-Identifier: Apache-2.0
// A provider account's bearer token as it is stored: sealed, since whoever has it can pay.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "billing/token_cache.hpp"

namespace kazi::gateway::records {

/// How a token is sealed. The account's name belongs to the seal: a token can't be moved to
/// another.
struct TokenSeal {
    std::string_view key;
    std::string_view account;
};

/// The stored form: version, then the record. `nonce`: twelve bytes, never used before.
[[nodiscard]] std::string pack_token(const billing::TokenRecord& record, std::uint32_t version,
                                     const TokenSeal& seal, std::string_view nonce);

struct StoredToken {
    billing::TokenRecord record;
    std::uint32_t version = 0;
};
/// A token under another key is none: it is fetched anew. Fails (nullopt) on bytes that no version
/// of this code wrote.
[[nodiscard]] std::optional<StoredToken> token_from(std::string_view bytes, const TokenSeal& seal);

}  // namespace kazi::gateway::records
