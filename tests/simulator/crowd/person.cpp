// SPDX-License-Identifier: Apache-2.0
// A person sees a text, knows what it wants, and plans one move. She never answers the same text
// twice, and takes thanks only for the answer she is waiting to hear about: what she believes she
// was thanked for is what a crash test holds the daemon to.
#include "tests/simulator/crowd/person.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kazi::simulator::crowd {
namespace {

constexpr double writing_s = 20;       ///< a command word or a year, by SMS
constexpr double ussd_instead = 0.3;   ///< who has both answers an SMS by dialling
constexpr double letters_share = 0.7;  ///< answers several questions by their letters …
constexpr double small_share = 0.3;    ///< … small ones
constexpr double skip_by_word = 0.3;   ///< declines with a word rather than the number
constexpr std::size_t views = 5;       ///< of something that she can speak of herself

std::string_view language_of(const Person& person) {
    return person.habits.swahili ? "sw" : "en";
}

Move rest(Person& person) {
    return {Move::Kind::wait, rest_s(person.habits, person.rng)};
}

Move put_down(Person& person) {
    person.in_session = false;
    return {Move::Kind::hang_up, rest_s(person.habits, person.rng)};
}

Move write(Person& person, std::string text, double after_s) {
    person.expects_reply = true;
    return {Move::Kind::sms, after_s, std::move(text)};
}

Move dial(Person& person, const Surroundings& around, double after_s) {
    person.in_session = true;
    return {Move::Kind::dial, after_s, around.service_code};
}

Move seek_work(Person& person, const Surroundings& around) {
    const bool by_ussd = person.habits.reach == Reach::ussd ||
                         (person.habits.reach == Reach::both && person.rng.chance(0.5));
    if (by_ussd) return dial(person, around, 0);
    const auto word = person.joined ? Word::next : Word::join;
    return write(person, around.reader.word(language_of(person), word), 0);
}

// Says `text` on the channel she is on.
Move say(Person& person, std::string text, bool typed) {
    if (!person.in_session) {
        const double after_s = person.rng.log_normal(writing_s, 0.5);
        return write(person, std::move(text), after_s);
    }
    const double after_s = key_delay_s(typed, person.rng);
    return {Move::Kind::press, after_s, std::move(text)};
}

std::string decline_text(Person& person, const Reading& reading, const Surroundings& around) {
    const bool by_word = !person.in_session && person.rng.chance(skip_by_word);
    if (by_word) return around.reader.word(language_of(person), Word::skip);
    return around.reader.key_for(Asks::answer, reading, "0");
}

/// Of what nobody in the recording was ever asked she has a view of her own, always the same.
int own_view(const Person& person, const std::string& item) {
    std::size_t sum = person.number;
    for (const char letter : item)
        sum += static_cast<unsigned char>(letter);
    return static_cast<int>(sum % views);
}

/// What the recorded worker said of this item; she waits to hear about it then.
std::optional<int> recall(Person& person, const std::string& item, const Surroundings& around,
                          Reaction& reaction) {
    const RecordedAnswers& recorded = around.recorded;
    const bool her_own = !item.empty() && recorded.workers() > 0 && !recorded.knows_item(item);
    const auto label =
        her_own ? std::optional(own_view(person, item)) : recorded.label(person.number, item);
    if (label) person.awaiting.push_back({item, *label});
    ++(label ? reaction.answered : reaction.declined);
    return label;
}

/// "A1 B2 C0", "a1b2c0" or "120": people have their ways.
std::string pack_text(Person& person, const Reading& reading, const Surroundings& around,
                      Reaction& reaction) {
    const double style = person.rng.between(0, 1);
    const bool letters = style < letters_share;
    std::string text;
    for (const Lettered& each : reading.pack) {
        const auto label = recall(person, each.item, around, reaction);
        if (letters && !text.empty()) text += ' ';
        if (letters)
            text += style < small_share ? static_cast<char>(each.letter + 32) : each.letter;
        text += label ? std::to_string(*label + 1) : "0";
    }
    return text;
}

std::string answer_text(Person& person, const Reading& reading, const Surroundings& around,
                        Reaction& reaction) {
    if (reading.pack.size() > 1) return pack_text(person, reading, around, reaction);
    const auto label = recall(person, reading.item.value_or(""), around, reaction);
    return label ? std::to_string(*label + 1) : decline_text(person, reading, around);
}

void give_answer(Person& person, const Reading& reading, const Surroundings& around,
                 Reaction& reaction) {
    person.awaiting.clear();
    auto text = answer_text(person, reading, around, reaction);
    reaction.move = say(person, std::move(text), false);
    if (!person.in_session) reaction.move.after_s = answer_delay_s(person.habits, person.rng);
}

void face_question(Person& person, const Reading& reading, const Surroundings& around,
                   Reaction& reaction) {
    reaction.joined = !person.joined;
    const double go_on = person.joined ? person.habits.go_on : 1.0;
    person.joined = true;
    if (!person.rng.chance(go_on)) {
        reaction.move = person.in_session ? put_down(person) : rest(person);
        return;
    }
    const bool dials =
        !person.in_session && person.habits.reach == Reach::both && person.rng.chance(ussd_instead);
    if (dials) {
        reaction.move = dial(person, around, answer_delay_s(person.habits, person.rng));
        return;
    }
    give_answer(person, reading, around, reaction);
}

// Plans the answer to what a text asks; nothing when it asks nothing.
void follow(Person& person, const Reading& reading, const Surroundings& around,
            Reaction& reaction) {
    const auto& reader = around.reader;
    switch (reading.asks) {
        case Asks::language:
            reaction.move = say(person, reader.language_key(reading, language_of(person)), false);
            return;
        case Asks::consent:
        case Asks::menu:
        case Asks::resume:
            reaction.move = say(person, reader.key_for(reading.asks, reading, "1"), false);
            return;
        case Asks::birth_year:
            reaction.move = say(person, std::to_string(person.habits.birth_year), true);
            return;
        case Asks::answer:
            face_question(person, reading, around, reaction);
            return;
        case Asks::patience:
            reaction.move = person.in_session ? put_down(person) : rest(person);
            return;
        case Asks::nothing:
            return;
    }
}

bool asks_about(const Reading& reading, const std::string& item) {
    const auto is_it = [&](const Lettered& each) { return each.item == item; };
    return reading.item == item || std::ranges::any_of(reading.pack, is_it);
}

bool asks_what_was_answered(const Person& person, const Reading& reading) {
    return !person.awaiting.empty() &&
           std::ranges::all_of(person.awaiting,
                               [&](const Given& given) { return asks_about(reading, given.item); });
}

// A text that thanks and asks the very questions she answered is an old one, sent again. What it
// asks again was not taken; and where one of several came too late, she can't tell which.
void take_thanks(Person& person, const Reading& reading, Reaction& reaction) {
    if (!reading.thanks || asks_what_was_answered(person, reading)) return;
    auto answers = std::exchange(person.awaiting, {});
    if (reading.closed) return;
    std::erase_if(answers, [&](const Given& given) { return asks_about(reading, given.item); });
    reaction.thanked = std::move(answers);
}

void on_woken(Person& person, const Surroundings& around, Reaction& reaction) {
    person.expects_reply = false;
    person.awaiting.clear();
    person.started = person.started || person.rng.chance(starts_when_invited);
    if (!person.started) {
        reaction.move = {Move::Kind::wait, invitation_every_s * person.rng.between(0.5, 1.5)};
        return;
    }
    reaction.move = seek_work(person, around);
}

void on_sms(Person& person, const Event& event, const Surroundings& around, Reaction& reaction) {
    const auto reading = around.reader.read(event.text);
    reaction.asked_by_sms = std::max(static_cast<int>(reading.pack.size()), reading.item ? 1 : 0);
    const bool seen_before = asks_what_was_answered(person, reading);
    take_thanks(person, reading, reaction);
    if (person.in_session || seen_before) return;
    const bool unasked = !person.expects_reply && reading.asks == Asks::answer;
    if (unasked && !person.rng.chance(starts_when_invited)) {
        reaction.move = rest(person);
        return;
    }
    if (reading.asks != Asks::nothing) {
        person.expects_reply = false;
        follow(person, reading, around, reaction);
    } else if (reading.thanks) {
        person.expects_reply = false;
        reaction.move = rest(person);
    } else {
        reaction.puzzled = person.expects_reply;
    }
}

void on_page(Person& person, const Event& event, const Surroundings& around, Reaction& reaction) {
    const auto reading = around.reader.read(event.text);
    take_thanks(person, reading, reaction);
    person.awaiting.clear();
    person.in_session = event.more;
    if (!event.more) {
        const bool rests = reading.thanks || reading.asks == Asks::patience;
        reaction.move = rests ? rest(person) : Move{Move::Kind::wait, redial_s(person.rng)};
        return;
    }
    follow(person, reading, around, reaction);
    reaction.puzzled = reading.asks == Asks::nothing;
    if (reaction.puzzled) reaction.move = put_down(person);
}

}  // namespace

Person::Person(std::size_t person_number, std::uint64_t seed)
    : number(person_number), rng(seed, person_number), habits(draw_habits(rng)) {}

Reaction react(Person& person, const Event& event, const Surroundings& around) {
    Reaction reaction;
    switch (event.kind) {
        case Event::Kind::woken:
            on_woken(person, around, reaction);
            break;
        case Event::Kind::sms_arrived:
            on_sms(person, event, around, reaction);
            break;
        case Event::Kind::sms_taken:
            reaction.move = {Move::Kind::wait, patience_s};
            break;
        case Event::Kind::page_shown:
            on_page(person, event, around, reaction);
            break;
        case Event::Kind::session_lost:
            person.in_session = false;
            person.awaiting.clear();
            reaction.move = {Move::Kind::wait, redial_s(person.rng)};
            break;
    }
    return reaction;
}

std::string msisdn_of(std::size_t number, std::string_view beginning) {
    return fmt::format("{}{:07}", beginning, number + 1);
}

}  // namespace kazi::simulator::crowd
