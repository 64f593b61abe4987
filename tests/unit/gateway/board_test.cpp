// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/board.hpp"

#include <doctest/doctest.h>

using kazi::gateway::engine::Board;
using kazi::gateway::records::StoredCampaign;
using kazi::taskflow::CampaignState;

namespace {

StoredCampaign campaign(std::uint32_t number, CampaignState state) {
    StoredCampaign stored;
    stored.campaign.number = number;
    stored.campaign.state = state;
    stored.campaign.item_count = 3;
    stored.version = 1;
    return stored;
}

}  // namespace

TEST_CASE("only running campaigns are open, and not while their escrow is used up") {
    Board board;
    board.put(campaign(1, CampaignState::running));
    board.put(campaign(2, CampaignState::paused));
    board.set_openings(1, "\x02\x01\x03");
    REQUIRE(board.open().size() == 1);
    CHECK(board.open().front().campaign->number == 1);
    CHECK(board.openings_left(1) == 6);
    board.suspend(1);
    CHECK(board.open().empty());
    board.set_openings(1, "\x01\x01\x01");
    CHECK(board.open().size() == 1);
}

TEST_CASE("openings follow what was committed, within a byte") {
    Board board;
    board.put(campaign(1, CampaignState::running));
    board.set_openings(1, std::string("\x02\x00\xff", 3));
    board.note({{1, 0}, -1});
    CHECK(board.openings({1, 0}) == 1);
    board.note({{1, 1}, -1});
    CHECK(board.openings({1, 1}) == 0);
    board.note({{1, 2}, 1});
    CHECK(board.openings({1, 2}) == 255);
    board.exhaust({1, 2});
    CHECK(board.openings({1, 2}) == 0);
    board.note({{1, 9}, 1});
    CHECK(board.openings({1, 9}) == 0);
    CHECK(board.openings({7, 0}) == 0);
}
