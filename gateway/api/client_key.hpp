// SPDX-License-Identifier: Apache-2.0
// API keys: made once, shown once, stored only as a hash. A client may have several.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/store/batch.hpp"
#include "gateway/world.hpp"

namespace kazi::gateway::api {

/// Where keys stand, whatever the market.
inline constexpr const char* clients_cell = "clients-0";

/// Who a key belongs to, and what it opens.
struct Client {
    std::string name;  ///< the client's id everywhere: ledger, campaigns, logs
    bool may_fund = false;

    friend bool operator==(const Client&, const Client&) = default;
};

/// 1 to 40 of a-z, 0-9, '_', '-' and '.', the first one a letter or digit.
[[nodiscard]] bool is_client_name(std::string_view name);

/// "kz_" and 64 hex digits: 256 bits.
[[nodiscard]] std::string new_api_key(Entropy& entropy);
/// What is stored in its place.
[[nodiscard]] std::string hash_api_key(std::string_view key);

/// Writes a key's hash; guarded so that no key is ever given to two clients.
[[nodiscard]] store::Batch plan_client_key(const std::string& key_hash, const Client& client);

[[nodiscard]] std::string pack_client(const Client& client);
/// Fails (nullopt) on anything that `pack_client` did not write.
[[nodiscard]] std::optional<Client> client_from(std::string_view json);

/// The key in an Authorization header. Fails (nullopt) on other schemes and on what can be no key.
[[nodiscard]] std::optional<std::string_view> bearer_key(std::string_view authorization);

}  // namespace kazi::gateway::api
