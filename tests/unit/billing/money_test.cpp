// SPDX-License-Identifier: Apache-2.0
// Money is exact, checked, and never of two currencies at once.
#include "billing/money.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

using namespace kazi::billing;

namespace {

Currency currency(const char* code) {
    return *Currency::parse(code);
}

/// True when `act` stops the process with SIGABRT.
template <class Act>
bool aborts(Act act) {
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGABRT, SIG_DFL);
        if (freopen("/dev/null", "w", stderr) == nullptr) _exit(2);
        act();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

}  // namespace

TEST_CASE("currency: three upper-case letters and nothing else") {
    CHECK(Currency::parse("KES")->code() == "KES");
    for (const char* bad : {"", "KE", "KESX", "kes", "K3S", "K S"})
        CHECK(!Currency::parse(bad));
}

TEST_CASE("parse_amount: decimal text, exactly") {
    CHECK(*parse_amount("20") == 20'000'000);
    CHECK(*parse_amount("0.80") == 800'000);
    CHECK(*parse_amount("20.0000") == 20'000'000);
    CHECK(*parse_amount("0.1") == 100'000);
    CHECK(*parse_amount("0.000001") == 1);
    CHECK(*parse_amount("1.1234560000000") == 1'123'456);
    CHECK(*parse_amount("007") == 7'000'000);
    CHECK(*parse_amount("9000000000") == amount_micro_max);
}

TEST_CASE("parse_amount: refuses what is not exact") {
    for (const char* bad :
         {"", " 1", "1 ", "-1", "+1", "1e3", "1E3", ".5", "1.", "1,5", "0x10", "NaN", "1.0000001",
          "1.2.3", "9000000000.000001", "99999999999999999999999999", "1\xC2\xA0"})
        CHECK_MESSAGE(!parse_amount(bad), bad);
}

TEST_CASE("parse_money: code, one blank, amount") {
    CHECK(*parse_money("KES 20.0000") == Money{20'000'000, currency("KES")});
    for (const char* bad : {"KES", "KES20", "20 KES", "KES  20", " KES 20", "kes 20", "KES 20 "})
        CHECK_MESSAGE(!parse_money(bad), bad);
}

TEST_CASE("format: at least so many places, never a rounded one") {
    CHECK(format_amount(20'000'000) == "20.00");
    CHECK(format_amount(125'000) == "0.125");
    CHECK(format_amount(20'000'000, 0) == "20");
    CHECK(format_amount(500'000, 0) == "0.5");
    CHECK(format_amount(1, 6) == "0.000001");
    CHECK(format_amount(-500'000) == "-0.50");
    CHECK(format_money({20'000'000, currency("KES")}, 4) == "KES 20.0000");
}

TEST_CASE("arithmetic within a currency") {
    const Money ten{10'000'000, currency("KES")};
    const Money three{3'000'000, currency("KES")};
    CHECK((ten + three).micro == 13'000'000);
    CHECK((three - ten).micro == -7'000'000);
    CHECK((-ten).micro == -10'000'000);
    CHECK((three * 4).micro == 12'000'000);
}

TEST_CASE("arithmetic that can only be a bug stops the process") {
    const Money shillings{1, currency("KES")};
    const Money dollars{1, currency("USD")};
    const Money most{amount_micro_max, currency("KES")};
    CHECK(aborts([&] { (void)(shillings + dollars); }));
    CHECK(aborts([&] { (void)(shillings - dollars); }));
    CHECK(aborts([&] { (void)(most + shillings); }));
    CHECK(aborts([&] { (void)(-most - shillings); }));
    CHECK(aborts([&] { (void)(most * 2'000); }));
    CHECK(aborts([&] { (void)(most * INT64_MAX); }));
    CHECK_FALSE(aborts([&] { (void)(most - shillings); }));
}

TEST_CASE("property: what is formatted reads back the same") {
    CHECK(rc::check([] {
        const auto micro = *rc::gen::inRange<std::int64_t>(0, amount_micro_max);
        const auto decimals = *rc::gen::inRange(0, 7);
        RC_ASSERT(*parse_amount(format_amount(micro, decimals)) == micro);
    }));
}

TEST_CASE("property: any text is read or refused, never anything else") {
    CHECK(rc::check([](const std::string& text) {
        const auto micro = parse_amount(text);
        if (micro) RC_ASSERT(*micro >= 0 && *micro <= amount_micro_max);
        (void)parse_money(text);
        (void)Currency::parse(text);
    }));
}
