// SPDX-License-Identifier: Apache-2.0
// A bonus from the campaign's terms to the audit: what is stored, what is paid, and how often.
#include "taskflow/pay/bonus.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "gateway/audit/audit_feed.hpp"
#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/unit/gateway/small_town.hpp"
#include "tests/unit/gateway/town_books.hpp"

namespace kazi::gateway {

using namespace taskflow;

namespace {

constexpr std::int64_t shilling = 1'000'000;

billing::Money kes(std::int64_t micro) {
    return {micro, *billing::Currency::parse("KES")};
}

/// Two of three said different things about each item, and a third answer earns a shilling more.
void make_hard(SmallTown& town) {
    records::StoredCampaign stored = *town.board.find(1);
    stored.campaign.bonus.hard_micro = shilling;
    ItemState state;
    state.issued = 3;
    state.answers = {{.worker = SmallTown::id_of("+254711000008"), .label = 0},
                     {.worker = SmallTown::id_of("+254711000009"), .label = 1}};
    state.answer_count = 2;
    state.confidence_ppm = 500'000;
    store::Batch batch;
    batch.cell = town.cell.cell;
    for (std::uint32_t index = 0; index < stored.campaign.item_count; ++index)
        batch.writes.push_back(
            store::Put{keys::item_state({1, index}), records::pack_item_state(state, 2)});
    town.board.put(std::move(stored));
    bool applied = false;
    town.store.commit(std::move(batch), [&](auto outcome) { applied = outcome->applied; });
    REQUIRE(applied);
}

std::vector<store::StreamEntry> journal(SmallTown& town) {
    std::vector<store::StreamEntry> entries;
    town.store.range({town.cell.cell, keys::journal, "0", 1000},
                     [&](auto page) { entries = *page; });
    return entries;
}

std::string tally(SmallTown& town, const std::string& name) {
    std::string found;
    town.store.fields(town.cell.cell, keys::tally(1), {name},
                      [&](auto values) { found = values->front().value_or(""); });
    return found;
}

records::JournalEntry paid_answer() {
    records::JournalEntry entry;
    entry.worker = WorkerId{};
    entry.answer = AnswerRecord{.item = {1, 17}, .label = 3, .text = {}, .pay_micro = 2 * shilling};
    const std::string owner(records::raw(*entry.worker));
    using billing::AccountKind;
    billing::move(entry.postings, {AccountKind::escrow, "c1"},
                  {AccountKind::worker_available, owner}, kes(2 * shilling));
    return entry;
}

/// The same with a shilling more.
records::JournalEntry paid_with_bonus() {
    records::JournalEntry entry = paid_answer();
    entry.answer->bonus_micro = shilling;
    entry.postings[0].change = kes(-3 * shilling);
    entry.postings[1].change = kes(3 * shilling);
    const billing::Account passage{billing::AccountKind::bonus, {}};
    for (const std::int64_t change : {shilling, -shilling})
        entry.postings.push_back({passage, kes(change)});
    return entry;
}

bool finds_bonus_wrong(const records::JournalEntry& entry) {
    audit::AuditFeed feed("ke-0");
    REQUIRE(feed.journal_entry({"7-0", records::pack_journal(entry)}));
    const auto report = feed.finish();
    return std::ranges::any_of(report.findings, [](const billing::Finding& each) {
        return each.fault == billing::Fault::bonus_wrong && each.entry == "7-0";
    });
}

constexpr const char* terms = R"({"title":"Rain","market":"ke","pay":"2.00",
    "question":{"type":"yes_no","texts":{"en":{"text":"Rain in {place}?"}}},
    "redundancy":{"minimum":2,"maximum":5},"bonus":{"hard":{"pay":"1.50"},"streak":{"answers":5,"pay":"3"}}})";

/// The field that is found wrong in `terms` with `what` in the place of `part`; empty: none.
std::string wrong_field(const std::string& part, const std::string& what) {
    std::string text = terms;
    text.replace(text.find(part), part.size(), what);
    const auto read =
        records::campaign_spec_from(boost::json::parse(text), *billing::Currency::parse("KES"));
    return read ? std::string{} : read.error().field;
}

}  // namespace

TEST_CASE("a campaign's bonus is read, kept and shown, and refused where nobody can earn it") {
    const auto read =
        records::campaign_spec_from(boost::json::parse(terms), *billing::Currency::parse("KES"));
    REQUIRE(read.has_value());
    CHECK(read->bonus == BonusTerms{1'500'000, 3'000'000, 5});
    Campaign campaign = *read;
    campaign.number = 1;
    campaign.client = "maji";
    const auto stored = records::campaign_from(records::pack_campaign(campaign, 1));
    REQUIRE(stored);
    CHECK(stored->campaign.bonus == read->bonus);
    CHECK(wrong_field("\"1.50\"", "\"0\"") == "bonus.hard.pay");
    CHECK(wrong_field("\"1.50\"", "1.5") == "bonus.hard.pay");
    CHECK(wrong_field("\"maximum\":5", "\"maximum\":2") == "bonus.hard");
    CHECK(wrong_field("{\"hard\"", "{\"easy\"") == "bonus.easy");
    CHECK(wrong_field("\"answers\":5", "\"answers\":1") == "bonus.streak.answers");
    CHECK(wrong_field("\"answers\":5,", "") == "bonus.streak.answers");
    CHECK(wrong_field(",\"pay\":\"3\"", "") == "bonus.streak.pay");
    CHECK(wrong_field("\"pay\":\"1.50\"", "\"pay\":\"1.50\",\"fee\":\"1\"") == "bonus.hard.fee");
}

TEST_CASE("a bonus is paid once, also when the message comes twice, and the books show it") {
    SmallTown town;
    make_hard(town);
    town.join();
    REQUIRE(town.worker().standing.asked_bonus_micro == shilling);
    const std::int64_t before = town.balance("escrow:c1 KES");
    const std::int64_t message = town.cell.market.sms_price.micro;
    town.sms("1", 11);
    const std::size_t entries = journal(town).size();
    town.sms("1", 11);
    CHECK(journal(town).size() == entries);
    CHECK(town.worker().available_micro == 3 * shilling);
    CHECK(before - town.balance("escrow:c1 KES") == 3 * shilling + 200'000 + message);
    CHECK(tally(town, "bonuses") == "1000000");
    const auto last = records::journal_from(journal(town).back().payload);
    REQUIRE(last);
    REQUIRE(last->answer);
    CHECK(last->answer->pay_micro == 2 * shilling);
    CHECK(last->answer->bonus_micro == shilling);
    CHECK(town.balance("bonus KES") == 0);
    CHECK(faults_in_books(town).empty());
}

TEST_CASE("a promise outlives the turn that made it, and the item's being hard") {
    SmallTown town;
    make_hard(town);
    town.join();
    Worker worker = town.worker();
    worker.standing.asked_level = 3;
    worker.standing.streaks = {{.campaign = 7, .answers = 4}, {.campaign = 1, .answers = 300}};
    const auto read = records::worker_from(records::to_record(worker, 4));
    REQUIRE(read);
    CHECK(*read == worker);
    const std::size_t with = records::to_record(worker, 4).body.size();
    worker.standing.asked_bonus_micro = 0;
    CHECK(with - records::to_record(worker, 4).body.size() == 1);
}

TEST_CASE("a bonus costs its journal entry two bytes, and others none") {
    records::JournalEntry entry = paid_with_bonus();
    const std::string bytes = records::pack_journal(entry);
    const auto read = records::journal_from(bytes);
    REQUIRE(read);
    CHECK(read->answer->bonus_micro == shilling);
    CHECK(read->postings == entry.postings);
    CHECK(bytes.size() == records::pack_journal(paid_answer()).size() + 2);
    entry.postings.pop_back();
    CHECK(records::journal_from(records::pack_journal(entry))->postings == entry.postings);
    CHECK_FALSE(records::journal_from(bytes.substr(0, bytes.size() - 1)));
}

TEST_CASE("the audit finds a bonus that was promised and not posted, and one nobody promised") {
    const records::JournalEntry sound = paid_with_bonus();
    CHECK_FALSE(finds_bonus_wrong(sound));
    CHECK_FALSE(finds_bonus_wrong(paid_answer()));
    records::JournalEntry entry = sound;
    SUBCASE("no line of it") {
        entry.postings = paid_answer().postings;
    }
    SUBCASE("it came and did not go on") {
        entry.postings.pop_back();
    }
    SUBCASE("less than was promised") {
        entry.answer->bonus_micro = 2 * shilling;
    }
    SUBCASE("not promised") {
        entry.answer->bonus_micro = 0;
    }
    SUBCASE("to nobody") {
        entry.postings[1].change = kes(shilling / 2);
    }
    CHECK(finds_bonus_wrong(entry));
}

TEST_CASE("what bonuses may still come to is owed, and messages can't use it up") {
    Campaign campaign;
    campaign.pay = kes(2 * shilling);
    campaign.fee = kes(200'000);
    campaign.redundancy = {.minimum = 2, .maximum = 5, .confidence_ppm = 950'000};
    campaign.item_count = 10;
    const std::int64_t without = engine::owed_micro(campaign, 20);
    campaign.bonus.hard_micro = shilling;
    CHECK(engine::owed_micro(campaign, 20) == without + 30 * shilling);
    CHECK(engine::owed_micro(campaign, 20, 0, 0, 4 * shilling) == without + 26 * shilling);
}

}  // namespace kazi::gateway
