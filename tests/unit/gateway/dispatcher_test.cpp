// SPDX-License-Identifier: Apache-2.0
// Who leaves next: order, company, limits, routes.
#include "gateway/sender/dispatcher.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace kazi::gateway::sender;
using kazi::protocols::SendOutcome;

namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t start = 1'700'000'000 * second_us;

Lane lane(int per_second = 0, int recipients_max = 1) {
    Lane made;
    made.sender = "40404";
    made.rate = Rate::per_second(per_second);
    made.recipients_max = recipients_max;
    return made;
}

Letter letter(int n, bool reply, std::string text = "hello") {
    Letter made;
    made.stream = reply ? "out:reply" : "out:bulk";
    made.entry = std::to_string(n);
    made.reply = reply;
    made.message.worker.bytes[0] = static_cast<std::uint8_t>(n);
    made.message.worker.bytes[1] = static_cast<std::uint8_t>(n >> 8);
    made.message.text = std::move(text);
    made.msisdn = fmt::format("+2547110{:05}", n);
    made.country = "KE";
    made.taken_at = start;
    return made;
}

struct Office {
    explicit Office(std::vector<Lane> lanes, DispatchLimits limits = {}) : dispatcher(limits) {
        for (Lane& one : lanes)
            dispatcher.add(std::move(one));
    }

    /// Everything that leaves at `now`, each request done at once.
    std::vector<Parcel> leave(std::int64_t now) {
        std::vector<Parcel> parcels;
        while (auto parcel = dispatcher.next(now)) {
            dispatcher.done(*parcel);
            parcels.push_back(std::move(*parcel));
        }
        return parcels;
    }

    Dispatcher dispatcher;
};

}  // namespace

TEST_CASE("replies leave ahead of bulk that came long before") {
    Office office({lane()});
    for (int n = 0; n < 5; ++n)
        office.dispatcher.add(letter(n, false));
    office.dispatcher.add(letter(10, true));
    office.dispatcher.add(letter(11, true));
    const auto parcels = office.leave(start);
    REQUIRE(parcels.size() == 7);
    CHECK(parcels[0].letters.front().entry == "10");
    CHECK(parcels[1].letters.front().entry == "11");
    for (std::size_t i = 2; i < 7; ++i)
        CHECK(parcels[i].letters.front().entry == std::to_string(i - 2));
}

TEST_CASE("at a route's limit, the next token is the reply's") {
    Office office({lane(2)});
    for (int n = 0; n < 5; ++n)
        office.dispatcher.add(letter(n, false));
    CHECK(office.leave(start).size() == 2);
    CHECK(office.dispatcher.wake_at() == start + second_us / 2);
    office.dispatcher.add(letter(10, true));
    CHECK(office.leave(start).empty());
    const auto next = office.leave(start + second_us / 2);
    REQUIRE(next.size() == 1);
    CHECK(next[0].reply);
}

TEST_CASE("bulk leaves half of the places to replies") {
    Office office({lane()}, {.in_flight_max = 4, .per_recipient = {}});
    for (int n = 0; n < 5; ++n)
        office.dispatcher.add(letter(n, false));
    CHECK(office.dispatcher.next(start));
    CHECK(office.dispatcher.next(start));
    CHECK_FALSE(office.dispatcher.next(start));
    for (int n = 10; n < 15; ++n)
        office.dispatcher.add(letter(n, true));
    const auto reply = office.dispatcher.next(start);
    REQUIRE(reply);
    CHECK(reply->reply);
    CHECK(office.dispatcher.next(start));
    CHECK_FALSE(office.dispatcher.next(start));
    office.dispatcher.done(*reply);
    CHECK(office.dispatcher.next(start));
}

TEST_CASE("a wave of 10,000 equal texts is a hundred requests, each person in one") {
    Office office({lane(0, 100)});
    std::size_t letters = 0;
    std::size_t requests = 0;
    for (int wave = 0; wave < 10; ++wave) {
        for (int n = 0; n < 1'000; ++n)
            office.dispatcher.add(letter(wave * 1'000 + n, false));
        for (const Parcel& parcel : office.leave(start)) {
            ++requests;
            letters += parcel.letters.size();
        }
    }
    CHECK(letters == 10'000);
    CHECK(requests == 100);
}

TEST_CASE("only equal texts share a request, and one person stands in it once") {
    Office office({lane(0, 100)});
    office.dispatcher.add(letter(1, false, "jambo"));
    office.dispatcher.add(letter(2, false, "hello"));
    office.dispatcher.add(letter(3, false, "jambo"));
    Letter again = letter(1, false, "jambo");
    again.entry = "4";
    office.dispatcher.add(again);
    office.dispatcher.add(letter(5, true, "jambo"));
    const auto parcels = office.leave(start);
    REQUIRE(parcels.size() == 4);
    CHECK(parcels[0].reply);
    CHECK(parcels[0].letters.size() == 1);
    REQUIRE(parcels[1].letters.size() == 2);
    CHECK(parcels[1].letters[0].entry == "1");
    CHECK(parcels[1].letters[1].entry == "3");
    CHECK(parcels[2].letters[0].message.text == "hello");
    CHECK(parcels[3].letters[0].entry == "4");
}

TEST_CASE("recipients count against a route's rate, not requests") {
    Office office({lane(20, 100)});
    for (int n = 0; n < 100; ++n)
        office.dispatcher.add(letter(n, false));
    std::vector<std::size_t> sizes;
    for (const Parcel& parcel : office.leave(start))
        sizes.push_back(parcel.letters.size());
    CHECK(sizes == std::vector<std::size_t>{10, 10});
    CHECK(office.leave(start + second_us / 2 - 1).empty());
    REQUIRE(office.leave(start + second_us / 2).size() == 1);
}

TEST_CASE("two routes with one sender ID share its limit") {
    Lane first = lane();
    first.sender_rate = Rate::per_second(3);
    Lane second = first;
    first.countries = {"KE"};
    second.countries = {"UG"};
    Office office({first, second});
    for (int n = 0; n < 8; ++n) {
        Letter one = letter(n, true);
        one.country = n % 2 == 0 ? "KE" : "UG";
        office.dispatcher.add(one);
    }
    CHECK(office.leave(start).size() == 3);
}

TEST_CASE("one recipient's limit holds up nobody else") {
    Office office({lane()}, {.in_flight_max = 9, .per_recipient = Rate::per_minute(2)});
    for (int n = 0; n < 4; ++n) {
        Letter to_one = letter(1, true);
        to_one.entry = "one-" + std::to_string(n);
        office.dispatcher.add(to_one);
    }
    office.dispatcher.add(letter(2, true));
    const auto parcels = office.leave(start);
    REQUIRE(parcels.size() == 3);
    CHECK(parcels[2].letters.front().entry == "2");
    CHECK(office.leave(start + 30 * second_us).size() == 1);
}

TEST_CASE("when the cheapest route shuts, the next stands in, until a probe comes back") {
    Lane dear = lane();
    dear.price_micro = 2;
    Lane cheap = lane();
    cheap.price_micro = 1;
    Office office({dear, cheap});
    office.dispatcher.add(letter(1, true));
    CHECK(office.leave(start).front().route == 1);
    for (int i = 0; i < 5; ++i)
        office.dispatcher.answered(1, SendOutcome::retry, 0, start);
    office.dispatcher.add(letter(2, true));
    CHECK(office.leave(start).front().route == 0);

    const std::int64_t later = start + 5 * second_us;
    for (int n = 3; n < 6; ++n)
        office.dispatcher.add(letter(n, true));
    const auto parcels = office.leave(later);
    REQUIRE(parcels.size() == 3);
    CHECK(parcels[0].route == 1);
    CHECK(parcels[1].route == 0);
    CHECK(parcels[2].route == 0);
    office.dispatcher.answered(1, SendOutcome::accepted, 0, later);
    office.dispatcher.add(letter(7, true));
    CHECK(office.leave(later).front().route == 1);
}

TEST_CASE("without credit and without another route everybody waits, and one tries first") {
    Office office({lane(0, 100)});
    for (int n = 0; n < 50; ++n)
        office.dispatcher.add(letter(n, false));
    office.dispatcher.answered(0, SendOutcome::no_credit, 0, start);
    CHECK(office.leave(start).empty());
    const std::int64_t later = start + 30 * second_us;
    const auto probe = office.leave(later);
    REQUIRE(probe.size() == 1);
    CHECK(probe[0].letters.size() == 1);
    office.dispatcher.answered(0, SendOutcome::accepted, 0, later);
    const auto rest = office.leave(later);
    REQUIRE(rest.size() == 1);
    CHECK(rest[0].letters.size() == 49);
}

TEST_CASE("a route that is told to slow down is quiet for as long as it was told") {
    Office office({lane()});
    office.dispatcher.answered(0, SendOutcome::throttled, 7, start);
    office.dispatcher.add(letter(1, true));
    CHECK(office.leave(start + 6 * second_us).empty());
    CHECK(office.dispatcher.wake_at() == start + 7 * second_us);
    CHECK(office.leave(start + 7 * second_us).size() == 1);
}

TEST_CASE("a letter waits for its back-off, and those behind it don't") {
    Office office({lane()});
    Letter later = letter(1, true);
    later.not_before = start + 4 * second_us;
    office.dispatcher.add(later);
    office.dispatcher.add(letter(2, true));
    const auto parcels = office.leave(start);
    REQUIRE(parcels.size() == 1);
    CHECK(parcels[0].letters.front().entry == "2");
    CHECK(office.leave(start + 4 * second_us).size() == 1);
}

TEST_CASE("an entry is taken once, however often the outbox hands it out") {
    Office office({lane()});
    CHECK(office.dispatcher.add(letter(1, true)));
    CHECK_FALSE(office.dispatcher.add(letter(1, true)));
    auto parcel = office.dispatcher.next(start);
    REQUIRE(parcel);
    CHECK_FALSE(office.dispatcher.add(letter(1, true)));
    office.dispatcher.forget(parcel->letters.front());
    CHECK(office.dispatcher.add(letter(1, true)));
}

TEST_CASE("what is worthless by now, and what no route serves, is handed back") {
    Lane ugandan = lane();
    ugandan.countries = {"UG"};
    Office office({ugandan});
    Letter stale = letter(1, false);
    stale.country = "UG";
    stale.message.not_after = start - 1;
    office.dispatcher.add(stale);
    office.dispatcher.add(letter(2, false));
    CHECK(office.leave(start).empty());
    const auto expired = office.dispatcher.take_expired();
    REQUIRE(expired.size() == 1);
    CHECK(expired[0].entry == "1");
    const auto unservable = office.dispatcher.take_unservable();
    REQUIRE(unservable.size() == 1);
    CHECK(unservable[0].entry == "2");
    CHECK(office.dispatcher.take_expired().empty());
}

TEST_CASE("who can't leave for long is let go to the outbox, unless she may have been reached") {
    Office office({lane()});
    office.dispatcher.answered(0, SendOutcome::no_credit, 0, start + 601 * second_us);
    Letter doubted = letter(2, false);
    doubted.in_doubt = true;
    office.dispatcher.add(letter(1, false));
    office.dispatcher.add(doubted);
    CHECK(office.leave(start + 601 * second_us).empty());
    CHECK(office.dispatcher.waiting(false) == 1);
    CHECK(office.dispatcher.add(letter(1, false)));
    CHECK_FALSE(office.dispatcher.add(letter(2, false)));
}
