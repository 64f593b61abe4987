// SPDX-License-Identifier: Apache-2.0
// Looks at each guard and write by itself, then at all uses of each key together.
#include "gateway/store/batch_rules.hpp"

#include <charconv>
#include <iterator>

namespace kazi::gateway::store {

namespace {

constexpr std::uint32_t expiry_s_max = 10U * 366 * 24 * 3600;
constexpr std::size_t id_digits_max = 19;

enum class Kind : std::uint8_t { any, text, hash, stream, schedule };

/// How one guard or write uses its key.
struct Use {
    std::string_view key;
    std::string_view field = {};
    Kind kind = Kind::any;
    bool adds = false;  ///< to an integer, or to cells
    bool cells = false;
    bool rewrites = false;  ///< puts or erases a field
    bool erases = false;    ///< the whole key
    const char* fault = nullptr;
};

Use use_place(const Place& place, Kind whole) {
    if (place.field) return {.key = place.key, .field = *place.field, .kind = Kind::hash};
    return {.key = place.key, .kind = whole};
}

bool in_range(std::int64_t value) {
    return value >= -integer_max && value <= integer_max;
}

const char* index_fault(std::uint32_t index) {
    return index <= byte_index_max ? nullptr : "byte index out of range";
}

const char* integer_fault(std::int64_t value) {
    return in_range(value) ? nullptr : "integer beyond 2^53";
}

const char* cells_fault(const AddCells& write) {
    if (write.changes.empty()) return "no cell is changed";
    for (const AddCells::Change& change : write.changes)
        if (change.cell > cell_index_max) return "cell index out of range";
    return nullptr;
}

const char* expiry_fault(const Put& put) {
    if (!put.expire_after_s) return nullptr;
    if (put.place.field) return "a hash field cannot expire";
    const auto seconds = *put.expire_after_s;
    return seconds >= 1 && seconds <= expiry_s_max ? nullptr : "expiry out of range";
}

struct UseOf {
    Use operator()(const VersionIs& guard) const { return use_place(guard.place, Kind::text); }
    Use operator()(const Absent& guard) const { return use_place(guard.place, Kind::any); }
    Use operator()(const AtLeast& guard) const {
        return {.key = guard.key,
                .field = guard.field,
                .kind = Kind::hash,
                .fault = integer_fault(guard.minimum)};
    }
    Use operator()(const ByteAtLeast& guard) const {
        return {.key = guard.key, .kind = Kind::text, .fault = index_fault(guard.index)};
    }
    Use operator()(const Put& write) const {
        auto use = use_place(write.place, Kind::text);
        use.rewrites = write.place.field.has_value();
        use.fault = expiry_fault(write);
        return use;
    }
    Use operator()(const Erase& write) const {
        auto use = use_place(write.place, Kind::any);
        use.rewrites = write.place.field.has_value();
        use.erases = !use.rewrites;
        return use;
    }
    Use operator()(const Add& write) const {
        return {.key = write.key,
                .field = write.field,
                .kind = Kind::hash,
                .adds = true,
                .fault = integer_fault(write.delta)};
    }
    Use operator()(const AddByte& write) const {
        return {.key = write.key, .kind = Kind::text, .fault = index_fault(write.index)};
    }
    Use operator()(const AddCells& write) const {
        return {.key = write.key,
                .field = write.field,
                .kind = Kind::hash,
                .adds = true,
                .cells = true,
                .fault = cells_fault(write)};
    }
    Use operator()(const Append& write) const { return {.key = write.key, .kind = Kind::stream}; }
    Use operator()(const Schedule& write) const {
        return {.key = write.key, .kind = Kind::schedule, .fault = integer_fault(write.at_ms)};
    }
    Use operator()(const Unschedule& write) const {
        return {.key = write.key, .kind = Kind::schedule};
    }
    Use operator()(const Acknowledge& write) const {
        return {.key = write.key,
                .kind = Kind::stream,
                .fault = is_stream_id(write.id) ? nullptr : "not a stream id"};
    }
};

std::vector<Use> uses_of(const Batch& batch) {
    std::vector<Use> uses;
    uses.reserve(batch.guards.size() + batch.writes.size());
    for (const auto& guard : batch.guards)
        uses.push_back(std::visit(UseOf{}, guard));
    for (const auto& write : batch.writes)
        uses.push_back(std::visit(UseOf{}, write));
    return uses;
}

/// Why two uses of one key do not go together.
const char* conflict_between(const Use& one, const Use& other) {
    if (one.kind != Kind::any && other.kind != Kind::any && one.kind != other.kind)
        return "one key used as two kinds of value";
    if ((one.adds && other.erases) || (one.erases && other.adds)) return "added to and erased";
    const bool both = (one.adds && other.rewrites) || (one.rewrites && other.adds);
    if (both && one.field == other.field) return "added to and rewritten";
    const bool two_ways = one.adds && other.adds && one.cells != other.cells;
    return two_ways && one.field == other.field ? "added to in two ways" : nullptr;
}

// A batch has a dozen uses: comparing each with each costs less than sorting them.
const char* conflict(const std::vector<Use>& uses) {
    for (auto one = uses.begin(); one != uses.end(); ++one) {
        for (auto other = std::next(one); other != uses.end(); ++other) {
            if (one->key != other->key) continue;
            if (const char* fault = conflict_between(*one, *other)) return fault;
        }
    }
    return nullptr;
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.size() <= id_digits_max &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<std::string> why_malformed(const Batch& batch) {
    if (batch.cell.empty() || batch.cell.find_first_of("{}") != std::string::npos)
        return "malformed cell: " + batch.cell;
    const auto uses = uses_of(batch);
    for (const auto& use : uses)
        if (use.fault) return std::string(use.fault) + ": " + std::string(use.key);
    if (const char* fault = conflict(uses)) return std::string("malformed batch: ") + fault;
    for (const auto& place : batch.reads)
        if (!place.field) return "only hash fields are read back: " + place.key;
    return std::nullopt;
}

bool is_stream_id(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return is_digits(text);
    return is_digits(text.substr(0, dash)) && is_digits(text.substr(dash + 1));
}

std::optional<std::int64_t> stored_integer(std::string_view text) {
    constexpr std::size_t characters_max = 17;
    if (text.empty() || text.size() > characters_max) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && in_range(value) ? std::optional(value) : std::nullopt;
}

}  // namespace kazi::gateway::store
