// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/item_record.hpp"

#include <algorithm>
#include <span>

#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"
#include "gateway/records/worker_name.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::records {

using namespace taskflow;

namespace {

constexpr std::uint8_t closed_bit = 1;
constexpr unsigned revisions_shift = 1;

/// An outcome and the versions before share a byte: hardly any result has more than one.
constexpr std::uint8_t outcome_mask = 0x0F;
constexpr unsigned version_shift = 4;

// Left out where no answer has any: amounts and texts, and what was stored before there were some.
void pack_chances(Packer& out, const ItemState& state) {
    const bool some = std::ranges::any_of(
        state.answers, [](const GivenAnswer& each) { return !each.chances.empty(); });
    if (!some) return;
    for (const GivenAnswer& answer : state.answers) {
        out.number(answer.chances.size());
        for (const std::uint16_t chance : answer.chances)
            out.number(chance);
    }
}

void unpack_chances(Unpacker& in, ItemState& state) {
    for (GivenAnswer& answer : state.answers) {
        answer.chances.resize(in.count());
        for (std::uint16_t& chance : answer.chances)
            chance = static_cast<std::uint16_t>(in.number());
    }
}

void pack_name(Packer& out, std::uint64_t name) {
    for (std::size_t at = 0; at < worker_name_bytes; ++at)
        out.byte(static_cast<std::uint8_t>(name >> (8 * at)));
}

std::uint64_t unpack_name(Unpacker& in) {
    std::uint64_t name = 0;
    for (std::size_t at = 0; at < worker_name_bytes; ++at)
        name |= std::uint64_t{in.byte()} << (8 * at);
    return name;
}

constexpr std::int64_t us_per_ms = 1000;

// A weight takes ten bits of 0 to 1000; with a label of up to 15 it fits two bytes.
constexpr unsigned weight_bits = 10;
constexpr std::uint64_t weight_mask = (1U << weight_bits) - 1;

// Answers are all labels or all words.
void pack_given(Packer& out, const std::vector<ResultAnswer>& given) {
    const bool words =
        std::ranges::any_of(given, [](const ResultAnswer& each) { return !each.text.empty(); });
    out.number(given.size());
    out.byte(words ? 1 : 0);
    for (const ResultAnswer& answer : given) {
        pack_name(out, answer.worker);
        out.number(std::uint64_t{answer.label} << weight_bits | answer.weight_permille);
        if (words) out.text(answer.text);
    }
}

std::vector<ResultAnswer> unpack_given(Unpacker& in) {
    std::vector<ResultAnswer> given(in.count());
    const bool words = in.byte() != 0;
    for (ResultAnswer& answer : given) {
        answer.worker = unpack_name(in);
        const std::uint64_t judged = in.number();
        answer.label = static_cast<std::uint16_t>(judged >> weight_bits);
        answer.weight_permille = static_cast<std::uint16_t>(judged & weight_mask);
        if (words) answer.text = in.text();
    }
    return given;
}

}  // namespace

std::string pack_item(const Item& item) {
    Packer out;
    out.text(item.id);
    out.number(item.values.size());
    for (const auto& [name, value] : item.values) {
        out.text(name);
        out.text(value);
    }
    if (item.gold) out.number(*item.gold);
    return out.take();
}

std::optional<Item> item_from(std::string_view bytes) {
    Unpacker in(bytes);
    Item item;
    item.id = in.text();
    for (std::size_t left = in.count(); left > 0; --left) {
        const std::string_view name = in.text();
        const std::string_view value = in.text();
        item.values.emplace(name, value);
    }
    if (in.ok() && !in.done()) item.gold = static_cast<std::uint16_t>(in.number());
    if (!in.done()) return std::nullopt;
    return item;
}

std::string pack_item_state(const ItemState& state, std::uint32_t version) {
    Packer out;
    out.raw(version_bytes(version));
    out.byte(static_cast<std::uint8_t>((state.closed ? closed_bit : 0U) | unsigned{state.revisions}
                                                                              << revisions_shift));
    out.number(state.issued);
    out.number(state.answer_count);
    out.number(state.best_label);
    out.number(state.confidence_ppm);
    out.number(state.answers.size());
    for (const GivenAnswer& answer : state.answers) {
        out.raw(raw(answer.worker));
        out.number(answer.label);
        out.number(answer.reliability_permille);
    }
    out.number(state.labels.size());
    for (const std::string& label : state.labels)
        out.text(label);
    pack_chances(out, state);
    return out.take();
}

std::optional<ItemState> item_state_from(std::string_view bytes) {
    const auto version = version_of(bytes);
    if (!version) return std::nullopt;
    Unpacker in(bytes.substr(version_size));
    ItemState state;
    state.version = *version;
    const std::uint8_t bits = in.byte();
    state.closed = (bits & closed_bit) != 0;
    state.revisions = bits >> revisions_shift;
    state.issued = static_cast<std::uint16_t>(in.number());
    state.answer_count = static_cast<std::uint16_t>(in.number());
    state.best_label = static_cast<std::uint16_t>(in.number());
    state.confidence_ppm = static_cast<std::uint32_t>(in.number());
    state.answers.resize(in.count());
    for (GivenAnswer& answer : state.answers) {
        const auto worker = worker_id_from(in.raw(WorkerId{}.bytes.size()));
        if (!worker) return std::nullopt;
        answer.worker = *worker;
        answer.label = static_cast<std::uint16_t>(in.number());
        answer.reliability_permille = static_cast<std::uint16_t>(in.number());
    }
    state.labels.resize(in.count());
    for (std::string& label : state.labels)
        label = in.text();
    if (in.ok() && !in.done()) unpack_chances(in, state);
    if (!in.done()) return std::nullopt;
    return state;
}

std::string pack_result(const ItemResult& result) {
    Packer out;
    out.text(result.id);
    out.number(result.index);
    out.text(result.value);
    out.number(result.confidence_ppm);
    out.number(result.answers);
    out.byte(static_cast<std::uint8_t>(static_cast<unsigned>(result.outcome) |
                                       (result.version - 1U) << version_shift));
    out.number(static_cast<std::uint64_t>(result.closed_at / us_per_ms));
    // No label is empty, so an empty one says that none is known.
    if (result.gold || !result.given.empty()) out.text(result.gold.value_or(std::string{}));
    if (!result.given.empty()) pack_given(out, result.given);
    return out.take();
}

std::optional<ItemResult> result_from(std::string_view bytes) {
    Unpacker in(bytes);
    ItemResult result;
    result.id = in.text();
    result.index = static_cast<std::uint32_t>(in.number());
    result.value = in.text();
    result.confidence_ppm = static_cast<std::uint32_t>(in.number());
    result.answers = static_cast<std::uint16_t>(in.number());
    const std::uint8_t bits = in.byte();
    result.outcome = static_cast<ItemOutcome>(bits & outcome_mask);
    result.version = static_cast<std::uint8_t>((bits >> version_shift) + 1);
    result.closed_at = static_cast<std::int64_t>(in.number()) * us_per_ms;
    if (in.ok() && !in.done()) result.gold = in.text();
    if (result.gold && result.gold->empty()) result.gold.reset();
    if (in.ok() && !in.done()) result.given = unpack_given(in);
    if (!in.done()) return std::nullopt;
    return result;
}

}  // namespace kazi::gateway::records
