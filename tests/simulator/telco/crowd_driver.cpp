// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/crowd_driver.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "protocols/gsm_text.hpp"

namespace kazi::simulator::telco {

using crowd::Event;
using crowd::Move;

namespace {

constexpr std::uint64_t drop_stream = 0xd409;
constexpr std::uint64_t puzzles_shown_max = 20;

}  // namespace

CrowdDriver::CrowdDriver(const std::vector<Home>& homes, Timeline& timeline,
                         const Settings& settings, Statistics& statistics,
                         const crowd::Reader& reader, const RecordedAnswers& recorded)
    : homes_(homes),
      timeline_(timeline),
      settings_(settings),
      statistics_(statistics),
      reader_(reader),
      recorded_(recorded),
      rng_(settings.seed, drop_stream) {}

void CrowdDriver::start(std::size_t people) {
    stopped_ = false;
    while (slots_.size() < people)
        invite(slots_.size());
    for (std::size_t index = 0; index < slots_.size(); ++index) {
        if (!slots_[index].plan) happen(index, {});
    }
}

// She uses what her country has.
void CrowdDriver::invite(std::size_t number) {
    const Home& home = homes_[number % homes_.size()];
    Slot slot{crowd::Person(number, settings_.seed), crowd::msisdn_of(number, home.numbers), home};
    if (home.ussd == nullptr) slot.person.habits.reach = crowd::Reach::sms;
    if (home.sms == nullptr) slot.person.habits.reach = crowd::Reach::ussd;
    slot_of_number_.emplace(slot.number, slots_.size());
    slots_.push_back(std::move(slot));
}

void CrowdDriver::hang_up(const Slot& slot) {
    if (slot.home.ussd != nullptr) slot.home.ussd->hang_up(slot.number);
}

void CrowdDriver::stop() {
    stopped_ = true;
    for (auto& slot : slots_) {
        if (slot.plan) timeline_.cancel(*slot.plan);
        slot.plan.reset();
        hang_up(slot);
        slot.person.in_session = false;
    }
}

bool CrowdDriver::sms_arrived(const std::string& number, const std::string& text) {
    const auto slot = slot_of_number_.find(number);
    if (slot == slot_of_number_.end()) return false;
    happen(slot->second, {.kind = Event::Kind::sms_arrived, .text = text});
    return true;
}

void CrowdDriver::happen(std::size_t index, const Event& event) {
    auto& slot = slots_[index];
    const auto reaction =
        crowd::react(slot.person, event, {reader_, recorded_, slot.home.service_code});
    count(slot, reaction, event);
    if (reaction.move.kind != Move::Kind::nothing && !stopped_) {
        plan(index, reaction.move, least_wait(event.kind));
    }
}

void CrowdDriver::count(const Slot& slot, const crowd::Reaction& reaction, const Event& event) {
    for (const crowd::Given& given : reaction.thanked) {
        thanked_.note(slot.number, given);
        ++statistics_.answers_thanked;
    }
    const bool by_sms = reaction.asked_by_sms > 0 && reaction.move.kind == Move::Kind::sms;
    if (by_sms) count_questions(reaction, event.text);
    statistics_.joined += reaction.joined ? 1 : 0;
    statistics_.answers_sent += static_cast<std::uint64_t>(reaction.answered);
    statistics_.declines_sent += static_cast<std::uint64_t>(reaction.declined);
    if (reaction.puzzled && ++statistics_.texts_not_understood <= puzzles_shown_max) {
        fmt::print(stderr, "not understood: {}\n", event.text);
    }
}

void CrowdDriver::count_questions(const crowd::Reaction& reaction, const std::string& text) {
    MessagesThatAsk& sum =
        reaction.asked_by_sms > 1 ? statistics_.asking_packed : statistics_.asking_alone;
    ++sum.messages;
    sum.segments += protocols::measure_sms(text).segments;
    sum.questions += static_cast<std::uint64_t>(reaction.asked_by_sms);
    sum.answers += static_cast<std::uint64_t>(reaction.answered);
    sum.declines += static_cast<std::uint64_t>(reaction.declined);
}

std::chrono::milliseconds CrowdDriver::least_wait(Event::Kind kind) const {
    if (kind == Event::Kind::sms_taken) {
        return std::chrono::milliseconds(settings_.patience_ms_min);
    }
    const bool lost = kind == Event::Kind::session_lost;
    return std::chrono::milliseconds(lost ? settings_.redial_ms_min : 0);
}

void CrowdDriver::plan(std::size_t index, const Move& move, std::chrono::milliseconds least) {
    auto& slot = slots_[index];
    if (slot.plan) timeline_.cancel(*slot.plan);
    ++slot.moves;
    // Who hangs up does it now; the time is how long she then leaves the phone alone.
    if (move.kind == Move::Kind::hang_up) hang_up(slot);
    slot.plan =
        timeline_.after(move.after_s, least, [this, index, move] { carry_out(index, move); });
}

void CrowdDriver::carry_out(std::size_t index, const Move& move) {
    auto& slot = slots_[index];
    const auto page = [this, index](const std::optional<Page>& shown) { page_came(index, shown); };
    switch (move.kind) {
        case Move::Kind::nothing:
            return;
        case Move::Kind::wait:
        case Move::Kind::hang_up:
            happen(index, {});
            return;
        case Move::Kind::dial:
            slot.home.ussd->dial(slot.number, move.text, page);
            return;
        case Move::Kind::press:
            slot.home.ussd->press(slot.number, move.text, page);
            return;
        case Move::Kind::sms:
            break;
    }
    slot.home.sms->write(slot.number, move.text, [this, index, moves = slot.moves](bool) {
        if (slots_[index].moves == moves) happen(index, {.kind = Event::Kind::sms_taken});
    });
}

void CrowdDriver::page_came(std::size_t index, const std::optional<Page>& page) {
    if (!page) {
        happen(index, {.kind = Event::Kind::session_lost});
        return;
    }
    const double share = crowd::offers_choices(page->text) ? settings_.faults.drop_out_digits
                                                           : settings_.faults.drop_out_text;
    if (page->more && rng_.chance(share)) {
        ++statistics_.sessions_dropped;
        hang_up(slots_[index]);
        happen(index, {.kind = Event::Kind::session_lost});
        return;
    }
    happen(index, {.kind = Event::Kind::page_shown, .text = page->text, .more = page->more});
}

}  // namespace kazi::simulator::telco
