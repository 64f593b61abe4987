// SPDX-License-Identifier: Apache-2.0
// A review from the answer to its end, on the memory store: what the client says, what the keeper
// does next, what she hears, and where the money stands after each step.
#include <doctest/doctest.h>

#include <algorithm>

#include "gateway/audit/audit_feed.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/review_plan.hpp"
#include "gateway/records/counts_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/outbox_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "taskflow/review/reviewing.hpp"
#include "tests/unit/gateway/review_town.hpp"

using namespace kazi;
using namespace kazi::gateway;
using namespace kazi::taskflow;
using records::Review;
using records::ReviewState;

namespace {

constexpr std::int64_t pay = 2'000'000;
constexpr std::int64_t fee = 200'000;
constexpr std::int64_t bonus = 1'000'000;

bool has_no_case(const Worker& worker) {
    return worker.cases.pending_micro == 0 && worker.cases.rejected.empty();
}

}  // namespace

TEST_CASE("pay of a campaign with review waits, and silence pays it") {
    ReviewTown reviews;
    SmallTown& town = reviews.town;
    CHECK(town.worker().available_micro == 0);
    CHECK(town.worker().cases.pending_micro == pay);
    CHECK(town.balance("platform_fee KES") == fee);
    CHECK(reviews.due().empty());
    town.now += 24 * hour_us;
    CHECK(reviews.due().size() == 1);
    reviews.keep();
    CHECK(town.worker().available_micro == pay);
    CHECK(town.worker().cases.pending_micro == 0);
    CHECK(reviews.reviews() == 0);
    CHECK(reviews.due().empty());
    CHECK(reviews.client_count("looked_at") == 1);
    CHECK(reviews.client_count("rejected") == 0);
}

TEST_CASE(
    "before her first question she is told how long pay may wait and what the client rejects") {
    ReviewTown reviews;
    const auto told = [&] {
        std::optional<std::vector<store::StreamEntry>> entries;
        reviews.town.store.range({"ke-0", keys::replies, "0", 100},
                                 ReviewTown::into<std::vector<store::StreamEntry>>(entries));
        return std::count_if(entries->begin(), entries->end(), [](const auto& each) {
            const auto text = records::message_from(each.payload)->text;
            return text.find("within 24 h. It refused 0 in 100") != std::string::npos;
        });
    };
    CHECK(told() == 1);
    reviews.town.sms("1", 104);
    CHECK(told() == 1);
}

TEST_CASE("a rejection is told with its reason and the right answer, and the pay still waits") {
    ReviewTown reviews;
    reviews.reject();
    reviews.keep();
    CHECK(reviews.last_news().find("'Yes' (KES 2.00) was refused") != std::string::npos);
    CHECK(reviews.last_news().find("Right is: No") != std::string::npos);
    CHECK(reviews.town.worker().cases.pending_micro == pay);
    REQUIRE(reviews.town.worker().cases.rejected.size() == 1);
    CHECK(reviews.last_news().find("Send APPEAL 1001") != std::string::npos);
    CHECK(reviews.client_count("rejected") == 1);
    CHECK(reviews.load().review.state == ReviewState::told);
}

TEST_CASE("without an appeal the client has pay and fee again, once") {
    ReviewTown reviews;
    reviews.reject();
    reviews.keep();
    const auto final = reviews.load();
    reviews.keep();
    CHECK(has_no_case(reviews.town.worker()));
    CHECK(reviews.town.worker().available_micro == 0);
    CHECK(reviews.town.balance("client:maji:funds KES") == pay + fee);
    CHECK(reviews.town.balance("platform_fee KES") == 0);
    const auto step = engine::next_step(final);
    const auto request = engine::review_event(final, std::get<ReviewMoved>(step), "t");
    CHECK_FALSE(reviews.town.would_apply(request));
}

TEST_CASE("what is refused for good buys another answer with the same money, once") {
    ReviewTown reviews;
    const std::int64_t before = reviews.town.balance("escrow:c1 KES");
    reviews.reject();
    reviews.keep();
    reviews.buys_again = true;
    const auto final = reviews.load();
    const ItemRef item{1, final.name.answer.index};
    reviews.keep();
    CHECK(has_no_case(reviews.town.worker()));
    CHECK(reviews.town.balance("client:maji:funds KES") == 0);
    CHECK(reviews.town.balance("escrow:c1 KES") == before + pay + fee);
    CHECK(reviews.town.balance("platform_fee KES") == 0);
    CHECK(reviews.town.item_state(item).answers.empty());
    const auto step = engine::next_step(final);
    const auto request = engine::review_event(final, std::get<ReviewMoved>(step), "t");
    CHECK_FALSE(reviews.town.would_apply(request));
    CHECK(reviews.town.balance("escrow:c1 KES") == before + pay + fee);
}

TEST_CASE("a bonus goes back with the pay, and counts as given no more") {
    ReviewTown reviews(bonus);
    REQUIRE(reviews.load().review.bonus_micro == bonus);
    REQUIRE(reviews.load().review.pay_micro == pay + bonus);
    REQUIRE(reviews.tally("bonuses") == bonus);
    reviews.reject();
    reviews.keep();
    CHECK(reviews.tally("bonuses") == bonus);
    SUBCASE("to the client") {
        reviews.keep();
        CHECK(reviews.town.balance("client:maji:funds KES") == pay + bonus + fee);
        CHECK(reviews.tally("bonuses") == bonus);
        CHECK(reviews.tally(keys::refused_bonuses) == bonus);
        CHECK(reviews.tally("escrow_returned") == pay + bonus + fee);
    }
    SUBCASE("to the escrow, where another answer may earn it") {
        const std::int64_t before = reviews.town.balance("escrow:c1 KES");
        reviews.buys_again = true;
        reviews.keep();
        CHECK(reviews.town.balance("escrow:c1 KES") == before + pay + bonus + fee);
        CHECK(reviews.tally("bonuses") == 0);
        CHECK(reviews.tally(keys::refused_bonuses) == 0);
        CHECK(reviews.tally("escrow_returned") == 0);
    }
    CHECK(reviews.tally(keys::refused_pay) == pay);
    CHECK(reviews.tally(keys::refused_fees) == fee);
    CHECK(has_no_case(reviews.town.worker()));
}

TEST_CASE("a case that goes to judges is not bought again before they decide") {
    ReviewTown reviews;
    reviews.buys_again = true;
    reviews.reject();
    reviews.keep();
    CHECK(reviews.load().item->state.answers.size() == 1);
    CHECK(reviews.town.worker().cases.pending_micro == pay);
}

TEST_CASE("APPEAL opens one case, and what is due then are its judges") {
    ReviewTown reviews;
    reviews.town.sms("APPEAL", 101);
    CHECK(reviews.town.worker().cases.rejected.empty());
    reviews.reject();
    reviews.keep();
    reviews.town.sms("APPEAL", 102);
    REQUIRE(reviews.town.worker().cases.rejected.size() == 1);
    CHECK(reviews.town.worker().cases.rejected.front().appealed);
    CHECK(reviews.due().size() == 1);
    const auto review = reviews.load();
    CHECK(review.appealed);
    CHECK(std::holds_alternative<engine::AskJudges>(engine::next_step(review)));
    reviews.town.sms("APPEAL", 103);
    CHECK(reviews.due().size() == 1);
}

TEST_CASE("judges get the same question in a campaign of their own, and nobody who saw it") {
    ReviewTown reviews;
    reviews.reject();
    reviews.keep();
    reviews.town.sms("APPEAL", 102);
    auto review = reviews.load();
    // What the client taught its workers, and whom it wanted, is no matter of the judges.
    Campaign taught = *review.campaign;
    taught.lessons.all.resize(1);
    taught.targeting.profile["crop"] = {"maize"};
    review.campaign = &taught;
    const std::string item = records::pack_item(Item{"t0", {{"place", "Kisumu"}}});
    REQUIRE(reviews.commit(engine::plan_judges(review, item, 1)));
    CHECK_FALSE(reviews.commit(engine::plan_judges(review, item, 2)));
    const auto stored = records::campaign_from(*reviews.value(keys::campaign(2)));
    REQUIRE(stored);
    CHECK(stored->campaign.question.texts.at("en").text == "Rain in {place} today?");
    CHECK(stored->campaign.redundancy.maximum == 2);
    CHECK_FALSE(stored->campaign.lessons.wanted());
    CHECK(stored->campaign.targeting.fits(Profile{}));
    CHECK(stored->campaign.review.judges->value == "yes");
    CHECK(reviews.load().review.state == ReviewState::judged);
    constexpr int senior = senior_level;
    CHECK_FALSE(may_judge(reviews.town.worker(), senior, stored->campaign));
    CHECK_FALSE(may_judge(Worker{}, senior - 1, stored->campaign));
    CHECK(may_judge(Worker{}, senior, stored->campaign));
}

namespace {

void send_to_judges(ReviewTown& reviews) {
    reviews.reject();
    reviews.keep();
    reviews.town.sms("APPEAL", 102);
    const std::string item = records::pack_item(Item{"t0", {{"place", "Kisumu"}}});
    REQUIRE(reviews.commit(engine::plan_judges(reviews.load(), item, 1)));
}

}  // namespace

TEST_CASE("a tie goes to the worker: paid, told, her rating repaired, the client's room smaller") {
    ReviewTown reviews;
    send_to_judges(reviews);
    reviews.keep({.answers = 2, .for_her = 1, .over = true});
    const Worker worker = reviews.town.worker();
    CHECK(worker.available_micro == pay);
    CHECK(has_no_case(worker));
    CHECK(reviews.last_news().find("you were right") != std::string::npos);
    CHECK(reviews.client_count("reversed") == 1);
    CHECK(reviews.client_count("room") == 100 - 1000);
    const auto family = reviews.town.board.find(1)->campaign.family();
    const auto counts =
        records::counts_from(family, *reviews.value(keys::counts(reviews.town.her, family)));
    REQUIRE(counts);
    CHECK(quality::right_of(*counts).right_milli == 1000);
    CHECK(reviews.reviews() == 0);
}

TEST_CASE("both judges against her: the client has its money and what the judges earned") {
    ReviewTown reviews;
    send_to_judges(reviews);
    reviews.keep({.answers = 2, .for_her = 0, .over = true});
    CHECK(reviews.town.worker().available_micro == 0);
    CHECK(has_no_case(reviews.town.worker()));
    CHECK(reviews.town.balance("client:maji:funds KES") == 3 * (pay + fee));
    CHECK(reviews.town.balance("operator:funds KES") < -2 * (pay + fee) + 1);
    CHECK(reviews.last_news().find("judges agree with the client") != std::string::npos);
}

TEST_CASE("an appeal that finds one judge only, or none, is hers") {
    for (const std::int64_t answers : {0, 1}) {
        ReviewTown reviews;
        send_to_judges(reviews);
        reviews.keep({.answers = answers, .for_her = 0, .over = true});
        CHECK(reviews.town.worker().available_micro == pay);
    }
}

TEST_CASE("while judges are at work nothing is decided") {
    ReviewTown reviews;
    send_to_judges(reviews);
    auto review = reviews.load();
    CHECK(std::holds_alternative<engine::LookAgain>(engine::next_step(review)));
    review.judging = {.answers = 2, .for_her = 2, .over = true};
    CHECK(std::holds_alternative<ReviewMoved>(engine::next_step(review)));
}

TEST_CASE("a refusal waits until she may be written to") {
    ReviewTown reviews;
    reviews.reject();
    reviews.town.cell.local_time = [](Instant) { return LocalTime{.year = 2023, .hour = 23}; };
    const auto review = reviews.load();
    const auto step = engine::next_step(review);
    const auto request = engine::review_event(review, std::get<ReviewMoved>(step), "t");
    CHECK_FALSE(reviews.town.would_apply(request));
    CHECK(reviews.load().review.state == ReviewState::rejected);
}

TEST_CASE("the audit proves what waits: it finds a shilling that is missing") {
    ReviewTown reviews;
    const auto entries_of = [&](const char* key) {
        std::optional<std::vector<store::StreamEntry>> entries;
        reviews.town.store.range({"ke-0", key, "0", 1000},
                                 ReviewTown::into<std::vector<store::StreamEntry>>(entries));
        return *entries;
    };
    const auto finds_pending = [&](std::int64_t missing) {
        audit::AuditFeed feed("ke-0");
        for (const auto& entry : entries_of(keys::journal))
            REQUIRE(feed.journal_entry(entry));
        Worker worker = reviews.town.worker();
        worker.cases.pending_micro -= missing;
        REQUIRE(feed.wallet(reviews.town.her, records::to_record(worker, 1)));
        const auto report = feed.finish();
        return std::any_of(report.findings.begin(), report.findings.end(), [](const auto& each) {
            return each.account.find(":pending") != std::string::npos;
        });
    };
    CHECK_FALSE(finds_pending(0));
    CHECK(finds_pending(1'000'000));
}

TEST_CASE("a worker's cases are a section of her record, and cost nothing without them") {
    Worker worker;
    worker.stage = Stage::active;
    const auto plain = records::to_record(worker, 1).body.size();
    worker.cases.pending_micro = 7'000'000;
    worker.cases.rejected = {{{3, 9}, 0xfeedbeef, 1001, true}, {{4, 2}, 0xbadcafe, 1002, false}};
    worker.cases.numbers_given = 2;
    worker.cases.freeze_appealed = true;
    worker.cases.verdict = FreezeVerdict::stays;
    const auto record = records::to_record(worker, 1);
    CHECK(record.body.size() > plain);
    CHECK(records::worker_from(record) == worker);
    auto unknown = record;
    unknown.body[plain] = 99;
    CHECK_FALSE(records::worker_from(unknown));
}

TEST_CASE("names of answers and reviews read back, and nothing else does") {
    const records::ReviewName name{7, {12, 0x00f3a1}};
    CHECK(to_string(name) == "7 12-00000000f3a1");
    CHECK(records::review_name_from(to_string(name)) == name);
    for (const char* bad : {"", "7", "7 12", "7 12-", "7 12-xyz", "7 12-00000000f3a1 ",
                            "7 -00000000f3a1", "a 12-00000000f3a1"})
        CHECK_FALSE(records::review_name_from(bad));
}
