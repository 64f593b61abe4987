// SPDX-License-Identifier: Apache-2.0
// A number is sealed where it is kept, and once its key is destroyed no copy of it can be read.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "gateway/engine/keys.hpp"
#include "gateway/numbers/number_keys.hpp"
#include "gateway/numbers/sealed_numbers.hpp"
#include "gateway/observe/memory_sink.hpp"
#include "gateway/store/memory_store.hpp"
#include "tests/contract/folder.hpp"
#include "tests/contract/redis_fixture.hpp"

namespace kazi::tests {

namespace {

using namespace gateway;
using numbers::KeyFile;
using store::Batch;
using store::Erase;
using store::Place;
using store::Put;

constexpr const char* cell = "ke-0";
constexpr const char* her_number = "254711000111";
const taskflow::WorkerId her{{1, 2, 3}};
const taskflow::WorkerId another{{4, 5, 6}};

struct Sealing {
    explicit Sealing(store::Store& store) : kept(store) {}

    store::Store& kept;
    Folder folder;
    SystemEntropy entropy;
    KeyFile keys{folder.path / "number-keys", entropy};
    std::shared_ptr<MemorySink> lines = std::make_shared<MemorySink>();
    Log log{lines, config::LogLevel::debug};
    numbers::SealedNumbers numbers{kept, keys, log};
};

/// A real server's store, and ours in front of it.
struct SealedHouse {
    RedisFixture redis;
    Sealing sealing{redis.store};
    Caller plain{redis.store, redis.io};
    Caller call{sealing.numbers, redis.io};

    void put(const taskflow::WorkerId& id, const std::string& number) {
        write(call, Put{keys::number(id), number});
    }
    void write(Caller& caller, store::Write write) {
        const auto outcome = caller.commit({cell, {}, {std::move(write)}});
        REQUIRE(outcome.has_value());
        REQUIRE(outcome->applied);
    }
    static std::optional<std::string> read(Caller& caller, const Place& place) {
        const auto loaded = caller.load({cell, {}, {place}});
        REQUIRE(loaded.has_value());
        return loaded->also.front();
    }
    std::optional<std::string> number_of(const taskflow::WorkerId& id) {
        return read(call, keys::number(id));
    }
    std::string kept_of(const taskflow::WorkerId& id) {
        const auto value = read(plain, keys::number(id));
        REQUIRE(value.has_value());
        return *value;
    }
    template <class T>
    T result_of(boost::asio::awaitable<T> work) {
        std::optional<T> result;
        boost::asio::co_spawn(redis.io, std::move(work),
                              [&](const std::exception_ptr&, T value) { result = value; });
        REQUIRE(turn_until(redis.io, [&] { return result.has_value(); }));
        return *result;
    }
    std::size_t destroy_doomed() {
        return result_of(numbers::destroy_doomed_keys(sealing.numbers, cell, sealing.keys));
    }
    std::string own(KeyFile& keys, bool takes_another = false) {
        return result_of(numbers::own_key_file(sealing.numbers, cell, keys, takes_another));
    }
};

std::string all_bytes_under(const std::filesystem::path& folder) {
    std::string bytes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        bytes.append(std::istreambuf_iterator<char>(in), {});
    }
    return bytes;
}

}  // namespace

TEST_CASE("a number is read as it was put, and stands nowhere in the server's files") {
    SealedHouse house;
    house.put(her, her_number);
    CHECK(house.number_of(her) == her_number);
    CHECK_FALSE(house.number_of(another).has_value());
    CHECK(house.kept_of(her).size() <= 33);
    // Found if it were there: so is what is put past the sealing.
    house.write(house.plain, Put{keys::number(another), "254722000222"});
    const std::string folder = house.redis.server.run({"CONFIG", "GET", "dir"}).substr(4);
    const std::string files = all_bytes_under(folder);
    CHECK(files.find("254722000222") != std::string::npos);
    CHECK(files.find(her_number) == std::string::npos);
    CHECK(all_bytes_under(house.sealing.folder.path).find(her_number) == std::string::npos);
}

TEST_CASE("who was forgotten can be read in no copy of the store") {
    SealedHouse house;
    house.put(her, her_number);
    house.put(another, "254722000222");
    const std::string copy = house.kept_of(her);
    house.write(house.call, Erase{keys::number(her)});
    CHECK_FALSE(house.number_of(her).has_value());
    // Until its key is gone, a copy that is put back can be read.
    house.write(house.plain, Put{keys::number(her), copy});
    CHECK(house.number_of(her) == her_number);
    CHECK(house.destroy_doomed() == 1);
    CHECK_FALSE(house.number_of(her).has_value());
    KeyFile reopened(house.sealing.keys.path(), house.sealing.entropy);
    numbers::SealedNumbers later(house.redis.store, reopened, house.sealing.log);
    Caller after_restart{later, house.redis.io};
    CHECK_FALSE(SealedHouse::read(after_restart, keys::number(her)).has_value());
    CHECK(SealedHouse::read(after_restart, keys::number(another)) == "254722000222");
    CHECK(house.destroy_doomed() == 0);
}

TEST_CASE("the same number keeps its key, another number dooms the one before") {
    SealedHouse house;
    house.put(her, her_number);
    const std::string before = house.kept_of(her);
    house.put(her, her_number);
    CHECK(house.kept_of(her) == before);
    CHECK(house.destroy_doomed() == 0);
    house.put(her, "254733000333");
    CHECK(house.number_of(her) == "254733000333");
    CHECK(house.destroy_doomed() == 1);
    house.write(house.plain, Put{keys::number(her), before});
    CHECK_FALSE(house.number_of(her).has_value());
}

TEST_CASE("a number from before there were keys is read as it stands, and sealed when put again") {
    SealedHouse house;
    house.write(house.plain, Put{keys::number(her), her_number});
    CHECK(house.number_of(her) == her_number);
    house.put(her, her_number);
    CHECK(house.kept_of(her) != her_number);
    CHECK(house.number_of(her) == her_number);
    CHECK(house.destroy_doomed() == 0);
}

TEST_CASE("one worker's sealed number can't be read as another's") {
    SealedHouse house;
    house.put(her, her_number);
    house.write(house.plain, Put{keys::number(another), house.kept_of(her)});
    CHECK_FALSE(house.number_of(another).has_value());
    CHECK(house.sealing.lines->contains("number_not_read"));
}

TEST_CASE("what stands beside a number is left alone") {
    SealedHouse house;
    const Place counts = keys::counts(her, 2);
    house.write(house.call, Put{counts, "plain"});
    CHECK(SealedHouse::read(house.plain, counts) == "plain");
    CHECK(SealedHouse::read(house.call, counts) == "plain");
}

TEST_CASE("a store belongs to one key file until its operator says that it is lost") {
    SealedHouse house;
    CHECK(house.own(house.sealing.keys).empty());
    CHECK(house.own(house.sealing.keys).empty());
    KeyFile other(house.sealing.folder.path / "other-keys", house.sealing.entropy);
    const std::string trouble = house.own(other);
    CHECK(trouble.find("other-keys") != std::string::npos);
    CHECK(trouble.find("identity.relearn_numbers") != std::string::npos);
    CHECK(house.own(other, true).empty());
    CHECK_FALSE(house.own(house.sealing.keys).empty());
}

TEST_CASE("without room for a key nothing is committed, and the fault names the file") {
    store::MemoryStore memory;
    Sealing sealing(memory);
    KeyFile full("/dev/full", sealing.entropy);
    numbers::SealedNumbers numbers(memory, full, sealing.log);
    Batch batch{cell, {}, {Put{{"w:1"}, "record"}, Put{keys::number(her), her_number}}};
    std::optional<store::StoreError> error;
    numbers.commit(std::move(batch), [&](const auto& outcome) { error = outcome.error(); });
    REQUIRE(error.has_value());
    CHECK(error->fault == store::StoreFault::refused);
    CHECK(error->text.find("/dev/full") != std::string::npos);
    CHECK(error->text.find("No space left") != std::string::npos);
    std::optional<std::string> record;
    memory.load({cell, {}, {{"w:1"}}}, [&](const auto& loaded) { record = loaded->also.front(); });
    CHECK_FALSE(record.has_value());
}

TEST_CASE("a commit that can't first look at the number was not sent") {
    store::MemoryStore memory;
    Sealing sealing(memory);
    memory.set_mishaps([] { return store::Mishap::reply_lost; });
    std::optional<store::StoreError> error;
    sealing.numbers.commit({cell, {}, {Put{keys::number(her), her_number}}},
                           [&](const auto& outcome) { error = outcome.error(); });
    REQUIRE(error.has_value());
    CHECK(error->fault == store::StoreFault::not_sent);
}

TEST_CASE("no key is handed out twice, whoever asks, and after a torn end of the file") {
    Folder folder;
    SystemEntropy entropy;
    const auto path = folder.path / "deep" / "number-keys";
    std::set<std::uint32_t> slots;
    std::set<std::string> handed;
    {
        KeyFile one(path, entropy);
        KeyFile two(path, entropy);
        for (int i = 0; i < 600; ++i) {
            const auto taken = (i % 2 == 0 ? one : two).take();
            REQUIRE(taken.has_value());
            CHECK(taken->slot != 0);
            CHECK(slots.insert(taken->slot).second);
            CHECK(handed.insert(taken->key).second);
            CHECK(*two.find(taken->slot) == taken->key);
        }
        CHECK(*one.name() == *two.name());
    }
    std::filesystem::resize_file(path, std::filesystem::file_size(path) - 7);
    KeyFile later(path, entropy);
    const auto taken = later.take();
    REQUIRE(taken.has_value());
    CHECK(slots.insert(taken->slot).second);
    CHECK(*later.find(taken->slot) == taken->key);
    CHECK(later.find(1'000'000)->empty());
    struct stat state {};
    REQUIRE(::stat(path.c_str(), &state) == 0);
    CHECK((state.st_mode & 0777) == 0600);
}

TEST_CASE("a file that holds something else is refused and left alone") {
    Folder folder;
    SystemEntropy entropy;
    const auto path = folder.path / "letters";
    std::ofstream(path) << std::string(100, 'x');
    KeyFile keys(path, entropy);
    const auto taken = keys.take();
    REQUIRE_FALSE(taken.has_value());
    CHECK(taken.error().text.find("letters: is no file of number keys") != std::string::npos);
    CHECK(std::filesystem::file_size(path) == 100);
}

}  // namespace kazi::tests
