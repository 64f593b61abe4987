// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/row_splitter.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace kazi::gateway::api;

namespace {

using Rows = std::vector<RawRow>;
using Cells = std::vector<std::string>;

Rows drain(RowSplitter& splitter) {
    Rows rows;
    while (auto row = splitter.next())
        rows.push_back(std::move(*row));
    return rows;
}

template <class Splitter>
Rows rows_of(std::string_view text, std::size_t piece = 1'000'000) {
    Splitter splitter;
    Rows rows;
    for (std::size_t at = 0; at < text.size(); at += piece) {
        splitter.feed(text.substr(at, piece));
        for (auto& row : drain(splitter))
            rows.push_back(std::move(row));
    }
    splitter.finish();
    for (auto& row : drain(splitter))
        rows.push_back(std::move(row));
    return rows;
}

std::string quoted(const std::string& cell) {
    std::string text = "\"";
    for (const char c : cell)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

}  // namespace

TEST_CASE("lines, whatever their ends, blank ones counted and left out") {
    const Rows rows = rows_of<LineSplitter>("\xEF\xBB\xBFone\r\n\n  \ntwo\nthree");
    CHECK(rows == Rows{{1, {"one"}, ""}, {4, {"two"}, ""}, {5, {"three"}, ""}});
    CHECK(rows_of<LineSplitter>("").empty());
}

TEST_CASE("a line that is too long is named, and the next one is read") {
    const std::string most(row_bytes_max, 'a');
    const Rows rows = rows_of<LineSplitter>(most + "\n" + most + "b\nc\n", 100);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].fault.empty());
    CHECK(rows[1].fault == "is longer than 16384 bytes");
    CHECK(rows[2] == RawRow{3, {"c"}, ""});
}

TEST_CASE("CSV by RFC 4180") {
    const Rows rows = rows_of<CsvSplitter>(
        "\xEF\xBB\xBF\"id\",text\r\nt1,\"a, \"\"b\"\"\nc\"\r\n\r\nt2,\nt3,\"\"");
    CHECK(rows == Rows{{1, Cells{"id", "text"}, ""},
                       {2, Cells{"t1", "a, \"b\"\nc"}, ""},
                       {5, Cells{"t2", ""}, ""},
                       {6, Cells{"t3", ""}, ""}});
}

TEST_CASE("a row of CSV that can't be read is named, and the next one is read") {
    const Rows rows = rows_of<CsvSplitter>("a\"b,c\n\"a\"b,c\nd,e\n\"f\n");
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].fault == "has a quote inside a cell that does not begin with one");
    CHECK(rows[1].fault == "has text behind a closing quote");
    CHECK(rows[2] == RawRow{3, Cells{"d", "e"}, ""});
    CHECK(rows[3].fault == "has a quote that is never closed");
    const Rows commas = rows_of<CsvSplitter>(std::string(row_bytes_max + 1, ',') + "\nx\n");
    REQUIRE(commas.size() == 2);
    CHECK(commas[0].fault == "is longer than 16384 bytes");
    CHECK(commas[1] == RawRow{2, Cells{"x"}, ""});
}

TEST_CASE("any cells survive quoting, however the text is cut into pieces") {
    CHECK(rc::check([] {
        const auto letters =
            rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', ' '));
        const auto cells = *rc::gen::nonEmpty(rc::gen::container<Cells>(letters));
        const auto piece = *rc::gen::inRange<std::size_t>(1, 5);
        std::string text;
        for (const std::string& cell : cells)
            text += (text.empty() ? "" : ",") + quoted(cell);
        const Rows rows = rows_of<CsvSplitter>(text + "\nlast", piece);
        RC_ASSERT(rows.size() == 2U);
        RC_ASSERT(rows[0].cells == cells);
        RC_ASSERT(rows[1].cells == Cells{"last"});
    }));
}

TEST_CASE("any bytes are cut the same, whatever the pieces") {
    CHECK(rc::check([] {
        const auto letters = rc::gen::element('a', ',', '"', '\n', '\r', '\xEF', '\xBB', '\xBF');
        const auto text = *rc::gen::container<std::string>(letters);
        const auto piece = *rc::gen::inRange<std::size_t>(1, 4);
        RC_ASSERT(rows_of<CsvSplitter>(text) == rows_of<CsvSplitter>(text, piece));
        RC_ASSERT(rows_of<LineSplitter>(text) == rows_of<LineSplitter>(text, piece));
    }));
}
