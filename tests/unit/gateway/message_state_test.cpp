// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/message_state.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::hooks;
using kazi::protocols::DeliveryStatus;

TEST_CASE("pathology 18: a message's state moves forward only, and the first final one stands") {
    MessageState state;
    state = after_report(state, DeliveryStatus::sent, false);
    CHECK(state.status == DeliveryStatus::sent);
    state = after_report(state, DeliveryStatus::accepted, false);
    CHECK(state.status == DeliveryStatus::sent);
    state = after_report(state, DeliveryStatus::unknown, false);
    CHECK(state.status == DeliveryStatus::sent);
    state = after_report(state, DeliveryStatus::delivered, true);
    CHECK(state.status == DeliveryStatus::delivered);
    state = after_report(state, DeliveryStatus::failed, true);
    CHECK(state.status == DeliveryStatus::delivered);
}

TEST_CASE("pathology 17: a message's state survives being stored, parked ones too") {
    MessageState parked;
    parked.status = DeliveryStatus::delivered;
    auto read = message_state_from(pack_message_state(parked, 3));
    REQUIRE(read);
    CHECK(read->version == 3);
    CHECK_FALSE(read->worker);
    CHECK(read->status == DeliveryStatus::delivered);

    MessageState known = parked;
    known.worker = kazi::taskflow::WorkerId{};
    known.worker->bytes[5] = 7;
    known.sequence = 300;
    read = message_state_from(pack_message_state(known, 1));
    REQUIRE(read);
    CHECK(read->worker == known.worker);
    CHECK(read->sequence == 300);
}

TEST_CASE("damaged message states are refused") {
    CHECK_FALSE(message_state_from(""));
    CHECK_FALSE(message_state_from("abc"));
    const std::string good = pack_message_state(MessageState{}, 1);
    CHECK_FALSE(message_state_from(good + "x"));
}

TEST_CASE("unknown counts when it is final, and then stays") {
    MessageState state;
    CHECK(after_report(state, DeliveryStatus::unknown, false).status == DeliveryStatus::accepted);
    state = after_report(state, DeliveryStatus::unknown, true);
    CHECK(state.status == DeliveryStatus::unknown);
    CHECK(after_report(state, DeliveryStatus::delivered, true).status == DeliveryStatus::unknown);
}

TEST_CASE("an answer proves delivery, but not against a report of failure") {
    MessageState state;
    CHECK(after_answer(state).status == DeliveryStatus::delivered);
    state.status = DeliveryStatus::unknown;
    CHECK(after_answer(state).status == DeliveryStatus::delivered);
    state.status = DeliveryStatus::expired;
    CHECK(after_answer(state).status == DeliveryStatus::expired);
}

TEST_CASE("pathology 19: a text in parts is delivered when all are, and failed when any is") {
    using enum DeliveryStatus;
    MessageState state = with_parts({}, {accepted, delivered, accepted});
    CHECK(state.status == accepted);
    state = after_report(state, sent, false, 2);
    CHECK(state.status == accepted);
    state = after_report(state, delivered, true, 0);
    CHECK(state.status == sent);
    CHECK(after_report(state, delivered, true, 2).status == delivered);
    const MessageState failing = after_report(state, expired, true, 2);
    CHECK(failing.status == expired);
    CHECK(after_report(failing, delivered, true, 2).status == expired);
    CHECK(after_report(state, unknown, true, 2).status == unknown);
    CHECK(with_parts({}, {delivered, rejected}).status == rejected);
}

TEST_CASE("parts survive being stored, and so does a part's way to the whole") {
    MessageState whole;
    whole.worker = kazi::taskflow::WorkerId{};
    whole = with_parts(whole, {DeliveryStatus::delivered, DeliveryStatus::sent});
    auto read = message_state_from(pack_message_state(whole, 4));
    REQUIRE(read);
    CHECK(read->parts == whole.parts);
    CHECK(read->whole.empty());

    MessageState part;
    part.worker = kazi::taskflow::WorkerId{};
    part.whole = "first-id";
    part.part = 1;
    read = message_state_from(pack_message_state(part, 1));
    REQUIRE(read);
    CHECK(read->whole == "first-id");
    CHECK(read->part == 1);
    const std::string packed = pack_message_state(part, 1);
    CHECK_FALSE(message_state_from(packed.substr(0, packed.size() - 1)));
}
