// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/commits/recording.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <stdexcept>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/shipped_phrases.hpp"
#include "gateway/engine/turn.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/store/memory_store.hpp"

namespace kazi::bench {

namespace {

using namespace gateway;
using taskflow::UssdTurned;

constexpr taskflow::Instant noon = 1'767'600'000'000'000;
constexpr taskflow::Instant between_turns = 5 * taskflow::second_us;
constexpr std::int64_t escrow_micro = 1'000'000'000'000;
constexpr std::uint8_t answers_per_item = 5;

std::vector<std::optional<std::string>> items_of(engine::ItemBlock block) {
    std::vector<std::optional<std::string>> packed;
    for (const std::string& index : engine::field_names(block))
        packed.push_back(records::pack_item({std::string("p").append(index), {{"n", index}}}));
    return packed;
}

taskflow::Campaign shops(std::uint32_t items) {
    const auto shillings = *billing::Currency::parse("KES");
    taskflow::Campaign campaign;
    campaign.number = 1;
    campaign.client = "bench";
    campaign.title = "Shops";
    campaign.market = "ke";
    campaign.state = taskflow::CampaignState::running;
    campaign.question.texts["en"] = {"Is place {n} a shop?", {"Shop", "School", "Neither"}};
    campaign.question.labels = {"shop", "school", "neither"};
    campaign.pay = {2'000'000, shillings};
    campaign.fee = {200'000, shillings};
    campaign.redundancy = {answers_per_item, answers_per_item, 1'000'000};
    campaign.languages = {"en"};
    campaign.push = false;
    campaign.item_count = items;
    return campaign;
}

taskflow::Market kenya() {
    taskflow::Market market;
    market.name = "ke";
    market.currency = *billing::Currency::parse("KES");
    market.languages = {"sw", "en"};
    market.sms_price = {800'000, market.currency};
    // Far away, so that a turn is a turn and not a payout.
    market.top_up = {escrow_micro, 1'000'000, escrow_micro};
    market.service_code = "*384*77#";
    market.short_code = "40404";
    return market;
}

taskflow::LocalTime local_noon(taskflow::Instant at) {
    taskflow::LocalTime time;
    time.year = 2026;
    time.hour = 12;
    time.day_number = static_cast<std::uint16_t>(at / taskflow::day_us);
    return time;
}

/// The memory store answers before the call returns.
template <class T>
store::Completion<T> into(std::optional<T>& result) {
    return [&result](store::StoreResult<T> answer) {
        if (answer) result = std::move(*answer);
    };
}

template <class T>
T expect(std::optional<T> result, const char* what) {
    if (!result) throw std::runtime_error(what);
    return std::move(*result);
}

std::size_t postings_in(const store::Batch& batch) {
    std::size_t count = 0;
    for (const store::Write& write : batch.writes) {
        const auto* append = std::get_if<store::Append>(&write);
        if (append == nullptr || append->key != keys::journal) continue;
        const auto entry = records::journal_from(append->payload);
        if (entry) count += entry->postings.size();
    }
    return count;
}

/// One worker alone with the campaign, from her first dial on.
class Player {
public:
    Player(const engine::CellSettings& cell, const taskflow::Campaign& campaign,
           std::uint32_t worker)
        : cell_(cell), number_(fmt::format("+254711{:06}", worker)) {
        id_ = engine::worker_of("recorded-identity-key", number_);
        board_.put({campaign, 1});
        const std::string openings(campaign.item_count, static_cast<char>(answers_per_item));
        board_.set_openings(1, openings);
        store::Batch batch;
        batch.cell = cell.cell;
        batch.writes.emplace_back(store::Put{{keys::openings(1)}, openings});
        batch.writes.emplace_back(
            store::Add{keys::balances, engine::escrow_field(campaign), escrow_micro});
        static_cast<void>(commit(batch));
    }

    /// Presses a key, or dials with an empty one.
    RecordedTurn press(const std::string& key) {
        UssdTurned turned;
        turned.session = session_;
        turned.kind = key.empty() ? UssdTurned::Kind::begin : UssdTurned::Kind::input;
        turned.input = key;
        typed_ += (typed_.empty() ? "" : "*") + key;
        turned.accumulated = typed_;
        return play(turned);
    }
    void hang_up() {
        ++session_;
        typed_.clear();
    }

    /// Her record as it stands, to be put into another store.
    [[nodiscard]] store::Write record() {
        const std::string key = keys::worker(id_);
        const auto loaded = load({cell_.cell, key});
        return store::Put{{key}, store::encode_record(loaded.record)};
    }
    [[nodiscard]] const std::set<std::uint32_t>& items() const { return items_; }

private:
    store::Loaded load(const store::LoadRequest& request) {
        std::optional<store::Loaded> loaded;
        store_.load(request, into(loaded));
        return expect(std::move(loaded), "a load failed");
    }
    store::CommitOutcome commit(const store::Batch& batch) {
        std::optional<store::CommitOutcome> outcome;
        store_.commit(batch, into(outcome));
        if (!expect(outcome, "a commit failed").applied)
            throw std::runtime_error("a guard did not hold");
        return *std::move(outcome);
    }
    /// What had to be loaded for the turn.
    std::optional<store::LoadRequest> take(engine::Turn& turn) {
        auto warm = warm_.take(id_, store_.era(), now_);
        if (warm && turn.take(std::move(*warm))) return std::nullopt;
        store::LoadRequest request = turn.load_request();
        if (turn.take(load(request)) != engine::Turn::Taken::ready)
            throw std::runtime_error("a record cannot be read");
        return request;
    }
    void keep_warm(const engine::Turn& turn, const store::CommitOutcome& outcome) {
        auto warm = turn.warm(outcome);
        if (!warm) return;
        warm->era = store_.era();
        warm_.keep(id_, std::move(warm));
    }

    RecordedTurn play(const UssdTurned& turned) {
        now_ += between_turns;
        const engine::EventRequest request{
            .event = {id_, now_, turned}, .trace = "0123456789abcdef", .msisdn = number_};
        engine::Turn turn(cell_, board_, request);
        RecordedTurn recorded{take(turn), {}, 0};
        for (const engine::ItemBlock block : engine::blocks_of(turn.missing_items()))
            board_.items().keep(block, items_of(block));
        turn.decide();
        for (const taskflow::OpeningChange& change : turn.step().effects.openings)
            items_.insert(change.item.index);
        if (turn.idle()) throw std::runtime_error("a turn changed nothing");
        recorded.commit = turn.batch();
        recorded.postings = postings_in(recorded.commit);
        const store::CommitOutcome outcome = commit(recorded.commit);
        turn.applied();
        keep_warm(turn, outcome);
        return recorded;
    }

    const engine::CellSettings& cell_;
    std::string number_;
    taskflow::WorkerId id_;
    store::MemoryStore store_;
    engine::Board board_;
    engine::WarmWorkers warm_{1};
    taskflow::Instant now_ = noon;
    std::uint64_t session_ = 1;
    std::string typed_;
    std::set<std::uint32_t> items_;
};

void join(Player& player) {
    for (const char* key : {"", "2", "1", "1990"})
        (void)player.press(key);
    player.hang_up();
}

std::vector<RecordedTurn> work(Player& player, const RecordingSettings& settings) {
    std::vector<RecordedTurn> turns;
    for (std::uint32_t session = 0; session < settings.sessions; ++session) {
        turns.push_back(player.press(""));
        for (std::uint32_t key = 0; key <= settings.answers_per_session; ++key)
            turns.push_back(player.press("1"));
        player.hang_up();
    }
    return turns;
}

bool overlap(const std::set<std::uint32_t>& some, const std::set<std::uint32_t>& others) {
    return std::any_of(some.begin(), some.end(), [&](auto item) { return others.contains(item); });
}

}  // namespace

Recording record_turns(const RecordingSettings& settings) {
    const auto phrases = engine::shipped_phrases("en");
    const engine::CellSettings cell{
        .cell = "b-0", .market = kenya(), .phrases = &phrases, .local_time = local_noon};
    const taskflow::Campaign campaign = shops(settings.items);
    Recording recording;
    std::set<std::uint32_t> taken;
    store::Batch before;
    before.cell = cell.cell;
    before.writes.emplace_back(store::Put{
        {keys::openings(1)}, std::string(settings.items, static_cast<char>(answers_per_item))});
    before.writes.emplace_back(
        store::Add{keys::balances, engine::escrow_field(campaign), escrow_micro});
    // Two whose walks meet would wait for each other's answers: the second one stays at home.
    for (std::uint32_t n = 0; recording.workers.size() < settings.workers; ++n) {
        Player player(cell, campaign, n);
        join(player);
        auto record = player.record();
        auto turns = work(player, settings);
        if (overlap(player.items(), taken)) continue;
        taken.insert(player.items().begin(), player.items().end());
        before.writes.push_back(std::move(record));
        recording.workers.push_back(std::move(turns));
    }
    recording.before.push_back(std::move(before));
    return recording;
}

}  // namespace kazi::bench
