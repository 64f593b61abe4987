// SPDX-License-Identifier: Apache-2.0
// Her number: kept at first contact, erased when she asks, kept again when she is spoken with; and
// what a partner's report counts.
#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "gateway/engine/person_plan.hpp"
#include "tests/unit/gateway/small_town.hpp"

namespace kazi::gateway {

namespace {

using namespace taskflow;

std::optional<std::string> field(SmallTown& town, const store::Place& place) {
    std::optional<std::string> found;
    store::LoadRequest request{.cell = town.cell.cell, .record_key = {}, .also = {place}};
    town.store.load(std::move(request), [&](const auto& loaded) { found = loaded->also.at(0); });
    return found;
}

/// An item that she answered was settled.
void count_answer(SmallTown& town, quality::Family family) {
    store::Place place = keys::counts(town.her, family);
    store::Batch batch{town.cell.cell, {}, {store::AddCells{place.key, *place.field, {{0, 900}}}}};
    town.store.commit(std::move(batch), [](const auto& outcome) { REQUIRE(outcome->applied); });
    REQUIRE(field(town, place).has_value());
}

/// Her timer goes off when it is due.
void wait_for_timer(SmallTown& town) {
    town.now = town.worker().wake_at;
    town.play({town.her, town.now, TimerFired{}});
}

}  // namespace

TEST_CASE("forget me erases the number and what stands beside it, and joining keeps it again") {
    SmallTown town;
    town.join();
    REQUIRE(field(town, keys::number(town.her)).has_value());
    town.sms("FORGET ME", 901);
    town.sms("1", 902);
    CHECK(field(town, keys::number(town.her)).has_value());
    const std::vector<quality::Family> counted{quality::numbers, 2, quality::many_classes};
    for (const quality::Family family : counted)
        count_answer(town, family);
    wait_for_timer(town);
    CHECK_FALSE(field(town, keys::number(town.her)).has_value());
    for (const quality::Family family : counted)
        CHECK_FALSE(field(town, keys::counts(town.her, family)).has_value());
    CHECK(town.worker().opted_out);
    town.sms("good morning", 903);
    CHECK_FALSE(field(town, keys::number(town.her)).has_value());
    town.sms("JOIN", 904);
    CHECK(field(town, keys::number(town.her)).has_value());
}

TEST_CASE(
    "numbers that can't be read are kept again as they are heard of, but for who is forgotten") {
    SmallTown town;
    town.join();
    const store::Place number = keys::number(town.her);
    const auto lose_number = [&] {
        store::Batch batch{town.cell.cell, {}, {store::Erase{number}}};
        town.store.commit(std::move(batch), [](const auto& done) { REQUIRE(done->applied); });
    };
    lose_number();
    town.sms("BAL", 910);
    CHECK_FALSE(field(town, number).has_value());
    town.cell.relearns_numbers = true;
    town.sms("BAL", 911);
    CHECK(field(town, number).has_value());
    town.sms("FORGET ME", 912);
    town.sms("1", 913);
    wait_for_timer(town);
    CHECK_FALSE(field(town, number).has_value());
    town.sms("good morning", 914);
    CHECK_FALSE(field(town, number).has_value());
}

TEST_CASE("a partner's report counts who joined, what they answered and earned") {
    SmallTown town;
    town.cell.market.care.partner_codes = {"AB12"};
    town.sms("JOIN AB12", 901);
    town.sms("2", 902);
    town.sms("1", 903);
    town.sms("1990", 904);
    const auto count = [&](const char* what) {
        return field(town, {keys::partners, engine::partner_field("AB12", what)}).value_or("");
    };
    CHECK(count("joined") == "1");
    CHECK(count("answers") == "");
    town.sms("1", 905);
    CHECK(count("answers") == "1");
    CHECK(count("earned") == std::to_string(town.board.find(1)->campaign.pay.micro));
}

}  // namespace kazi::gateway
