// SPDX-License-Identifier: Apache-2.0
// Turns whose page would come after the network's patience. The deadline is short, and the store is
// held for as long as the test likes, so that nothing depends on how fast a machine is.
#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "tests/integration/hooks/hook_house.hpp"

namespace kazi::tests {

namespace keys = gateway::keys;

namespace {

constexpr const char* slow_in_english = "END This takes longer than usual.";
constexpr const char* slow_in_swahili = "END Inachukua muda kuliko kawaida.";
constexpr std::int64_t kes_2 = 2'000'000;

struct Slow {
    Slow() {
        house.join();
        house.hooks.add(house.hooks.routes().at("africastalking")).ussd_deadline =
            std::chrono::milliseconds(150);
        replies = house.replies().size();
    }

    /// She presses a key, and its commit is held until she has been told that it takes long.
    std::string press_and_wait(const std::string& session, const std::string& typed) {
        house.store.hold_commits = true;
        return house.turn(session, typed);
    }
    [[nodiscard]] std::size_t new_replies() { return house.replies().size() - replies; }
    void until_followed() {
        house.until([&] { return house.worker().ussd.ended; });
    }

    HookHouse house;
    std::size_t replies = 0;
};

}  // namespace

TEST_CASE_FIXTURE(Slow,
                  "pathology 15: a late page ends politely, and the question goes on by SMS") {
    house.turn("s-1", "");
    CHECK(press_and_wait("s-1", "1").starts_with(slow_in_english));
    CHECK(new_replies() == 0);
    house.store.let_go();
    until_followed();
    REQUIRE(new_replies() == 1);
    CHECK(house.replies().back().find("Rain in Kisumu today?") != std::string::npos);
    CHECK(house.counts(R"(kazi_callbacks_total{kind="ussd",outcome="late",)"
                       R"(route="africastalking"} 1)"));
    CHECK(house.sms("YES", "m-1") == 200);
    CHECK(house.worker().answers == 1);
}

TEST_CASE_FIXTURE(Slow, "pathology 15: an answer whose page is late counts once and is paid once") {
    house.turn("s-1", "");
    house.turn("s-1", "1");
    const auto answered = house.worker().question->item;
    const std::string page = press_and_wait("s-1", "1*1");
    CHECK(page.starts_with(slow_in_english));
    house.store.let_go();
    until_followed();
    CHECK(house.worker().answers == 1);
    CHECK(house.worker().available_micro == kes_2);
    REQUIRE(house.worker().question);
    CHECK(house.worker().question->item != answered);
    CHECK(new_replies() == 1);
    SUBCASE("the same turn again shows the same page and sends nothing more") {
        const auto before = house.worker();
        CHECK(house.turn("s-1", "1*1") == page);
        CHECK(house.worker() == before);
        CHECK(new_replies() == 1);
    }
    SUBCASE("a further key of the session that ended is no answer") {
        CHECK(house.turn("s-1", "1*1*1").starts_with("END "));
        CHECK(house.worker().answers == 1);
    }
    SUBCASE("dialling again offers to go on") {
        CHECK(house.turn("s-2", "").find("1 Continue") != std::string::npos);
        CHECK(new_replies() == 1);
    }
}

TEST_CASE_FIXTURE(Slow,
                  "pathology 15: a turn that never reached the store is followed up all the same") {
    house.turn("s-1", "");
    house.turn("s-1", "1");
    CHECK(press_and_wait("s-1", "1*1").starts_with(slow_in_english));
    house.store.lose();
    until_followed();
    CHECK(house.worker().answers == 0);
    CHECK(new_replies() == 1);
    CHECK(house.replies().back().find("Rain in Kisumu today?") != std::string::npos);
    CHECK(house.sms("YES", "m-1") == 200);
    CHECK(house.worker().answers == 1);
    CHECK(house.worker().available_micro == kes_2);
}

TEST_CASE_FIXTURE(Slow, "pathology 15: who has dialled again meanwhile gets no SMS") {
    house.turn("s-1", "");
    press_and_wait("s-1", "1");
    house.clock.at += taskflow::second_us;
    house.store.hold_commits = false;
    CHECK(house.turn("s-2", "").starts_with("CON "));
    house.store.let_go();
    house.until([&] { return house.logs("ussd_turn_late"); });
    CHECK(house.turn("s-2", "1").starts_with("CON "));
    CHECK(house.turn("s-2", "1*1").starts_with("CON "));
    CHECK(house.worker().answers == 1);
    CHECK(new_replies() == 0);
}

TEST_CASE_FIXTURE(Slow, "pathology 15: a first turn that is late opens nothing that goes on") {
    CHECK(press_and_wait("s-1", "").starts_with(slow_in_english));
    house.store.lose();
    until_followed();
    CHECK(new_replies() == 1);
    CHECK(house.turn("s-1", "1").starts_with("END "));
}

TEST_CASE_FIXTURE(Slow, "without a question open nothing follows a late page") {
    house.sms("STOP", "m-1");
    replies = house.replies().size();
    house.turn("s-1", "");
    CHECK(press_and_wait("s-1", "1").starts_with(slow_in_english));
    house.store.lose();
    until_followed();
    CHECK(new_replies() == 0);
}

TEST_CASE_FIXTURE(Slow, "who is not known yet is told in the market's first language") {
    house.store.hold_commits = true;
    const auto form = HookHouse::turn_form("s-9", "", "+254711000009");
    CHECK(house.post("africastalking", "ussd", form).body.starts_with(slow_in_swahili));
    house.store.let_go();
    house.until([&] { return house.worker("+254711000009").ussd.ended; });
    CHECK(new_replies() == 0);
}

TEST_CASE_FIXTURE(Slow, "who is first heard of by a turn that was lost has a number all the same") {
    const std::string stranger = "+254711000009";
    house.store.hold_commits = true;
    const auto form = HookHouse::turn_form("s-9", "", stranger);
    CHECK(house.post("africastalking", "ussd", form).body.starts_with(slow_in_swahili));
    house.store.lose();
    house.until([&] { return house.worker(stranger).ussd.ended; });
    const auto number = keys::number(gateway::engine::worker_of(HookHouse::identity_key, stranger));
    const auto stored = house.redis.call.fields(number.key, {*number.field});
    REQUIRE(stored);
    CHECK(stored->front() == stranger.substr(1));
}

TEST_CASE_FIXTURE(Slow, "a market that sends no SMS promises none") {
    house.cell.settings.market.short_code.clear();
    house.turn("s-1", "");
    const std::string page = press_and_wait("s-1", "1");
    CHECK(page.starts_with("END Kazi cannot answer just now."));
    house.store.let_go();
    until_followed();
    CHECK(new_replies() == 0);
}

}  // namespace kazi::tests
