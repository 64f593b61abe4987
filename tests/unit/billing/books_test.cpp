// SPDX-License-Identifier: Apache-2.0
// The ledger as a chain, as a statement, and as other people's files.
#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "billing/ledger_chain.hpp"
#include "billing/ledger_export.hpp"
#include "billing/statement.hpp"

using namespace kazi::billing;

namespace {

const std::string worker(16, '\xab');

Money kes(std::int64_t micro) {
    return {micro, *Currency::parse("KES")};
}

constexpr std::int64_t at_us = 1'772'373'751'000'000;  // 2026-03-01 14:02:31

LedgerEntry entry(std::string id, Account from, Account to, std::int64_t micro,
                  std::int64_t time_us = at_us) {
    LedgerEntry made{std::move(id), time_us, "turn", "c1", {}};
    move(made.postings, std::move(from), std::move(to), kes(micro));
    return made;
}

const Account escrow{AccountKind::escrow, "c1"};
const Account available{AccountKind::worker_available, worker};
const Account in_flight{AccountKind::payout_in_flight, {}};

}  // namespace

TEST_CASE("chain: one changed field anywhere changes every seal behind it") {
    const auto seal = [](const LedgerEntry& first) {
        LedgerChain chain;
        chain.add(first);
        return chain.add(entry("2", available, in_flight, 5));
    };
    const LedgerEntry original = entry("1", escrow, available, 7);
    LedgerChain chain;
    CHECK(chain.seal() == first_seal);
    CHECK(chain.add(original) == seal_of(first_seal, original));
    CHECK(chain.seal().size() == 64);

    std::vector<LedgerEntry> changed(7, original);
    changed[0].id = "3";
    changed[1].at_us += 1;
    changed[2].cause = "payout";
    changed[3].reference = "c2";
    changed[4].postings[0].change.micro += 1;
    changed[5].postings[0].account.owner = "c2";
    changed[6].postings.pop_back();
    for (const LedgerEntry& other : changed)
        CHECK(seal(other) != seal(original));
    CHECK(seal(original) == seal(original));
}

TEST_CASE("chain: fields can't flow into each other, and it goes on from a noted seal") {
    LedgerEntry left{"1", 0, "ab", "c", {}};
    LedgerEntry right{"1", 0, "a", "bc", {}};
    CHECK(canonical_text(left) != canonical_text(right));
    LedgerChain whole;
    whole.add(left);
    LedgerChain rest(whole.seal());
    CHECK(rest.add(right) == whole.add(right));
}

TEST_CASE("statement: opening, each line with its balance, closing") {
    std::vector<StatementLine> lines;
    Statement statement(worker_statement(worker), at_us, at_us + 100,
                        [&lines](const StatementLine& line) { lines.push_back(line); });
    statement.entry(entry("1", escrow, available, 7, at_us - 1));
    statement.entry(entry("2", escrow, available, 5));
    statement.entry(entry("3", escrow, {AccountKind::platform_fee, {}}, 1));
    statement.entry(entry("4", available, in_flight, 10, at_us + 99));
    statement.entry(entry("5", escrow, available, 90, at_us + 100));
    const std::pair slot{available, std::string("KES")};
    CHECK(statement.opening().at(slot) == 7);
    CHECK(statement.closing().at(slot) == 2);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].balance == kes(12));
    CHECK(lines[1].change == kes(-10));
    CHECK(lines[1].entry == "4");
}

TEST_CASE("statement: a client sees her funds and campaigns, a provider its float") {
    const auto client = client_statement("maji", {"c1", "c2"});
    CHECK(client.accounts.contains({AccountKind::client_funds, "maji"}));
    CHECK(client.accounts.contains({AccountKind::escrow, "c2"}));
    CHECK(client.accounts.size() == 3);
    const auto provider = provider_statement("at");
    CHECK(provider.accounts.contains({AccountKind::float_held, "at"}));
    CHECK(provider.accounts.contains({AccountKind::suspense, "recon:at"}));
}

TEST_CASE("export: Beancount opens accounts once and shows debts below zero") {
    LedgerExport books(LedgerFormat::beancount);
    CHECK(books.head() == "option \"title\" \"Kazi\"\n");
    const LedgerEntry paid = entry("1-0", escrow, available, 1'500'000);
    CHECK(books.entry(paid, "ab") ==
          "2026-03-01 open Liabilities:Escrow:Nc1\n"
          "2026-03-01 open Liabilities:Workers:Nabababababababababababababababab\n"
          "2026-03-01 * \"turn c1\"\n"
          "  entry: \"1-0\"\n"
          "  seal: \"ab\"\n"
          "    Liabilities:Escrow:Nc1  1.500000 KES\n"
          "    Liabilities:Workers:Nabababababababababababababababab  -1.500000 KES\n\n");
    CHECK(books.entry(paid, "ab").find(" open ") == std::string::npos);
}

TEST_CASE("export: hledger and CSV") {
    LedgerExport journal(LedgerFormat::hledger);
    const LedgerEntry bought =
        entry("2-0", {AccountKind::operator_funds, {}}, {AccountKind::float_held, "at"}, 2'000'000);
    CHECK(journal.entry(bought, "cd") ==
          "2026-03-01 * turn c1\n"
          "    ; entry: \"2-0\"\n"
          "    ; seal: \"cd\"\n"
          "    Equity:OperatorFunds  -2.000000 KES\n"
          "    Assets:Float:Nat  2.000000 KES\n\n");
    LedgerExport rows(LedgerFormat::csv);
    CHECK(rows.head() == "entry,time,cause,reference,account,currency,change,seal\n");
    LedgerEntry odd = bought;
    odd.reference = "=cmd(\"x\"),\n";
    CHECK(
        rows.entry(odd, "cd") ==
        "\"2-0\",2026-03-01T14:02:31Z,\"turn\",\"'=cmd(x),\",\"operator:funds\",KES,-2.000000,cd\n"
        "\"2-0\",2026-03-01T14:02:31Z,\"turn\",\"'=cmd(x),\",\"float:at\",KES,2.000000,cd\n");
}

TEST_CASE("export: the tools it is for accept it, where they are installed") {
    const std::array<std::pair<LedgerFormat, const char*>, 2> tools{
        {{LedgerFormat::beancount, "bean-check"}, {LedgerFormat::hledger, "hledger check -f"}}};
    const auto folder = std::filesystem::temp_directory_path();
    for (const auto& [format, command] : tools) {
        const std::string tool(command);
        const std::string found = "command -v " + tool.substr(0, tool.find(' ')) + " >/dev/null";
        if (std::system(found.c_str()) != 0) {
            MESSAGE(tool << ": not installed, not tried");
            continue;
        }
        LedgerExport books(format);
        const std::string file = (folder / ("kazi-books-" + std::to_string(getpid()))).string();
        std::ofstream out(file);
        out << books.head();
        for (const Account& to : {available, in_flight, Account{AccountKind::paid_out, "at ke_1"},
                                  Account{AccountKind::suspense, "late_success"}})
            out << books.entry(entry("1-0", escrow, to, 1), "ab");
        for (const Account& to :
             {Account{AccountKind::float_spent, "at"}, Account{AccountKind::suspense, "recon:at"}})
            out << books.entry(entry("2-0", {AccountKind::float_held, "at"}, to, 1), "ab");
        out.close();
        CHECK(std::system((tool + " " + file + " >/dev/null").c_str()) == 0);
        std::filesystem::remove(file);
    }
}

TEST_CASE("export: names of accounts are never shared, and formats are known by name") {
    CHECK(exported_name({AccountKind::suspense, "recon:at"}) == "Equity:Suspense:Nrecon-3aat");
    CHECK(exported_name({AccountKind::suspense, "recon-3aat"}) !=
          exported_name({AccountKind::suspense, "recon:at"}));
    std::set<std::string> names;
    const int kinds = static_cast<int>(AccountKind::bonus);
    for (int kind = 1; kind <= kinds; ++kind)
        names.insert(exported_name({static_cast<AccountKind>(kind), {}}));
    CHECK(names.size() == static_cast<std::size_t>(kinds));
    CHECK(parse_ledger_format("beancount") == LedgerFormat::beancount);
    CHECK(parse_ledger_format("hledger") == LedgerFormat::hledger);
    CHECK(parse_ledger_format("csv") == LedgerFormat::csv);
    CHECK_FALSE(parse_ledger_format("Beancount"));
    CHECK(utc_date(0) == "1970-01-01");
    CHECK(utc_time(-1) == "1969-12-31T23:59:59Z");
}
