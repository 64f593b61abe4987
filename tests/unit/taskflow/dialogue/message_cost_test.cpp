// SPDX-License-Identifier: Apache-2.0
// What messages cost for one answer when a crowd works by SMS, each question alone and packed. The
// people are no machines: some replies can't be read, some leave questions out, many give up.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::size_t people = 80;
constexpr std::size_t items = 300;
constexpr int replies_max = 40;

/// In 100 replies.
constexpr int unreadable_pct = 5;
constexpr int leaves_one_out_pct = 7;
constexpr int dont_know_pct = 4;
constexpr int gives_up_pct = 6;

struct Spent {
    std::int64_t segments = 0;
    std::int64_t answers = 0;

    [[nodiscard]] double per_answer() const {
        return static_cast<double>(segments) / static_cast<double>(answers);
    }
};

class Crowd {
public:
    Crowd(QuestionType type, std::uint8_t pack_at_most) {
        Campaign campaign = sample_campaign(type);
        campaign.tasks.pack_at_most = pack_at_most;
        world_.add(std::move(campaign), items);
    }

    Spent work() {
        for (std::size_t who = 0; who < people; ++who) {
            count(world_.join(who, who % 2 == 0 ? "1" : "2"));
            for (int reply = 0; reply < replies_max && !happens(gives_up_pct); ++reply) {
                if (!world_.worker(who).question) break;
                count(world_.sms(who, reply_of_hers(world_.worker(who))));
                world_.now += minute_us;
            }
        }
        return spent_;
    }

private:
    bool happens(int percent) { return static_cast<int>(dice_() % 100) < percent; }

    std::string answer() { return happens(dont_know_pct) ? "0" : dice_() % 2 == 0 ? "1" : "2"; }

    std::string reply_of_hers(const Worker& worker) {
        if (happens(unreadable_pct)) return "sijaelewa vizuri";
        const auto& rest = worker.pack.rest;
        if (rest.empty()) return answer();
        std::string text = lettered(worker.pack.letter);
        for (std::size_t nth = 0; nth < rest.size(); ++nth) {
            const bool left_out = nth + 1 == rest.size() && happens(leaves_one_out_pct);
            if (!left_out) text += ' ' + lettered(rest[nth].letter);
        }
        return text;
    }

    std::string lettered(std::uint8_t letter) { return static_cast<char>('a' + letter) + answer(); }

    /// Whoever pays for it: a question that is asked again costs the operator.
    void count(const Effects& effects) {
        for (const SmsToWorker& sms : effects.messages)
            spent_.segments += sms.segments;
        spent_.answers += static_cast<std::int64_t>(effects.earlier.size());
        spent_.answers += effects.answer ? 1 : 0;
    }

    ToyWorld world_;
    std::mt19937 dice_{7};
    Spent spent_;
};

}  // namespace

TEST_CASE("packed questions cut what messages cost for an answer by at least half") {
    for (const QuestionType type : {QuestionType::yes_no, QuestionType::choice}) {
        const Spent alone = Crowd(type, 1).work();
        const Spent packed = Crowd(type, pack_items_max).work();
        MESSAGE("segments for an answer: ", alone.per_answer(), " alone, ", packed.per_answer(),
                " packed");
        REQUIRE(alone.answers > 300);
        REQUIRE(packed.answers > 300);
        CHECK(packed.per_answer() <= alone.per_answer() / 2);
    }
}

}  // namespace kazi::taskflow
