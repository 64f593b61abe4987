// SPDX-License-Identifier: Apache-2.0
// A cell with one market, one campaign of a few items, and a memory store: what it takes to play a
// worker's events through the engine's pure part.
#pragma once

#include <string>

#include "gateway/engine/engine.hpp"
#include "gateway/engine/shipped_phrases.hpp"
#include "gateway/store/memory_store.hpp"

namespace kazi::gateway {

class SmallTown {
public:
    explicit SmallTown(std::uint32_t items = 3);

    /// Load, step, commit, until it is applied or a duplicate. Fails the test otherwise.
    engine::Turn play(taskflow::Event event);
    /// The same for an event that comes with more than itself.
    engine::Turn play_request(engine::EventRequest request);
    /// One try at it: true when it changed anything.
    [[nodiscard]] bool would_apply(const engine::EventRequest& request);
    /// She dials or presses a key; the page she sees.
    std::string ussd(const std::string& typed);
    void sms(const std::string& text, std::uint64_t message);
    /// The same from somebody else, or from another phone of hers.
    engine::Turn sms_from(const std::string& msisdn, const std::string& text,
                          std::uint64_t message);
    [[nodiscard]] static taskflow::WorkerId id_of(const std::string& msisdn);
    [[nodiscard]] taskflow::Worker worker_of(const taskflow::WorkerId& id);
    /// Through language, consent and year of birth, to the first question.
    void join();

    [[nodiscard]] taskflow::Worker worker();
    [[nodiscard]] std::int64_t balance(const std::string& account);
    [[nodiscard]] std::size_t entries(const std::string& stream);
    [[nodiscard]] taskflow::ItemState item_state(taskflow::ItemRef item);
    /// The board learns what the items of this block say.
    void keep_items(engine::ItemBlock block);
    /// The escrow holds nothing any more, as after a fault.
    void empty_escrow();

    store::MemoryStore store;
    taskflow::dialogue::Phrasebook phrases;
    engine::CellSettings cell;
    engine::Board board;
    taskflow::WorkerId her;
    taskflow::Instant now = 1'700'000'000'000'000;
    /// Goes on with what is remembered of her where it can.
    bool remembers = false;
    int remembered = 0;  ///< tries that loaded nothing
    int overtaken = 0;   ///< tries that a guard refused

private:
    enum class Taken : std::uint8_t { warm, loaded, another_number, not_her_number };
    [[nodiscard]] store::Record record_of(const taskflow::WorkerId& id);
    [[nodiscard]] Taken take(engine::Turn& turn);
    void decide(engine::Turn& turn);
    void commit(store::Batch batch);

    // A request lives as long as the turn that refers to it.
    std::vector<std::unique_ptr<engine::EventRequest>> requests_;
    std::string typed_;
    engine::WarmWorkers warm_{10};
    engine::OtherNumbers others_;
};

}  // namespace kazi::gateway
