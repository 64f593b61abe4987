// SPDX-License-Identifier: Apache-2.0
// How many workers a campaign is for: all of a small town, a fair sample of a large one.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <cstdint>

#include "gateway/engine/keys.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/integration/api/api_fixture.hpp"

using namespace kazi;
using namespace kazi::tests;

namespace {

taskflow::WorkerId id_of(std::uint32_t n) {
    // As spread as hashes are.
    const std::uint32_t mixed = n * 2'654'435'761u;
    taskflow::WorkerId id;
    for (std::size_t at = 0; at < 4; ++at)
        id.bytes.at(at) = static_cast<std::uint8_t>(mixed >> (24 - 8 * at));
    return id;
}

taskflow::Worker speaking(const taskflow::Language& language) {
    taskflow::Worker worker;
    worker.stage = taskflow::Stage::active;
    worker.language = language;
    return worker;
}

void add(gateway::store::Batch& batch, std::uint32_t n, const taskflow::Worker& worker) {
    const taskflow::WorkerId id = id_of(n);
    const auto record = gateway::records::to_record(worker, 1);
    batch.writes.push_back(
        gateway::store::Put{{gateway::keys::worker(id)}, gateway::store::encode_record(record)});
    batch.writes.push_back(gateway::store::Put{gateway::keys::number(id), "sealed"});
}

void commit(ApiFixture& api, gateway::store::Batch batch) {
    batch.cell = "ke-0";
    REQUIRE(api.redis.call.commit(std::move(batch))->applied);
}

}  // namespace

TEST_CASE("of a small town everybody is looked at, and who does not fit is not counted") {
    ApiFixture api;
    auto spec = boost::json::parse(campaign_spec).as_object();
    spec["standing"] = {{"badges", {"clear-eyes"}}};
    REQUIRE(api.post("/v1/campaigns", boost::json::serialize(spec)).status == 201);
    const std::string path = "/v1/campaigns/ke-c1/audience";
    CHECK(member(api.get(path), "workers") == "0");

    gateway::store::Batch batch;
    taskflow::Worker fits = speaking("sw");
    fits.standing.badges = {"clear-eyes"};
    add(batch, 1, fits);
    taskflow::Worker stopped = fits;
    stopped.opted_out = true;
    add(batch, 2, stopped);
    taskflow::Worker foreign = fits;
    foreign.language = "fr";
    add(batch, 3, foreign);
    add(batch, 4, speaking("en"));
    taskflow::Worker joining = fits;
    joining.stage = taskflow::Stage::consent;
    add(batch, 5, joining);
    commit(api, std::move(batch));

    const auto reply = api.get(path);
    CHECK(member(reply, "workers") == "3");
    CHECK(member(reply, "fit") == "1");
    CHECK(member(reply, "exact") == "true");
    CHECK(member(reply, "looked_at") == "5");
    CHECK(api.get("/v1/campaigns/ke-c9/audience").status == 404);
}

TEST_CASE("of a large town a sample is looked at, and the rest are reckoned from it") {
    ApiFixture api;
    REQUIRE(api.post("/v1/campaigns", campaign_spec).status == 201);
    constexpr std::uint32_t everybody = 9'000;
    constexpr std::uint32_t at_once = 100;
    for (std::uint32_t n = 0; n < everybody; n += at_once) {
        gateway::store::Batch batch;
        for (std::uint32_t each = n; each < n + at_once; ++each)
            add(batch, each, speaking(each % 3 == 0 ? "sw" : "fr"));
        commit(api, std::move(batch));
    }
    const auto reply = api.get("/v1/campaigns/ke-c1/audience");
    CHECK(member(reply, "exact") == "false");
    const int looked_at = std::stoi(member(reply, "looked_at"));
    CHECK(looked_at >= 2'000);
    CHECK(looked_at < 2'100);
    CHECK(std::stoi(member(reply, "workers")) == doctest::Approx(9'000).epsilon(0.1));
    CHECK(std::stoi(member(reply, "fit")) == doctest::Approx(3'000).epsilon(0.1));
}

TEST_CASE("a worker's record that can't be read is told, not passed over") {
    ApiFixture api;
    REQUIRE(api.post("/v1/campaigns", campaign_spec).status == 201);
    gateway::store::Batch batch;
    gateway::store::Record damaged;
    damaged.version = 1;
    damaged.body = "x";
    batch.writes.push_back(gateway::store::Put{{gateway::keys::worker(id_of(7))},
                                               gateway::store::encode_record(damaged)});
    batch.writes.push_back(gateway::store::Put{gateway::keys::number(id_of(7)), "sealed"});
    commit(api, std::move(batch));
    CHECK(api.get("/v1/campaigns/ke-c1/audience").status == 500);
}
