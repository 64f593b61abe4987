// SPDX-License-Identifier: Apache-2.0
// Two daemons on one redis-server, and more workers than work: all write at the same moment, and
// what each daemon believes of the openings is old. No item gives more leases than it may, no
// answer under a lease goes unpaid.
#include <map>
#include <set>

#include "gateway/engine/keys.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/integration/hooks/hook_house.hpp"

using namespace kazi;
using namespace kazi::tests;
using namespace kazi::gateway;
using boost::asio::awaitable;
using taskflow::SmsReceived;

namespace {

constexpr std::uint32_t item_count = 6;
constexpr int minimum = 2;
constexpr int maximum = 3;
constexpr std::size_t worker_count = 14;

std::string number_of(std::size_t worker) {
    return "+2547110000" + std::to_string(10 + worker);
}

/// What a daemon has of its own: a connection, an engine, and a board.
struct Daemon {
    explicit Daemon(HookHouse& house)
        : redis(house.io, house.redis.options_with(2500)),
          world{house.clock, house.entropy, redis, house.client, house.log, house.metrics},
          engine(world) {
        cell.settings = house.cell.settings;
        REQUIRE(turn_until(house.io, [&] { return redis.is_up(); }));
    }

    store::RedisStore redis;
    World world;
    engine::Engine engine;
    engine::Cell cell;
};

class Town {
public:
    Town() {
        taskflow::Campaign campaign = house_.cell.board.find(1)->campaign;
        campaign.item_count = item_count;
        campaign.redundancy = {.minimum = minimum, .maximum = maximum, .confidence_ppm = 990'000};
        store::Batch batch;
        batch.cell = "ke-0";
        batch.writes.push_back(store::Put{keys::campaign(1), records::pack_campaign(campaign, 2)});
        batch.writes.push_back(
            store::Put{{keys::openings(1)}, std::string(item_count, char{minimum})});
        REQUIRE(house_.redis.call.commit(batch));
        for (Daemon* daemon : {&one_, &other_}) {
            daemon->cell.board.put({campaign, 2});
            daemon->cell.board.set_message_room(1, 500'000'000);
            keep_items(daemon->cell.board);
        }
        look_at_openings();
    }

    /// Every worker writes at once, each to a daemon that the round decides.
    void all_write(const std::vector<std::string>& texts, int round) {
        std::size_t answered = 0;
        for (std::size_t worker = 0; worker < worker_count; ++worker) {
            Daemon& daemon = (worker + static_cast<std::size_t>(round)) % 2 == 0 ? one_ : other_;
            boost::asio::co_spawn(house_.io, write(daemon, worker, texts[worker % texts.size()]),
                                  [&answered](const std::exception_ptr& failure) {
                                      if (failure) FAIL(http::text_of(failure));
                                      ++answered;
                                  });
        }
        house_.until([&] { return answered == worker_count; });
    }

    /// What the store says by now, on both boards.
    void look_at_openings() {
        for (Daemon* daemon : {&one_, &other_})
            daemon->cell.board.set_openings(1, openings());
    }

    [[nodiscard]] std::string openings() {
        const auto bytes = house_.redis.call.slice(keys::openings(1), 0, item_count);
        REQUIRE(bytes);
        return *bytes;
    }

    HookHouse& house() { return house_; }

private:
    awaitable<void> write(Daemon& daemon, std::size_t worker, std::string text) {
        const std::string number = number_of(worker);
        engine::EventRequest request;
        request.event.worker = engine::worker_of(HookHouse::identity_key, number);
        request.event.at = house_.clock.now();
        request.event.what = SmsReceived{std::move(text), ++messages_};
        request.trace = "t";
        request.msisdn = number;
        const auto handled = co_await daemon.engine.handle(daemon.cell, std::move(request));
        const bool known = handled.taken() || handled.kind == engine::Handled::Kind::contended;
        CHECK(known);
    }

    static void keep_items(engine::Board& board) {
        std::vector<std::optional<std::string>> items;
        for (const std::string& index : engine::field_names(engine::block_of({1, 0})))
            items.push_back(records::pack_item({"t" + index, {{"place", "Kisumu"}}}));
        board.items().keep(engine::block_of({1, 0}), items);
    }

    HookHouse house_;
    Daemon one_{house_};
    Daemon other_{house_};
    std::uint64_t messages_ = 0;
};

/// What the store holds of the items after everybody wrote.
struct Found {
    std::map<std::uint32_t, int> answers;  ///< those that joined the item before it closed
    std::map<std::uint32_t, int> leases;   ///< questions that are out
    std::int64_t paid = 0;                 ///< answers, the late ones too
};

Found look(Town& town) {
    Found found;
    const auto journal = town.house().redis.call.range({"ke-0", keys::journal, "0", 1000});
    REQUIRE(journal);
    std::set<std::pair<taskflow::WorkerId, std::uint32_t>> given;
    for (const store::StreamEntry& each : *journal) {
        const auto entry = records::journal_from(each.payload);
        REQUIRE(entry);
        if (!entry->answer) continue;
        const std::uint32_t item = entry->answer->item.index;
        CHECK(given.insert({*entry->worker, item}).second);
        if (!entry->answer->surplus) ++found.answers[item];
        ++found.paid;
    }
    for (std::size_t worker = 0; worker < worker_count; ++worker) {
        const auto record = town.house().worker(number_of(worker));
        if (record.question && record.question->leased) ++found.leases[record.question->item.index];
    }
    return found;
}

taskflow::ItemState state_of(Town& town, std::uint32_t index) {
    const auto loaded = town.house().redis.call.load({"ke-0", {}, {keys::item_state({1, index})}});
    REQUIRE(loaded);
    if (!loaded->also.front()) {
        taskflow::ItemState untouched;
        untouched.issued = minimum;
        return untouched;
    }
    const auto state = records::item_state_from(*loaded->also.front());
    REQUIRE(state);
    return *state;
}

std::int64_t in_wallets(Town& town) {
    std::int64_t sum = 0;
    for (std::size_t worker = 0; worker < worker_count; ++worker)
        sum += town.house().worker(number_of(worker)).available_micro;
    return sum;
}

void check_leases(Town& town, const Found& found) {
    const std::string openings = town.openings();
    std::int64_t out = 0;
    for (std::uint32_t index = 0; index < item_count; ++index) {
        const taskflow::ItemState state = state_of(town, index);
        const int answers = found.answers.contains(index) ? found.answers.at(index) : 0;
        const int leases = found.leases.contains(index) ? found.leases.at(index) : 0;
        out += leases;
        CHECK(answers <= maximum);
        CHECK(state.issued <= maximum);
        if (state.closed) continue;
        const int left = static_cast<std::uint8_t>(openings[index]);
        CHECK(left + leases + answers == state.issued);
    }
    const auto tally = town.house().redis.call.fields(keys::tally(1), {"leases"});
    REQUIRE(tally);
    CHECK(std::stoll(tally->front().value_or("0")) == out);
}

}  // namespace

TEST_CASE("two daemons at once: no lease too many, and every answer under a lease is paid") {
    Town town;
    int round = 0;
    for (const char* said : {"JOIN", "2", "1", "1990"})
        town.all_write({said}, round++);
    const std::vector<std::vector<std::string>> says{
        {"1", "2", "1"}, {"NEXT"}, {"2", "SKIP", "1", "1"}, {"1"}, {"NEXT", "1"},
        {"2", "1"},      {"1"}};
    for (const auto& texts : says) {
        town.all_write(texts, round++);
        // Boards grow old for two rounds of three.
        if (round % 3 == 0) town.look_at_openings();
        check_leases(town, look(town));
    }
    const Found found = look(town);
    CHECK(found.paid >= item_count * minimum);
    CHECK(in_wallets(town) == found.paid * 2'000'000);
    const auto balance = town.house().balance("platform_fee");
    CHECK(balance == found.paid * 200'000);
}
