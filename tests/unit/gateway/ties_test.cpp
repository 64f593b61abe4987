// SPDX-License-Identifier: Apache-2.0
// Friends and other numbers, from the message to what is stored: paid once, within its caps; one
// person whatever phone she uses.
#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>

#include "gateway/engine/keys.hpp"
#include "gateway/engine/tie_plan.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/outbox_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/unit/gateway/town_books.hpp"

using namespace kazi;
using namespace kazi::gateway;
using namespace kazi::taskflow;

namespace {

constexpr const char* other_phone = "+254711000002";
constexpr std::int64_t friend_pay = 20'000'000;

std::optional<std::string> field(SmallTown& town, const char* key, const std::string& name) {
    std::optional<std::vector<std::optional<std::string>>> read;
    town.store.fields(town.cell.cell, key, {name}, [&](auto result) { read = std::move(*result); });
    return read->front();
}

/// She joined and asked for a code; a market that pays for friends after one answer of theirs.
SmallTown with_code() {
    SmallTown town(6);
    town.cell.market.auto_payout = false;
    town.cell.market.referral = {friend_pay, 1, 2, 3 * friend_pay};
    town.join();
    town.sms("REFER", 20);
    return town;
}

/// Somebody who joins with a code and answers once.
engine::TieDue friend_works(SmallTown& town, const std::string& msisdn, std::uint64_t message) {
    const std::string code = town.worker().ties.code;
    town.sms_from(msisdn, "join " + code, message);
    for (const char* text : {"1", "1", "1990", "1"})
        town.sms_from(msisdn, text, ++message);
    return {SmallTown::id_of(msisdn), code};
}

engine::EventRequest pay_for(SmallTown& town, const engine::TieDue& due) {
    return engine::friend_event(due, town.her, town.cell.market, town.now);
}

struct LinkedTown {
    SmallTown town{6};
    engine::TieDue asked;

    LinkedTown() {
        town.cell.market.auto_payout = false;
        town.join();
        town.sms("1", 10);
        town.sms("LINK", 11);
        asked = {SmallTown::id_of(other_phone), town.worker().ties.link_code};
    }
    void ask() { town.sms_from(other_phone, "LINK " + asked.code, 30); }
    std::optional<engine::EventRequest> joining() {
        const Worker number = town.worker_of(asked.worker);
        auto request = engine::joining_event(asked, town.her, number, version(), town.cell.market);
        if (request) request->event.at = town.now;
        return request;
    }
    std::uint32_t version() {
        std::optional<store::Loaded> loaded;
        town.store.load({town.cell.cell, keys::worker(asked.worker), {}},
                        [&](auto result) { loaded = std::move(*result); });
        return loaded->record.version;
    }
};

records::OutboxMessage newest_of(SmallTown& town, std::string_view outbox) {
    std::optional<std::vector<store::StreamEntry>> page;
    town.store.range({town.cell.cell, std::string(outbox), "0", 1000},
                     [&](auto result) { page = std::move(*result); });
    return *records::message_from(page->back().payload);
}

records::OutboxMessage newest_reply(SmallTown& town) {
    return newest_of(town, keys::replies);
}

}  // namespace

TEST_CASE("a code is drawn once, leads to her, and brings her pay for a friend who works") {
    SmallTown town = with_code();
    const std::string code = town.worker().ties.code;
    CHECK(field(town, keys::friend_codes, code) == std::string(records::raw(town.her)));
    town.sms("REFER", 21);
    CHECK(town.worker().ties.code == code);
    const engine::TieDue due = friend_works(town, other_phone, 100);
    CHECK(town.worker_of(due.worker).ties.invited_by.empty());
    CHECK(field(town, keys::friends_due, engine::tie_field(due)) == "1");
    CHECK(engine::tie_due_from(engine::tie_field(due))->code == code);

    CHECK(town.would_apply(pay_for(town, due)));
    CHECK(town.worker().available_micro == friend_pay);
    CHECK(town.balance("referral_budget KES") == -friend_pay);
    CHECK_FALSE(field(town, keys::friends_due, engine::tie_field(due)));
    CHECK_FALSE(town.would_apply(pay_for(town, due)));
    CHECK(town.worker().available_micro == friend_pay);
    CHECK(faults_in_books(town) == std::vector<std::string>());
}

TEST_CASE("friends are paid for up to her month's limit and the market's budget") {
    SmallTown town = with_code();
    for (const char* msisdn : {"+254711000003", "+254711000004", "+254711000005"}) {
        const engine::TieDue due = friend_works(town, msisdn, 1'000 + town.now % 97);
        static_cast<void>(town.would_apply(pay_for(town, due)));
        town.now += 5;
    }
    CHECK(town.worker().available_micro == 2 * friend_pay);
    CHECK(town.worker().ties.friends_paid == 2);
    town.now += 40 * day_us;
    town.cell.market.referral.budget_month_micro = friend_pay;
    const engine::TieDue due = friend_works(town, "+254711000006", 5'000);
    CHECK(town.would_apply(pay_for(town, due)));
    const engine::TieDue late = friend_works(town, "+254711000007", 6'000);
    CHECK_FALSE(town.would_apply(pay_for(town, late)));
    CHECK(field(town, keys::friends_due, engine::tie_field(late)) == "1");
}

TEST_CASE("nobody brings herself, nor somebody who was here before") {
    SmallTown town = with_code();
    const std::string code = town.worker().ties.code;
    town.sms("STOP", 22);
    town.sms("JOIN " + code, 23);
    CHECK(town.worker().ties.invited_by.empty());
    town.sms_from(other_phone, "JOIN", 30);
    for (std::uint64_t message = 31; const char* text : {"1", "1", "1990"})
        town.sms_from(other_phone, text, message++);
    town.sms_from(other_phone, "STOP", 40);
    town.sms_from(other_phone, "JOIN " + code, 41);
    CHECK(town.worker_of(SmallTown::id_of(other_phone)).ties.invited_by.empty());
}

TEST_CASE("another phone becomes hers with its money and what was asked on it") {
    LinkedTown linked;
    SmallTown& town = linked.town;
    town.sms_from(other_phone, "JOIN", 50);
    for (std::uint64_t message = 51; const char* text : {"1", "1", "1990", "1"})
        town.sms_from(other_phone, text, message++);
    const std::int64_t hers = town.worker().available_micro;
    const std::int64_t there = town.worker_of(linked.asked.worker).available_micro;
    REQUIRE(there > 0);
    linked.ask();
    CHECK(field(town, keys::links_asked, engine::tie_field(linked.asked)) == "1");
    CHECK_FALSE(town.worker_of(linked.asked.worker).question);
    const auto seen = town.worker_of(linked.asked.worker).histories;

    town.play_request(*linked.joining());
    const Worker worker = town.worker();
    CHECK(worker.available_micro == hers + there);
    REQUIRE(worker.ties.numbers.size() == 1);
    CHECK(worker.ties.numbers[0].id == linked.asked.worker);
    CHECK(worker.ties.link_code.empty());
    for (const SeenRange& range : seen.front().seen)
        for (std::uint32_t index = range.first; index <= range.last; ++index)
            CHECK(worker.find_history(1)->has_seen(index));
    const Worker number = town.worker_of(linked.asked.worker);
    CHECK(number.ties.another_of == town.her);
    CHECK(number.available_micro == 0);
    CHECK_FALSE(field(town, keys::links_asked, engine::tie_field(linked.asked)));
    CHECK_FALSE(field(town, keys::link_codes, linked.asked.code));

    // What comes from there is hers, and answered there.
    CHECK(newest_reply(town).worker == linked.asked.worker);
    town.sms_from(other_phone, "NEXT", 70);
    CHECK(newest_reply(town).worker == linked.asked.worker);
    const std::uint32_t answers = town.worker().answers;
    town.sms_from(other_phone, "1", 71);
    CHECK(town.worker().answers == answers + 1);
    CHECK(newest_reply(town).sequence > number.message_sequence);
    town.sms("BAL", 72);
    CHECK(newest_reply(town).worker == town.her);
    town.sms_from(other_phone, "STOP", 73);
    CHECK(town.worker().opted_out);
    CHECK(faults_in_books(town) == std::vector<std::string>());
}

TEST_CASE("a code is good once, for half an hour, and for nobody in the middle of something") {
    LinkedTown linked;
    linked.ask();
    engine::EventRequest request = *linked.joining();
    request.event.at = linked.town.now + 31 * minute_us;
    CHECK_FALSE(linked.town.would_apply(request));
    engine::EventRequest other = request;
    std::get<NumberJoined>(other.event.what).code = "00000000";
    other.event.at = linked.town.now;
    CHECK_FALSE(linked.town.would_apply(other));
    request.event.at = linked.town.now;
    CHECK(linked.town.would_apply(request));
    CHECK_FALSE(linked.town.would_apply(request));

    const Worker busy = [] {
        Worker worker;
        worker.payout_open = true;
        return worker;
    }();
    CHECK_FALSE(
        engine::joining_event(linked.asked, linked.town.her, busy, 1, linked.town.cell.market));
    const engine::TieDue herself{linked.town.her, linked.asked.code};
    CHECK_FALSE(
        engine::joining_event(herself, linked.town.her, Worker{}, 1, linked.town.cell.market));
}

TEST_CASE("who is told no is told where she asked, once") {
    LinkedTown linked;
    linked.ask();
    engine::EventRequest refusal = engine::refusal_event(linked.asked);
    refusal.event.at = linked.town.now;
    CHECK(linked.town.would_apply(refusal));
    CHECK(newest_reply(linked.town).worker == linked.asked.worker);
    CHECK_FALSE(linked.town.would_apply(refusal));
}

TEST_CASE("FORGET ME erases every number of hers and her code") {
    LinkedTown linked;
    SmallTown& town = linked.town;
    linked.ask();
    town.play_request(*linked.joining());
    town.cell.market.referral = {friend_pay, 1, 2, 3 * friend_pay};
    town.sms("REFER", 80);
    const std::string code = town.worker().ties.code;
    town.sms("FORGET ME", 81);
    town.sms("1", 82);
    town.now += 2 * hour_us;
    town.play({.worker = {}, .at = 0, .what = TimerFired{}});
    REQUIRE(town.worker().protection.erased);
    CHECK_FALSE(field(town, keys::friend_codes, code));
    for (const WorkerId& id : {town.her, linked.asked.worker}) {
        const store::Place number = keys::number(id);
        CHECK_FALSE(field(town, number.key.c_str(), *number.field));
    }
}

TEST_CASE("another number that was silent for too long is let go with its next message") {
    LinkedTown linked;
    SmallTown& town = linked.town;
    town.cell.market.care.dormant_days = 180;
    linked.ask();
    town.play_request(*linked.joining());
    const std::int64_t hers = town.worker().available_micro;
    REQUIRE(hers > 0);
    town.now += 170 * day_us;
    town.sms_from(other_phone, "BAL", 60);
    CHECK(newest_reply(town).text.find("2.00") != std::string::npos);
    town.now += 100 * day_us;
    town.sms("BAL", 61);
    CHECK(town.worker().stage == Stage::active);
    town.now += 81 * day_us;

    town.sms_from(other_phone, "PAY", 62);
    const Worker worker = town.worker();
    CHECK(worker.ties.numbers.empty());
    CHECK(worker.stage == Stage::active);
    CHECK(worker.available_micro == hers);
    CHECK_FALSE(worker.payout_open);
    const Worker stranger = town.worker_of(linked.asked.worker);
    CHECK_FALSE(stranger.ties.another_of);
    CHECK(stranger.stage == Stage::stranger);
    CHECK(stranger.histories.empty());
    CHECK(stranger.message_sequence > worker.message_sequence);
    const records::OutboxMessage reply = newest_reply(town);
    CHECK(reply.worker == linked.asked.worker);
    CHECK(reply.text.find("2.00") == std::string::npos);
    // She is told, on the number that is left.
    REQUIRE(worker.wake_at > 0);
    town.now = std::max(town.now, worker.wake_at);
    town.play({.worker = {}, .at = 0, .what = TimerFired{}});
    const records::OutboxMessage told = newest_of(town, keys::bulk);
    CHECK(told.worker != linked.asked.worker);
    CHECK(told.text.find("Another number of yours") != std::string::npos);
    town.sms_from(other_phone, "STOP", 63);
    CHECK_FALSE(town.worker().opted_out);
    CHECK(faults_in_books(town) == std::vector<std::string>());
}

TEST_CASE("a daemon that remembers a number as hers finds out that it was let go") {
    LinkedTown linked;
    SmallTown& town = linked.town;
    const auto taken = [&](bool checked) {
        engine::EventRequest request;
        request.event = {town.her, town.now, SmsReceived{"BAL", 70}};
        request.came_as = linked.asked.worker;
        request.number_checked = checked;
        const engine::Turn turn(town.cell, town.board, request);
        std::optional<store::Loaded> loaded;
        town.store.load(turn.load_request(), [&](auto result) { loaded = std::move(*result); });
        return engine::Turn(town.cell, town.board, request).take(*loaded);
    };
    CHECK(taken(false) == engine::Turn::Taken::not_her_number);
    CHECK(taken(true) == engine::Turn::Taken::ready);
    linked.ask();
    town.play_request(*linked.joining());
    CHECK(taken(false) == engine::Turn::Taken::ready);
}

TEST_CASE("her first number may change its owner while she uses the other one") {
    LinkedTown linked;
    SmallTown& town = linked.town;
    town.cell.market.care.dormant_days = 180;
    linked.ask();
    town.play_request(*linked.joining());
    town.sms("BAL", 60);
    town.now += 170 * day_us;
    town.sms_from(other_phone, "BAL", 61);
    town.now += 11 * day_us;
    SUBCASE("what comes from the first one is doubted") {
        town.sms("BAL", 62);
        CHECK(newest_reply(town).text.find("2.00") == std::string::npos);
        CHECK(town.worker().protection.owner_unsure);
    }
    SUBCASE("what comes from the other one is hers") {
        town.sms_from(other_phone, "BAL", 62);
        CHECK(newest_reply(town).text.find("2.00") != std::string::npos);
        CHECK(town.worker().ties.numbers.size() == 1);
    }
}

TEST_CASE("numbers of whom no day is known are kept as they were, and not let go") {
    Worker worker;
    worker.ties.numbers = {{SmallTown::id_of(other_phone)}};
    const std::size_t bytes = records::to_record(worker, 1).body.size();
    CHECK(records::worker_from(records::to_record(worker, 1)) == worker);
    worker.ties.numbers[0].heard_day = 20'500;
    CHECK(records::worker_from(records::to_record(worker, 1)) == worker);
    CHECK(records::to_record(worker, 1).body.size() <= bytes + 4);
    LinkedTown linked;
    SmallTown& town = linked.town;
    linked.ask();
    town.play_request(*linked.joining());
    CHECK(town.worker().ties.numbers.at(0).heard_day == 0);
    town.now += 300 * day_us;
    town.cell.market.care.dormant_days = 180;
    town.sms_from(other_phone, "BAL", 60);
    CHECK(town.worker().ties.numbers.size() == 1);
}

TEST_CASE("ties and clock are kept, and cost nothing where there are none") {
    Worker worker;
    const std::size_t bytes = records::to_record(worker, 1).body.size();
    worker.ties.code = "ABCDEFG";
    worker.ties.invited_by = "HJKMNPQ";
    worker.ties.month = 671;
    worker.ties.friends_paid = 3;
    worker.ties.link_code = "12345678";
    worker.ties.link_until = 1'700'000'000'000'000;
    worker.ties.link_day = 20'000;
    worker.ties.link_tries = 2;
    worker.ties.another_of = SmallTown::id_of(other_phone);
    worker.ties.numbers = {{SmallTown::id_of("+254711000009"), 20'500}};
    worker.ties.own_heard_day = 20'501;
    worker.protection.clock_quarters = -6;
    const auto read = records::worker_from(records::to_record(worker, 1));
    REQUIRE(read);
    CHECK(*read == worker);
    CHECK(records::to_record(Worker{}, 1).body.size() == bytes);
}

TEST_CASE("what she agreed to is kept word for word, once for a version and language") {
    SmallTown town;
    town.join();
    const std::string shown = town.phrases.say("en", "consent.ask");
    CHECK(field(town, "consents", "1:en") == shown);
    CHECK_FALSE(field(town, "consents", "1:sw"));
    CHECK(town.worker().consent_version == 1);
}
