// SPDX-License-Identifier: Apache-2.0
// Items and their states, there and back.
#include "gateway/records/item_record.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <limits>

#include "billing/money.hpp"
#include "gateway/records/packed.hpp"
#include "gateway/records/worker_name.hpp"

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
    state.revisions = static_cast<std::uint8_t>(up_to(15));
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
        const ItemState state = any_item_state();
        const auto read = records::item_state_from(records::pack_item_state(state, state.version));
        RC_ASSERT(read.has_value());
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

TEST_CASE("a result survives being stored, with what each answered in words or as a label") {
    CHECK(rc::check([](bool words) {
        records::ItemResult result;
        result.id = *rc::gen::arbitrary<std::string>();
        result.index = *rc::gen::arbitrary<std::uint32_t>();
        result.value = *rc::gen::arbitrary<std::string>();
        result.confidence_ppm = up_to<std::uint32_t>(1'000'001);
        result.answers = static_cast<std::uint16_t>(up_to(100));
        result.outcome = records::ItemOutcome::exhausted;
        result.closed_at = up_to<std::int64_t>(2'000'000'000) * 1'000'000 + 1000;
        for (int i = up_to(12); i > 0; --i) {
            records::ResultAnswer given;
            given.worker = *rc::gen::arbitrary<std::uint64_t>() & records::worker_name_mask;
            given.weight_permille = static_cast<std::uint16_t>(up_to(1001));
            if (words)
                given.text = *rc::gen::arbitrary<std::string>();
            else
                given.label = *rc::gen::arbitrary<std::uint16_t>();
            result.given.push_back(std::move(given));
        }
        const auto read = records::result_from(records::pack_result(result));
        RC_ASSERT(read.has_value());
        RC_ASSERT(read->given == result.given);
        RC_ASSERT(read->closed_at == result.closed_at);
        RC_ASSERT(read->value == result.value);
    }));
}

TEST_CASE("a worker's name is shown in twelve digits and read as nothing else") {
    CHECK(records::worker_name_text(0xF3A1) == "00000000f3a1");
    CHECK(records::worker_name_from("00000000f3a1") == 0xF3A1);
    for (const std::string_view wrong : {"", "f3a1", "00000000f3ag", "000000000000f3a1"})
        CHECK_FALSE(records::worker_name_from(wrong));
}

TEST_CASE("amounts survive being packed, round ones in a byte or two") {
    CHECK(rc::check([] {
        constexpr std::int64_t steps = 9'000'000'000;
        static_assert(steps * 1'000'000 == billing::amount_micro_max);
        const auto amount = *rc::gen::inRange<std::int64_t>(0, steps + 1) *
                            *rc::gen::element<std::int64_t>(1, 1000, 1'000'000);
        records::Packer out;
        out.amount(amount);
        const std::string bytes = out.take();
        records::Unpacker in(bytes);
        RC_ASSERT(in.amount() == amount);
        RC_ASSERT(in.done());
    }));
    records::Packer out;
    out.amount(2'000'000);
    CHECK(out.take().size() == 1);
}

TEST_CASE("an amount beyond every range is damage") {
    records::Packer out;
    out.number(std::numeric_limits<std::uint64_t>::max());
    const std::string bytes = out.take();
    records::Unpacker in(bytes);
    (void)in.amount();
    CHECK_FALSE(in.ok());
}
