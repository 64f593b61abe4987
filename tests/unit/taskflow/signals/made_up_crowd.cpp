// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/taskflow/signals/made_up_crowd.hpp"

#include <algorithm>
#include <string>

#include "taskflow/quality/dice.hpp"

namespace kazi::testing {

namespace {

using namespace taskflow;
using quality::Dice;

constexpr std::uint32_t per_mille = 1000;
constexpr std::uint32_t ring_size = 3;

/// One in a crowd: what she does, and how well.
struct Member {
    Habit habit = Habit::honest;
    std::uint32_t skill_permille = 0;  ///< 0 guesses, 1000 is always right
    std::uint32_t key = 0;
    bool robot = false;
    bool several = false;
    std::string paid_to;
    Instant network_us = 0;
    Instant now = 0;
};

struct Task {
    std::uint32_t truth = 0;
    std::uint32_t lure = 0;  ///< what a misleading item looks like
    bool misleads = false;
};

class Maker {
public:
    explicit Maker(const CrowdPlan& plan)
        : plan_(plan), dice_(plan.seed), guessers_(guessers_before(plan.workers)) {}

    MadeUpCrowd make() {
        for (std::uint32_t number = 0; number < plan_.workers; ++number)
            members_.push_back(make_member(number));
        for (std::uint32_t index = 0; index < plan_.items; ++index)
            ask(index);
        MadeUpCrowd crowd{gathering_.finish(), {}, {}, {}, {}};
        for (std::uint32_t worker = 0; worker < crowd.record.workers.size(); ++worker) {
            const Member& member = members_.at(number_of(crowd.record.workers[worker]));
            crowd.habits.push_back(member.habit);
            crowd.robots.push_back(member.robot);
            crowd.several.push_back(member.several);
            crowd.people[worker] = {member.paid_to,
                                    member.network_us > 2 * second_us ? "slow" : "quick"};
        }
        return crowd;
    }

private:
    std::uint32_t between(std::uint32_t low, std::uint32_t high) {
        return low + static_cast<std::uint32_t>(dice_.roll(high - low));
    }

    static std::uint32_t number_of(const WorkerId& id) { return id.bytes[1] * 256U + id.bytes[2]; }

    /// The first three are the ring; then guessers, same key, careless; the rest works.
    [[nodiscard]] Habit habit_of(std::uint32_t number) const {
        if (plan_.all_honest) return Habit::honest;
        if (number < ring_size) return Habit::ring;
        const std::uint32_t rank = (number - ring_size) * 100 / (plan_.workers - ring_size);
        if (rank < 6) return Habit::guesser;
        if (rank < 9) return Habit::same_key;
        return rank < 29 ? Habit::careless : Habit::honest;
    }

    /// Whose pay goes where; everybody else has a number of her own.
    void find_payee(Member& member, std::uint32_t number) const {
        constexpr std::uint32_t numbers_each = 3;
        const bool household = !plan_.all_honest && number + 2 >= plan_.workers;
        member.several = member.habit == Habit::guesser &&
                         guessers_before(number) / numbers_each < guessers_ / numbers_each;
        std::uint32_t payee = plan_.workers + number;
        if (member.several) payee = guessers_before(number) / numbers_each;
        if (household) payee = plan_.workers - 1;
        member.paid_to = "+2547" + std::to_string(10'000'000 + payee);
    }

    [[nodiscard]] std::uint32_t guessers_before(std::uint32_t number) const {
        std::uint32_t guessers = 0;
        for (std::uint32_t each = 0; each < number; ++each)
            guessers += habit_of(each) == Habit::guesser ? 1 : 0;
        return guessers;
    }

    Member make_member(std::uint32_t number) {
        Member member;
        member.habit = habit_of(number);
        member.skill_permille = between(650, 960);
        if (member.habit == Habit::careless) member.skill_permille = between(200, 400);
        if (member.habit == Habit::ring) member.skill_permille = between(500, 700);
        member.key = between(0, plan_.classes);
        member.robot = member.habit == Habit::same_key && number % 2 == 0;
        member.network_us = (number % 2 == 0 ? 1'200'000 : 2'500'000);
        find_payee(member, number);
        return member;
    }

    std::uint32_t by_skill(const Task& task, std::uint32_t skill_permille) {
        if (between(0, per_mille) >= skill_permille) return between(0, plan_.classes);
        return task.misleads && between(0, 2) == 0 ? task.lure : task.truth;
    }

    std::uint32_t answer_of(const Member& member, const Task& task) {
        if (member.habit == Habit::same_key) return member.key;
        if (member.habit == Habit::guesser) return between(0, plan_.classes);
        return by_skill(task, member.skill_permille);
    }

    /// Somebody who copies now and then answers herself.
    std::uint32_t copied(const Member& member, const Task& task) {
        return between(0, 100) < 95 ? ring_said_ : by_skill(task, member.skill_permille);
    }

    void say(std::uint32_t index, std::uint32_t number, std::uint32_t label) {
        Member& member = members_[number];
        const Instant reading = member.robot ? 50'000 : 1'500'000 + between(0, 8'000'000);
        member.now += member.network_us + between(0, 400'000) + reading;
        AnswerRecord answer;
        answer.item = {1, index};
        answer.label = static_cast<std::uint16_t>(label);
        answer.channel = Channel::ussd;
        gathering_.answered(worker_number(number), answer, member.now, plan_.classes);
    }

    /// Whoever takes a copied item has the other two take it too: that is how they copy.
    void ask(std::uint32_t index) {
        Task task{between(0, plan_.classes), between(0, plan_.classes), between(0, 10) == 0};
        std::vector<std::uint32_t> asked;
        const bool rings = !plan_.all_honest && between(0, plan_.items) < 90;
        for (std::uint32_t member = 0; rings && member < ring_size; ++member)
            asked.push_back(member);
        while (asked.size() < plan_.answers_each) {
            const std::uint32_t number = between(plan_.all_honest ? 0 : ring_size, plan_.workers);
            if (std::ranges::find(asked, number) == asked.end()) asked.push_back(number);
        }
        ring_said_ = by_skill(task, members_.front().skill_permille);
        for (const std::uint32_t number : asked) {
            const Member& member = members_[number];
            const std::uint32_t label = member.habit != Habit::ring ? answer_of(member, task)
                                        : number == 0               ? ring_said_
                                                                    : copied(member, task);
            say(index, number, label);
        }
    }

    CrowdPlan plan_;
    Dice dice_;
    std::uint32_t guessers_;
    std::vector<Member> members_;
    signals::Gathering gathering_;
    std::uint32_t ring_said_ = 0;
};

}  // namespace

WorkerId worker_number(std::uint32_t number) {
    WorkerId id;
    id.bytes[1] = static_cast<std::uint8_t>(number >> 8);
    id.bytes[2] = static_cast<std::uint8_t>(number);
    return id;
}

MadeUpCrowd make_up_crowd(const CrowdPlan& plan) {
    return Maker(plan).make();
}

}  // namespace kazi::testing
