// SPDX-License-Identifier: Apache-2.0
// What a client asks: a question, put to many workers about many items.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "billing/money.hpp"
#include "taskflow/chain/terms.hpp"
#include "taskflow/pay/bonus.hpp"
#include "taskflow/pay/budget.hpp"
#include "taskflow/pay/wages.hpp"
#include "taskflow/profile/terms.hpp"
#include "taskflow/quality/family.hpp"
#include "taskflow/quality/learned.hpp"
#include "taskflow/quality/terms.hpp"
#include "taskflow/question/form.hpp"
#include "taskflow/review/terms.hpp"
#include "taskflow/standing/gold_terms.hpp"
#include "taskflow/standing/terms.hpp"
#include "taskflow/tasks/campaign_protection.hpp"
#include "taskflow/tasks/campaign_tasks.hpp"
#include "taskflow/tasks/item.hpp"
#include "taskflow/tasks/survey_task.hpp"
#include "taskflow/tasks/urgency.hpp"
#include "taskflow/training/lessons.hpp"

namespace kazi::taskflow {

/// An ISO 639-1 code, e.g. "sw".
using Language = std::string;

using QuestionType = question::Kind;

/// The question's words in one language; `{placeholders}` are filled from the item.
struct QuestionText {
    std::string text;
    /// Of a choice, a multiple choice or a ranking; the same count and order in every language.
    std::vector<std::string> options;
};

struct Question {
    QuestionType type = QuestionType::choice;
    std::map<Language, QuestionText> texts;
    std::vector<std::string> labels;  ///< what results call each option
    /// Bounds, unit, currency and so on, as the client wrote them. Type, options and today stand
    /// empty here: the question itself, its texts and the day of the answer say those.
    question::FormSpec limits;
};

/// When an item has enough answers: as soon as `minimum` are in and the posterior of its best label
/// reaches `confidence_ppm`; at `maximum` answers in any case. Fixed redundancy: minimum = maximum.
struct Redundancy {
    std::uint8_t minimum = 3;
    std::uint8_t maximum = 3;
    std::uint32_t confidence_ppm = 1'000'000;
};

enum class CampaignState : std::uint8_t {
    draft = 1,  ///< items may be added
    running = 2,
    paused = 3,    ///< nothing new is handed out; leases are honoured and paid
    stopping = 4,  ///< as paused, for good; ends when the last lease does
    finished = 5   ///< what was left of the escrow went back
};

/// What one accepted answer costs its client, beside its messages.
struct AnswerPrice {
    billing::Money pay;
    billing::Money fee;
};

struct Campaign {
    std::uint32_t number = 0;  ///< within its cell
    std::string client;
    std::string title;
    std::string market;
    CampaignState state = CampaignState::draft;
    Question question;
    billing::Money pay;  ///< for one accepted answer
    billing::Money fee;  ///< platform fee on one accepted answer
    Redundancy redundancy;
    std::vector<Language> languages;  ///< workers who can be asked; never empty
    bool push = true;  ///< offered by SMS; otherwise only on asking (USSD menu, NEXT)
    std::uint32_t item_count = 0;
    std::uint32_t lease_minutes = 120;
    CampaignProtection protection;
    ReviewTerms review;
    ChainTerms chain;
    CampaignWages wages;
    std::optional<quality::Learned> learned = {};  ///< by the last full pass over its answers
    SurveyTask survey_task;  ///< asked in place of the question, when there is one
    CampaignTasks tasks;
    quality::QualityTerms quality_terms = {};  ///< what is asked of the answer model
    GoldTerms gold;
    StandingTerms standing;
    CampaignUrgency urgency;
    Lessons lessons = {};        ///< taught before her first item
    Targeting targeting = {};    ///< whom it is for
    CampaignBudget budget = {};  ///< how much of its money may go out
    BonusTerms bonus = {};       ///< promised beside the pay

    /// True when nobody gets a second item of it: an interview is given once.
    [[nodiscard]] bool is_once_each() const { return survey_task.survey != nullptr; }

    /// Number of classes the answer model assumes.
    [[nodiscard]] std::uint32_t class_count() const;
    /// Whose counts say how far a worker's answers can be trusted here.
    [[nodiscard]] quality::Family family() const;

    /// Of an answer whose giver has this level.
    [[nodiscard]] AnswerPrice price_at(int level) const;
    /// The price that has this pay.
    [[nodiscard]] AnswerPrice price_paying(std::int64_t pay_micro) const;

    /// What the escrow gives for one answer at most: pay, fee and what her reply cost.
    [[nodiscard]] std::int64_t answer_micro_max() const;
    /// What a question that is out may cost at most: that, and the bonus.
    [[nodiscard]] std::int64_t lease_micro_max() const;
    /// How many answers the escrow may have to pay: those that settle items, and checks by gold.
    [[nodiscard]] std::int64_t answers_max() const;
};

/// Fills `{name}` from the item's values; an unknown name stays as it is written.
[[nodiscard]] std::string fill_placeholders(const std::string& text, const Item& item);

}  // namespace kazi::taskflow
