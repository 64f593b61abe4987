// SPDX-License-Identifier: Apache-2.0
// Log lines: their form, and that neither secrets nor full numbers get into them.
#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "gateway/observe/log.hpp"
#include "gateway/observe/memory_sink.hpp"

namespace kazi::gateway {
namespace {

struct Fixture {
    std::shared_ptr<MemorySink> sink = std::make_shared<MemorySink>();
    Log log{sink, config::LogLevel::info};

    /// The only line, from its level on: the time differs.
    std::string line() {
        REQUIRE(sink->lines().size() == 1);
        const auto& line = sink->lines().front();
        return line.substr(line.find("level="));
    }
};

/// How one text value looks in a line.
std::string logged(std::string_view text) {
    Fixture fixture;
    fixture.log.info("e", {{"v", text}});
    return fixture.line().substr(std::string_view("level=info event=e v=").size());
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "a line is time, level, event and fields") {
    const std::string id = "4f2a";
    log.info("sms_sent", {{"id", id}, {"route", "at-ke"}, {"segments", 2}, {"first", true}});
    CHECK(line() == "level=info event=sms_sent id=4f2a route=at-ke segments=2 first=true");
    const auto& whole = sink->lines().front();
    CHECK(whole.starts_with("time=20"));
    CHECK(whole.find("Z level=") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "levels below the set one are left out") {
    log.debug("quiet");
    CHECK(sink->lines().empty());
    log.error("loud");
    CHECK(line() == "level=error event=loud");
}

TEST_CASE_FIXTURE(Fixture, "numbers keep their sign and their range") {
    log.warn("e", {{"least", std::numeric_limits<std::int64_t>::min()},
                   {"most", std::numeric_limits<std::uint64_t>::max()},
                   {"small", std::uint8_t{7}}});
    CHECK(line() ==
          "level=warning event=e least=-9223372036854775808 most=18446744073709551615 small=7");
}

TEST_CASE("a text is quoted where logfmt needs it") {
    CHECK(logged("plain:text/1") == "plain:text/1");
    CHECK(logged("") == "\"\"");
    CHECK(logged("two words") == "\"two words\"");
    CHECK(logged("a=b") == "\"a=b\"");
    CHECK(logged("say \"hi\"\\") == "\"say \\\"hi\\\"\\\\\"");
    CHECK(logged("line\nlevel=error event=forged") == "\"line\\nlevel=error event=forged\"");
    CHECK(logged(std::string_view("\x1b\0\x7f", 3)) == "\"\\x1b\\x00\\x7f\"");
}

TEST_CASE("a long text is cut") {
    CHECK(logged(std::string(512, 'x')) == std::string(512, 'x'));
    CHECK(logged(std::string(513, 'x')) == std::string(512, 'x') + "...");
}

TEST_CASE_FIXTURE(Fixture, "a number is masked") {
    log.info("e", {{"from", Masked{"+254711000001"}}});
    CHECK(line() == "level=info event=e from=+2547****0001");
}

TEST_CASE("a full number inside a text is masked too") {
    CHECK(logged("+254711000001") == "+2547****0001");
    CHECK(logged("from +254711000001, to +254711000002") ==
          "\"from +2547****0001, to +2547****0002\"");
    CHECK(logged("/sms?from%3D%2B254711000001&to") == "/sms?from%3D+2547****0001&to");
    CHECK(logged("1+1") == "1+1");
    CHECK(logged("ATXid_00000000000000a001") == "ATXid_00000000000000a001");
    CHECK(logged("+") == "+");
}

TEST_CASE("a number across the cut is masked before it is cut") {
    for (std::size_t before = 490; before <= 512; ++before) {
        CAPTURE(before);
        CHECK(logged(std::string(before, 'x') + "+254711000001").find("+25471") ==
              std::string::npos);
    }
}

TEST_CASE_FIXTURE(Fixture, "a secret is never printed") {
    const config::Secret planted("planted-4711");
    log.error("e", {{"api_key", planted}});
    CHECK(line() == "level=error event=e api_key=[secret]");
    CHECK_FALSE(sink->contains("planted"));
}

}  // namespace kazi::gateway
