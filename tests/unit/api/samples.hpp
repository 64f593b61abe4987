// SPDX-License-Identifier: Apache-2.0
// A market, a client and a campaign for the API's tests, and a store to apply plans to.
#pragma once

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "gateway/api/campaign_facts.hpp"
#include "gateway/api/planned.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/store/memory_store.hpp"

namespace kazi::tests {

inline gateway::api::Market kenya() {
    return {"ke", "ke-0", *billing::Currency::parse("KES"), {"en", "sw"}, 800'000, 20};
}

inline gateway::api::Client acme() {
    return {"acme", true};
}

inline constexpr const char* spec = R"({"title":"Moods","market":"ke",
    "question":{"type":"choice","texts":{
        "en":{"text":"How is this? {tweet}","options":["good","bad"]},
        "sw":{"text":"Hii ikoje? {tweet}","options":["nzuri","mbaya"]}},
        "labels":["positive","negative"]},
    "pay":"2.00","redundancy":{"minimum":3,"maximum":12,"confidence":0.95}})";

/// The campaign of `spec` in some state, as it would be stored.
inline taskflow::Campaign moods(taskflow::CampaignState state, std::uint32_t items) {
    auto read = gateway::records::campaign_spec_from(boost::json::parse(spec), kenya().currency);
    REQUIRE(read.has_value());
    taskflow::Campaign campaign = std::move(*read);
    campaign.number = 7;
    campaign.client = acme().name;
    campaign.state = state;
    campaign.item_count = items;
    campaign.fee = {400'000, kenya().currency};
    return campaign;
}

/// A memory store whose calls are over when they return.
struct PlainStore {
    gateway::store::MemoryStore store;

    std::vector<std::optional<std::string>> load(std::vector<gateway::store::Place> places) {
        std::vector<std::optional<std::string>> values;
        store.load({"ke-0", {}, std::move(places)}, [&](auto loaded) {
            REQUIRE(loaded.has_value());
            values = loaded->also;
        });
        return values;
    }
    bool commit(const gateway::store::Batch& batch) {
        bool applied = false;
        store.commit(batch, [&](auto outcome) {
            REQUIRE(outcome.has_value());
            applied = outcome->applied;
        });
        return applied;
    }
    void put(const gateway::store::Place& place, std::string value) {
        gateway::store::Batch batch;
        batch.cell = "ke-0";
        batch.writes.push_back(gateway::store::Put{place, std::move(value)});
        REQUIRE(commit(batch));
    }
    std::int64_t number(const gateway::store::Place& place) {
        return gateway::api::stored_number(load({place}).front());
    }
};

inline std::string state_in(const protocols::HttpReply& reply) {
    return std::string(boost::json::parse(reply.body).at("state").as_string());
}

}  // namespace kazi::tests
