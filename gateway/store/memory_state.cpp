// SPDX-License-Identifier: Apache-2.0
// The reads, and the bookkeeping of keys; memory_commit.cpp applies batches.
#include "gateway/store/memory_state.hpp"

#include <algorithm>

#include "gateway/store/batch_rules.hpp"
#include "gateway/store/memory_find.hpp"

namespace kazi::gateway::store {

namespace {

StoreError wrong_kind() {
    return {StoreFault::refused, "WRONGTYPE Operation against a key holding another kind of value"};
}

}  // namespace

std::string cell_key(const std::string& cell, const std::string& key) {
    return "{" + cell + "}:" + key;
}

void MemorySchedule::set(const std::string& member, std::int64_t at_ms) {
    erase(member);
    times_[member] = at_ms;
    order_.emplace(at_ms, member);
}

void MemorySchedule::erase(const std::string& member) {
    const auto time = times_.find(member);
    if (time == times_.end()) return;
    order_.erase({time->second, member});
    times_.erase(time);
}

std::vector<DueMember> MemorySchedule::due(std::int64_t now_ms, std::uint32_t limit) const {
    std::vector<DueMember> members;
    for (const auto& [at_ms, member] : order_) {
        if (at_ms > now_ms || members.size() >= limit) break;
        members.push_back({member, at_ms});
    }
    return members;
}

void MemoryState::advance_to(std::int64_t now_ms) {
    now_ms_ = std::max(now_ms_, now_ms);
    while (!expiries_.empty() && expiries_.begin()->first <= now_ms_) {
        const auto key = expiries_.begin()->second;
        erase(key);
    }
}

void MemoryState::erase(const std::string& key) {
    const auto kept = kept_.find(key);
    if (kept == kept_.end()) return;
    if (kept->second.expires_at_ms) expiries_.erase({*kept->second.expires_at_ms, key});
    kept_.erase(kept);
}

MemoryState::FoundValue MemoryState::find(const std::string& cell, const Place& place) const {
    const auto key = cell_key(cell, place.key);
    if (!place.field) return find<std::string>(key);
    const auto hash = find<MemoryHash>(key);
    if (!hash) return hash.error();
    if (!*hash) return nullptr;
    const auto field = (*hash)->find(*place.field);
    return field == (*hash)->end() ? nullptr : &field->second;
}

std::optional<std::optional<std::string>> MemoryState::read(const std::string& cell,
                                                            const Place& place) const {
    const auto value = find(cell, place);
    if (!value) return std::nullopt;
    return *value ? std::optional(**value) : std::optional<std::string>();
}

StoreResult<Loaded> MemoryState::load(const LoadRequest& request) const {
    Loaded loaded;
    if (!request.record_key.empty()) {
        const auto stored = read(request.cell, {request.record_key});
        if (!stored) return wrong_kind();
        auto record = *stored ? decode_record(**stored) : Record{};
        if (!record) return StoreError{StoreFault::refused, "not a record"};
        loaded.record = std::move(*record);
    }
    const auto read_all = [&](const std::vector<Place>& places, auto& values) {
        for (const auto& place : places) {
            auto value = read(request.cell, place);
            if (!value) return false;
            values.push_back(std::move(*value));
        }
        return true;
    };
    if (!read_all(loaded.record.references, loaded.referenced)) return wrong_kind();
    if (!read_all(request.also, loaded.also)) return wrong_kind();
    return loaded;
}

StoreResult<std::vector<DueMember>> MemoryState::due(const std::string& cell,
                                                     const std::string& key, std::int64_t now_ms,
                                                     std::uint32_t limit) const {
    const auto schedule = find<MemorySchedule>(cell_key(cell, key));
    if (!schedule) return wrong_kind();
    return *schedule ? (*schedule)->due(now_ms, limit) : std::vector<DueMember>{};
}

StoreResult<std::vector<StreamEntry>> MemoryState::claim(const ClaimRequest& request) {
    if (request.count == 0) return StoreError{StoreFault::refused, "claim of no entries"};
    const auto key = cell_key(request.cell, request.key);
    if (!find<MemoryStream>(key)) return wrong_kind();
    return make<MemoryStream>(key).claim(request, now_ms_);
}

StoreResult<std::vector<StreamEntry>> MemoryState::range(const StreamRange& request) const {
    if (!is_stream_id(request.after_id)) return StoreError{StoreFault::refused, "not a stream id"};
    const auto stream = find<MemoryStream>(cell_key(request.cell, request.key));
    if (!stream) return wrong_kind();
    return *stream ? (*stream)->range(request) : std::vector<StreamEntry>{};
}

StoreResult<std::string> MemoryState::slice(const std::string& cell, const std::string& key,
                                            std::uint32_t offset, std::uint32_t length) const {
    const auto text = find<std::string>(cell_key(cell, key));
    if (!text) return wrong_kind();
    if (!*text || offset >= (*text)->size()) return std::string();
    return (*text)->substr(offset, length);
}

StoreResult<std::vector<std::optional<std::string>>> MemoryState::fields(
    const std::string& cell, const std::string& key, const std::vector<std::string>& names) const {
    if (names.empty()) return StoreError{StoreFault::refused, "no field asked for"};
    std::vector<std::optional<std::string>> values;
    for (const auto& name : names) {
        auto value = read(cell, {key, name});
        if (!value) return wrong_kind();
        values.push_back(std::move(*value));
    }
    return values;
}

StoreResult<ScanPage> MemoryState::scan(const std::string& cell, const std::string& key) const {
    const auto hash = find<MemoryHash>(cell_key(cell, key));
    if (!hash) return wrong_kind();
    ScanPage page;
    if (*hash) page.fields.assign((*hash)->begin(), (*hash)->end());
    return page;
}

}  // namespace kazi::gateway::store
