// SPDX-License-Identifier: Apache-2.0
// A worker asks for all that is kept about her, and gets it for the code that she was told.
#include <fmt/format.h>

#include "tests/faults/folder.hpp"
#include "tests/faults/replace.hpp"
#include "tests/faults/working_daemon.hpp"

namespace kazi::tests {

namespace {

constexpr const char* number = "+254711000001";

/// The eight digits after "code".
std::string code_in(const std::string& page) {
    constexpr std::string_view before = "show code ";
    const auto at = page.find(before);
    REQUIRE_MESSAGE(at != std::string::npos, page);
    return page.substr(at + before.size(), 8);
}

}  // namespace

TEST_SUITE_BEGIN("faults");

TEST_CASE("the full file is handed out for the code, once, and holds her answers and her pay") {
    RunningDaemon daemon{{}};
    std::string text = text_of(daemon.config_file());
    replace(text, "sms_price = ", "data_office = \"Moi Avenue 12\"\nsms_price = ");
    write_file(daemon.config_file(), text);
    daemon.start();
    Buyer(daemon).open(simulator::demo::village_campaign());
    Phone phone(daemon, number);
    phone.join_in_english();
    phone.press("1");
    phone.press("00");
    std::string page = phone.press("my data").body;
    if (page.find("show code") == std::string::npos) page += phone.press("98").body;
    const std::string code = code_in(page);

    const auto wrong = daemon.tool({"worker", "file", number, "--code", "00000000"});
    CHECK(wrong.exit_code != 0);
    CHECK(wrong.output.find("available") == std::string::npos);
    const auto file = daemon.tool({"worker", "file", number, "--code", code});
    CHECK_MESSAGE(file.exit_code == 0, file.output);
    CHECK(file.output.find(R"("stage":"active")") != std::string::npos);
    CHECK(file.output.find(R"("reply":)") != std::string::npos);
    CHECK_MESSAGE(file.output.find(R"("answer":{"campaign":"ke-c1")") != std::string::npos,
                  file.output);
    CHECK(file.output.find(R"("amount":"3.00")") != std::string::npos);
    CHECK(daemon.tool({"worker", "file", number, "--code", code}).exit_code != 0);
    CHECK(daemon.stop() == 0);
}

TEST_SUITE_END();

}  // namespace kazi::tests
