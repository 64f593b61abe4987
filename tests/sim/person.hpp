// SPDX-License-Identifier: Apache-2.0
// One worker with her phone: she joins, answers, corrects, skips, mistypes, hangs up, leaves and
// comes back.
#pragma once

#include <optional>
#include <string>

#include "taskflow/worker.hpp"
#include "tests/sim/aggregator.hpp"

namespace kazi::sim {

class Person {
public:
    Person(World& world, Aggregator& aggregator, int number);
    Person(const Person&) = delete;
    Person& operator=(const Person&) = delete;

    /// From now on she does something now and then.
    void wake();
    /// She wants to work, and answers what she is asked.
    void be_diligent() { diligent_ = true; }
    /// She does nothing any more.
    void fall_asleep() { asleep_ = true; }
    /// True while she can still be given a question of that campaign.
    [[nodiscard]] bool may_work(const taskflow::Worker& known,
                                const taskflow::Campaign& campaign) const;
    [[nodiscard]] const Subscriber& subscriber() const { return subscriber_; }
    /// Right so often that she may judge others' appeals.
    [[nodiscard]] bool is_senior() const { return number_ % 2 == 0; }
    /// Her record as it is kept: what she has read on her screen.
    [[nodiscard]] taskflow::Worker record() const;

private:
    void act();
    void dial();
    void send_keys(const std::string& typed);
    void read_page(const std::string& session, const taskflow::UssdReply& page);
    void press(const std::string& session);
    void hang_up();
    [[nodiscard]] std::optional<std::string> words(const taskflow::Worker& known);
    [[nodiscard]] std::optional<std::string> appeal(const taskflow::Worker& known);
    [[nodiscard]] std::optional<std::string> joining_words(taskflow::Stage stage);
    [[nodiscard]] std::string answers(const taskflow::Pack& pack);
    /// What she says about an item of that campaign: a number, or words where it asks for them.
    [[nodiscard]] std::string answer_to(std::uint32_t campaign);
    [[nodiscard]] std::string answer_again(const taskflow::Worker& known);
    [[nodiscard]] std::string which_again(const taskflow::Worker& known);
    [[nodiscard]] std::string working_words(const taskflow::Worker& known, const std::string& work);
    [[nodiscard]] std::optional<std::string> key(const taskflow::Worker& known);
    [[nodiscard]] std::string answer();

    World& world_;
    Aggregator& aggregator_;
    Chance chance_;
    Subscriber subscriber_;
    bool likes_ussd_ = false;
    bool comes_back_ = true;  ///< after STOP
    bool diligent_ = false;
    bool asleep_ = false;
    int number_;
    int sessions_ = 0;
    std::string session_;  ///< empty: she has hung up
    std::string typed_;
    int presses_ = 0;
    Instant last_press_ = 0;
};

}  // namespace kazi::sim
