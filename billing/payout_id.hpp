// SPDX-License-Identifier: Apache-2.0
// Ids that a daemon which forgot everything makes again: the same decision has the same id for
// ever.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "billing/money.hpp"
#include "billing/provider.hpp"

namespace kazi::billing {

inline constexpr std::size_t worker_id_bytes = 16;

/// "<32 hex worker>-<sequence>". No time, no random part, no restart counter may ever enter it.
[[nodiscard]] std::string payout_id(std::string_view worker, std::int64_t sequence);

struct PayoutIdParts {
    std::string worker;  ///< raw bytes
    std::int64_t sequence = 0;
};
/// Reads what `payout_id` wrote; nothing for anything else.
[[nodiscard]] std::optional<PayoutIdParts> parse_payout_id(std::string_view text);

/// What is keyed: one attempt of one payout at one provider.
struct KeySubject {
    std::string_view payout;  ///< its id
    std::string_view provider;
    int attempt = 1;
};
/// The provider's idempotency key: 16 bytes of HMAC-SHA-256, as 32 lower-case hex or a UUIDv4.
[[nodiscard]] std::string provider_key(std::string_view deployment_key, const KeySubject& subject,
                                       KeyForm form = KeyForm::hex32);

/// What an attempt was for, without saying it: 32 lower-case hex over provider, number and amount.
/// Keyed, because a bare digest of a phone number is undone by trying all numbers.
[[nodiscard]] std::string fingerprint(std::string_view deployment_key, std::string_view provider,
                                      std::string_view msisdn, Money amount);

}  // namespace kazi::billing
