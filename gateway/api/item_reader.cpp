// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/item_reader.hpp"

#include <algorithm>

#include "gateway/api/content_type.hpp"

namespace kazi::gateway::api {

namespace {

std::unique_ptr<RowSplitter> splitter_for(ItemFormat format) {
    if (format == ItemFormat::csv) return std::make_unique<CsvSplitter>();
    return std::make_unique<LineSplitter>();
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<Problem> header_problem(const std::vector<std::string>& header,
                                      const ItemRules& rules) {
    if (header.size() > item_fields_max) return invalid("", "the header has too many columns");
    for (auto name = header.begin(); name != header.end(); ++name) {
        if (std::find(header.begin(), name, *name) != name)
            return invalid(*name, "stands in the header twice");
    }
    if (!holds(header, "id")) return invalid("id", "is no column of the header");
    for (const std::string& name : rules.placeholders()) {
        if (!holds(header, name))
            return invalid(name, "is no column of the header, and the question uses it");
    }
    return std::nullopt;
}

}  // namespace

std::optional<ItemFormat> item_format(std::string_view content_type) {
    const std::string type = media_type(content_type);
    if (type == "application/x-ndjson") return ItemFormat::ndjson;
    if (type == "text/csv") return ItemFormat::csv;
    return std::nullopt;
}

ItemReader::ItemReader(ItemFormat format, ItemRules rules, Fingerprint fingerprint)
    : format_(format),
      rules_(std::move(rules)),
      fingerprint_(std::move(fingerprint)),
      splitter_(splitter_for(format)) {}

std::optional<ItemRow> ItemReader::next() {
    while (!problem_) {
        auto row = splitter_->next();
        if (!row) return std::nullopt;
        fingerprint_.add(std::to_string(row->cells.size()) + row->fault);
        for (const std::string& cell : row->cells)
            fingerprint_.add(cell);
        if (format_ == ItemFormat::ndjson || !header_.empty())
            return ItemRow{row->line, read(*row)};
        take_header(std::move(*row));
    }
    return std::nullopt;
}

void ItemReader::take_header(RawRow row) {
    if (!row.fault.empty()) {
        problem_ = invalid("", "the header " + row.fault);
        return;
    }
    header_ = std::move(row.cells);
    problem_ = header_problem(header_, rules_);
}

ItemResult ItemReader::read(const RawRow& row) const {
    if (!row.fault.empty()) return RowFault{{}, row.fault};
    if (format_ == ItemFormat::csv) return item_from_cells(header_, row.cells, rules_);
    return item_from_json(row.cells.front(), rules_);
}

}  // namespace kazi::gateway::api
