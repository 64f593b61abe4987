// SPDX-License-Identifier: Apache-2.0
// Breadth first, one trial for each state that nothing typed can tell from another.
#include "taskflow/map/dialogue_map.hpp"

#include <algorithm>
#include <array>
#include <deque>

#include "protocols/gsm_text.hpp"
#include "taskflow/dialogue/render_ussd.hpp"
#include "taskflow/dialogue/word_keys.hpp"
#include "taskflow/map/trial.hpp"

namespace kazi::taskflow::map {

namespace {

constexpr std::size_t states_max = 20'000;

constexpr std::array<std::string_view, 25> places{
    "nowhere",  "menu",       "question",    "balance",    "why",    "pay",     "help",
    "language", "consent",    "birth_year",  "stopped",    "resume", "no_work", "farewell",
    "declined", "too_young",  "how_to",      "correction", "level",  "my_data", "rest",
    "hours",    "forget_ask", "forget_done", "frozen"};

/// Places from `Place::wallet` on.
constexpr std::array<std::string_view, 7> wallet_places{
    "wallet", "payout_fee", "pin", "profile", "session_full", "effort", "lock"};

/// Places from `Place::refer` on.
constexpr std::array<std::string_view, 3> tie_places{"refer", "link", "linking"};

constexpr std::array<const char*, keys_tried> keys_pressed{"1", "2", "3",  "4",  "5",    "6",   "7",
                                                           "8", "0", "00", "98", "1990", "2020"};

/// Answers, years, and what means nothing.
constexpr std::array plain_messages{"1", "9", "apple", "1990", "2020", "xyzzy"};

/// After the word that links another number.
constexpr auto unknown_code = " 12345678";

class Mapper {
public:
    Mapper(const dialogue::Phrasebook& phrases, const Scenery& scenery, DialogueMap& map)
        : phrases_(phrases),
          scenery_(scenery),
          words_(words_of(scenery.market.languages.front())),
          map_(map) {}

    void explore() {
        meet(Trial(scenery_, phrases_));
        while (!waiting_.empty() && map_.complete) {
            const Trial trial = std::move(waiting_.front());
            waiting_.pop_front();
            try_everything(trial);
        }
        map_.states += known_.size();
    }

private:
    /// The first word of each list: the others mean the same.
    [[nodiscard]] std::vector<std::string> words_of(const Language& language) const {
        std::vector<std::string> words;
        for (const std::string_view key : dialogue::words::all) {
            const auto& list = phrases_.words(language, key);
            if (!list.empty()) words.push_back(list.front());
        }
        words.push_back(phrases_.words(language, dialogue::words::link).front() + unknown_code);
        words.insert(words.end(), plain_messages.begin(), plain_messages.end());
        return words;
    }

    /// What follows STOP, FORGET ME and a new JOIN is tried from the first contact on.
    [[nodiscard]] bool was_tried_elsewhere(const Worker& worker) const {
        const bool works = worker.stage == Stage::active || worker.stage == Stage::confirming ||
                           worker.stage == Stage::frozen;
        const bool goes = worker.opted_out || worker.protection.forget_asked_at != 0;
        return scenery_.has_joined && (goes || !works);
    }

    void meet(Trial trial) {
        if (!known_.insert(trial.key()).second || was_tried_elsewhere(trial.worker())) return;
        if (known_.size() > states_max) {
            map_.complete = false;
            return;
        }
        waiting_.push_back(std::move(trial));
    }

    void try_everything(const Trial& trial) {
        for (const std::string& word : words_)
            try_message(trial, word);
        Trial dialling = trial;
        check_page(dialling, dialling.dial(), "dial");
        map_.screens.insert(dialling.screen());
        come_to(dialling.screen(), {"dial", scenery_.market.service_code});
        meet(std::move(dialling));
        Trial lapsing = trial;
        lapsing.lapse();
        meet(std::move(lapsing));
        if (trial.worker().ussd.id == 0 || trial.worker().ussd.ended) return;
        for (const char* key : keys_pressed)
            try_key(trial, key, false);
        for (const std::string& word : words_)
            try_key(trial, word, true);
    }

    void try_message(const Trial& before, const std::string& word) {
        Trial trial = before;
        const Effects effects = trial.sms(word);
        const std::string what = before.standing() + ": " + word;
        // Whoever is out hears nothing but answers to commands: that silence is a promise.
        const bool promised = before.worker().opted_out && trial.worker().opted_out;
        if (effects.messages.empty() && !promised) map_.silences.insert("sms " + what);
        for (const SmsToWorker& sms : effects.messages) {
            if (sms.segments > scenery_.market.sms_segments_max)
                map_.overlong.insert("sms " + what);
        }
        map_.standings.insert(trial.standing());
        map_.words[{before.standing(), trial.standing()}].insert(word);
        meet(std::move(trial));
    }

    void try_key(const Trial& before, const std::string& key, bool is_word) {
        Trial trial = before;
        check_page(before, trial.press(key), key);
        map_.screens.insert(trial.screen());
        if (trial.worker().ussd.ended) map_.endings.insert(trial.screen());
        if (before.looks_at_newest()) draw(before, trial, key, is_word);
        meet(std::move(trial));
    }

    void draw(const Trial& before, const Trial& after, const std::string& typed, bool is_word) {
        if (!is_word) map_.keys[{before.screen(), after.screen()}].insert(typed);
        // Whoever stays is back where she was: no way of its own.
        const bool stays = before.is_asked_to_forget() && !after.worker().protection.leaving;
        if (!stays) come_to(after.screen(), {before.screen(), typed, is_word});
    }

    void come_to(const std::string& screen, const FirstWay& way) {
        if (way.from == screen || screen == place_name(Place::none)) return;
        const auto known = map_.first_ways.try_emplace(screen, way).first;
        const bool now_without_word = !way.is_word && known->second.is_word;
        if (now_without_word) known->second = way;
    }

    void check_page(const Trial& before, const Effects& effects, const std::string& key) {
        const std::string what = "ussd " + before.screen() + ": " + key;
        if (!effects.ussd || effects.ussd->text.empty()) {
            map_.silences.insert(what);
        } else if (!dialogue::fits_ussd(effects.ussd->text, scenery_.market.ussd_chars_max)) {
            map_.overlong.insert(what);
        }
    }

    const dialogue::Phrasebook& phrases_;
    const Scenery& scenery_;
    std::vector<std::string> words_;
    DialogueMap& map_;
    std::set<std::string> known_;
    std::deque<Trial> waiting_;
};

}  // namespace

std::string_view place_name(Place place) {
    const auto at = static_cast<std::size_t>(place);
    if (place < Place::wallet) return at < places.size() ? places[at] : places[0];
    if (place >= Place::refer) return tie_places.at(at - static_cast<std::size_t>(Place::refer));
    const std::size_t nth = at - static_cast<std::size_t>(Place::wallet);
    return nth < wallet_places.size() ? wallet_places[nth] : places[0];
}

DialogueMap explore_dialogue(const dialogue::Phrasebook& phrases, const Language& language) {
    DialogueMap map;
    for (const Scenery& scenery : sceneries_for(language))
        Mapper(phrases, scenery, map).explore();
    return map;
}

}  // namespace kazi::taskflow::map
