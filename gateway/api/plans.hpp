// SPDX-License-Identifier: Apache-2.0
// Every change a client can make but uploading items, as pure functions: what was loaded in, one
// batch and a reply out.
#pragma once

#include <boost/json/array.hpp>
#include <cstdint>

#include "gateway/api/campaign_facts.hpp"
#include "gateway/api/planned.hpp"
#include "gateway/api/request_body.hpp"

namespace kazi::gateway::api {

/// Where a client's funds stand.
[[nodiscard]] store::Place funds_place(const Market& market, const Client& client);

/// Values: the client's funds, and what all clients paid in (`funding_places`).
[[nodiscard]] std::vector<store::Place> funding_places(const Market& market, const Client& client);
[[nodiscard]] Plan plan_funding(const Funding& funding, const Client& client, Values values);

/// What the answer to a creation tells beyond the campaign: the question as an SMS in each
/// language, and what was spelled otherwise than it was sent.
struct CreationNotes {
    boost::json::array sms = {};
    boost::json::array respelled = {};
};

/// Values: the number of campaigns so far; the campaign before in its chain, if it has one; how
/// long answers to such questions took before.
[[nodiscard]] std::vector<store::Place> creation_places(const taskflow::Campaign& campaign);
[[nodiscard]] Plan plan_creation(taskflow::Campaign campaign, const Market& market, Values values,
                                 const CreationNotes& notes);

/// The values of a start: the campaign's, then the client's funds and the number of campaigns.
[[nodiscard]] std::vector<store::Place> start_places(const Market& market, const Client& client,
                                                     std::uint32_t number);
/// Values: those of `start_places`. From draft to running: the escrow is filled and every item gets
/// its first openings; where texts are to be compared, the campaign that does so is made and
/// started beside it. Fails: 402 when the funds do not cover the worst case, 409 unless it is a
/// draft (or running already, which is fine) with items.
[[nodiscard]] Plan plan_start(const Market& market, const Client& client, Values values);

enum class Transition : std::uint8_t { pause, resume, stop };
/// Values: the campaign's. Asking for the state that it is in is fine. Fails: 409.
[[nodiscard]] Plan plan_transition(Transition transition, const Market& market,
                                   const Client& client, Values values);

}  // namespace kazi::gateway::api
