// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/taskflow/quality/crowds.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "taskflow/quality/dice.hpp"

namespace kazi::taskflow::quality {

namespace {

std::string read_file(const std::string& name) {
    std::ifstream file(std::string(KAZI_SOURCE_DIR) + "/tests/data/" + name);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

template <typename T>
T required(const boost::system::result<T, std::string>& read) {
    if (read.has_error()) FAIL(read.error());
    return *read;
}

}  // namespace

Recorded recorded(const std::string& set) {
    return {required(read_answers(read_file(set + "/answers.csv"))),
            required(read_truths(read_file(set + "/truth.csv")))};
}

Recorded made_up(std::size_t items, const std::vector<double>& rights, std::uint64_t seed) {
    Dice dice(seed);
    Recorded crowd;
    for (std::size_t item = 0; item < items; ++item) {
        const std::string task = "t" + std::to_string(item);
        const std::string truth = dice.roll(2) == 0 ? "a" : "b";
        crowd.truths.push_back({task, truth});
        for (std::size_t worker = 0; worker < rights.size(); ++worker) {
            const bool right = static_cast<double>(dice.roll(1000)) < 1000 * rights[worker];
            const std::string wrong = truth == "a" ? "b" : "a";
            const std::string label = rights[worker] < 0 ? "a" : right ? truth : wrong;
            crowd.answers.push_back({task, "w" + std::to_string(worker), label});
        }
    }
    return crowd;
}

}  // namespace kazi::taskflow::quality
