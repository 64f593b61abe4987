// SPDX-License-Identifier: Apache-2.0
#include "taskflow/onboarding.hpp"

#include <algorithm>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/protection/rechecking.hpp"
#include "taskflow/question/understanding.hpp"
#include "taskflow/tasks/asking.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

/// Longer replies can't be a yes to anything, and a record must stay small.
constexpr std::size_t raw_reply_bytes_max = 160;

/// Nobody older is alive: such a year is a slip of the finger.
constexpr int age_max = 110;

bool is_spoken(const Market& market, const Language& language) {
    return std::find(market.languages.begin(), market.languages.end(), language) !=
           market.languages.end();
}

Place ask_consent(Turn& turn) {
    turn.worker.stage = Stage::consent;
    return Place::consent;
}

std::optional<Place> answer_language(Turn& turn, std::string_view typed) {
    const auto language = named_language(turn, typed);
    if (!language) return std::nullopt;
    turn.worker.language = *language;
    return ask_consent(turn);
}

Place agree(Turn& turn, std::string_view typed) {
    turn.worker.consent_version = turn.context.consent_version;
    turn.worker.consent_at = turn.at;
    turn.effects.consent = ConsentGiven{turn.context.consent_version, turn.worker.language,
                                        std::string(typed.substr(0, raw_reply_bytes_max))};
    turn.worker.stage = Stage::birth_year;
    return Place::birth_year;
}

std::optional<Place> answer_consent(Turn& turn, std::string_view typed) {
    // "ok?" asks; it does not agree.
    if (typed.find('?') != std::string_view::npos) return std::nullopt;
    const std::string words = dialogue::plain_words(typed);
    const auto agreement = turn.context.phrases.vocabulary().agreement(words);
    if (words == "1" || agreement == true) return agree(turn, typed);
    if (words == "2" || agreement == false) {
        turn.worker.stage = Stage::declined;
        return Place::declined;
    }
    return std::nullopt;
}

/// By the year alone: whoever reaches the age within this year counts as having reached it.
bool is_of_age(const Turn& turn) {
    return turn.context.local.year - turn.worker.birth_year >= turn.context.market.minimum_age;
}

void report_to_partner(Turn& turn) {
    const std::string& code = turn.worker.protection.partner;
    if (code.empty()) return;
    turn.effects.partner = PartnerCount{.code = code, .joined = 1, .answers = 0, .earned_micro = 0};
}

Place go_by_age(Turn& turn, bool joins) {
    if (!is_of_age(turn)) {
        turn.worker.stage = Stage::too_young;
        return Place::too_young;
    }
    turn.worker.stage = Stage::active;
    if (joins) {
        report_to_partner(turn);
        note(turn, keys::welcome);
    }
    return next(turn);
}

std::optional<Place> answer_birth_year(Turn& turn, std::string_view typed) {
    question::Form year;
    year.kind = question::Kind::number;
    year.minimum = (turn.context.local.year - age_max) * question::milli;
    year.maximum = turn.context.local.year * question::milli;
    const auto understanding = question::understand(year, language_of(turn), typed);
    const auto* amount = std::get_if<question::Amount>(&understanding.value);
    if (amount == nullptr) return std::nullopt;
    const bool joins = turn.worker.stage == Stage::birth_year && turn.worker.answers == 0;
    const auto born = static_cast<std::uint16_t>(amount->value / question::milli);
    if (!take_birth_year(turn, born)) return Place::frozen;
    return go_by_age(turn, joins);
}

}  // namespace

std::optional<Language> named_language(const Turn& turn, std::string_view typed) {
    const std::string words = dialogue::plain_words(typed);
    const auto& languages = turn.context.market.languages;
    for (std::size_t at = 0; at < languages.size(); ++at) {
        if (words == std::to_string(at + 1)) return languages[at];
    }
    const dialogue::Heard heard = turn.context.phrases.vocabulary().hear(words);
    const bool named = heard.command == dialogue::Command::use_language &&
                       is_spoken(turn.context.market, heard.language);
    return named ? std::optional(heard.language) : std::nullopt;
}

bool is_joining(Stage stage) {
    return stage == Stage::language || stage == Stage::consent || stage == Stage::birth_year ||
           stage == Stage::confirming;
}

Place joining_place(Stage stage) {
    if (stage == Stage::language) return Place::language;
    return stage == Stage::consent ? Place::consent : Place::birth_year;
}

void take_partner_code(Turn& turn, std::string_view code) {
    Worker& worker = turn.worker;
    if (code.empty() || worker.consent_at != 0) return;
    std::string capitals(code);
    for (char& letter : capitals) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    const auto& known = turn.context.market.care.partner_codes;
    if (std::find(known.begin(), known.end(), capitals) != known.end()) {
        worker.protection.partner = std::move(capitals);
    }
}

void learn_language(Turn& turn, const Language& told) {
    Language& language = turn.worker.language;
    if (language.empty() && is_spoken(turn.context.market, told)) language = told;
}

Place join(Turn& turn, const Language& told) {
    Worker& worker = turn.worker;
    if (is_joining(worker.stage)) return joining_place(worker.stage);
    if (worker.stage == Stage::frozen) return Place::frozen;
    if (worker.stage == Stage::too_young) return go_by_age(turn, true);
    learn_language(turn, told);
    if (worker.language.empty() && turn.context.market.languages.size() == 1) {
        worker.language = turn.context.market.languages.front();
    }
    if (!worker.language.empty()) return ask_consent(turn);
    worker.stage = Stage::language;
    return Place::language;
}

std::optional<Place> answer_joining(Turn& turn, std::string_view typed) {
    switch (turn.worker.stage) {
        case Stage::language:
            return answer_language(turn, typed);
        case Stage::consent:
            return answer_consent(turn, typed);
        default:
            return answer_birth_year(turn, typed);
    }
}

Place step_back(Turn& turn) {
    if (turn.worker.stage == Stage::confirming) return Place::birth_year;
    turn.worker.stage = turn.worker.stage == Stage::birth_year ? Stage::consent : Stage::language;
    return joining_place(turn.worker.stage);
}

}  // namespace kazi::taskflow
