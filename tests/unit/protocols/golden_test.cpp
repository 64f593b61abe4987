// SPDX-License-Identifier: Apache-2.0
// Golden vectors: files of line pairs, a vector as `kazi decode` takes it and what it must print.
// With KAZI_UPDATE_GOLDEN set the second lines are written anew; the review reads the difference.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "protocols/decode.hpp"

namespace json = boost::json;
using kazi::protocols::decode_dialect_line;

namespace {

/// The moment of the signed examples, so that their timestamps lie in the window.
constexpr std::int64_t now_s = 1'709'622'551;

std::vector<std::filesystem::path> golden_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(KAZI_GOLDEN_FOLDER)) {
        if (entry.path().extension() == ".ndjson") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

std::vector<std::string> read_lines(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

void update(const std::filesystem::path& file, const std::vector<std::string>& lines) {
    std::ofstream out(file, std::ios::trunc);
    for (std::size_t i = 0; i < lines.size(); i += 2) {
        out << lines[i] << '\n' << json::serialize(decode_dialect_line(lines[i], now_s)) << '\n';
    }
}

}  // namespace

TEST_CASE("golden vectors decode to what stands behind them") {
    const auto files = golden_files();
    REQUIRE(files.size() >= 4);
    for (const auto& file : files) {
        CAPTURE(file.filename().string());
        const std::vector<std::string> lines = read_lines(file);
        if (std::getenv("KAZI_UPDATE_GOLDEN") != nullptr) update(file, lines);
        REQUIRE(!lines.empty());
        REQUIRE(lines.size() % 2 == 0);
        for (std::size_t i = 0; i < lines.size(); i += 2) {
            CAPTURE(lines[i]);
            const json::value got = decode_dialect_line(lines[i], now_s);
            CHECK_MESSAGE(got == json::parse(lines[i + 1]), json::serialize(got));
        }
    }
}

TEST_CASE("a secret or a full number never shows in an error") {
    for (const auto& file : golden_files()) {
        const std::vector<std::string> lines = read_lines(file);
        for (std::size_t i = 1; i < lines.size(); i += 2) {
            const json::value expected = json::parse(lines[i]);
            const json::value* error = expected.as_object().if_contains("error");
            if (error == nullptr) continue;
            const std::string_view text = error->as_string();
            CHECK(text.find("254711") == std::string_view::npos);
            CHECK(text.find("Secret") == std::string_view::npos);
        }
    }
}
