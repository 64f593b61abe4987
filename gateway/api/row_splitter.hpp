// SPDX-License-Identifier: Apache-2.0
// An uploaded body cut into rows as it comes: lines of NDJSON, records of CSV. Holds one row and
// what the last piece brought, whatever the size of the body.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::gateway::api {

/// A longer row is reported, and skipped to its end.
inline constexpr std::size_t row_bytes_max = 16 * 1024;

struct RawRow {
    std::uint64_t line = 0;          ///< where it begins, from 1
    std::vector<std::string> cells;  ///< of a line there is one
    std::string fault;               ///< why the cells can't be used; empty: they can

    friend bool operator==(const RawRow&, const RawRow&) = default;
};

class RowSplitter {
public:
    virtual ~RowSplitter() = default;

    /// Takes the next piece of the body. A byte order mark at its front is dropped.
    void feed(std::string_view piece);
    /// The body is over: the last row may lack its line end.
    virtual void finish() = 0;
    /// The next complete row; blank ones are left out.
    [[nodiscard]] std::optional<RawRow> next();

protected:
    virtual void take(std::string_view piece) = 0;
    void put(RawRow row) { rows_.push_back(std::move(row)); }

private:
    std::deque<RawRow> rows_;
    std::size_t mark_bytes_ = 0;  ///< of the byte order mark, seen so far
    bool begun_ = false;
};

/// Rows are lines, ended by LF or CRLF.
class LineSplitter final : public RowSplitter {
public:
    void finish() override;

private:
    void take(std::string_view piece) override;
    void end_line();

    std::string line_;
    std::uint64_t number_ = 1;
    bool too_long_ = false;
};

/// Rows are records by RFC 4180: commas, quotes doubled inside quotes, line ends inside quotes.
class CsvSplitter final : public RowSplitter {
public:
    void finish() override;

private:
    enum class At : std::uint8_t { cell_start, plain, quoted, quote_in_quoted };

    void take(std::string_view piece) override;
    void take(char c);
    void take_in_quoted(char c);
    void take_after_quote(char c);
    void append(char c);
    void end_cell();
    void end_row();
    void fail(const char* fault);

    RawRow row_;
    std::string cell_;
    std::size_t row_bytes_ = 0;
    std::uint64_t line_ = 1;
    At at_ = At::cell_start;
    bool was_quoted_ = false;
};

}  // namespace kazi::gateway::api
