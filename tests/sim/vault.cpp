// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/vault.hpp"

#include "gateway/store/batch_rules.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

namespace store = gateway::store;

namespace {

constexpr std::size_t unsynced_max = 48;
constexpr std::uint32_t page_size = 64;

store::StoreError unheard() {
    return {store::StoreFault::outcome_unknown, "no reply"};
}

}  // namespace

std::int64_t number_in(const std::optional<std::string>& text) {
    return text ? store::stored_integer(*text).value_or(0) : 0;
}

Vault::Vault(Timeline& timeline, Fate& fate, bool forgetful)
    : timeline_(timeline),
      fate_(fate),
      memory_of_calls_(forgetful ? unsynced_max : 0),
      store_(memory_of_calls_) {}

template <class T, class Call>
Vault::Result<T> Vault::ask(Call call) {
    store_.advance_to(timeline_.now() / 1000);
    if (fate_.strikes(Fault::store_not_sent))
        return store::StoreError{store::StoreFault::not_sent, "not sent"};
    if (fate_.strikes(Fault::store_refused))
        return store::StoreError{store::StoreFault::refused, "refused"};
    if (fate_.strikes(Fault::store_request_lost)) return unheard();
    Result<T> answer = store::StoreError{};
    call([&answer](Result<T> told) { answer = std::move(told); });
    if (fate_.strikes(Fault::store_reply_lost)) return unheard();
    return answer;
}

Vault::Result<store::Loaded> Vault::load(const store::LoadRequest& request) {
    return ask<store::Loaded>([&](auto done) { store_.load(request, std::move(done)); });
}

Vault::Result<store::CommitOutcome> Vault::commit(const Batch& batch, InboundId inbound) {
    return ask<store::CommitOutcome>([&](auto done) {
        store_.commit(batch, [&](Result<store::CommitOutcome> outcome) {
            require(outcome.has_value(), "a batch of ours is never refused as malformed");
            if (outcome->applied) {
                ++commits_;
                if (memory_of_calls_ > 0) changes_.push_back(inbound);
                if (changes_.size() > memory_of_calls_) changes_.pop_front();
                watcher_(batch, inbound);
            }
            done(outcome);
        });
    });
}

Vault::Result<std::vector<store::DueMember>> Vault::due(const std::string& key) {
    return ask<std::vector<store::DueMember>>([&](auto done) {
        store_.due(cell, key, timeline_.now() / 1000, page_size, std::move(done));
    });
}

Vault::Result<Vault::Entries> Vault::claim(const std::string& key, const std::string& group,
                                           std::int64_t idle_ms) {
    store::ClaimRequest request;
    request.cell = cell;
    request.key = key;
    request.group = group;
    request.consumer = "kazi";
    request.count = page_size;
    request.idle_ms = idle_ms;
    return ask<Entries>([&](auto done) {
        if (memory_of_calls_ > 0) changes_.push_back(0);
        if (changes_.size() > memory_of_calls_) changes_.pop_front();
        store_.claim(request, std::move(done));
    });
}

Vault::Result<std::string> Vault::slice(const std::string& key, std::uint32_t length) {
    return ask<std::string>(
        [&](auto done) { store_.slice(cell, key, 0, length, std::move(done)); });
}

Vault::Result<Vault::Fields> Vault::fields(const std::string& key,
                                           const std::vector<std::string>& names) {
    return ask<Fields>([&](auto done) { store_.fields(cell, key, names, std::move(done)); });
}

Vault::Result<Vault::Entries> Vault::range(const std::string& key, const std::string& after,
                                           std::uint32_t count) {
    return ask<Entries>([&](auto done) {
        store_.range({cell, key, after, count}, std::move(done));
    });
}

Vault::Result<store::ScanPage> Vault::scan(const std::string& key) {
    return ask<store::ScanPage>([&](auto done) { store_.scan(cell, key, 0, page_size, done); });
}

void Vault::sync() {
    store_.restore(store_.state());
    changes_.clear();
}

std::vector<InboundId> Vault::lose_tail(std::size_t count) {
    const std::size_t lost = store_.forget_last(count);
    std::vector<InboundId> gone(changes_.end() - static_cast<std::ptrdiff_t>(lost), changes_.end());
    changes_.resize(changes_.size() - lost);
    return gone;
}

}  // namespace kazi::sim
