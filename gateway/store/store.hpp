// SPDX-License-Identifier: Apache-2.0
// The one door to what is kept: load, commit, and the reads the schedulers need.
// Two implementations, held equal by a property test: Redis, and memory for simulation.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/store/batch.hpp"

namespace kazi::gateway::store {

enum class StoreFault : std::uint8_t {
    not_sent,         ///< nothing left: safe to try again
    outcome_unknown,  ///< may have been applied: load again and let the guards decide
    refused,          ///< READONLY, OOM, MISCONF, LOADING …: not applied
};

struct StoreError {
    StoreFault fault = StoreFault::not_sent;
    std::string text = {};
    friend bool operator==(const StoreError&, const StoreError&) = default;
};

template <class T>
using StoreResult = boost::system::result<T, StoreError>;

/// Called exactly once, never from inside the call that was handed it (except by the memory store).
template <class T>
using Completion = std::function<void(StoreResult<T>)>;

/// A record is a value that names what the next event will want beside it:
/// uint32 LE version, uint8 n, n × (uint8 length, key, uint8 length, field), body.
/// Loading a record brings the referenced hash fields along in the same round trip.
struct Record {
    std::uint32_t version = 0;           ///< 0: there was none
    std::vector<Place> references = {};  ///< at most 9, hash fields
    std::string body = {};

    friend bool operator==(const Record&, const Record&) = default;
};

/// The stored form of a record. Fails never; lengths are checked by an always-on assert.
[[nodiscard]] std::string encode_record(const Record& record);
/// The four bytes a stored record begins with.
[[nodiscard]] std::string encode_version(std::uint32_t version);
/// Fails (nullopt) on bytes that are no record.
[[nodiscard]] std::optional<Record> decode_record(std::string_view bytes);

struct LoadRequest {
    std::string cell;
    std::string record_key;  ///< empty: only `also`; a value that is no record is refused
    std::vector<Place> also = {};
};

struct Loaded {
    Record record;
    std::vector<std::optional<std::string>> referenced;  ///< one per reference of the record
    std::vector<std::optional<std::string>> also;        ///< one per place asked for
};

struct DueMember {
    std::string member;
    std::int64_t at_ms = 0;
    friend bool operator==(const DueMember&, const DueMember&) = default;
};

struct StreamEntry {
    std::string id;
    std::string payload;
    std::uint32_t deliveries = 1;  ///< how often it was claimed; not compared between stores
};

/// New entries for this consumer, and those that another left unacknowledged for `idle_ms`.
/// The group is made on first use, reading from the stream's start.
struct ClaimRequest {
    std::string cell;
    std::string key;
    std::string group;
    std::string consumer;
    std::uint32_t count = 64;
    std::int64_t idle_ms = 120'000;
};

struct StreamRange {
    std::string cell;
    std::string key;
    std::string after_id;  ///< exclusive; "0" from the start
    std::uint32_t count = 1000;
};

struct ScanPage {
    std::uint64_t next_cursor = 0;  ///< 0: done
    std::vector<std::pair<std::string, std::string>> fields = {};
};

/// Interface of the store. Every call is one round trip. Calls under way at the same time may be
/// applied in any order; who needs an order waits for the one before the next.
class Store {
public:
    virtual ~Store() = default;

    virtual void load(LoadRequest request, Completion<Loaded> done) = 0;
    virtual void commit(Batch batch, Completion<CommitOutcome> done) = 0;
    /// Members of a schedule that are due, earliest first.
    virtual void due(std::string cell, std::string key, std::int64_t now_ms, std::uint32_t limit,
                     Completion<std::vector<DueMember>> done) = 0;
    virtual void claim(ClaimRequest request, Completion<std::vector<StreamEntry>> done) = 0;
    virtual void range(StreamRange request, Completion<std::vector<StreamEntry>> done) = 0;
    /// Bytes [offset, offset + length) of a string; shorter at its end.
    virtual void slice(std::string cell, std::string key, std::uint32_t offset,
                       std::uint32_t length, Completion<std::string> done) = 0;
    /// Some fields of a hash, in the order asked.
    virtual void fields(std::string cell, std::string key, std::vector<std::string> names,
                        Completion<std::vector<std::optional<std::string>>> done) = 0;
    /// A page of a hash; every field that stays throughout is seen at least once.
    virtual void scan(std::string cell, std::string key, std::uint64_t cursor, std::uint32_t count,
                      Completion<ScanPage> done) = 0;
    /// True while calls can succeed.
    [[nodiscard]] virtual bool is_up() const = 0;
    /// Grows each time that the store comes up. What was read in another era may be of a past that
    /// is lost: versions that a later past gives again do not tell.
    [[nodiscard]] virtual std::uint64_t era() const = 0;
};

}  // namespace kazi::gateway::store
