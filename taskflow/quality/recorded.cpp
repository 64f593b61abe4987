// SPDX-License-Identifier: Apache-2.0
// Recorded answers: just enough of CSV, and a clear word when a file holds more.
#include "taskflow/quality/recorded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace kazi::taskflow::quality {

namespace {

template <std::size_t N>
using Row = std::array<std::string, N>;

template <std::size_t N>
using Rows = boost::system::result<std::vector<Row<N>>, std::string>;

std::string_view take_until(std::string_view& text, char separator) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
}

/// What stands between quotes; `line` begins behind the first of them and ends behind the comma.
std::optional<std::string> take_quoted(std::string_view& line) {
    std::string field;
    while (true) {
        const std::size_t quote = line.find('"');
        if (quote == std::string_view::npos) return std::nullopt;
        field += line.substr(0, quote);
        line.remove_prefix(quote + 1);
        if (!line.starts_with('"')) break;
        field += '"';
        line.remove_prefix(1);
    }
    if (!line.empty() && line.front() != ',') return std::nullopt;
    line.remove_prefix(line.empty() ? 0 : 1);
    return field;
}

/// The next field; empty or nothing: there is none that can be read.
std::optional<std::string> take_field(std::string_view& line) {
    if (line.starts_with('"')) {
        line.remove_prefix(1);
        return take_quoted(line);
    }
    const std::string_view plain = take_until(line, ',');
    if (plain.find('"') != std::string_view::npos) return std::nullopt;
    return std::string(plain);
}

/// The first N fields of a line; false when one of them is missing, empty or badly quoted.
template <std::size_t N>
bool split(std::string_view line, Row<N>& row) {
    for (auto& field : row) {
        auto taken = take_field(line);
        if (!taken || taken->empty()) return false;
        field = std::move(*taken);
    }
    return true;
}

template <std::size_t N>
Rows<N> read_rows(std::string_view text, const Row<N>& header) {
    std::vector<Row<N>> rows;
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::string_view line = take_until(text, '\n');
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        Row<N> row;
        if (!split(line, row)) return fmt::format("line {}: expected {} fields", number, N);
        if (number > 1) {
            rows.push_back(std::move(row));
        } else if (row != header) {
            return fmt::format("line 1: the header must begin with {}", fmt::join(header, ","));
        }
    }
    if (rows.empty()) return std::string("no rows");
    return rows;
}

}  // namespace

boost::system::result<std::vector<RecordedAnswer>, std::string> read_answers(
    std::string_view text) {
    auto rows = read_rows<3>(text, {"task", "worker", "label"});
    if (!rows) return rows.error();
    std::vector<RecordedAnswer> answers;
    answers.reserve(rows->size());
    for (auto& [task, worker, label] : *rows) {
        answers.push_back({std::move(task), std::move(worker), std::move(label)});
    }
    return answers;
}

boost::system::result<std::vector<KnownTruth>, std::string> read_truths(std::string_view text) {
    auto rows = read_rows<2>(text, {"task", "label"});
    if (!rows) return rows.error();
    std::vector<KnownTruth> truths;
    truths.reserve(rows->size());
    for (auto& [task, label] : *rows)
        truths.push_back({std::move(task), std::move(label)});
    return truths;
}

}  // namespace kazi::taskflow::quality
