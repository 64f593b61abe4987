// SPDX-License-Identifier: Apache-2.0
// What was sealed can't be changed without the audit naming the entry.
#include <doctest/doctest.h>

#include "gateway/audit/ledger_feed.hpp"
#include "gateway/engine/keys.hpp"
#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

namespace keys = gateway::keys;
using gateway::store::StreamEntry;

namespace {

constexpr const char* journal = "{ke-0}:journal";

/// A journal of several sealed entries, and what somebody with a hand in the store makes of it.
struct SealedBooks {
    SealedBooks() {
        for (int n = 0; n < 6; ++n)
            office.order();
        CHECK_FALSE(office.seal());
        REQUIRE(office.audit() == "");
        entries = *office.redis.call.range({"ke-0", keys::journal, "0", 1000});
        REQUIRE(entries.size() >= 6);
    }
    void write_back() {
        office.redis.server.run({"DEL", journal});
        for (const StreamEntry& entry : entries)
            REQUIRE(office.redis.server.run({"XADD", journal, entry.id, "e", entry.payload}) ==
                    entry.id);
    }
    [[nodiscard]] bool audit_says(const std::string& text) { return says(office.audit(), text); }
    [[nodiscard]] static bool says(const std::string& found, const std::string& text) {
        INFO(found);
        const bool there = found.find(text) != std::string::npos;
        CHECK(there);
        return there;
    }

    PayOffice office;
    std::vector<StreamEntry> entries;
};

/// One byte of the entry is another, and it can still be read.
bool change_a_byte(StreamEntry& entry) {
    const auto before = gateway::audit::ledger_entry_of(entry).entry;
    for (std::size_t at = entry.payload.size(); at-- > 0;) {
        StreamEntry changed = entry;
        changed.payload[at] = static_cast<char>(changed.payload[at] ^ 2);
        const auto read = gateway::audit::ledger_entry_of(changed);
        if (!read.readable || !read.entry || *read.entry == *before) continue;
        entry = changed;
        return true;
    }
    return false;
}

}  // namespace

TEST_CASE("an entry that is taken out of the sealed ledger is missed") {
    PayOffice office;
    office.order();
    CHECK_FALSE(office.seal());
    CHECK(office.entries(keys::seals) == 1);
    CHECK_FALSE(office.seal());  // nothing came since
    CHECK(office.entries(keys::seals) == 1);
    office.order();
    CHECK_FALSE(office.seal());
    CHECK(office.entries(keys::seals) == 2);
    CHECK(office.audit() == "");
    office.strike_newest_entry();
    CHECK(office.audit().find("was left out") != std::string::npos);
}

TEST_CASE_FIXTURE(SealedBooks, "one byte of one sealed entry is changed: the audit names it") {
    StreamEntry& victim = entries[entries.size() / 2];
    REQUIRE(change_a_byte(victim));
    write_back();
    CHECK(audit_says("entry " + victim.id + " is not what was sealed"));
}

TEST_CASE_FIXTURE(SealedBooks, "a sealed entry is missing from the middle: the audit names where") {
    const std::string before = entries[1].id;
    entries.erase(entries.begin() + 2);
    write_back();
    CHECK(audit_says("the entry that stood behind " + before + " was left out"));
}

TEST_CASE_FIXTURE(SealedBooks, "an entry slipped in among sealed ones is named") {
    StreamEntry extra = entries[2];
    extra.id = "1-1";
    entries.insert(entries.begin(), extra);
    write_back();
    CHECK(audit_says("entry " + extra.id + " was put in after its time"));
}

TEST_CASE_FIXTURE(SealedBooks,
                  "where several are not what was sealed, the audit says between which") {
    REQUIRE(change_a_byte(entries[1]));
    REQUIRE(change_a_byte(entries[4]));
    write_back();
    CHECK(audit_says("between the entries 0 and " + entries.back().id));
}

}  // namespace kazi::tests
