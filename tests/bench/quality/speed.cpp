// SPDX-License-Identifier: Apache-2.0
// How many answers the online model takes in a second on one core, from ten thousand of them to ten
// million, and what it remembers of each worker and item.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string_view>
#include <vector>

#include "taskflow/quality/dice.hpp"
#include "taskflow/quality/online.hpp"

namespace {

namespace quality = kazi::taskflow::quality;

constexpr std::size_t answers_per_item = 8;
constexpr std::size_t answers_per_worker = 400;
constexpr std::size_t classes = 2;

/// Answers in a random order from a crowd of whom a tenth guess and the others are right in 7
/// to 9.5 of ten.
std::vector<quality::Answer> simulate(std::size_t count, std::size_t workers) {
    quality::Dice dice(count);
    std::vector<std::size_t> right_permille;
    for (std::size_t worker = 0; worker < workers; ++worker)
        right_permille.push_back(worker % 10 == 0 ? 500 : 700 + dice.roll(250));
    std::vector<quality::Answer> answers;
    answers.reserve(count);
    for (std::size_t nth = 0; nth < count; ++nth) {
        const auto item = static_cast<std::uint32_t>(nth / answers_per_item);
        const auto worker = static_cast<std::uint32_t>(dice.roll(workers));
        const bool right = dice.roll(1000) < right_permille[worker];
        answers.push_back({item, worker, right ? item % 2 : 1 - item % 2});
    }
    dice.shuffle(answers);
    return answers;
}

/// Of this process: a busy machine makes a run longer, and not dearer.
double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::uint64_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::uint64_t pages = 0;
    statm >> pages >> pages;
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

struct Measured {
    std::size_t items = 0;
    std::size_t workers = 0;
    std::size_t offered = 0;
    std::size_t taken = 0;
    double seconds = 0;
    double right = 0;
    std::uint64_t bytes = 0;
};

Measured measure(std::size_t count) {
    Measured measured;
    measured.offered = count;
    measured.items = count / answers_per_item;
    measured.workers = count / answers_per_worker;
    const auto answers = simulate(count, measured.workers);
    const std::uint64_t before = resident_bytes();
    const double start = cpu_seconds();
    quality::OnlineModel model(measured.items, measured.workers, classes, {});
    for (const quality::Answer& answer : answers) {
        if (!model.wants(answer.item, answer.worker)) continue;
        model.take(answer);
        ++measured.taken;
    }
    measured.seconds = cpu_seconds() - start;
    measured.bytes = resident_bytes() - before;
    for (std::uint32_t item = 0; item < measured.items; ++item)
        measured.right += model.belief(item)[item % 2] > 0.5 ? 1 : 0;
    return measured;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t most = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000'000;
    const bool json = argc > 2 && std::string_view(argv[2]) == "--json";
    const std::size_t worker_bytes = quality::counts_width(classes) * sizeof(double) + 1;
    if (!json) {
        fmt::print("{:>10}{:>10}{:>9}{:>10}{:>9}{:>15}   a worker: {} bytes\n", "offered", "taken",
                   "CPU s", "taken/s", "right", "bytes an item", worker_bytes);
    }
    for (std::size_t count = 10'000; count <= most; count *= 10) {
        const Measured got = measure(count);
        const double items = static_cast<double>(got.items);
        const double rate = static_cast<double>(got.taken) / got.seconds;
        const double bytes = static_cast<double>(got.bytes) / items;
        if (json) {
            fmt::print(
                R"({{"offered":{},"taken":{},"per_cpu_second":{:.0f},"bytes_per_item":{:.0f},)"
                R"("bytes_per_worker":{}}})"
                "\n",
                got.offered, got.taken, rate, bytes, worker_bytes);
        } else {
            fmt::print("{:>10}{:>10}{:>9.3f}{:>10.0f}{:>9.4f}{:>15.0f}\n", got.offered, got.taken,
                       got.seconds, rate, got.right / items, bytes);
        }
    }
    return 0;
}
