// SPDX-License-Identifier: Apache-2.0
// The daemon keeps nobody's number where a copy of its store could give it away, and does not go on
// with keys that are another store's.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/faults/replace.hpp"
#include "tests/faults/working_daemon.hpp"

namespace kazi::tests {

namespace {

constexpr std::string_view in_any_form = "711000001";

std::filesystem::path key_file(const RunningDaemon& daemon) {
    return daemon.folder() / "data" / "number-keys";
}

/// The files under a folder in which the number can be read.
std::vector<std::string> files_with_number(const std::filesystem::path& folder) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(in), {});
        if (bytes.find(in_any_form) != std::string::npos)
            found.push_back(entry.path().filename().string());
    }
    return found;
}

}  // namespace

TEST_SUITE_BEGIN("faults");

TEST_CASE("who works is found by her number in no file of the data folder") {
    RunningDaemon daemon({});
    daemon.start();
    Buyer(daemon).open(simulator::demo::village_campaign());
    Phone phone(daemon, "+254711000001");
    phone.join_in_english();
    CHECK(says(phone.press("1"), thanks));
    CHECK(phone.write("PAY", "sms-1").status == 200);
    daemon.kill();
    const auto data = daemon.folder() / "data";
    for (const std::string& file : files_with_number(data))
        FAIL_CHECK(file);
    CHECK(std::filesystem::file_size(key_file(daemon)) > 32);
    // The search itself finds what is there.
    write_file((data / "planted").string(), phone.number());
    CHECK(files_with_number(data) == std::vector<std::string>{"planted"});
}

TEST_CASE("without the keys of its numbers it does not start, unless it may learn them again") {
    RunningDaemon daemon({});
    daemon.start();
    Buyer(daemon).open(simulator::demo::village_campaign());
    Phone phone(daemon, "+254711000001");
    phone.join_in_english();
    REQUIRE(daemon.stop() == 0);
    const auto keys = key_file(daemon);
    std::filesystem::rename(keys, daemon.folder() / "lost");
    daemon.launch();
    CHECK(daemon.process().exit_code() == 1);
    CHECK(daemon.logs("identity.relearn_numbers"));

    auto text = text_of(daemon.config_file());
    const std::string section = "[identity]\n";
    REQUIRE(text.find(section) != std::string::npos);
    text.insert(text.find(section) + section.size(), "relearn_numbers = true\n");
    write_file(daemon.config_file(), text);
    daemon.start();
    const auto before = std::filesystem::file_size(keys);
    CHECK(phone.write("BAL", "sms-1").status == 200);
    CHECK(std::filesystem::file_size(keys) > before);
    CHECK(daemon.stop() == 0);
}

TEST_SUITE_END();

}  // namespace kazi::tests
