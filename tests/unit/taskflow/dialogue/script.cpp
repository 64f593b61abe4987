// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/taskflow/dialogue/script.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

/// She is worker 0; `> other` speaks for the others.
class Player {
public:
    std::string play(const std::string& script);

private:
    void set(const std::string& what);
    std::string run(const std::string& command, const std::string& rest);
    std::string other(ItemRef item, const std::string& text);
    std::string settle(const std::string& text);
    std::string again();
    void disagree();
    std::string review(const std::string& step);
    Effects remember(decltype(Event::what) what);

    ToyWorld world_;
    decltype(Event::what) last_;
    std::string typed_;
    std::uint64_t ids_ = 1'000;
    std::size_t others_ = 0;
};

void add_reply(std::ostringstream& out, const std::string& mark, const std::string& text) {
    std::istringstream lines(text);
    std::string prefix = mark;
    for (std::string line; std::getline(lines, line); prefix = "<") {
        out << prefix << ' ' << line << '\n';
    }
}

std::string money(std::int64_t micro) {
    return billing::format_amount(micro);
}

void add_answer(std::ostringstream& out, std::string_view what, const AnswerRecord& answer) {
    out << "= " << what << " c" << answer.item.campaign << " label " << answer.label
        << (answer.text.empty() ? "" : " \"" + answer.text + '"')
        << (answer.channel == Channel::sms ? " by sms" : " by ussd")
        << (answer.surplus ? " surplus" : "") << '\n';
}

void add_item(std::ostringstream& out, const ItemChange& item) {
    if (!item.closes) return;
    out << "= closes, best " << item.state.best_label
        << (item.withdraws ? ", openings withdrawn" : "") << '\n';
}

void add_ties(std::ostringstream& out, const TieChanges& ties) {
    if (!ties.new_code.empty()) out << "= code " << ties.new_code << '\n';
    if (!ties.friend_of.empty()) out << "= friend of " << ties.friend_of << '\n';
    if (!ties.link_offered.empty()) out << "= link " << ties.link_offered << '\n';
    if (!ties.link_asked.empty()) out << "= asks to join " << ties.link_asked << '\n';
}

/// Another phone sent the code that worker 0 was shown; nothing was earned there.
NumberJoined other_number(ToyWorld& world) {
    NumberJoined joined;
    joined.number = ToyWorld::id_of(9);
    joined.code = world.worker(0).ties.link_code;
    joined.available = {0, world.market.currency};
    return joined;
}

/// The end of a step of effort; of the last one, which has none, where it begins.
std::uint32_t told_seconds(std::uint8_t step) {
    return step < effort_steps.size() ? effort_steps.at(step) : effort_steps.back() + 1;
}

void add_work(std::ostringstream& out, const Effects& effects) {
    for (const EarlierAnswer& each : effects.earlier) {
        add_answer(out, "answer", each.answer);
        add_item(out, each.item);
    }
    if (effects.answer) add_answer(out, "answer", *effects.answer);
    if (effects.correction) add_answer(out, "correction", *effects.correction);
    if (effects.item) add_item(out, *effects.item);
    if (effects.lesson) {
        out << "= lesson " << effects.lesson->lesson + 1
            << (effects.lesson->right ? " right at once" : "") << '\n';
    }
    if (effects.effort && !effects.ussd)
        out << "= took " << told_seconds(effects.effort->step) << " s at most, by her word\n";
    if (effects.ties) add_ties(out, *effects.ties);
    for (const auto& change : effects.lesson_places)
        out << "= lesson places " << (change.delta > 0 ? "+" : "") << change.delta << '\n';
    for (const auto& change : effects.leases) {
        out << "= leases c" << change.campaign << (change.delta > 0 ? " +" : " ") << change.delta
            << '\n';
    }
    for (const auto& change : effects.openings) {
        out << "= openings c" << change.item.campaign << (change.delta > 0 ? " +" : " ")
            << change.delta << '\n';
    }
}

void add_postings(std::ostringstream& out, const billing::Postings& postings) {
    for (std::size_t at = 0; at + 1 < postings.size(); at += 2) {
        const auto kind = [&](std::size_t which) {
            const billing::Account& account = postings[which].account;
            if (account.kind == billing::AccountKind::worker_available)
                return std::string("wallet");
            if (account.kind == billing::AccountKind::worker_pending) return std::string("pending");
            return to_string(account);
        };
        out << "= " << kind(at) << " -> " << kind(at + 1) << ' '
            << money(postings[at + 1].change.micro) << '\n';
    }
}

void add_money(std::ostringstream& out, const Effects& effects) {
    for (const EarlierAnswer& each : effects.earlier)
        add_postings(out, each.postings);
    add_postings(out, effects.postings);
    if (effects.payout) {
        out << "= payout " << effects.payout->sequence << ' '
            << billing::format_money(effects.payout->amount) << '\n';
    }
}

void add_person(std::ostringstream& out, const Effects& effects) {
    if (effects.erases_number) out << "= number erased\n";
    if (effects.keeps_number) out << "= number kept again\n";
    if (!effects.partner) return;
    out << "= partner " << effects.partner->code << " joined " << effects.partner->joined
        << " answers " << effects.partner->answers << " earned "
        << money(effects.partner->earned_micro) << '\n';
}

std::string report(const Effects& effects) {
    std::ostringstream out;
    for (const SmsToWorker& sms : effects.messages) {
        add_reply(out, sms.reply ? "<" : "<!", sms.text);
    }
    if (effects.ussd) add_reply(out, effects.ussd->more ? "<+" : "<.", effects.ussd->text);
    if (effects.duplicate) out << "= duplicate\n";
    if (effects.consent) {
        out << "= consent " << effects.consent->version << ' ' << effects.consent->language << " \""
            << effects.consent->raw_reply << "\"\n";
    }
    add_work(out, effects);
    add_money(out, effects);
    add_person(out, effects);
    return out.str();
}

Effects Player::remember(decltype(Event::what) what) {
    last_ = what;
    return world_.happen(0, std::move(what));
}

std::string Player::again() {
    if (auto* turned = std::get_if<UssdTurned>(&last_)) turned->repeated = true;
    return report(world_.happen(0, last_));
}

/// Another worker joins and answers this item.
std::string Player::other(ItemRef item, const std::string& text) {
    auto& openings = world_.campaign(item.campaign).openings;
    const auto kept = openings;
    for (auto& each : openings)
        each = 0;
    openings[item.index] = kept[item.index];
    const std::size_t who = ++others_;
    world_.join(who);
    const Effects effects = world_.sms(who, text);
    const auto left = openings[item.index];
    openings = kept;
    openings[item.index] = left;
    return effects.item && effects.item->closes ? "= closes\n" : "";
}

/// The client, or the judges, about the answer that she heard of last.
std::string Player::review(const std::string& step) {
    using Step = ReviewMoved::Step;
    const std::map<std::string, Step> steps{{"accepted", Step::accepted},
                                            {"rejected", Step::rejected},
                                            {"not_appealed", Step::not_appealed},
                                            {"reversed", Step::reversed},
                                            {"upheld", Step::upheld}};
    const Campaign& campaign = world_.campaign(1).campaign;
    ReviewMoved moved;
    moved.step = steps.at(step);
    moved.item = world_.worker(0).last.item;
    moved.pay_micro = campaign.pay.micro;
    moved.fee_micro = campaign.fee.micro;
    moved.client = "maji";
    moved.question = campaign.question;
    moved.value = "shop";
    moved.right = "school";
    return report(remember(moved));
}

/// Others say `text` to what she answered last, until it closes.
std::string Player::settle(const std::string& text) {
    const ItemRef item = world_.worker(0).last_answer->item;
    std::string played;
    while (played.empty())
        played = other(item, text);
    return played;
}

/// Two others said different things about each item that nobody answered.
void Player::disagree() {
    ItemState state;
    state.version = 1;
    state.issued = 3;
    state.answers = {{.worker = ToyWorld::id_of(7), .label = 0, .reliability_permille = 700},
                     {.worker = ToyWorld::id_of(8), .label = 1, .reliability_permille = 700}};
    state.answer_count = 2;
    state.confidence_ppm = 500'000;
    ToyCampaign& campaign = world_.campaign(1);
    for (std::uint32_t index = 0; index < campaign.items.size(); ++index)
        if (campaign.states[index].answers.empty()) campaign.states[index] = state;
}

Instant duration(const std::string& text) {
    const Instant unit = text.back() == 'h' ? hour_us : text.back() == 's' ? second_us : minute_us;
    return std::stoll(text) * unit;
}

UssdTurned dialled(std::uint64_t session, const std::string& digits) {
    UssdTurned turned;
    turned.session = session;
    std::istringstream parts(digits);
    for (std::string part; std::getline(parts, part, '*');)
        turned.deep.push_back(part);
    return turned;
}

std::string Player::run(const std::string& command, const std::string& rest) {
    if (command == "sms") return report(remember(SmsReceived{rest, ++ids_}));
    if (command == "again") return again();
    if (command == "other") return other(world_.worker(0).question->item, rest);
    if (command == "settle") return settle(rest);
    if (command == "dial") {
        typed_.clear();
        return report(remember(dialled(++ids_, rest)));
    }
    if (command == "press") {
        typed_ += (typed_.empty() ? "" : "*") + rest;
        return report(remember(UssdTurned{
            UssdTurned::Kind::input, world_.worker(0).ussd.id, rest, {}, typed_, false}));
    }
    if (command == "press-old") {
        return report(remember(UssdTurned{
            UssdTurned::Kind::input, world_.worker(0).ussd.previous, rest, {}, rest, false}));
    }
    if (command == "hangup") return report(remember(UssdEnded{world_.worker(0).ussd.id}));
    if (command == "timer") return report(remember(TimerFired{}));
    if (command == "review") return review(rest);
    if (command == "offer") return report(remember(WorkOffered{1}));
    if (command == "friend")
        return report(
            remember(FriendWorked{{world_.market.referral.pay_micro, world_.market.currency}}));
    if (command == "number") return report(remember(other_number(world_)));
    if (command == "blocked") return report(remember(OptedOut{}));
    if (command == "paid") return report(remember(world_.payout_ended(0, true)));
    if (command == "returned") return report(remember(world_.payout_ended(0, false)));
    FAIL("unknown command " << command);
    return {};
}

/// The sample's choice in a language that has letters of its own.
QuestionText scripted_text(const std::string& language) {
    if (language == "hi") return {"{name} क्या है?", {"दुकान", "स्कूल", "कोई नहीं"}};
    return {"{name} ምንድን ነው?", {"ሱቅ", "ትምህርት ቤት", "ሁለቱም አይደለም"}};
}

void Player::set(const std::string& what) {
    std::istringstream words(what);
    std::string name;
    std::string value;
    words >> name >> value;
    if (name == "survey") {
        world_.add(sample_survey_campaign(), 40);
    } else if (name == "campaign") {
        world_.add(sample_campaign(*question::kind_named(value)), 40);
    } else if (name == "packs") {
        world_.add(packed_campaign(*question::kind_named(value)), 40);
    } else if (name == "pair") {
        Campaign campaign = sample_campaign(*question::kind_named(value));
        campaign.redundancy = {.minimum = 2, .maximum = 4, .confidence_ppm = 900'000};
        world_.add(campaign, 40);
    } else if (name == "care") {
        CareRules& care = world_.market.care;
        care.night = {23, 5};
        care.minutes_per_day_max = 1;
        care.birth_year_again_days = 90;
        care.dormant_days = 180;
        care.partner_codes = {"KIBERA"};
    } else if (name == "wait") {
        world_.now += duration(value);
    } else if (name == "joined") {
        world_.join(0, value == "en" ? "2" : "1");
    } else if (name == "ease") {
        world_.worker(0).pack.ease = static_cast<std::uint8_t>(std::stoi(value));
    } else if (name == "chars") {
        world_.market.ussd_chars_max = std::stoi(value);
    } else if (name == "bonus") {
        world_.campaign(1).campaign.bonus.hard_micro = std::stoll(value) * 1'000'000;
    } else if (name == "rows") {
        BonusTerms& terms = world_.campaign(1).campaign.bonus;
        terms.streak_micro = 1'000'000;
        terms.streak_answers = static_cast<std::uint16_t>(std::stoi(value));
    } else if (name == "disagree") {
        disagree();
    } else if (name == "review") {
        world_.campaign(1).campaign.review.hours = static_cast<std::uint32_t>(std::stoi(value));
    } else if (name == "lessons") {
        world_.campaign(1).campaign.lessons = sample_lessons();
        world_.campaign(1).lesson_places = value.empty() ? 100 : std::stoi(value);
    } else if (name == "effort") {
        world_.market.effort_question_days = std::stoi(value);
        world_.market.wallet.reply_cost_micro = 1'000'000;
        world_.campaign(1).campaign.wages.floor_hour_micro = 120'000'000;
    } else if (name == "tags") {
        world_.market.question_tags = true;
    } else if (name == "sensitive") {
        world_.campaign(1).campaign.protection.sensitive = true;
    } else if (name == "goes-on") {
        world_.campaign(1).campaign.state = CampaignState::running;
    } else if (name == "friends") {
        world_.market.referral = {20'000'000, 10, 5, 1'000'000'000};
    } else if (name == "profile") {
        world_.market.profile = sample_profile();
    } else if (name == "paid-seconds") {
        world_.market.ussd_paid_seconds = std::stoi(value);
    } else if (name == "speaks") {
        world_.market.languages = {value, "en"};
        Campaign& campaign = world_.campaign(1).campaign;
        campaign.languages.push_back(value);
        campaign.question.texts[value] = scripted_text(value);
    } else if (name == "money") {
        world_.market.wallet.money =
            MoneyOffer{{10'000'000, 1'000'000, 1'000'000'000}, std::stoll(value) * 1'000'000};
    } else if (name == "pin") {
        world_.market.wallet.pin = true;
    } else if (name == "unpaid") {
        world_.market.auto_payout = false;
    } else if (name == "stop") {
        world_.campaign(1).campaign.state = CampaignState::stopping;
    } else {
        FAIL("unknown setting " << name);
    }
}

std::string Player::play(const std::string& script) {
    std::istringstream lines(script);
    std::string played;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("<") || line.starts_with("=")) continue;
        played += line + '\n';
        if (line.starts_with("@ ")) set(line.substr(2));
        if (!line.starts_with("> ")) continue;
        const std::string said = line.substr(2);
        const auto blank = said.find(' ');
        played += run(said.substr(0, blank),
                      blank == std::string::npos ? std::string{} : said.substr(blank + 1));
    }
    return played;
}

}  // namespace

std::string play_script(const std::string& script) {
    return Player().play(script);
}

}  // namespace kazi::taskflow
