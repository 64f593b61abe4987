// SPDX-License-Identifier: Apache-2.0
// The certification kit against the real daemon, on every dialect there is; and against two that
// deserve no certificate.
#include <doctest/doctest.h>

#include <cstdlib>

#include "protocols/dialect.hpp"
#include "tests/certify/certified_daemon.hpp"
#include "tests/certify/yes_man.hpp"

namespace kazi::tests {

namespace {

constexpr std::string_view example_number_of_kenya = "+254712123456";

bool has(std::string_view text, std::string_view piece) {
    return text.find(piece) != std::string_view::npos;
}

/// The line of the table that speaks of a case.
std::string line_of(const std::string& table, std::string_view name) {
    const auto at = table.find(name);
    if (at == std::string::npos) return {};
    const auto begin = table.rfind('\n', at) + 1;
    return table.substr(begin, table.find('\n', at) - begin);
}

void check_no_secrets(std::string_view text) {
    CHECK_FALSE(has(text, planted_path_secret));
    CHECK_FALSE(has(text, planted_signing_secret));
}

}  // namespace

TEST_SUITE_BEGIN("certified");

TEST_CASE("every dialect is certified, and nothing is left with the test number") {
    CertifiedDaemon daemon;
    daemon.start();
    for (const protocols::Dialect& dialect : protocols::dialects()) {
        const std::string name(dialect.name);
        const auto [finished, report] = daemon.certify(name);
        CHECK_MESSAGE(finished.exit_code == 0, name << ":\n" << finished.output);
        CHECK(has(report, "# Certification of the connection `" + name + "`"));
        CHECK(has(report, "| dialect | " + name + " |"));
        CHECK(has(report, ", 0 failed, "));
        CHECK(has(report, "| for the aggregator or telco | | | | |"));
        check_no_secrets(finished.output);
        check_no_secrets(report);
    }
    check_no_secrets(daemon.log());
    // A run again is a run like the first: what it left changes no verdict.
    CHECK(daemon.certify("africastalking").finished.exit_code == 0);
    // From afar, where the counters are out of reach, the report says what it could not see.
    const auto afar = daemon.certify("simple", {"--to", daemon.public_url() + "/"});
    CHECK_MESSAGE(afar.finished.exit_code == 0, afar.finished.output);
    CHECK(has(line_of(afar.finished.output, "the same again"), "by its answer alone"));

    const auto worker = daemon.tool({"worker", "show", std::string(example_number_of_kenya)});
    for (const std::string_view state :
         {"\"opted_out\":true", "\"stage\":\"stranger\"", "\"answers\":0", "\"payouts\":0",
          "\"available\":\"0.00\""})
        CHECK_MESSAGE(has(worker.output, state), worker.output);
    CHECK_FALSE(has(worker.output, "\"question\""));
    const auto audit = daemon.tool({"audit"});
    CHECK_MESSAGE(audit.exit_code == 0, audit.output);
}

TEST_SUITE_END();

TEST_SUITE_BEGIN("refused");

TEST_CASE("who answers yes to everything gets no certificate") {
    CertifiedDaemon nobody;
    YesMan yes_man;
    const std::vector<std::string> there{"--to", yes_man.url()};
    const auto [finished, report] = nobody.certify("africastalking", there);
    CHECK(finished.exit_code == 1);
    CHECK(has(line_of(finished.output, "wrong secret or signature"), "FAIL"));
    CHECK(has(line_of(finished.output, "wrong secret or signature"), "should be 403"));
    CHECK(has(line_of(finished.output, "a late turn after the end"), "should end the session"));
    CHECK(has(line_of(finished.output, "a body that nobody can read"), "FAIL"));
    CHECK(has(report, "| FAIL | should be 403, was 200 'CON hi' |"));
    const auto kannel = nobody.certify("kannel", there);
    CHECK(kannel.finished.exit_code == 1);
    CHECK(has(line_of(kannel.finished.output, "a plain message"), "a body becomes an SMS"));
}

TEST_CASE("a secret that is not the daemon's fails every plain case") {
    CertifiedDaemon daemon;
    daemon.start();
    ::setenv("KAZI_TEST_SIGNING", "another-secret-5c0ffee5c0ffee-5c0ffee", 1);
    const auto [finished, report] = daemon.certify("simple");
    CHECK(finished.exit_code == 1);
    CHECK(has(line_of(finished.output, "a plain message"), "FAIL"));
    CHECK(has(line_of(finished.output, "wrong secret or signature"), "pass"));
}

TEST_CASE("where there is nothing to certify, nothing is certified") {
    CertifiedDaemon nobody;
    CHECK(nobody.certify("no-such-route").finished.exit_code == 2);
    const auto [finished, report] = nobody.certify("simple");
    CHECK(finished.exit_code == 2);
    CHECK(has(finished.output, "nobody answers at"));
    CHECK(report.empty());
}

TEST_SUITE_END();

}  // namespace kazi::tests
