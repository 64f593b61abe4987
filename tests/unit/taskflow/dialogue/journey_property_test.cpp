// SPDX-License-Identifier: Apache-2.0
// A worker's way through whatever work there is: it ends with the same books by SMS and USSD, goes
// on where any session dropped, and stops at STOP wherever she stands.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>
#include <string>
#include <vector>

#include "taskflow/pay/accounts.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::uint32_t campaign_count = 3;
constexpr std::size_t interview_length = 6;  ///< questions of the sample survey

/// What a question may be answered with: right, unsure, left, and not to be understood.
const std::vector<std::string> answers{"1", "2", "2", "1", "0", "34", "yes", "blue", "1990"};

rc::Gen<std::vector<std::string>> any_answers() {
    return rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(answers));
}

/// Lessons, an interview and questions one by one; messages cost nobody anything.
ToyWorld at_work() {
    ToyWorld world;
    world.market.sms_price.micro = 0;
    world.market.auto_payout = false;
    Campaign taught = sample_campaign(QuestionType::choice);
    taught.lessons = sample_lessons();
    world.add(std::move(taught), 4);
    world.add(sample_survey_campaign(), 2);
    world.add(sample_campaign(QuestionType::yes_no), 6);
    return world;
}

/// At the first question of a survey, with nothing paid before.
ToyWorld at_interview() {
    ToyWorld world;
    world.market.sms_price.micro = 0;
    world.market.auto_payout = false;
    world.add(sample_survey_campaign(), 2);
    world.add(sample_survey_campaign(), 0);
    world.add(sample_survey_campaign(), 0);
    world.join(0);
    return world;
}

/// What everybody has, and what is known of each item.
struct Books {
    std::int64_t wallet = 0;
    std::map<std::uint32_t, std::int64_t> escrows;
    std::map<std::uint32_t, std::map<std::uint32_t, std::vector<std::uint16_t>>> labels;
    std::uint32_t answers = 0;
    std::optional<ItemRef> open;

    friend bool operator==(const Books&, const Books&) = default;
};

Books books_of(ToyWorld& world) {
    const Worker& worker = world.worker(0);
    Books books;
    books.wallet = world.balance(wallet_of(ToyWorld::id_of(0)));
    RC_ASSERT(books.wallet == worker.available_micro);
    for (std::uint32_t number = 1; number <= campaign_count; ++number) {
        books.escrows[number] = world.balance(escrow_of(number));
        for (const auto& [index, state] : world.campaign(number).states) {
            for (const GivenAnswer& each : state.answers)
                books.labels[number][index].push_back(each.label);
        }
    }
    books.answers = worker.answers;
    if (worker.question) books.open = worker.question->item;
    return books;
}

/// Back to her open question, from wherever a new session begins.
void dial_to_question(ToyWorld& world) {
    world.dial(0);
    for (int page = 0; page < 3 && world.worker(0).ussd.place != Place::question; ++page)
        world.press(0, "1");
    RC_ASSERT(world.worker(0).ussd.place == Place::question);
}

/// Answers over USSD; before those of `drops` the session breaks off.
void answer_by_ussd(ToyWorld& world, const std::vector<std::string>& said,
                    const std::vector<bool>& drops) {
    for (std::size_t nth = 0; nth < said.size() && world.worker(0).question; ++nth) {
        const bool dropped = nth < drops.size() && drops[nth];
        if (dropped) world.happen(0, UssdEnded{world.worker(0).ussd.id});
        if (dropped || world.worker(0).ussd.place != Place::question) dial_to_question(world);
        world.press(0, said[nth]);
    }
}

}  // namespace

TEST_CASE("property: the same answers lead to the same books by SMS, over USSD, and mixed") {
    CHECK(rc::check([] {
        const auto said = *any_answers();
        const auto on_ussd =
            *rc::gen::container<std::vector<bool>>(said.size(), rc::gen::arbitrary<bool>());
        ToyWorld by_sms = at_work();
        ToyWorld by_ussd = at_work();
        ToyWorld mixed = at_work();
        for (ToyWorld* world : {&by_sms, &by_ussd, &mixed})
            world->join(0);
        for (const std::string& text : said) {
            if (by_sms.worker(0).question) by_sms.sms(0, text);
        }
        answer_by_ussd(by_ussd, said, {});
        for (std::size_t nth = 0; nth < said.size() && mixed.worker(0).question; ++nth) {
            if (on_ussd[nth]) {
                dial_to_question(mixed);
                mixed.press(0, said[nth]);
            } else {
                mixed.sms(0, said[nth]);
            }
        }
        RC_ASSERT(books_of(by_ussd) == books_of(by_sms));
        RC_ASSERT(books_of(mixed) == books_of(by_sms));
    }));
}

TEST_CASE("property: a session can be dropped at any turn, and everything goes on where it stood") {
    CHECK(rc::check([] {
        const auto said = *any_answers();
        const auto drops =
            *rc::gen::container<std::vector<bool>>(said.size(), rc::gen::arbitrary<bool>());
        ToyWorld whole = at_work();
        ToyWorld broken = at_work();
        for (ToyWorld* world : {&whole, &broken})
            world->join(0);
        answer_by_ussd(whole, said, {});
        answer_by_ussd(broken, said, drops);
        RC_ASSERT(books_of(broken) == books_of(whole));
        RC_ASSERT(broken.worker(0).study == whole.worker(0).study);
        RC_ASSERT(broken.worker(0).training == whole.worker(0).training);
    }));
}

TEST_CASE("property: whoever goes back in a survey ends as if she had said so at once") {
    CHECK(rc::check([] {
        const auto said = *any_answers();
        const auto slips = *any_answers();
        const bool by_ussd = *rc::gen::arbitrary<bool>();
        const auto write = [&](ToyWorld& world, const std::string& text) {
            return by_ussd ? world.press(0, text) : world.sms(0, text);
        };
        ToyWorld at_once = at_interview();
        ToyWorld slipping = at_interview();
        for (ToyWorld* world : {&at_once, &slipping}) {
            if (by_ussd) dial_to_question(*world);
        }
        for (std::size_t nth = 0; nth < said.size() && at_once.worker(0).question; ++nth) {
            const Study before = slipping.worker(0).study;
            // What ends the interview is beyond OOPS: of that she makes no slip.
            const std::string slip = nth < slips.size() ? slips[nth] : "1";
            const bool last = before.at + 1U >= interview_length;
            if (!last) write(slipping, slip);
            const bool went_on = slipping.worker(0).study.at != before.at;
            if (went_on) write(slipping, "OOPS");
            RC_ASSERT(slipping.worker(0).study.at == before.at);
            slipping.worker(0).question->tries = at_once.worker(0).question->tries;
            write(at_once, said[nth]);
            write(slipping, said[nth]);
            RC_ASSERT(slipping.worker(0).study.at == at_once.worker(0).study.at);
            RC_ASSERT(slipping.worker(0).study.answers == at_once.worker(0).study.answers);
        }
        RC_ASSERT(books_of(slipping) == books_of(at_once));
    }));
}

TEST_CASE("property: STOP silences from any state") {
    const std::vector<std::string> sayings{
        "1",     "2",    "0",   "JOIN",  "1990",    "NEXT",  "OOPS",      "SKIP",
        "PAY",   "LANG", "WHY", "LINK",  "HELP",    "REFER", "FORGET ME", "HOURS",
        "A1 B2", "98",   "00",  "START", "stop it", "blue",  "NOT TODAY"};
    CHECK(rc::check([&] {
        ToyWorld world = at_work();
        const auto steps = *rc::gen::container<std::vector<std::pair<int, std::string>>>(
            rc::gen::pair(rc::gen::inRange(0, 4), rc::gen::elementOf(sayings)));
        for (const auto& [kind, text] : steps) {
            world.now += minute_us;
            if (kind == 0) world.dial(0);
            if (kind == 1) world.press(0, text);
            if (kind > 1) world.sms(0, text);
        }
        world.sms(0, "STOP");
        const Worker& worker = world.worker(0);
        RC_ASSERT(worker.opted_out);
        RC_ASSERT(!worker.question && worker.pack.rest.empty() && worker.study == Study{});
        for (std::uint32_t number = 1; number <= campaign_count; ++number)
            RC_ASSERT(world.campaign(number).leases == 0);
        for (int day = 0; day < 10; ++day) {
            world.now += day_us;
            RC_ASSERT(
                world.happen(0, WorkOffered{1 + static_cast<std::uint32_t>(day) % campaign_count})
                    .messages.empty());
            RC_ASSERT(world.fire(0).messages.empty());
        }
    }));
}

}  // namespace kazi::taskflow
