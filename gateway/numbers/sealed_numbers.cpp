// SPDX-License-Identifier: Apache-2.0
#include "gateway/numbers/sealed_numbers.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "billing/sealed_text.hpp"
#include "gateway/engine/keys.hpp"

namespace kazi::gateway::numbers {

namespace {

using store::Batch;
using store::Completion;
using store::Erase;
using store::Place;
using store::Put;
using store::StoreError;
using store::StoreFault;

// A sealed number: this byte, which no digit is; its key's slot, little endian; tag and text.
constexpr char sealed_mark = 1;
constexpr std::size_t slot_size = 4;
constexpr std::size_t head_size = 1 + slot_size;
// A key seals one number and never another, so that the nonce need not differ, nor be kept.
constexpr std::array<char, billing::seal_nonce_size> zeros{};
constexpr std::string_view nonce(zeros.data(), zeros.size());

std::optional<std::uint32_t> slot_of(std::string_view value) {
    if (value.size() <= head_size || value.front() != sealed_mark) return std::nullopt;
    std::uint32_t slot = 0;
    for (std::size_t i = 0; i < slot_size; ++i)
        slot |= std::uint32_t{static_cast<unsigned char>(value[1 + i])} << (8 * i);
    return slot;
}

std::string head_of(std::uint32_t slot) {
    std::string head(1, sealed_mark);
    for (std::size_t i = 0; i < slot_size; ++i)
        head += static_cast<char>((slot >> (8 * i)) & 0xFF);
    return head;
}

const Place* number_place(const store::Write& write) {
    const Place* place = nullptr;
    if (const auto* put = std::get_if<Put>(&write)) place = &put->place;
    if (const auto* erase = std::get_if<Erase>(&write)) place = &erase->place;
    return place != nullptr && keys::is_number(*place) ? place : nullptr;
}

}  // namespace

void SealedNumbers::load(store::LoadRequest request, Completion<store::Loaded> done) {
    std::vector<std::pair<std::size_t, Place>> asked;
    for (std::size_t i = 0; i < request.also.size(); ++i)
        if (keys::is_number(request.also[i])) asked.emplace_back(i, request.also[i]);
    if (asked.empty()) return kept_.load(std::move(request), std::move(done));
    kept_.load(std::move(request), [this, asked = std::move(asked), done = std::move(done)](
                                       store::StoreResult<store::Loaded> loaded) {
        if (loaded) {
            for (const auto& [index, place] : asked) {
                auto& value = loaded->also[index];
                if (value) value = opened(place, *value);
            }
        }
        done(std::move(loaded));
    });
}

void SealedNumbers::commit(Batch batch, Completion<store::CommitOutcome> done) {
    store::LoadRequest before{batch.cell, {}, {}};
    for (const store::Write& write : batch.writes)
        if (const Place* place = number_place(write)) before.also.push_back(*place);
    if (before.also.empty()) return kept_.commit(std::move(batch), std::move(done));
    kept_.load(std::move(before), [this, batch = std::move(batch), done = std::move(done)](
                                      const store::StoreResult<store::Loaded>& loaded) mutable {
        if (!loaded) return done(StoreError{StoreFault::not_sent, loaded.error().text});
        const auto ready = seal_writes(batch, loaded->also);
        if (!ready) {
            log_.error("number_not_sealed", {{"why", ready.error().text}});
            return done(StoreError{StoreFault::refused, ready.error().text});
        }
        kept_.commit(std::move(batch), std::move(done));
    });
}

// `kept` has what stands at each of the batch's numbers, in the order of its writes.
KeyFileResult<void> SealedNumbers::seal_writes(Batch& batch, const Kept& kept) {
    std::vector<store::Write> doomed;
    std::size_t next = 0;
    for (store::Write& write : batch.writes) {
        const Place* place = number_place(write);
        if (place == nullptr) continue;
        const std::optional<std::string>& old = kept[next++];
        if (auto* put = std::get_if<Put>(&write)) {
            const bool stays = old && slot_of(*old) && opened(*place, *old) == put->value;
            auto value = stays ? KeyFileResult<std::string>(*old) : sealed(*place, put->value);
            if (!value) return value.error();
            put->value = std::move(*value);
            if (stays) continue;
        }
        const auto slot = old ? slot_of(*old) : std::nullopt;
        if (slot) doomed.emplace_back(Put{{keys::doomed_number_keys, std::to_string(*slot)}, "1"});
    }
    for (store::Write& write : doomed)
        batch.writes.push_back(std::move(write));
    return {};
}

KeyFileResult<std::string> SealedNumbers::sealed(const Place& place, const std::string& number) {
    const auto taken = keys_.take();
    if (!taken) return taken.error();
    const std::string hidden = billing::seal(taken->key, nonce, *place.field, number);
    return head_of(taken->slot) + hidden.substr(nonce.size());
}

std::optional<std::string> SealedNumbers::opened(const Place& place, const std::string& value) {
    const auto slot = slot_of(value);
    if (!slot) return value;
    const auto key = keys_.find(*slot);
    if (!key) log_.error("number_not_read", {{"why", key.error().text}});
    if (!key || key->empty()) return std::nullopt;
    auto number = billing::unseal(*key, *place.field, std::string(nonce) + value.substr(head_size));
    if (!number) log_.error("number_not_read", {{"why", "its key is another's"}, {"slot", *slot}});
    return number;
}

void SealedNumbers::due(std::string cell, std::string key, std::int64_t now_ms, std::uint32_t limit,
                        Completion<std::vector<store::DueMember>> done) {
    kept_.due(std::move(cell), std::move(key), now_ms, limit, std::move(done));
}

void SealedNumbers::claim(store::ClaimRequest request,
                          Completion<std::vector<store::StreamEntry>> done) {
    kept_.claim(std::move(request), std::move(done));
}

void SealedNumbers::range(store::StreamRange request,
                          Completion<std::vector<store::StreamEntry>> done) {
    kept_.range(std::move(request), std::move(done));
}

void SealedNumbers::slice(std::string cell, std::string key, std::uint32_t offset,
                          std::uint32_t length, Completion<std::string> done) {
    kept_.slice(std::move(cell), std::move(key), offset, length, std::move(done));
}

void SealedNumbers::fields(std::string cell, std::string key, std::vector<std::string> names,
                           Completion<std::vector<std::optional<std::string>>> done) {
    kept_.fields(std::move(cell), std::move(key), std::move(names), std::move(done));
}

void SealedNumbers::scan(std::string cell, std::string key, std::uint64_t cursor,
                         std::uint32_t count, Completion<store::ScanPage> done) {
    kept_.scan(std::move(cell), std::move(key), cursor, count, std::move(done));
}

}  // namespace kazi::gateway::numbers
