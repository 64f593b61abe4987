// SPDX-License-Identifier: Apache-2.0
// Callbacks that carry several messages at once: each is taken or refused by itself, so that one
// bad entry does not sink the others.
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/json_fields.hpp"
#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// More entries than this in one callback are refused as a whole.
inline constexpr std::size_t batch_entries_max = 1000;

/// An entry that was not taken, with its own bytes for the operator to see.
struct RefusedEntry {
    Refusal refusal;
    std::string raw;
};

/// The entries in the order in which they came.
template <class T>
using Batch = std::vector<boost::system::result<T, RefusedEntry>>;

/// Reads every entry, the raw JSON of an object, by `read`: `Parsed<T>(const Fields&)`.
template <class T, class Read>
[[nodiscard]] Parsed<Batch<T>> read_batch(const std::vector<std::string_view>& entries,
                                          const Read& read) {
    if (entries.size() > batch_entries_max) return Refusal{413, "too many entries"};
    Batch<T> batch;
    batch.reserve(entries.size());
    for (const std::string_view raw : entries) {
        const Parsed<Fields> fields = parse_flat_json(raw);
        Parsed<T> one = fields ? read(*fields) : Parsed<T>(fields.error());
        if (one) {
            batch.push_back(*std::move(one));
        } else {
            batch.push_back(RefusedEntry{one.error(), std::string(raw)});
        }
    }
    return batch;
}

}  // namespace kazi::protocols
