// SPDX-License-Identifier: Apache-2.0
// Gives the crowd its phones: carries out each person's move when its time comes, and tells her
// what happened.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulator/crowd/person.hpp"
#include "tests/simulator/telco/networks.hpp"
#include "tests/simulator/telco/thanked.hpp"

namespace kazi::simulator::telco {

class CrowdDriver {
public:
    /// All must outlive it. Person n lives in home n, counted round.
    CrowdDriver(const std::vector<Home>& homes, Timeline& timeline, const Settings& settings,
                Statistics& statistics, const crowd::Reader& reader,
                const RecordedAnswers& recorded);

    /// Invites people 0 … people − 1. More may be invited later; nobody twice.
    void start(std::size_t people);
    /// Everybody puts the phone away and does nothing more until `start` is called again.
    void stop();
    [[nodiscard]] std::size_t people() const { return slots_.size(); }

    /// A message for a number. False when it belongs to nobody in the crowd.
    bool sms_arrived(const std::string& number, const std::string& text);

    [[nodiscard]] const Thanked& thanked() const { return thanked_; }

private:
    struct Slot {
        crowd::Person person;
        std::string number;
        const Home& home;
        std::optional<Ticket> plan = {};
        std::uint64_t moves = 0;  ///< planned so far: tells a late result from news
    };
    void invite(std::size_t number);
    void happen(std::size_t index, const crowd::Event& event);
    void count(const Slot& slot, const crowd::Reaction& reaction, const crowd::Event& event);
    void count_questions(const crowd::Reaction& reaction, const std::string& text);
    [[nodiscard]] std::chrono::milliseconds least_wait(crowd::Event::Kind kind) const;
    void plan(std::size_t index, const crowd::Move& move, std::chrono::milliseconds least);
    void carry_out(std::size_t index, const crowd::Move& move);
    void page_came(std::size_t index, const std::optional<Page>& page);
    static void hang_up(const Slot& slot);

    const std::vector<Home>& homes_;
    Timeline& timeline_;
    const Settings& settings_;
    Statistics& statistics_;
    const crowd::Reader& reader_;
    const RecordedAnswers& recorded_;
    Rng rng_;
    bool stopped_ = true;
    std::deque<Slot> slots_;
    std::map<std::string, std::size_t, std::less<>> slot_of_number_;
    Thanked thanked_;
};

}  // namespace kazi::simulator::telco
