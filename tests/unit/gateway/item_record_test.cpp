// SPDX-License-Identifier: Apache-2.0
// Items and their states, there and back.
#include "gateway/records/item_record.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace kazi;
using namespace kazi::gateway;
using namespace kazi::taskflow;

namespace {

WorkerId any_worker_id() {
    WorkerId id;
    for (auto& byte : id.bytes)
        byte = *rc::gen::arbitrary<std::uint8_t>();
    return id;
}

template <class T>
T up_to(T most) {
    return *rc::gen::inRange<T>(0, most);
}

std::vector<std::uint16_t> any_chances() {
    std::vector<std::uint16_t> chances;
    for (int i = up_to(4); i > 0; --i)
        chances.push_back(static_cast<std::uint16_t>(up_to(10'001)));
    return chances;
}

ItemState any_item_state() {
    ItemState state;
    state.version = up_to<std::uint32_t>(1000) + 1;
    state.closed = *rc::gen::arbitrary<bool>();
    state.issued = static_cast<std::uint16_t>(up_to(100));
    state.answer_count = static_cast<std::uint16_t>(up_to(100));
    state.confidence_ppm = up_to<std::uint32_t>(1'000'001);
    for (int i = up_to(12); i > 0; --i)
        state.answers.push_back({any_worker_id(), static_cast<std::uint16_t>(up_to(9)),
                                 static_cast<std::uint16_t>(up_to(1000)), any_chances()});
    for (int i = up_to(5); i > 0; --i)
        state.labels.push_back(*rc::gen::arbitrary<std::string>());
    return state;
}

}  // namespace

TEST_CASE("an item's state survives being stored") {
    CHECK(rc::check([] {
        ItemState state = any_item_state();
        const auto read = records::item_state_from(records::pack_item_state(state, state.version));
        RC_ASSERT(read.has_value());
        if (state.closed) state.answers.clear();  // they stand in its result
        RC_ASSERT(*read == state);
    }));
}

TEST_CASE("an item survives being stored") {
    const Item item{"t17", {{"text", "Mvua kesho?"}, {"place", "Kisumu"}}};
    const auto read = records::item_from(records::pack_item(item));
    REQUIRE(read);
    CHECK(read->id == item.id);
    CHECK(read->values == item.values);
    CHECK_FALSE(records::item_from("\x05t1"));
}
