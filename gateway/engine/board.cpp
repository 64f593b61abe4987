// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/board.hpp"

#include <algorithm>
#include <numeric>

namespace kazi::gateway::engine {

using taskflow::CampaignState;
using taskflow::ItemRef;

void Board::put(records::StoredCampaign campaign) {
    const auto family = campaign.campaign.family();
    const auto at = std::ranges::lower_bound(families_, family);
    if (at == families_.end() || *at != family) families_.insert(at, family);
    campaigns_[campaign.campaign.number].stored = std::move(campaign);
}

const records::StoredCampaign* Board::find(std::uint32_t number) const {
    const auto at = campaigns_.find(number);
    return at == campaigns_.end() ? nullptr : &at->second.stored;
}

std::vector<std::uint32_t> Board::numbers() const {
    std::vector<std::uint32_t> numbers;
    for (const auto& [number, entry] : campaigns_)
        numbers.push_back(number);
    return numbers;
}

// An item of a chain comes with its first openings; its block may be held from before.
void Board::forget_before_they_came(std::uint32_t number, const std::string& before,
                                    const std::string& after) {
    for (std::size_t index = 0; index < after.size(); ++index) {
        const bool had_none = index >= before.size() || before[index] == 0;
        if (had_none && after[index] != 0)
            items_.forget(block_of({number, static_cast<std::uint32_t>(index)}));
    }
}

void Board::expect(ItemRef item) {
    const auto at = campaigns_.find(item.campaign);
    if (at == campaigns_.end() || !at->second.stored.campaign.chain.wanted()) return;
    if (items_.holds(item) && !items_.find(item)) items_.forget(block_of(item));
}

void Board::set_openings(std::uint32_t number, std::string bytes) {
    Entry& entry = campaigns_[number];
    if (entry.stored.campaign.chain.wanted())
        forget_before_they_came(number, entry.openings, bytes);
    entry.openings = std::move(bytes);
    entry.suspended = false;
}

void Board::set_message_room(std::uint32_t number, std::int64_t micro) {
    campaigns_[number].message_room = micro;
}

std::int64_t Board::message_room(std::uint32_t number) const {
    const auto at = campaigns_.find(number);
    return at == campaigns_.end() ? 0 : at->second.message_room;
}

void Board::set_owed(std::uint32_t number, std::int64_t micro) {
    campaigns_[number].owed = micro;
}

std::int64_t Board::owed(std::uint32_t number) const {
    const auto at = campaigns_.find(number);
    return at == campaigns_.end() ? 0 : at->second.owed;
}

void Board::set_day_room(std::uint32_t number, std::int64_t micro) {
    campaigns_[number].day_room = micro;
}

bool Board::Entry::is_day_spent() const {
    const taskflow::Campaign& campaign = stored.campaign;
    return campaign.budget.day_micro > 0 && day_room < campaign.lease_micro_max();
}

int Board::openings(ItemRef item) const {
    const auto at = campaigns_.find(item.campaign);
    if (at == campaigns_.end() || item.index >= at->second.openings.size()) return 0;
    return static_cast<std::uint8_t>(at->second.openings[item.index]);
}

void Board::set_scorecard(std::uint32_t number, const taskflow::Scorecard& card) {
    const auto at = campaigns_.find(number);
    if (at != campaigns_.end()) at->second.scorecard = card;
}

taskflow::Scorecard Board::scorecard(std::uint32_t number) const {
    const auto at = campaigns_.find(number);
    return at == campaigns_.end() ? taskflow::Scorecard{} : at->second.scorecard;
}

void Board::set_efforts_measured(std::uint32_t number, std::int64_t answers) {
    campaigns_[number].efforts_measured = answers;
}

std::int64_t Board::efforts_measured(std::uint32_t number) const {
    const auto at = campaigns_.find(number);
    return at == campaigns_.end() ? 0 : at->second.efforts_measured;
}

void Board::set_lesson_places(std::uint32_t number, std::int64_t left) {
    campaigns_[number].lesson_places = left;
}

bool Board::has_lesson_place(std::uint32_t number) const {
    const auto at = campaigns_.find(number);
    return at != campaigns_.end() && at->second.lesson_places > 0;
}

std::uint64_t Board::openings_left(std::uint32_t number) const {
    const auto at = campaigns_.find(number);
    if (at == campaigns_.end()) return 0;
    const auto open = open_of(at->second);
    const auto& bytes = open.openings;
    return std::accumulate(bytes.begin(), bytes.end(), std::uint64_t{0},
                           [](auto sum, std::uint8_t byte) { return sum + byte; });
}

void Board::note(const taskflow::OpeningChange& change) {
    const auto at = campaigns_.find(change.item.campaign);
    if (at == campaigns_.end() || change.item.index >= at->second.openings.size()) return;
    char& byte = at->second.openings[change.item.index];
    byte = static_cast<char>(std::clamp(static_cast<std::uint8_t>(byte) + change.delta, 0, 255));
    if (change.delta < 0)
        at->second.day_room += change.delta * at->second.stored.campaign.lease_micro_max();
}

void Board::exhaust(ItemRef item) {
    const auto at = campaigns_.find(item.campaign);
    if (at == campaigns_.end() || item.index >= at->second.openings.size()) return;
    at->second.openings[item.index] = '\0';
}

void Board::suspend(std::uint32_t number) {
    const auto at = campaigns_.find(number);
    if (at != campaigns_.end()) at->second.suspended = true;
}

taskflow::OpenCampaign Board::open_of(const Entry& entry) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(entry.openings.data());
    return taskflow::open_campaign(entry.stored.campaign, {bytes, entry.openings.size()});
}

std::vector<taskflow::OpenCampaign> Board::open() const {
    std::vector<taskflow::OpenCampaign> open;
    for (const auto& [number, entry] : campaigns_) {
        if (entry.stored.campaign.state != CampaignState::running || entry.suspended) continue;
        if (entry.is_day_spent()) continue;
        open.push_back(open_of(entry));
        open.back().has_lesson_place = entry.lesson_places > 0;
    }
    return open;
}

}  // namespace kazi::gateway::engine
