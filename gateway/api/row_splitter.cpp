// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/row_splitter.hpp"

#include <algorithm>

namespace kazi::gateway::api {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr const char* row_too_long = "is longer than 16384 bytes";
static_assert(row_bytes_max == 16384);

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

void RowSplitter::feed(std::string_view piece) {
    while (!begun_ && !piece.empty()) {
        if (piece.front() != byte_order_mark[mark_bytes_]) {
            begun_ = true;
            take(byte_order_mark.substr(0, mark_bytes_));
        } else {
            piece.remove_prefix(1);
            begun_ = ++mark_bytes_ == byte_order_mark.size();
        }
    }
    take(piece);
}

std::optional<RawRow> RowSplitter::next() {
    if (rows_.empty()) return std::nullopt;
    RawRow row = std::move(rows_.front());
    rows_.pop_front();
    return row;
}

// ---- lines

void LineSplitter::take(std::string_view piece) {
    while (!piece.empty()) {
        const std::size_t end = std::min(piece.find('\n'), piece.size());
        if (line_.size() + end > row_bytes_max) too_long_ = true;
        if (!too_long_) line_.append(piece.substr(0, end));
        if (end == piece.size()) return;
        end_line();
        piece.remove_prefix(end + 1);
    }
}

void LineSplitter::end_line() {
    if (line_.ends_with('\r')) line_.pop_back();
    if (too_long_) {
        put({number_, {}, row_too_long});
    } else if (!is_blank(line_)) {
        put({number_, {line_}, {}});
    }
    line_.clear();
    too_long_ = false;
    ++number_;
}

void LineSplitter::finish() {
    end_line();
}

// ---- CSV

void CsvSplitter::take(std::string_view piece) {
    for (const char c : piece)
        take(c);
}

void CsvSplitter::take(char c) {
    if (c == '\n') ++line_;
    if (at_ == At::quoted) return take_in_quoted(c);
    if (at_ == At::quote_in_quoted) return take_after_quote(c);
    if (c == '\n') return end_row();
    if (c == ',') return end_cell();
    if (c == '"' && at_ == At::cell_start) {
        at_ = At::quoted;
        was_quoted_ = true;
        return;
    }
    if (c == '"') fail("has a quote inside a cell that does not begin with one");
    at_ = At::plain;
    append(c);
}

void CsvSplitter::take_in_quoted(char c) {
    if (c == '"') {
        at_ = At::quote_in_quoted;
    } else {
        append(c);
    }
}

void CsvSplitter::take_after_quote(char c) {
    if (c == '"') {
        append(c);
        at_ = At::quoted;
    } else if (c == ',') {
        end_cell();
    } else if (c == '\n') {
        end_row();
    } else if (c != '\r') {
        fail("has text behind a closing quote");
        at_ = At::plain;
    }
}

void CsvSplitter::append(char c) {
    if (++row_bytes_ > row_bytes_max) return fail(row_too_long);
    cell_.push_back(c);
}

void CsvSplitter::end_cell() {
    // Cells count too, so that a row of commas alone stays within the limit.
    if (++row_bytes_ > row_bytes_max) fail(row_too_long);
    if (row_.fault.empty()) row_.cells.push_back(std::move(cell_));
    cell_.clear();
    at_ = At::cell_start;
    was_quoted_ = false;
}

void CsvSplitter::end_row() {
    if (!was_quoted_ && cell_.ends_with('\r')) cell_.pop_back();
    const bool blank = row_.fault.empty() && row_.cells.empty() && !was_quoted_ && is_blank(cell_);
    end_cell();
    if (row_.line == 0) row_.line = 1;
    if (!blank) put(std::move(row_));
    row_ = RawRow{line_, {}, {}};
    row_bytes_ = 0;
}

void CsvSplitter::fail(const char* fault) {
    if (row_.fault.empty()) row_.fault = fault;
    row_.cells.clear();
    cell_.clear();
}

void CsvSplitter::finish() {
    if (at_ == At::quoted) fail("has a quote that is never closed");
    const bool nothing = at_ == At::cell_start && row_.cells.empty() && row_.fault.empty();
    if (!nothing) end_row();
}

}  // namespace kazi::gateway::api
