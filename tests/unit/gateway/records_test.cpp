// SPDX-License-Identifier: Apache-2.0
// Stored forms: what is written is what is read, and what is cut short is refused.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/outbox_record.hpp"
#include "gateway/records/payout_record.hpp"
#include "gateway/records/worker_record.hpp"

namespace records = kazi::gateway::records;
using namespace kazi::taskflow;
using kazi::billing::Currency;
using kazi::billing::Money;

namespace {

template <class T>
T up_to(T most) {
    return *rc::gen::inRange<T>(0, most);
}

OpenQuestion any_question() {
    OpenQuestion question;
    question.item = {up_to<std::uint32_t>(100) + 1, up_to<std::uint32_t>(2'000'000)};
    question.asked_at = up_to<std::int64_t>(2'000'000'000'000'000);
    question.lease_until = question.asked_at + up_to<std::int64_t>(1'000'000'000);
    question.leased = *rc::gen::arbitrary<bool>();
    question.channel = *rc::gen::element(Channel::sms, Channel::ussd);
    question.tries = static_cast<std::uint8_t>(up_to(4));
    return question;
}

std::vector<PackedItem> any_packed() {
    std::vector<PackedItem> items;
    for (std::uint8_t letter = 1, end = up_to<std::uint8_t>(8); letter < end; ++letter)
        items.push_back({.index = up_to<std::uint32_t>(100'000), .letter = letter});
    return items;
}

Pack any_pack(bool open) {
    Pack pack{.ease = up_to<std::uint8_t>(9), .size = 0, .letter = 0, .rest = {}};
    if (open) {
        pack.rest = any_packed();
        pack.size = static_cast<std::uint8_t>(pack.rest.size() + 1);
    }
    pack.answered = {up_to<std::uint32_t>(100), up_to<std::int64_t>(2'000'000'000'000'000),
                     up_to<std::uint32_t>(600'000), any_packed()};
    if (pack.answered.given.empty()) pack.answered = {};
    return pack;
}

LastAnswer any_last_answer() {
    LastAnswer last;
    last.item = {up_to<std::uint32_t>(100) + 1, up_to<std::uint32_t>(2'000'000)};
    last.accepted_hour = up_to<std::uint32_t>(600'000);
    if (*rc::gen::arbitrary<bool>()) {
        last.correcting_at = up_to<std::int64_t>(2'000'000'000'000'000) + 1;
        last.tries = static_cast<std::uint8_t>(up_to(3));
    }
    return last;
}

WalletWishes any_wishes() {
    WalletWishes wallet;
    wallet.money = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) {
        wallet.when = *rc::gen::element(PayWhen::daily, PayWhen::weekly, PayWhen::at_amount);
        wallet.at_micro = up_to<std::int64_t>(1'000'000'000);
    }
    if (*rc::gen::arbitrary<bool>()) wallet.agreed_fee_micro = up_to<std::int64_t>(9'000'000);
    if (*rc::gen::arbitrary<bool>()) wallet.pay_at = up_to<std::int64_t>(2'000'000'000'000'000);
    if (*rc::gen::arbitrary<bool>()) {
        wallet.open_money = *rc::gen::arbitrary<bool>();
        wallet.open_fee_micro = up_to<std::int64_t>(9'000'000);
        wallet.top_ups_left = static_cast<std::uint8_t>(up_to(3));
        wallet.network = *rc::gen::element<std::string>("", "safaricom");
        wallet.network_seen = static_cast<std::uint16_t>(up_to(30'000));
    }
    if (*rc::gen::arbitrary<bool>()) {
        wallet.ask = *rc::gen::element(WalletAsk::fee, WalletAsk::new_pin, WalletAsk::known_pin);
        wallet.asked_by_sms = *rc::gen::arbitrary<bool>();
        wallet.asked_at = up_to<std::int64_t>(2'000'000'000'000'000);
    }
    if (*rc::gen::arbitrary<bool>()) {
        wallet.pin = *rc::gen::arbitrary<std::uint64_t>();
        wallet.pin_tries = static_cast<std::uint8_t>(up_to(3));
        wallet.pin_closed_until = up_to<std::int64_t>(2'000'000'000'000'000);
        wallet.pin_doubted = *rc::gen::arbitrary<bool>();
        wallet.pin_heard = static_cast<std::uint16_t>(up_to(30'000));
    }
    return wallet;
}

Protection any_protection() {
    Protection protection;
    const auto some = [] { return *rc::gen::arbitrary<bool>(); };
    if (some()) protection.wish = {9, 17};
    protection.rest_day = up_to<std::uint16_t>(30'000);
    if (some()) protection.day = up_to<std::uint16_t>(30'000);
    if (some()) protection.seconds_today = up_to<std::uint32_t>(90'000);
    if (some()) protection.seconds_this_week = up_to<std::uint32_t>(600'000);
    if (some()) protection.messages_this_week = up_to<std::uint16_t>(60'000);
    if (some()) protection.heard_day = up_to<std::uint16_t>(30'000);
    if (some()) protection.year_checked_day = up_to<std::uint16_t>(30'000);
    protection.owner_unsure = some();
    protection.leaving = some();
    protection.erased = some();
    if (some()) protection.forget_asked_at = up_to<std::int64_t>(2'000'000'000'000'000);
    if (some()) protection.partner = "KIBERA";
    if (some()) protection.at_work[up_to<std::size_t>(8)] = 7;
    return protection;
}

Worker any_worker() {
    Worker worker;
    worker.stage = *rc::gen::element(Stage::stranger, Stage::consent, Stage::active);
    worker.opted_out = *rc::gen::arbitrary<bool>();
    worker.language = *rc::gen::element<std::string>("", "sw", "en");
    worker.birth_year = static_cast<std::uint16_t>(up_to(2020));
    worker.available_micro = up_to<std::int64_t>(1'000'000'000'000);
    worker.payout_sequence = up_to<std::uint32_t>(1000);
    worker.payout_open = *rc::gen::arbitrary<bool>();
    worker.answers = up_to<std::uint32_t>(100'000);
    if (*rc::gen::arbitrary<bool>()) worker.question = any_question();
    for (int i = up_to(4); i > 0; --i) {
        CampaignHistory& history = worker.history(up_to<std::uint32_t>(50) + 1);
        for (int j = up_to(20); j > 0; --j)
            history.mark_seen(up_to<std::uint32_t>(300));
    }
    for (int i = up_to(12); i > 0; --i)
        worker.recent_inbound.push_back(*rc::gen::arbitrary<std::uint64_t>() >> 16);
    worker.ussd.id = *rc::gen::arbitrary<std::uint64_t>();
    worker.ussd.accumulated = *rc::gen::arbitrary<std::string>();
    worker.ussd.reply = *rc::gen::arbitrary<std::string>();
    worker.ussd.privacy = *rc::gen::element(Privacy::unproven, Privacy::proven, Privacy::refused);
    worker.ussd.reply_more = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) worker.ussd.sequence = *rc::gen::arbitrary<std::int64_t>();
    worker.ussd.opened_with = *rc::gen::arbitrary<std::string>();
    worker.wake_at = up_to<std::int64_t>(2'000'000'000'000'000);
    if (*rc::gen::arbitrary<bool>()) worker.last_answer = any_last_answer();
    if (*rc::gen::arbitrary<bool>()) worker.pack = any_pack(worker.question.has_value());
    if (*rc::gen::arbitrary<bool>()) worker.wallet = any_wishes();
    worker.last = {LastOutcome::Kind::paid, {1, 2}, up_to<std::int64_t>(5'000'000)};
    if (*rc::gen::arbitrary<bool>()) worker.protection = any_protection();
    if (*rc::gen::arbitrary<bool>())
        worker.effort = {up_to<std::uint32_t>(100), up_to<std::int64_t>(2'000'000'000'000'000)};
    if (*rc::gen::arbitrary<bool>())
        worker.data_code = {"12345678", up_to<std::int64_t>(2'000'000'000'000'000)};
    if (*rc::gen::arbitrary<bool>()) {
        worker.news = {*rc::gen::arbitrary<bool>(), up_to<std::uint16_t>(30'000),
                       up_to<std::int64_t>(2'000'000'000'000'000),
                       *rc::gen::arbitrary<std::vector<std::string>>()};
    }
    return worker;
}

Money kes(std::int64_t micro) {
    return {micro, *Currency::parse("KES")};
}

}  // namespace

TEST_CASE("a worker survives being stored, and refers to the items she may answer") {
    CHECK(rc::check([] {
        const Worker worker = any_worker();
        const auto record = records::to_record(worker, 7);
        RC_ASSERT(record.version == 7u);
        RC_ASSERT(record.references.size() == (worker.question ? 1u : 0u) +
                                                  (worker.last_answer ? 1u : 0u) +
                                                  worker.pack.rest.size());
        const auto read = records::worker_from(record);
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == worker);
    }));
}

TEST_CASE("a worker's record cut anywhere is refused") {
    CHECK(rc::check([] {
        auto record = records::to_record(any_worker(), 1);
        record.body.resize(up_to(record.body.size()));
        RC_ASSERT(!records::worker_from(record).has_value());
    }));
}

TEST_CASE("what protects a worker costs those without it no byte, and others a few") {
    Worker worker;
    worker.stage = Stage::active;
    const std::size_t plain = records::to_record(worker, 1).body.size();
    worker.protection.heard_day = 20'780;
    CHECK(records::to_record(worker, 1).body.size() == plain + 8);
    worker.protection = {};
    CHECK(records::to_record(worker, 1).body.size() == plain);
}

TEST_CASE(
    "only who was asked how long an answer took, or wants her news later, pays bytes for it") {
    Worker worker;
    worker.stage = Stage::active;
    const std::size_t plain = records::to_record(worker, 1).body.size();
    worker.effort = {1, 1'772'431'200'000'000};
    CHECK(records::to_record(worker, 1).body.size() == plain + 12);
    worker.effort = {};
    worker.news.once_a_day = true;
    CHECK(records::to_record(worker, 1).body.size() == plain + 7);
    worker.news = {};
    CHECK(records::to_record(worker, 1).body.size() == plain);
}

TEST_CASE("a section that nobody knows makes a record unreadable") {
    Worker worker;
    worker.protection.erased = true;
    auto record = records::to_record(worker, 1);
    const auto tag = record.body.size() - 3;
    REQUIRE(record.body[tag] == 3);
    record.body[tag] = 99;
    CHECK_FALSE(records::worker_from(record).has_value());
}

TEST_CASE("nobody's record is a stranger's") {
    CHECK(records::worker_from({}) == Worker{});
}

TEST_CASE("a journal entry survives being stored, without repeating its worker") {
    records::JournalEntry entry;
    entry.worker = WorkerId{};
    entry.worker->bytes[0] = 0xAB;
    const std::string owner(records::raw(*entry.worker));
    using kazi::billing::AccountKind;
    kazi::billing::move(entry.postings, {AccountKind::escrow, "c1"},
                        {AccountKind::worker_available, owner}, kes(2'000'000));
    entry.answer = AnswerRecord{.item = {1, 17},
                                .label = 3,
                                .text = {},
                                .reliability_permille = 712,
                                .channel = Channel::sms,
                                .surplus = true,
                                .pay_micro = 2'000'000};
    const std::string bytes = records::pack_journal(entry);
    CHECK(bytes.size() < 60);
    const auto read = records::journal_from(bytes);
    REQUIRE(read);
    CHECK(read->postings == entry.postings);
    REQUIRE(read->answer);
    CHECK(read->answer->item == entry.answer->item);
    CHECK(read->answer->label == 3);
    CHECK(read->answer->surplus);
    CHECK(read->answer->channel == Channel::sms);
    CHECK_FALSE(records::journal_from(bytes.substr(0, bytes.size() - 1)));
}

TEST_CASE("an answer that only its pay goes with is stored without its postings") {
    records::JournalEntry entry;
    entry.worker = WorkerId{};
    const std::string owner(records::raw(*entry.worker));
    entry.answer = AnswerRecord{.item = {1, 17},
                                .label = 3,
                                .text = {},
                                .reliability_permille = 712,
                                .channel = Channel::ussd,
                                .surplus = false,
                                .pay_micro = 2'000'000};
    using kazi::billing::AccountKind;
    entry.postings = {{{AccountKind::escrow, "c1"}, kes(-2'200'000)},
                      {{AccountKind::worker_available, owner}, kes(2'000'000)},
                      {{AccountKind::platform_fee, ""}, kes(200'000)}};
    const std::string plain = records::pack_journal(entry);
    CHECK(plain.size() < 40);
    CHECK(records::journal_from(plain)->postings == entry.postings);
    SUBCASE("a message that was paid for too keeps them") {
        entry.postings.push_back({{AccountKind::escrow, "c1"}, kes(-800'000)});
        entry.postings.push_back({{AccountKind::message_cost, ""}, kes(800'000)});
    }
    SUBCASE("as does pay into another wallet") {
        entry.postings[1].account.owner[0] = 'x';
    }
    SUBCASE("as does pay that is not what the answer says") {
        entry.answer->pay_micro = 1'000'000;
    }
    const std::string whole = records::pack_journal(entry);
    CHECK(records::journal_from(whole)->postings == entry.postings);
    for (std::size_t size = 0; size < plain.size(); ++size)
        CHECK_FALSE(records::journal_from(plain.substr(0, size)));
}

TEST_CASE("a correction stands in the journal beside the answer that it replaces") {
    records::JournalEntry entry;
    entry.worker = WorkerId{};
    entry.correction = AnswerRecord{.item = {1, 17}, .label = 2, .text = "soko"};
    const auto read = records::journal_from(records::pack_journal(entry));
    REQUIRE(read);
    CHECK_FALSE(read->answer);
    REQUIRE(read->correction);
    CHECK(read->correction->item == entry.correction->item);
    CHECK(read->correction->text == "soko");
    CHECK(read->correction->pay_micro == 0);
}

TEST_CASE("a journal entry of several currencies keeps each") {
    records::JournalEntry entry;
    entry.cause = records::Cause::payout;
    entry.reference = "payout-1";
    using kazi::billing::AccountKind;
    const Money usd{150'000, *Currency::parse("USD")};
    kazi::billing::move(entry.postings, {AccountKind::payout_in_flight, ""},
                        {AccountKind::paid_out, "at"}, kes(20'000'000));
    kazi::billing::move(entry.postings, {AccountKind::float_held, "at"},
                        {AccountKind::float_spent, "at"}, usd);
    const auto read = records::journal_from(records::pack_journal(entry));
    REQUIRE(read);
    CHECK(read->postings == entry.postings);
    CHECK(read->reference == "payout-1");
}

TEST_CASE("a campaign survives being stored") {
    Campaign campaign;
    campaign.number = 4;
    campaign.client = "maji";
    campaign.title = "Weather";
    campaign.market = "ke";
    campaign.state = CampaignState::paused;
    campaign.question.type = QuestionType::choice;
    campaign.question.texts["en"] = {"Rain in {place}?", {"yes", "no"}};
    campaign.question.labels = {"1", "0"};
    campaign.pay = kes(2'000'000);
    campaign.fee = kes(200'000);
    campaign.redundancy = {.minimum = 2, .maximum = 9, .confidence_ppm = 950'000};
    campaign.languages = {"en"};
    campaign.item_count = 300;
    const auto read = records::campaign_from(records::pack_campaign(campaign, 12));
    REQUIRE(read);
    CHECK(read->version == 12);
    CHECK(read->campaign.state == CampaignState::paused);
    CHECK(read->campaign.question.texts.at("en").options == std::vector<std::string>{"yes", "no"});
    CHECK(read->campaign.pay == campaign.pay);
    CHECK(read->campaign.fee == campaign.fee);
    CHECK(read->campaign.redundancy.confidence_ppm == 950'000);
    CHECK(read->campaign.item_count == 300);
}

TEST_CASE("a payout survives being stored") {
    using namespace kazi::billing;
    Payout payout = create_payout(std::string(16, 'w'), 3, kes(20'000'000), 5).payout;
    Attempt attempt;
    attempt.provider = "at";
    attempt.key = "k";
    attempt.cost = kes(19'200'000);
    attempt.state = AttemptState::in_doubt;
    attempt.reason = Reason::timeout;
    payout.attempts.push_back(attempt);
    payout.decisions.push_back({Verdict::hold, "amina", "report pending", 9});
    // Written before there was a choice: the layout's number, and no last byte.
    std::string earlier = records::pack_payout(payout, 2);
    earlier[4] = 1;
    earlier.pop_back();
    REQUIRE(records::payout_from(earlier));
    CHECK(records::payout_from(earlier)->payout == payout);
    payout.kind = PayKind::money;
    payout.attempts.back().reported_cost = kes(19'000'000);
    const auto read = records::payout_from(records::pack_payout(payout, 2));
    REQUIRE(read);
    CHECK(read->payout == payout);
    CHECK(read->version == 2);
}

TEST_CASE("a payout that was reconciled before the report's cost was kept is so still") {
    using namespace kazi::billing;
    Payout payout = create_payout(std::string(16, 'w'), 3, kes(20'000'000), 5).payout;
    Attempt attempt;
    attempt.state = AttemptState::succeeded;
    attempt.settled_from = SettledFrom::in_flight;
    attempt.cost = kes(19'200'000);
    payout.attempts.push_back(attempt);
    payout.state = PayoutState::reconciled;
    std::string earlier = records::pack_payout(payout, 2);
    earlier[4] = 2;
    const auto read = records::payout_from(earlier);
    REQUIRE(read);
    CHECK(read->payout.attempts.back().reported_cost == kes(19'200'000));
}

TEST_CASE("a message keeps its id for ever") {
    records::OutboxMessage message;
    message.sequence = 12;
    message.trace = "00ff";
    message.text = "Habari";
    const auto read = records::message_from(records::pack_message(message));
    REQUIRE(read);
    CHECK(*read == message);
    CHECK(records::message_id(*read) == std::string(32, '0') + "-12");
    message.route = "at-ke";
    CHECK(records::message_from(records::pack_message(message)) == message);
}
