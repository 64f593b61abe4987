// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/message_state.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::hooks;
using kazi::protocols::DeliveryStatus;

TEST_CASE("pathology 18: a message's state moves forward only, and the first final one stands") {
    MessageState state;
    state = after_report(state, DeliveryStatus::sent);
    CHECK(state.status == DeliveryStatus::sent);
    state = after_report(state, DeliveryStatus::accepted);
    CHECK(state.status == DeliveryStatus::sent);
    state = after_report(state, DeliveryStatus::unknown);
    CHECK(state.status == DeliveryStatus::sent);
    state = after_report(state, DeliveryStatus::delivered);
    CHECK(state.status == DeliveryStatus::delivered);
    state = after_report(state, DeliveryStatus::failed);
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
