// SPDX-License-Identifier: Apache-2.0
// One commit as a value: conditions first, then writes, applied together or not at all.
// What to write is decided in C++; the Redis Function in commit.lua only checks and applies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kazi::gateway::store {

/// Where a value stands: a string key, or one field of a hash. Keys are relative to the batch's
/// cell: the store puts the cell's hash tag before them ("w:…" becomes "{ke-0}:w:…").
struct Place {
    std::string key;
    std::optional<std::string> field = {};

    friend bool operator==(const Place&, const Place&) = default;
};

// --- conditions ---

/// The value begins with this version (uint32, little endian); 0 means: nothing stands there.
struct VersionIs {
    Place place;
    std::uint32_t version = 0;
};

/// Nothing stands there.
struct Absent {
    Place place;
};

/// The integer hash field is at least `minimum`; absent counts as 0.
struct AtLeast {
    std::string key;
    std::string field;
    std::int64_t minimum = 0;
};

/// The byte at `index` of the string is at least `minimum`; past the end counts as 0.
struct ByteAtLeast {
    std::string key;
    std::uint32_t index = 0;
    std::uint8_t minimum = 0;
};

using Guard = std::variant<VersionIs, Absent, AtLeast, ByteAtLeast>;

// --- writes ---

struct Put {
    Place place;
    std::string value;
    std::optional<std::uint32_t> expire_after_s = {};  ///< whole keys only
};

struct Erase {
    Place place;
};

/// Adds to an integer hash field. |result| stays below 2^53.
struct Add {
    std::string key;
    std::string field;
    std::int64_t delta = 0;
};

/// Adds to one byte of a string, saturating at 0 and 255.
struct AddByte {
    std::string key;
    std::uint32_t index = 0;
    std::int16_t delta = 0;
};

/// Adds to 32-bit integers (little endian) that stand side by side in a hash field. Each saturates
/// at 0 and 2^32 − 1; what is not there yet counts as 0.
struct AddCells {
    struct Change {
        std::uint16_t cell = 0;
        std::int32_t delta = 0;
    };
    std::string key;
    std::string field;
    std::vector<Change> changes = {};  ///< at least one
};

/// Appends an entry (one field, "e") to a stream; `keep_about` trims the oldest, roughly.
struct Append {
    std::string key;
    std::string payload;
    std::optional<std::uint32_t> keep_about = {};
};

/// Sets the time at which `member` of a schedule is due, Unix milliseconds.
struct Schedule {
    std::string key;
    std::string member;
    std::int64_t at_ms = 0;
};

struct Unschedule {
    std::string key;
    std::string member;
};

/// Removes a claimed stream entry for good.
struct Acknowledge {
    std::string key;
    std::string group;
    std::string id;
};

using Write =
    std::variant<Put, Erase, Add, AddByte, AddCells, Append, Schedule, Unschedule, Acknowledge>;

/// One atomic, durable write within one cell.
struct Batch {
    std::string cell;  ///< "ke-0"
    std::vector<Guard> guards = {};
    std::vector<Write> writes = {};
    /// Hash fields that come back as they stand once the writes are applied: what the next event
    /// of the same worker will want, without a round trip of its own.
    std::vector<Place> reads = {};
};

/// What a commit came to. `guard_failed` names the first guard that did not hold; nothing was
/// written then.
struct CommitOutcome {
    bool applied = false;
    std::size_t guard_failed = 0;
    /// One for each of the batch's reads, when applied; nothing where no hash field stands.
    std::vector<std::optional<std::string>> read = {};
};

}  // namespace kazi::gateway::store
