// SPDX-License-Identifier: Apache-2.0
// A batch against the state in memory: guards, checks, writes, in the order of commit.lua.
#include <algorithm>

#include "gateway/store/batch_rules.hpp"
#include "gateway/store/memory_find.hpp"

namespace kazi::gateway::store {

namespace {

StoreError refused(std::string text) {
    return {StoreFault::refused, std::move(text)};
}

std::uint8_t byte_at(const std::string* text, std::uint32_t index) {
    if (!text || index >= text->size()) return 0;
    return static_cast<unsigned char>((*text)[index]);
}

constexpr std::size_t cell_size = 4;

std::int64_t cell_at(const std::string& cells, std::size_t first) {
    std::int64_t value = 0;
    for (std::size_t at = cell_size; at-- > 0;)
        value = value * 256 + static_cast<unsigned char>(cells[first + at]);
    return value;
}

void add_to_cell(std::string& cells, const AddCells::Change& change) {
    constexpr std::int64_t most = 0xFFFF'FFFF;
    const std::size_t first = change.cell * cell_size;
    if (cells.size() < first + cell_size) cells.resize(first + cell_size);
    auto sum = std::clamp<std::int64_t>(cell_at(cells, first) + change.delta, 0, most);
    for (std::size_t at = 0; at < cell_size; ++at, sum /= 256)
        cells[first + at] = static_cast<char>(sum % 256);
}

}  // namespace

/// Whether a guard holds; nothing when what it looks at is of another kind.
struct MemoryState::GuardCheck {
    const MemoryState& state;
    const std::string& cell;

    std::optional<bool> operator()(const VersionIs& guard) const {
        if (guard.version == 0) return (*this)(Absent{guard.place});
        const auto value = state.find(cell, guard.place);
        if (!value) return std::nullopt;
        return *value && (*value)->starts_with(encode_version(guard.version));
    }
    std::optional<bool> operator()(const Absent& guard) const {
        if (!guard.place.field) return !state.exists(cell_key(cell, guard.place.key));
        const auto value = state.find(cell, guard.place);
        return value ? std::optional(*value == nullptr) : std::nullopt;
    }
    std::optional<bool> operator()(const AtLeast& guard) const {
        const auto value = state.find(cell, {guard.key, guard.field});
        if (!value) return std::nullopt;
        if (!*value) return 0 >= guard.minimum;
        const auto number = stored_integer(**value);
        return number ? std::optional(*number >= guard.minimum) : std::nullopt;
    }
    std::optional<bool> operator()(const ByteAtLeast& guard) const {
        const auto text = state.find<std::string>(cell_key(cell, guard.key));
        return text ? std::optional(byte_at(*text, guard.index) >= guard.minimum) : std::nullopt;
    }
};

/// Whether a write can succeed after those before it.
struct MemoryState::WriteCheck {
    const MemoryState& state;
    const std::string& cell;
    std::map<std::pair<std::string, std::string>, std::int64_t> sums = {};

    template <class Kind>
    [[nodiscard]] bool is(const std::string& key) const {
        return state.find<Kind>(cell_key(cell, key)).has_value();
    }

    bool operator()(const Put& write) {
        return !write.place.field || is<MemoryHash>(write.place.key);
    }
    bool operator()(const Erase& write) {
        return !write.place.field || is<MemoryHash>(write.place.key);
    }
    bool operator()(const Add& write) {
        const auto stored = state.find(cell, {write.key, write.field});
        if (!stored) return false;
        const auto before = *stored ? stored_integer(**stored) : std::optional<std::int64_t>(0);
        if (!before) return false;
        auto& sum = sums.try_emplace({write.key, write.field}, *before).first->second;
        sum += write.delta;
        return sum >= -integer_max && sum <= integer_max;
    }
    bool operator()(const AddByte& write) { return is<std::string>(write.key); }
    bool operator()(const AddCells& write) {
        const auto stored = state.find(cell, {write.key, write.field});
        return stored && (!*stored || (*stored)->size() % cell_size == 0);
    }
    bool operator()(const Append& write) { return is<MemoryStream>(write.key); }
    bool operator()(const Schedule& write) { return is<MemorySchedule>(write.key); }
    bool operator()(const Unschedule& write) { return is<MemorySchedule>(write.key); }
    bool operator()(const Acknowledge& write) { return is<MemoryStream>(write.key); }
};

/// Applies writes that can no longer fail. An emptied hash or schedule is gone, as in Redis.
struct MemoryState::Writer {
    MemoryState& state;
    const std::string& cell;

    void operator()(const Put& write) {
        const auto key = cell_key(cell, write.place.key);
        if (write.place.field) {
            state.make<MemoryHash>(key)[*write.place.field] = write.value;
            return;
        }
        state.erase(key);
        state.make<std::string>(key) = write.value;
        if (!write.expire_after_s) return;
        const auto at_ms = state.now_ms_ + std::int64_t{*write.expire_after_s} * 1000;
        state.kept_[key].expires_at_ms = at_ms;
        state.expiries_.emplace(at_ms, key);
    }
    void operator()(const Erase& write) {
        const auto key = cell_key(cell, write.place.key);
        if (!write.place.field) return state.erase(key);
        if (!state.exists(key)) return;
        auto& hash = state.make<MemoryHash>(key);
        hash.erase(*write.place.field);
        if (hash.empty()) state.erase(key);
    }
    void operator()(const Add& write) {
        auto& stored = state.make<MemoryHash>(cell_key(cell, write.key))[write.field];
        stored = std::to_string(stored_integer(stored).value_or(0) + write.delta);
    }
    void operator()(const AddByte& write) {
        const auto key = cell_key(cell, write.key);
        const auto before = byte_at(*state.find<std::string>(key), write.index);
        const auto after = static_cast<std::uint8_t>(std::clamp(before + write.delta, 0, 255));
        if (after == before) return;
        auto& text = state.make<std::string>(key);
        if (text.size() <= write.index) text.resize(write.index + std::size_t{1});
        text[write.index] = static_cast<char>(after);
    }
    void operator()(const AddCells& write) {
        auto& cells = state.make<MemoryHash>(cell_key(cell, write.key))[write.field];
        for (const AddCells::Change& change : write.changes)
            add_to_cell(cells, change);
    }
    void operator()(const Append& write) {
        state.make<MemoryStream>(cell_key(cell, write.key)).append(write, state.now_ms_);
    }
    void operator()(const Schedule& write) {
        state.make<MemorySchedule>(cell_key(cell, write.key)).set(write.member, write.at_ms);
    }
    void operator()(const Unschedule& write) {
        const auto key = cell_key(cell, write.key);
        if (!state.exists(key)) return;
        auto& schedule = state.make<MemorySchedule>(key);
        schedule.erase(write.member);
        if (schedule.empty()) state.erase(key);
    }
    void operator()(const Acknowledge& write) {
        const auto key = cell_key(cell, write.key);
        if (state.exists(key)) state.make<MemoryStream>(key).acknowledge(write);
    }
};

StoreResult<CommitOutcome> MemoryState::commit(const Batch& batch) {
    if (auto fault = why_malformed(batch)) return refused(std::move(*fault));
    const GuardCheck holds{*this, batch.cell};
    for (std::size_t at = 0; at < batch.guards.size(); ++at) {
        const auto held = std::visit(holds, batch.guards[at]);
        if (!held) return refused("a guard looks at another kind of value");
        if (!*held) return CommitOutcome{.applied = false, .guard_failed = at};
    }
    WriteCheck can_be_written{*this, batch.cell};
    for (const auto& write : batch.writes)
        if (!std::visit(can_be_written, write)) return refused("a write does not fit its value");
    Writer writer{*this, batch.cell};
    for (const auto& write : batch.writes)
        std::visit(writer, write);
    CommitOutcome outcome{.applied = true};
    for (const auto& place : batch.reads)
        outcome.read.push_back(read(batch.cell, place).value_or(std::nullopt));
    return outcome;
}

}  // namespace kazi::gateway::store
