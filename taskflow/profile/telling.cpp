// SPDX-License-Identifier: Apache-2.0
#include "taskflow/profile/telling.hpp"

#include <algorithm>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/pay/accounts.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/question/asked.hpp"
#include "taskflow/tasks/answering.hpp"
#include "taskflow/tasks/asking.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

const ProfileQuestion* named(const Turn& turn, const std::string& key) {
    const auto& all = turn.context.market.profile.questions;
    const auto at = std::ranges::find(all, key, &ProfileQuestion::key);
    return at == all.end() ? nullptr : &*at;
}

/// As many as she has answers for, the first one after the first `every_answers`.
const ProfileQuestion* due(const Turn& turn) {
    const ProfileRules& rules = turn.context.market.profile;
    const auto& hers = turn.worker.profile.answers;
    if (hers.size() >= turn.worker.answers / std::max(1U, rules.every_answers)) return nullptr;
    const auto at = std::ranges::find_if(rules.questions, [&](const ProfileQuestion& each) {
        return !hers.contains(each.key) && each.texts.contains(language_of(turn));
    });
    return at == rules.questions.end() ? nullptr : &*at;
}

const ProfileQuestion& asked(const Turn& turn) {
    return *named(turn, turn.worker.profile.asked);
}

void pay_for_telling(Turn& turn, std::int64_t micro) {
    if (micro == 0) return;
    billing::move(turn.effects.postings, {billing::AccountKind::operator_funds, {}},
                  wallet_of(turn.id), market_money(turn, micro));
    turn.worker.available_micro += micro;
    note(turn, keys::pay_credited, {{"pay", money_text(turn, micro)}});
    order_payout_if_due(turn);
}

Place keep(Turn& turn, std::string label) {
    Profile& profile = turn.worker.profile;
    profile.answers.insert_or_assign(profile.asked, std::move(label));
    profile.asked.clear();
    profile.tries = 0;
    return next(turn);
}

}  // namespace

bool is_asked_about_her(const Turn& turn) {
    const Worker& worker = turn.worker;
    return !worker.profile.asked.empty() && !worker.question && !worker.opted_out &&
           worker.stage == Stage::active && named(turn, worker.profile.asked) != nullptr &&
           asked(turn).texts.contains(language_of(turn));
}

bool ask_about_her(Turn& turn) {
    if (is_asked_about_her(turn)) return true;
    const ProfileQuestion* question = due(turn);
    if (question == nullptr) return false;
    turn.worker.profile.asked = question->key;
    turn.worker.profile.tries = 0;
    return true;
}

Question question_about_her(const Turn& turn) {
    Question question;
    question.type = QuestionType::choice;
    question.labels = asked(turn).labels;
    for (const auto& [language, wording] : asked(turn).texts)
        question.texts[language] = {wording.text, wording.options};
    return question;
}

question::Understanding understood_about_her(const Turn& turn, std::string_view typed) {
    return question::understand(question_about_her(turn), {}, language_of(turn), local_day(turn),
                                typed);
}

Place tell_about_her(Turn& turn, const question::Understanding& understanding) {
    Profile& profile = turn.worker.profile;
    if (question::is_puzzling(understanding) && ++profile.tries < tries_max) {
        note(turn, keys::unclear);
        return Place::profile;
    }
    const auto given = question::given_by(question_about_her(turn), understanding);
    if (!given) {
        note(turn, keys::question_skipped);
        return keep(turn, {});
    }
    pay_for_telling(turn, asked(turn).pay_micro);
    return keep(turn, asked(turn).labels.at(given->option));
}

dialogue::Screen profile_screen(const Turn& turn) {
    const ProfileQuestion& question = asked(turn);
    const ProfileWording& wording = question.texts.at(language_of(turn));
    dialogue::Screen screen;
    screen.body = say(turn, keys::profile_ask,
                      {{"pay", money_text(turn, question.pay_micro)}, {"question", wording.text}});
    int number = 0;
    for (const std::string& option : wording.options)
        screen.choices.push_back({std::to_string(++number), readable(turn, option)});
    screen.choices.push_back({"0", say(turn, keys::profile_skip)});
    screen.home = true;
    return screen;
}

std::string told_so_far(const Turn& turn) {
    std::string told;
    for (const auto& [key, label] : turn.worker.profile.answers) {
        const ProfileQuestion* question = named(turn, key);
        if (label.empty()) continue;
        std::string words = label;
        if (question != nullptr && question->texts.contains(language_of(turn))) {
            const auto at = std::ranges::find(question->labels, label) - question->labels.begin();
            const auto& options = question->texts.at(language_of(turn)).options;
            if (static_cast<std::size_t>(at) < options.size())
                words = options[static_cast<std::size_t>(at)];
        }
        told += (told.empty() ? "" : ", ") + words;
    }
    return told;
}

}  // namespace kazi::taskflow
