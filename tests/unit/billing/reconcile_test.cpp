// SPDX-License-Identifier: Apache-2.0
// A provider's report against our payouts: line by line, and what neither side can explain.
#include "billing/reconcile.hpp"

#include "tests/unit/billing/payout_fixture.hpp"

using namespace kazi::billing;
using namespace kazi::billing::test;

namespace {

constexpr std::int64_t hour_us = 60 * minute_us;

Payout payout_in(PayoutState state, std::int64_t sequence, std::int64_t sent_us) {
    Payout payout = create_payout(worker, sequence, shillings(20), 0).payout;
    Story story;
    story.payout = payout;
    story.then(claim(payout, sent_us));
    if (state == PayoutState::succeeded) {
        Decoded told = notice(Outcome::succeeded);
        told.provider_ref = "ATQid_" + std::to_string(sequence);
        story.then(Replied{1, told});
    }
    if (state == PayoutState::in_doubt) story.then(Replied{1, no_answer()});
    REQUIRE(story.payout.state == state);
    return story.payout;
}

ReconcileContext context() {
    ReconcileContext made;
    made.provider = provider_name;
    made.deployment_key = deployment_key;
    made.from_us = 0;
    made.until_us = 100 * hour_us;
    return made;
}

ReportLine line(std::string name) {
    ReportLine made;
    made.name = std::move(name);
    made.amount = shillings(20);
    return made;
}

}  // namespace

TEST_CASE("report: columns by name, quotes, blank lines; a fault names its line") {
    const auto lines = read_report(
        "reference,amount,currency,status,extra,msisdn,time,cost\r\n"
        "A1,20.0000,KES,paid,\"x,\"\"y\",254711000111,7200,19.20\n\n"
        "A2,5,KES,reversed,,,,\n");
    REQUIRE(lines.has_value());
    REQUIRE(lines->size() == 2);
    CHECK(lines->front().name == "line 2");
    CHECK(lines->front().provider_ref == "A1");
    CHECK(lines->front().msisdn == "+254711000111");
    CHECK(lines->front().amount == shillings(20));
    CHECK(lines->front().at_us == 2 * hour_us);
    CHECK(lines->front().cost == Money{19'200'000, shillings(1).currency});
    CHECK(lines->back().name == "line 4");
    CHECK(lines->back().reversed);
    for (const auto& [csv, error] :
         {std::pair{"amount,currency\n1,KES\nx,KES\n", "line 3: amount"},
          std::pair{"amount,currency\n1,kes\n", "line 2: amount"},
          std::pair{"amount\n1\n", "line 2: amount"},
          std::pair{"amount,currency,time\n1,KES,now\n", "line 2: time"},
          std::pair{"amount,currency,status\n1,KES,?\n", "line 2: status"},
          std::pair{"amount,currency,msisdn\n1,KES,07\n", "line 2: msisdn"},
          std::pair{"amount,currency\n1,\"KES\n", "line 2: a quote"}}) {
        const auto bad = read_report(csv);
        REQUIRE_MESSAGE(bad.has_error(), csv);
        CHECK_MESSAGE(bad.error().starts_with(error), bad.error());
    }
}

TEST_CASE("reconcile: a paid payout that the report shows is reconciled") {
    const std::vector<Payout> payouts{payout_in(PayoutState::succeeded, 7, 5 * hour_us)};
    ReportLine shown = line("line 2");
    shown.provider_ref = "ATQid_7";
    shown.cost = Money{19'200'000, shillings(1).currency};
    const auto made = reconcile(std::vector{shown}, payouts, context());
    REQUIRE(made.news.size() == 1);
    CHECK(made.extra_lines.empty());
    CHECK(made.missing_paid.empty());
    const auto after = advance(payouts[0], made.news[0].event, airtime());
    CHECK(after.payout.state == PayoutState::reconciled);
    CHECK(after.postings.size() == 2);  // face value was posted; the difference was not spent
    CHECK(balances(after.postings));
}

TEST_CASE("reconcile: a payout in doubt is found by number, amount and time") {
    const std::vector<Payout> payouts{payout_in(PayoutState::in_doubt, 7, 5 * hour_us),
                                      payout_in(PayoutState::in_doubt, 8, 50 * hour_us)};
    ReportLine shown = line("line 2");
    shown.msisdn = std::string(number);
    shown.at_us = 50 * hour_us + 59 * minute_us;  // their clock stands almost an hour off
    const auto made = reconcile(std::vector{shown}, payouts, context());
    REQUIRE(made.news.size() == 1);
    CHECK(made.news[0].payout == 1);
    const auto after = advance(payouts[1], made.news[0].event, airtime());
    CHECK(after.payout.state == PayoutState::reconciled);
}

TEST_CASE("reconcile: two that fit equally are left to a person") {
    const std::vector<Payout> payouts{payout_in(PayoutState::in_doubt, 7, 5 * hour_us),
                                      payout_in(PayoutState::in_doubt, 8, 5 * hour_us + 1)};
    ReportLine shown = line("line 2");
    shown.msisdn = std::string(number);
    shown.at_us = 5 * hour_us;
    const auto made = reconcile(std::vector{shown}, payouts, context());
    CHECK(made.news.empty());
    CHECK(made.extra_lines == std::vector<std::size_t>{0});
}

TEST_CASE("reconcile: an extra line goes to suspense, a second line for one attempt, too") {
    const std::vector<Payout> payouts{payout_in(PayoutState::succeeded, 7, 5 * hour_us)};
    ReportLine shown = line("line 2");
    shown.provider_ref = "ATQid_7";
    ReportLine unknown = line("line 4");
    unknown.provider_ref = "ATQid_other";
    const auto made = reconcile(std::vector{shown, shown, unknown}, payouts, context());
    CHECK(made.news.size() == 1);
    CHECK(made.extra_lines == std::vector<std::size_t>{1, 2});
    CHECK(balances(made.suspense));
    std::int64_t suspense_micro = 0;
    for (const Posting& posting : made.suspense)
        if (posting.account == Account{AccountKind::suspense, "recon:africastalking_airtime"})
            suspense_micro += posting.change.micro;
    CHECK(suspense_micro == 40 * micro_per_unit);
}

TEST_CASE("reconcile: absence proves something in a complete report alone") {
    const std::vector<Payout> payouts{payout_in(PayoutState::in_doubt, 7, 5 * hour_us),
                                      payout_in(PayoutState::in_doubt, 8, 1),
                                      payout_in(PayoutState::succeeded, 9, 5 * hour_us)};
    ReconcileContext now = context();
    auto made = reconcile({}, payouts, now);
    CHECK(made.news.empty());
    CHECK(made.missing_paid == std::vector<std::string>{payouts[2].id});
    now.proves_absence = true;
    made = reconcile({}, payouts, now);
    REQUIRE(made.news.size() == 1);  // the second was sent in the hour that two reports share
    CHECK(made.news[0].payout == 0);
    const auto after = advance(payouts[0], made.news[0].event, airtime());
    CHECK(after.payout.state == PayoutState::failed);
}

TEST_CASE("reconcile: an attempt is not absent while a line that nobody explains may be its own") {
    const std::vector<Payout> payouts{payout_in(PayoutState::in_doubt, 7, 5 * hour_us)};
    ReconcileContext now = context();
    now.proves_absence = true;
    ReportLine late = line("line 2");
    late.msisdn = std::string(number);
    late.at_us = 8 * hour_us;  // too far off to be matched by its time
    CHECK(reconcile(std::vector{late}, payouts, now).news.empty());
    late.amount = shillings(19);  // what went to her number may be it, whatever the amount
    CHECK(reconcile(std::vector{late}, payouts, now).news.empty());
    late.msisdn = "+254711000112";
    CHECK(reconcile(std::vector{late}, payouts, now).news.size() == 1);
    late.msisdn.clear();
    late.amount = shillings(20);
    CHECK(reconcile(std::vector{late}, payouts, now).news.empty());
    late.amount = shillings(19);
    CHECK(reconcile(std::vector{late}, payouts, now).news.size() == 1);
}

TEST_CASE("reconcile: a reversal a day later takes the payment back") {
    const std::vector<Payout> payouts{payout_in(PayoutState::succeeded, 7, 5 * hour_us)};
    ReportLine shown = line("line 2");
    shown.provider_ref = "ATQid_7";
    ReportLine back = shown;
    back.name = "line 3";
    back.reversed = true;
    const auto made = reconcile(std::vector{shown, back}, payouts, context());
    REQUIRE(made.news.size() == 2);
    auto after = advance(payouts[0], made.news[0].event, airtime());
    after = advance(after.payout, made.news[1].event, airtime());
    CHECK(after.payout.state == PayoutState::reversed);
    CHECK(is_in_flight(after.payout));
    CHECK(balances_add_up(std::vector{shown, back}, shillings(100), shillings(100)));
    CHECK_FALSE(balances_add_up(std::vector{shown}, shillings(100), shillings(100)));
}
