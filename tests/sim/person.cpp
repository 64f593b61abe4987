// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/person.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "gateway/engine/keys.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/records/worker_record.hpp"
#include "taskflow/review/reviewing.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using taskflow::Place;
using taskflow::second_us;
using taskflow::Stage;
using taskflow::Worker;

namespace {

constexpr Instant gap_max = 70 * second_us;
constexpr Instant patience = 20 * second_us;
constexpr int presses_max = 9;

}  // namespace

Person::Person(World& world, Aggregator& aggregator, int number)
    : world_(world),
      aggregator_(aggregator),
      chance_(world.profile.seed, 1000 + static_cast<std::uint64_t>(number)),
      number_(number) {
    subscriber_.msisdn = fmt::format("+2547110000{:02}", number);
    subscriber_.worker = engine::worker_of(identity_key, subscriber_.msisdn);
    likes_ussd_ = chance_.hits(500);
    comes_back_ = chance_.hits(700);
}

Worker Person::record() const {
    const auto loaded =
        world_.vault.truth().load({Vault::cell, keys::worker(subscriber_.worker), {}});
    require(loaded.has_value(), "a worker's record can be loaded");
    auto worker = records::worker_from(loaded->record);
    require(worker.has_value(), "a worker's record can be read");
    return std::move(*worker);
}

void Person::wake() {
    const Instant gap = chance_.between(second_us, gap_max);
    world_.timeline.after(gap, [this] {
        if (asleep_) return;
        act();
        wake();
    });
}

bool Person::may_work(const Worker& known, const taskflow::Campaign& campaign) const {
    const bool gone = known.opted_out && !comes_back_;
    if (gone || known.stage == Stage::too_young) return false;
    if (campaign.chain.senior && !is_senior()) return false;
    const int level = is_senior() ? taskflow::senior_level : 1;
    if (!taskflow::may_judge(known, level, campaign)) return false;
    const auto& languages = campaign.languages;
    const bool speaks =
        std::find(languages.begin(), languages.end(), known.language) != languages.end();
    return speaks || known.stage != Stage::active;
}

void Person::act() {
    if (!session_.empty() && world_.timeline.now() - last_press_ < patience) return;
    session_.clear();
    const bool ussd = chance_.hits(likes_ussd_ ? 800 : 200);
    if (ussd) return dial();
    if (const auto text = words(record())) aggregator_.sms(subscriber_, *text);
}

void Person::dial() {
    const Worker known = record();
    if (known.opted_out && !comes_back_) return;
    session_ = fmt::format("s{}-{}", number_, ++sessions_);
    presses_ = 0;
    send_keys("");
}

void Person::send_keys(const std::string& typed) {
    typed_ = typed;
    last_press_ = world_.timeline.now();
    aggregator_.ussd(
        subscriber_, session_, typed,
        [this, session = session_](const taskflow::UssdReply& page) { read_page(session, page); });
}

void Person::read_page(const std::string& session, const taskflow::UssdReply& page) {
    if (session != session_) return;
    if (!page.more || ++presses_ > presses_max) return session_.clear();
    if (world_.fate.strikes(Fault::session_dropped)) return hang_up();
    const Instant thought = chance_.between(second_us, 8 * second_us);
    world_.timeline.after(thought, [this, session] { press(session); });
}

void Person::press(const std::string& session) {
    if (session != session_) return;
    const auto pressed = key(record());
    if (!pressed) return hang_up();
    send_keys(typed_.empty() ? *pressed : typed_ + "*" + *pressed);
}

void Person::hang_up() {
    const bool told = chance_.hits(500);
    if (told) aggregator_.ussd_ended(subscriber_, session_);
    session_.clear();
}

std::string Person::answer() {
    return std::to_string(chance_.between(1, 2));
}

std::string Person::answer_to(std::uint32_t campaign) {
    const std::string chosen = answer();
    const bool in_words = world_.profile.compares && campaign == 1;
    if (!in_words) return chosen;
    return chosen == "1" ? "a goat that eats grass" : "the roof of our house";
}

std::string Person::answer_again(const Worker& known) {
    return answer_to(known.last_answer ? known.last_answer->item.campaign : 0);
}

/// The letter of one that she answered in the last message of several, or her last answer.
std::string Person::which_again(const Worker& known) {
    const auto& given = known.pack.answered.given;
    if (given.empty() || chance_.hits(300)) return {};
    return std::string(1, static_cast<char>('A' + given[chance_.below(given.size())].letter));
}

/// To several questions: all in their order, or one by its letter.
std::string Person::answers(const taskflow::Pack& pack) {
    if (!diligent_ && chance_.hits(300)) {
        const auto nth = chance_.below(pack.rest.size());
        return std::string(1, static_cast<char>('A' + pack.rest[nth].letter)) + answer();
    }
    std::string all = answer();
    for (std::size_t more = pack.rest.size(); more > 0; --more)
        all += answer();
    return all;
}

std::optional<std::string> Person::words(const Worker& known) {
    if (known.opted_out) {
        if (!comes_back_) return std::nullopt;
        return "START";
    }
    if (known.stage != Stage::active) return joining_words(known.stage);
    if (auto appeals = appeal(known)) return appeals;
    const bool correcting = known.last_answer && known.last_answer->correcting_at != 0;
    if (correcting) return working_words(known, answer_again(known));
    if (!known.pack.rest.empty()) return working_words(known, answers(known.pack));
    if (!known.question) return working_words(known, "NEXT");
    return working_words(known, answer_to(known.question->item.campaign));
}

/// Against one rejection by its number, or the last by the word alone; others she lets pass.
std::optional<std::string> Person::appeal(const Worker& known) {
    for (const taskflow::RejectedAnswer& rejected : known.cases.rejected) {
        const bool cares = rejected.number % 3 != 0;
        if (rejected.appealed || !cares || !chance_.hits(500)) continue;
        if (chance_.hits(500)) return "APPEAL";
        return fmt::format("APPEAL {}", rejected.number);
    }
    return std::nullopt;
}

std::optional<std::string> Person::joining_words(Stage stage) {
    switch (stage) {
        case Stage::language:
            return answer();
        case Stage::consent:
            return diligent_ || chance_.hits(950) ? "1" : "2";
        case Stage::birth_year:
            return diligent_ || chance_.hits(970) ? "1990" : "2020";
        case Stage::too_young:
            return std::nullopt;
        default:
            return "JOIN";
    }
}

std::string Person::working_words(const Worker& known, const std::string& work) {
    const std::uint64_t mood = chance_.below(100);
    if (diligent_ || mood < 70) return work;
    if (mood < 77) return "SKIP";
    if (mood < 80) return "what is this";
    if (mood < 83) return "BAL";
    if (mood < 87) return "PAY";
    if (mood < 89) return "WHY";
    if (mood < 91) return "NEXT";
    if (mood < 95) return "OOPS";
    if (mood < 98) {
        // Each draws: in this order, whatever the compiler.
        const std::string letter = which_again(known);
        return "OOPS " + letter + answer_again(known);
    }
    return "STOP";
}

std::optional<std::string> Person::key(const Worker& known) {
    const bool other = !diligent_ && chance_.hits(200);
    switch (known.ussd.place) {
        case Place::menu:
            return other ? std::to_string(chance_.between(2, 9)) : "1";
        case Place::question:
            if (other) return "98";
            return answer_to(known.question ? known.question->item.campaign : 0);
        case Place::correction:
            return other ? std::string("98") : answer_again(known);
        case Place::birth_year:
            return other ? "0" : "1990";
        case Place::language:
        case Place::consent:
        case Place::resume:
        case Place::stopped:
            return other ? "2" : "1";
        case Place::balance:
        case Place::why:
        case Place::pay:
        case Place::help:
            return "00";
        default:
            return std::nullopt;
    }
}

}  // namespace kazi::sim
