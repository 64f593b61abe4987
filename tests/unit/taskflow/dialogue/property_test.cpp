// SPDX-License-Identifier: Apache-2.0
// Whatever a few workers do in whatever order: what must always hold, holds.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "protocols/gsm_text.hpp"
#include "taskflow/pay/accounts.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::size_t worker_count = 4;

const std::vector<std::string> sayings{
    "1",    "2",        "3",     "0",         "00",           "98",         "yes",
    "no",   "1990",     "2015",  "4711",      "school",       "JOIN",       "JIUNGE",
    "NEXT", "BAL",      "PAY",   "WHY",       "SKIP",         "OOPS",       "oops 2",
    "KOSA", "STOP",     "START", "HELP",      "LANG",         "kiswahili",  "english",
    "END",  "bus stop", "",      "?",         "stop sending", "\xff\xfe",   "12345678901234567890",
    "የት",   "MENU",     "4",     "FORGET ME", "HOURS 9-17",   "NOT TODAY",  "12",
    "121",  "A1 B2",    "B1",    "a2 c1",     "1 2 1 2",      "A1 B1 C1 D2"};

/// A world with watchers: fails the property when something that must hold does not.
class Watched {
public:
    Watched() {
        world_.market.effort_question_days = 2;
        CareRules& care = world_.market.care;
        care.night = {23, 5};
        care.minutes_per_day_max = 2;
        care.minutes_per_week_max = 6;
        care.messages_per_week_max = 3;
        care.birth_year_again_days = 4;
        care.dormant_days = 3;
        care.learns_best_hour = true;
        Campaign adaptive = packed_campaign(QuestionType::choice);
        adaptive.redundancy = {2, 5, 950'000};
        adaptive.wages.floor_hour_micro = 120'000'000;
        world_.add(adaptive, 4);
        world_.add(sample_campaign(QuestionType::short_text), 3);
        Campaign guarded = sample_campaign(QuestionType::number);
        guarded.protection = {.share_percent = 50, .sensitive = true};
        world_.add(guarded, 3);
        Campaign interviews = sample_survey_campaign();
        interviews.tasks.pack_at_most = pack_items_max;
        world_.add(std::move(interviews), 3);
        world_.add(sample_campaign(QuestionType::multiple_choice), 2);
        world_.add(packed_campaign(QuestionType::yes_no), 12);
        Campaign taught = sample_campaign(QuestionType::choice);
        taught.lessons = sample_lessons();
        taught.lessons.at_most = 2;
        world_.add(std::move(taught), 6);
        for (std::size_t n = 0; n + 1 < worker_count; ++n) {  // the last one starts as a stranger
            world_.join(n);
            asked_.insert({n, world_.worker(n).question->item});
        }
    }

    void act();
    void check_openings();

private:
    void check_reply(std::size_t n, const Worker& before, const decltype(Event::what)& what,
                     const Effects& effects);
    void note_questions(std::size_t n, const Worker& before);
    void note_question(std::size_t n, ItemRef item, const OpenQuestion& question);
    void check_lesson(std::size_t n, const Worker& before, const Effects& effects);
    static void check_correction(const Worker& before, const Worker& after, const Effects& effects);
    void check(std::size_t n, const Worker& before, const Effects& effects);
    void repeat(std::size_t n, const decltype(Event::what)& what, const Effects& first);
    decltype(Event::what) pick(std::size_t n);
    decltype(Event::what) pick_rare(std::size_t n, int kind);

    ToyWorld world_;
    std::uint64_t ids_ = 5'000'000;
    std::set<std::pair<std::size_t, ItemRef>> asked_;
    std::map<std::size_t, int> guarded_;
    std::map<std::pair<std::size_t, std::uint32_t>, int> taught_;  ///< by worker and lesson
};

decltype(Event::what) Watched::pick_rare(std::size_t n, int kind) {
    const Worker& worker = world_.worker(n);
    switch (kind) {
        case 0:
            return WorkOffered{static_cast<std::uint32_t>(*rc::gen::inRange(1, 8))};
        case 1:
            return TimerFired{};
        case 2:
            return UssdEnded{worker.ussd.id};
        case 3:
            return world_.payout_ended(n, *rc::gen::arbitrary<bool>());
        case 4:
            return UssdOverran{worker.ussd.id, world_.now - second_us, "It takes long."};
        case 5:
            return OptedIn{};
        default:
            return OptedOut{};
    }
}

decltype(Event::what) Watched::pick(std::size_t n) {
    const int kind = *rc::gen::inRange(-2, 16);
    if (kind < 5) return pick_rare(n, kind + 2);
    const std::string said = *rc::gen::weightedOneOf<std::string>(
        {{9, rc::gen::elementOf(sayings)}, {1, rc::gen::arbitrary<std::string>()}});
    if (kind < 9) return SmsReceived{said, ++ids_};
    UssdTurned turned;
    turned.session = ++ids_;
    if (kind == 9) {
        turned.deep = {said};
    } else if (kind > 10) {
        turned.kind = UssdTurned::Kind::input;
        turned.session = world_.worker(n).ussd.id;
        turned.input = said;
        turned.accumulated = world_.worker(n).ussd.accumulated + "*" + said;
    }
    if (turned.session == 0) turned.session = ++ids_;
    return turned;
}

void Watched::act() {
    const auto n = static_cast<std::size_t>(*rc::gen::inRange<int>(0, worker_count));
    world_.now += *rc::gen::element<Instant>(0, second_us, minute_us, hour_us, 3 * hour_us, day_us);
    const Worker before = world_.worker(n);
    const decltype(Event::what) what = pick(n);
    const Effects effects = world_.happen(n, what);
    check(n, before, effects);
    check_reply(n, before, what, effects);
    note_questions(n, before);
    repeat(n, what, effects);
}

/// Every message and every key gets one reply, whatever it says and wherever she stands. Two
/// silences are promised: to a message of nothing, and to whoever is out and writes no command.
void Watched::check_reply(std::size_t n, const Worker& before, const decltype(Event::what)& what,
                          const Effects& effects) {
    if (std::holds_alternative<UssdTurned>(what)) RC_ASSERT(effects.ussd.has_value());
    const auto* sms = std::get_if<SmsReceived>(&what);
    if (sms == nullptr) return;
    RC_ASSERT(!effects.ussd);
    const bool empty = sms->text.find_first_not_of(" \t\r\n") == std::string::npos;
    const bool out = before.opted_out && world_.worker(n).opted_out;
    if (!empty && !out) RC_ASSERT(effects.messages.size() == 1U);
    for (const SmsToWorker& each : effects.messages)
        RC_ASSERT(each.reply && !each.text.empty());
}

/// All that she has open, the first of it her question.
std::vector<ItemRef> open_of(const Worker& worker) {
    std::vector<ItemRef> open;
    if (!worker.question) return open;
    open.push_back(worker.question->item);
    for (const PackedItem& each : worker.pack.rest)
        open.push_back({worker.question->item.campaign, each.index});
    return open;
}

/// Nobody is ever given a question that she was asked before, nor one twice in a message.
void Watched::note_questions(std::size_t n, const Worker& before) {
    const std::vector<ItemRef> known = open_of(before);
    const std::vector<ItemRef> open = open_of(world_.worker(n));
    RC_ASSERT(std::set<ItemRef>(open.begin(), open.end()).size() == open.size());
    for (const ItemRef item : open) {
        if (std::find(known.begin(), known.end(), item) == known.end())
            note_question(n, item, *world_.worker(n).question);
    }
}

void Watched::note_question(std::size_t n, ItemRef item, const OpenQuestion& question) {
    RC_ASSERT(asked_.insert({n, item}).second);
    // Of the guarded campaign's three items one worker is asked one, and never by SMS.
    if (item.campaign != 3) return;
    RC_ASSERT(question.channel == Channel::ussd);
    RC_ASSERT(++guarded_[n] == 1);
}

void Watched::check(std::size_t n, const Worker& before, const Effects& effects) {
    const Worker& worker = world_.worker(n);
    RC_ASSERT(billing::balances(effects.postings));
    for (const EarlierAnswer& each : effects.earlier)
        RC_ASSERT(billing::balances(each.postings));
    RC_ASSERT(effects.earlier.size() < std::max<std::size_t>(1, open_of(before).size()));
    RC_ASSERT(worker.question || worker.pack.rest.empty());
    RC_ASSERT(worker.available_micro >= 0);
    RC_ASSERT(worker.available_micro == world_.balance(wallet_of(ToyWorld::id_of(n))));
    RC_ASSERT(worker.wake_at == 0 || worker.wake_at > world_.now || effects.duplicate ||
              worker == before);
    RC_ASSERT(effects.messages.size() <= 1);
    RC_ASSERT(!effects.answer || before.question);
    if (effects.correction) check_correction(before, worker, effects);
    if (effects.lesson) check_lesson(n, before, effects);
    RC_ASSERT(!(worker.question && worker.opted_out));
    RC_ASSERT(!(worker.question && worker.effort.campaign != 0));
    // Whoever's number may be somebody else's now is paid nothing, and whoever left is written to
    // only in answer.
    RC_ASSERT(!(effects.payout && worker.protection.owner_unsure));
    for (const SmsToWorker& sms : effects.messages)
        RC_ASSERT(sms.reply || !(before.protection.leaving || before.opted_out));
    if (effects.erases_number) RC_ASSERT(worker.birth_year == 0 && worker.language.empty());
    RC_ASSERT(!(worker.question && worker.stage != Stage::active));
    for (const SmsToWorker& sms : effects.messages) {
        RC_ASSERT(sms.segments == static_cast<int>(protocols::measure_sms(sms.text).segments));
        RC_ASSERT(sms.segments <= world_.market.sms_segments_max);
        RC_ASSERT(sms.sequence == worker.message_sequence);
    }
    if (effects.ussd) {
        RC_ASSERT(!effects.ussd->text.empty());
        RC_ASSERT(protocols::measure_ussd(effects.ussd->text).units <=
                  static_cast<std::size_t>(world_.market.ussd_chars_max));
    }
}

/// A lesson is paid once, and once more when it came back; it is no answer, and its item stays
/// open.
void Watched::check_lesson(std::size_t n, const Worker& before, const Effects& effects) {
    RC_ASSERT(!effects.answer && !effects.correction && !effects.item);
    RC_ASSERT(before.question && before.question->item.campaign == effects.lesson->campaign);
    int& times = taught_[{n, effects.lesson->lesson}];
    RC_ASSERT(++times <= 2);
}

/// A correction is of the last answer, and pays nobody.
void Watched::check_correction(const Worker& before, const Worker& after, const Effects& effects) {
    RC_ASSERT(before.last_answer.has_value());
    RC_ASSERT(effects.correction->item == before.last_answer->item);
    RC_ASSERT(!effects.answer);
    RC_ASSERT(after.available_micro == before.available_micro);
    RC_ASSERT(after.answers == before.answers);
    RC_ASSERT(effects.item->item == effects.correction->item);
}

/// A message or turn that comes again changes nothing, and gets the reply it got.
void Watched::repeat(std::size_t n, const decltype(Event::what)& what, const Effects& first) {
    const auto* turned = std::get_if<UssdTurned>(&what);
    const bool refused = turned != nullptr && turned->session != world_.worker(n).ussd.id;
    const bool over = turned != nullptr && turned->kind == UssdTurned::Kind::input &&
                      turned->accumulated != world_.worker(n).ussd.accumulated;
    if (refused || over) return;
    if (turned == nullptr && !std::holds_alternative<SmsReceived>(what)) return;
    const Worker before = world_.worker(n);
    const Effects again = world_.happen(n, what);
    RC_ASSERT(again.duplicate);
    RC_ASSERT(world_.worker(n) == before);
    RC_ASSERT(again.messages.empty());
    if (turned != nullptr) RC_ASSERT(again.ussd->text == first.ussd->text);
}

/// Every opening that was issued is an answer, a lease or still free; closed items have none left.
void Watched::check_openings() {
    for (const std::uint32_t number : {1U, 2U, 3U, 6U, 7U}) {
        ToyCampaign& toy = world_.campaign(number);
        int leases = 0;
        for (std::uint32_t index = 0; index < toy.items.size(); ++index) {
            int leased = 0;
            for (std::size_t n = 0; n < worker_count; ++n) {
                const Worker& worker = world_.worker(n);
                const std::vector<ItemRef> open = open_of(worker);
                const bool hers =
                    std::find(open.begin(), open.end(), ItemRef{number, index}) != open.end();
                if (hers && worker.question->leased) ++leased;
            }
            leases += leased;
            const ItemState& state = toy.states[index];
            const int issued = std::max<int>(state.issued, toy.campaign.redundancy.minimum);
            const int in_use = toy.openings[index] + leased + state.answer_count;
            // A correction may settle an item of which one opening more was out.
            RC_ASSERT(in_use <= issued);
            if (!state.closed) RC_ASSERT(in_use == issued);
            RC_ASSERT(issued <= toy.campaign.redundancy.maximum);
            RC_ASSERT(!state.closed || toy.openings[index] == 0);
        }
        RC_ASSERT(toy.leases == leases);
    }
}

}  // namespace

TEST_CASE("property: any sequence of events keeps the dialogue's promises") {
    CHECK(rc::check([] {
        Watched watched;
        const int events = *rc::gen::inRange(20, 160);
        for (int event = 0; event < events; ++event)
            watched.act();
        watched.check_openings();
    }));
}

}  // namespace kazi::taskflow
