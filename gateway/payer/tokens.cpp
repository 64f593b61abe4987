// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/tokens.hpp"

#include <utility>

#include "billing/sealed_text.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/http/outbound.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/payer/provider_call.hpp"
#include "gateway/records/version.hpp"
#include "gateway/store/await.hpp"
#include "gateway/world.hpp"

namespace kazi::gateway::payer {

namespace {

using boost::asio::awaitable;
using taskflow::Instant;

// Somebody else who fetches is given about as long as a call of theirs may take.
constexpr int looks_max = 150;
constexpr std::chrono::milliseconds look_every{200};

store::Place place_of(const Account& account) {
    return {keys::payout_tokens, account.name()};
}

bool is_refusal(int status) {
    return status == 400 || status == 401 || status == 403;
}

}  // namespace

awaitable<std::optional<billing::ProviderSettings>> Tokens::sign_in(Account& account) {
    billing::ProviderSettings settings = account.settings.account;
    const bool has_tokens = account.codec().build_token_request(settings).has_value();
    if (!has_tokens) co_return settings;
    auto token = co_await token_for(account);
    if (!token) co_return std::nullopt;
    settings.token = std::move(*token);
    co_return settings;
}

void Tokens::refuse(Account& account, const billing::ProviderSettings& signed_in) {
    if (!signed_in.token.empty()) account.token.refused = signed_in.token;
}

awaitable<std::optional<std::string>> Tokens::token_for(Account& account) {
    for (int looks = 0; looks < looks_max; ++looks) {
        const Instant now = post_.world.clock.now();
        HeldToken& held = account.token;
        const auto known = billing::next_token_step(held.record, now, held.refused);
        if (const auto* use = std::get_if<billing::UseToken>(&known)) co_return use->token;
        const Kept kept = co_await load(account);
        if (!kept.answered) {
            const auto* renew = std::get_if<billing::FetchToken>(&known);
            if (renew == nullptr || renew->meanwhile.empty()) co_return std::nullopt;
            co_return renew->meanwhile;
        }
        held.record = kept.stored.record;
        auto step = billing::next_token_step(held.record, now, held.refused);
        if (const auto* use = std::get_if<billing::UseToken>(&step)) co_return use->token;
        if (auto* order = std::get_if<billing::FetchToken>(&step)) {
            const bool ours = co_await keep(account, order->claimed, kept.stored.version);
            if (!ours) continue;
            const std::uint32_t version = kept.stored.version + 1;
            co_return co_await fetch(account, std::move(*order), version);
        }
        const bool goes_on = co_await post_.rest.wait(look_every);
        if (!goes_on) co_return std::nullopt;
    }
    co_return std::nullopt;
}

awaitable<Tokens::Kept> Tokens::load(const Account& account) {
    store::LoadRequest request;
    request.cell = post_.cell.settings.cell;
    request.also.push_back(place_of(account));
    const auto loaded = co_await store::load(post_.world.store, std::move(request));
    if (!loaded) co_return Kept{};
    Kept kept;
    kept.answered = true;
    const auto& bytes = loaded->also.front();
    if (!bytes) co_return kept;
    auto stored = records::token_from(*bytes, seal_of(account));
    // What nobody can read is written over.
    if (!stored) kept.stored.version = records::version_of(*bytes).value_or(0);
    if (stored) kept.stored = std::move(*stored);
    co_return kept;
}

awaitable<bool> Tokens::keep(const Account& account, billing::TokenRecord record,
                             std::uint32_t version) {
    store::Batch batch;
    batch.cell = post_.cell.settings.cell;
    batch.guards.push_back(store::VersionIs{place_of(account), version});
    batch.writes.push_back(store::Put{
        place_of(account), records::pack_token(record, version + 1, seal_of(account), nonce())});
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    co_return outcome && outcome->applied;
}

// Whatever comes of it, the claim is given back: others need not wait until it is too old.
awaitable<std::optional<std::string>> Tokens::fetch(Account& account, billing::FetchToken order,
                                                    std::uint32_t version) {
    const auto token = co_await ask(account);
    const Instant now = post_.world.clock.now();
    billing::TokenRecord after = token ? billing::token_fetched(order.claimed, *token, now)
                                       : billing::token_not_fetched(order.claimed);
    const bool kept = co_await keep(account, after, version);
    if (!kept) post_.world.log.warn("payout_token_not_kept", {{"provider", account.name()}});
    if (!token && order.meanwhile.empty()) co_return std::nullopt;
    if (!token) co_return order.meanwhile;
    account.token.record = std::move(after);
    post_.world.log.info("payout_token_fetched",
                         {{"provider", account.name()}, {"seconds", token->expires_in_s}});
    co_return account.token.record.token;
}

awaitable<std::optional<billing::ProviderToken>> Tokens::ask(Account& account) {
    auto what = account.codec().build_token_request(account.settings.account);
    protocols::HttpRequest request = http_request(std::move(*what));
    http::SendOptions options;
    options.total_timeout = account.settings.call_deadline;
    const auto outcome =
        co_await http::send(post_.world.outbound, std::move(request), std::move(options));
    const auto* answered = std::get_if<http::Answered>(&outcome);
    const int status = answered == nullptr ? 0 : answered->reply.status;
    std::optional<billing::ProviderToken> token;
    if (answered != nullptr) token = billing::parse_token({status, answered->reply.body});
    if (token) co_return token;
    post_.world.log.error("payout_token_refused", {{"provider", account.name()}, {"http", status}});
    const Instant now = post_.world.clock.now();
    const auto pause = us(account.settings.queue_pause);
    if (is_refusal(status)) account.queue.stop(now, now + pause, billing::Reason::credentials);
    co_return std::nullopt;
}

std::string Tokens::nonce() const {
    std::string bytes;
    while (bytes.size() < billing::seal_nonce_size) {
        std::uint64_t drawn = post_.world.entropy.next();
        for (int i = 0; i < 8; ++i, drawn >>= 8)
            bytes.push_back(static_cast<char>(drawn & 0xFF));
    }
    bytes.resize(billing::seal_nonce_size);
    return bytes;
}

records::TokenSeal Tokens::seal_of(const Account& account) const {
    return {settings_.deployment_key, account.name()};
}

}  // namespace kazi::gateway::payer
