// SPDX-License-Identifier: Apache-2.0
#include "gateway/numbers/number_keys.hpp"

#include <charconv>
#include <optional>
#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::numbers {

namespace {

using boost::asio::awaitable;

constexpr std::uint32_t page_size = 200;
constexpr const char* store_away = "the store does not answer";

std::optional<std::uint32_t> slot_from(const std::string& text) {
    std::uint32_t slot = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data(), end, slot);
    if (failure != std::errc() || stopped != end) return std::nullopt;
    return slot;
}

}  // namespace

awaitable<std::string> own_key_file(store::Store& store, std::string cell, KeyFile& keys,
                                    bool takes_another) {
    const auto name = keys.name();
    if (!name) co_return name.error().text;
    const store::Place place{keys::number_key_file};
    store::LoadRequest request{cell, {}, {place}};
    const auto loaded = co_await store::load(store, std::move(request));
    if (!loaded) co_return store_away;
    const auto& owned = loaded->also.front();
    if (owned == *name) co_return std::string();
    if (owned && !takes_another)
        co_return "the store's numbers were sealed with another file than " + keys.path().string() +
            ": put the newest copy of that one there; where it is lost for good, set "
            "identity.relearn_numbers = true";
    store::Batch batch;
    batch.cell = std::move(cell);
    if (!owned) batch.guards.push_back(store::Absent{place});
    batch.writes.push_back(store::Put{place, *name});
    const auto outcome = co_await store::commit(store, std::move(batch));
    if (!outcome) co_return store_away;
    if (!outcome->applied) co_return "another daemon begins with other number keys";
    co_return std::string();
}

awaitable<std::size_t> destroy_doomed_keys(store::Store& store, std::string cell, KeyFile& keys) {
    std::string list = keys::doomed_number_keys;
    const auto page = co_await store::scan(store, cell, std::move(list), 0, page_size);
    if (!page) co_return 0;
    store::Batch batch;
    batch.cell = std::move(cell);
    for (const auto& [field, mark] : page->fields) {
        const auto slot = slot_from(field);
        const bool gone = slot && keys.destroy(*slot).has_value();
        if (gone) batch.writes.push_back(store::Erase{{keys::doomed_number_keys, field}});
    }
    const std::size_t destroyed = batch.writes.size();
    if (destroyed == 0) co_return 0;
    const auto outcome = co_await store::commit(store, std::move(batch));
    co_return outcome ? destroyed : 0;
}

}  // namespace kazi::gateway::numbers
