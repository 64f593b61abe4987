// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/gateway/small_town.hpp"

#include <doctest/doctest.h>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::gateway {

namespace {

using namespace taskflow;

constexpr const char* number = "+254711000001";
constexpr const char* identity_key = "planted-identity-key";
constexpr std::uint64_t session = 77;

Campaign weather() {
    Campaign campaign;
    campaign.number = 1;
    campaign.client = "maji";
    campaign.title = "Weather";
    campaign.market = "ke";
    campaign.state = CampaignState::running;
    campaign.question.type = QuestionType::yes_no;
    campaign.question.texts["en"] = {"Rain in {place} today?", {}};
    campaign.question.texts["sw"] = {"Mvua {place} leo?", {}};
    campaign.pay = {2'000'000, *billing::Currency::parse("KES")};
    campaign.fee = {200'000, *billing::Currency::parse("KES")};
    campaign.redundancy = {.minimum = 2, .maximum = 3, .confidence_ppm = 950'000};
    campaign.languages = {"en", "sw"};
    return campaign;
}

Market kenya() {
    Market market;
    market.name = "ke";
    market.currency = *billing::Currency::parse("KES");
    market.languages = {"en", "sw"};
    market.sms_price = {800'000, market.currency};
    market.service_code = "*384*77#";
    market.short_code = "40404";
    return market;
}

LocalTime noon(Instant at) {
    LocalTime time;
    time.year = 2023;
    time.hour = 12;
    time.day_number = static_cast<std::uint16_t>(at / day_us);
    return time;
}

template <class T>
store::Completion<T> into(std::optional<T>& result) {
    return [&result](store::StoreResult<T> answer) {
        if (answer) result = std::move(*answer);
    };
}

}  // namespace

SmallTown::SmallTown(std::uint32_t items) : phrases(engine::shipped_phrases("en")) {
    cell.cell = "ke-0";
    cell.market = kenya();
    cell.phrases = &phrases;
    cell.local_time = noon;
    her = id_of(number);
    records::StoredCampaign stored{weather(), 1};
    stored.campaign.item_count = items;
    store::Batch batch;
    batch.cell = cell.cell;
    const std::string openings(items, '\x02');
    batch.writes.push_back(
        store::Put{keys::campaign(1), records::pack_campaign(stored.campaign, 1)});
    batch.writes.push_back(store::Put{{keys::openings(1)}, openings});
    batch.writes.push_back(
        store::Add{keys::balances, engine::escrow_field(stored.campaign), 1'000'000'000});
    commit(std::move(batch));
    board.put(stored);
    board.set_openings(1, openings);
    board.set_message_room(1, 1'000'000'000);
    for (std::uint32_t first = 0; first < items; first += engine::items_per_block)
        keep_items(engine::block_of({1, first}));
}

void SmallTown::keep_items(engine::ItemBlock block) {
    std::vector<std::optional<std::string>> packed;
    for (const std::string& index : engine::field_names(block))
        packed.push_back(
            records::pack_item(Item{std::string("t").append(index), {{"place", "Kisumu"}}}));
    board.items().keep(block, packed);
}

void SmallTown::commit(store::Batch batch) {
    std::optional<store::CommitOutcome> outcome;
    store.commit(std::move(batch), into(outcome));
    REQUIRE(outcome);
    REQUIRE(outcome->applied);
}

engine::Turn SmallTown::play(Event event) {
    engine::EventRequest request;
    event.worker = her;
    event.at = now;
    request.event = std::move(event);
    request.trace = "0123456789abcdef";
    request.msisdn = number;
    return play_request(std::move(request));
}

bool SmallTown::would_apply(const engine::EventRequest& request) {
    engine::Turn turn(cell, board, request);
    std::optional<store::Loaded> loaded;
    store.load(turn.load_request(), into(loaded));
    REQUIRE(loaded);
    REQUIRE(turn.take(*loaded) == engine::Turn::Taken::ready);
    turn.decide();
    if (turn.idle()) return false;
    std::optional<store::CommitOutcome> outcome;
    store.commit(turn.batch(), into(outcome));
    return outcome && outcome->applied;
}

SmallTown::Taken SmallTown::take(engine::Turn& turn) {
    auto warm = remembers ? warm_.take(her, 0, now) : nullptr;
    if (warm && turn.take(std::move(*warm))) {
        ++remembered;
        return Taken::warm;
    }
    std::optional<store::Loaded> loaded;
    store.load(turn.load_request(), into(loaded));
    REQUIRE(loaded);
    const auto taken = turn.take(*loaded);
    if (taken == engine::Turn::Taken::another_number) return Taken::another_number;
    if (taken == engine::Turn::Taken::not_her_number) return Taken::not_her_number;
    REQUIRE(taken == engine::Turn::Taken::ready);
    return Taken::loaded;
}

void SmallTown::decide(engine::Turn& turn) {
    turn.decide();
    for (int reads = 0; reads < engine::Turn::reads_max; ++reads) {
        const auto item = turn.unread();
        if (!item) return;
        store::LoadRequest request;
        request.cell = cell.cell;
        request.also.push_back(keys::item_state(*item));
        std::optional<store::Loaded> loaded;
        store.load(request, into(loaded));
        REQUIRE(loaded);
        turn.read(*item, loaded->also.front());
        turn.decide();
    }
}

engine::Turn SmallTown::play_request(engine::EventRequest asked) {
    requests_.push_back(std::make_unique<engine::EventRequest>(std::move(asked)));
    engine::EventRequest& request = *requests_.back();
    for (int tries = 0; tries < 5; ++tries) {
        others_.lead(request);
        engine::Turn turn(cell, board, request);
        const Taken taken = take(turn);
        if (taken == Taken::another_number) {
            others_.keep(request.event.worker, turn.whose_number());
            request.number_checked = true;
            continue;
        }
        if (taken == Taken::not_her_number) {
            others_.forget(*request.came_as);
            continue;
        }
        const bool from_memory = taken == Taken::warm;
        REQUIRE(turn.missing_items().empty());
        decide(turn);
        const auto left = turn.number_left();
        if (left) REQUIRE(turn.free_number(record_of(*left)));
        if (turn.idle() && from_memory) continue;
        if (turn.idle()) return turn;
        std::optional<store::CommitOutcome> outcome;
        store.commit(turn.batch(), into(outcome));
        REQUIRE(outcome);
        if (outcome->applied && left) {
            turn.applied();
            others_.forget(*left);
            continue;
        }
        if (outcome->applied) {
            turn.applied();
            if (auto warm = turn.warm(*outcome)) warm_.keep(her, std::move(warm));
            return turn;
        }
        ++overtaken;
        REQUIRE(turn.refused(outcome->guard_failed));
    }
    FAIL("never applied");
    std::abort();
}

std::string SmallTown::ussd(const std::string& typed) {
    UssdTurned turned;
    turned.session = session;
    turned.kind = typed.empty() ? UssdTurned::Kind::begin : UssdTurned::Kind::input;
    turned.input = typed;
    typed_ = typed.empty() ? "" : typed_ + (typed_.empty() ? "" : "*") + typed;
    turned.accumulated = typed_;
    const engine::Turn turn = play({.worker = {}, .at = 0, .what = turned});
    REQUIRE(turn.step().effects.ussd);
    return turn.step().effects.ussd->text;
}

void SmallTown::sms(const std::string& text, std::uint64_t message) {
    (void)play({.worker = {}, .at = 0, .what = SmsReceived{text, message}});
}

void SmallTown::join() {
    sms("JOIN", 1);
    sms("1", 2);
    sms("1", 3);
    if (worker().stage != Stage::active) sms("1990", 4);
    REQUIRE(worker().stage == Stage::active);
}

engine::Turn SmallTown::sms_from(const std::string& msisdn, const std::string& text,
                                 std::uint64_t message) {
    engine::EventRequest request;
    request.event = {id_of(msisdn), now, SmsReceived{text, message}};
    request.msisdn = msisdn;
    return play_request(std::move(request));
}

WorkerId SmallTown::id_of(const std::string& msisdn) {
    return engine::worker_of(identity_key, msisdn);
}

Worker SmallTown::worker() {
    return worker_of(her);
}

store::Record SmallTown::record_of(const WorkerId& id) {
    std::optional<store::Loaded> loaded;
    store.load({.cell = cell.cell, .record_key = keys::worker(id), .also = {}}, into(loaded));
    REQUIRE(loaded);
    return loaded->record;
}

Worker SmallTown::worker_of(const WorkerId& id) {
    const auto worker = records::worker_from(record_of(id));
    REQUIRE(worker);
    return *worker;
}

std::int64_t SmallTown::balance(const std::string& account) {
    std::optional<std::vector<std::optional<std::string>>> values;
    store.fields(cell.cell, keys::balances, {account}, into(values));
    REQUIRE(values);
    return values->front() ? std::stoll(*values->front()) : 0;
}

std::size_t SmallTown::entries(const std::string& stream) {
    std::optional<std::vector<store::StreamEntry>> page;
    store.range({cell.cell, stream, "0", 1000}, into(page));
    REQUIRE(page);
    return page->size();
}

ItemState SmallTown::item_state(ItemRef item) {
    std::optional<std::vector<std::optional<std::string>>> values;
    store.fields(cell.cell, keys::states(item.campaign), {std::to_string(item.index)},
                 into(values));
    REQUIRE(values);
    REQUIRE(values->front());
    const auto state = records::item_state_from(*values->front());
    REQUIRE(state);
    return *state;
}

void SmallTown::empty_escrow() {
    const std::string field = engine::escrow_field(weather());
    store::Batch batch;
    batch.cell = cell.cell;
    batch.writes.push_back(store::Add{keys::balances, field, -balance(field)});
    commit(std::move(batch));
}

}  // namespace kazi::gateway
