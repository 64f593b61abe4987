// SPDX-License-Identifier: Apache-2.0
// An uploaded body as a sequence of items and faults, row by row, with a running fingerprint.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/api/fingerprint.hpp"
#include "gateway/api/item_row.hpp"
#include "gateway/api/problem.hpp"
#include "gateway/api/row_splitter.hpp"

namespace kazi::gateway::api {

enum class ItemFormat : std::uint8_t { ndjson, csv };

/// The format that a Content-Type names. Fails (nullopt): neither of the two.
[[nodiscard]] std::optional<ItemFormat> item_format(std::string_view content_type);

struct ItemRow {
    std::uint64_t line = 0;
    ItemResult item;
};

class ItemReader {
public:
    /// `fingerprint` has taken in what the request is beyond its rows.
    ItemReader(ItemFormat format, ItemRules rules, Fingerprint fingerprint);

    void feed(std::string_view piece) { splitter_->feed(piece); }
    void finish() { splitter_->finish(); }

    /// The next row; a CSV's header is none. Nothing: feed more, or the header is no good.
    [[nodiscard]] std::optional<ItemRow> next();

    /// Why no row can be read at all: the header of a CSV lacks something.
    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

    /// Over the rows that were taken so far.
    [[nodiscard]] std::string digest() const { return fingerprint_.digest(); }

private:
    void take_header(RawRow row);
    [[nodiscard]] ItemResult read(const RawRow& row) const;

    ItemFormat format_;
    ItemRules rules_;
    Fingerprint fingerprint_;
    std::unique_ptr<RowSplitter> splitter_;
    std::vector<std::string> header_;
    std::optional<Problem> problem_;
};

}  // namespace kazi::gateway::api
