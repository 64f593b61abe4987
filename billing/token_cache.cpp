// SPDX-License-Identifier: Apache-2.0
#include "billing/token_cache.hpp"

#include "billing/seconds.hpp"

namespace kazi::billing {

namespace {

constexpr std::int64_t look_again_us = us_per_s / 5;

std::int64_t renewed_from(const TokenRecord& record) {
    return record.fetched_us + (record.expires_us - record.fetched_us) / 5 * 4;
}

}  // namespace

TokenStep next_token_step(const TokenRecord& record, std::int64_t now_us,
                          std::string_view refused) {
    const bool alive =
        !record.token.empty() && record.token != refused && now_us < record.expires_us;
    if (alive && now_us < renewed_from(record)) return UseToken{record.token};
    const bool somebody_fetches = now_us < record.fetching_until_us;
    if (somebody_fetches && alive) return UseToken{record.token};
    if (somebody_fetches) return AwaitToken{now_us + look_again_us};
    FetchToken fetch{record, alive ? record.token : std::string()};
    fetch.claimed.fetching_until_us = now_us + token_fetch_us;
    return fetch;
}

TokenRecord token_fetched(const TokenRecord& record, const ProviderToken& token,
                          std::int64_t now_us) {
    TokenRecord after = record;
    after.token = token.token;
    after.fetched_us = now_us;
    after.expires_us = now_us + token.expires_in_s * us_per_s;
    after.fetching_until_us = 0;
    return after;
}

TokenRecord token_not_fetched(const TokenRecord& record) {
    TokenRecord after = record;
    after.fetching_until_us = 0;
    return after;
}

}  // namespace kazi::billing
