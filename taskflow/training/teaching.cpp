// SPDX-License-Identifier: Apache-2.0
// A lesson stands in the place of the item that she leased, as a survey's question does: so one
// reader, one screen and one policy of commands serve it, and a dropped session finds it again.
#include "taskflow/training/teaching.hpp"

#include <algorithm>
#include <string>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/pay/accounts.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/protection/protecting.hpp"
#include "taskflow/question/asked.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/tasks/asking.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

constexpr std::uint8_t bit(std::size_t lesson) {
    return static_cast<std::uint8_t>(1U << lesson);
}

const Lesson* due_lesson(const Worker& worker, const Campaign& campaign) {
    const CampaignTraining* hers = worker.training.find(campaign.number);
    if (hers == nullptr) return nullptr;
    for (std::size_t nth = 0; nth < campaign.lessons.all.size(); ++nth)
        if ((hers->taken & bit(nth)) == 0) return &campaign.lessons.all[nth];
    return nullptr;
}

/// What is open is the lesson that is due, or else the item.
void put_lesson(Turn& turn) {
    turn.lesson = due_lesson(turn.worker, *turn.asking->campaign);
    turn.asking->item = turn.lesson == nullptr ? turn.item_beneath : &turn.lesson->item;
}

bool is_right(const Turn& turn, const question::Understanding& understanding) {
    const Question& question = turn.asking->campaign->question;
    const auto given = question::given_by(question, understanding);
    if (!given) return false;
    return question::is_listed(question) ? given->option == turn.lesson->right_option
                                         : given->text == turn.lesson->right_text;
}

std::string reason(const Turn& turn) {
    const auto& why = turn.lesson->why;
    const auto hers = why.find(language_of(turn));
    return hers == why.end() ? why.begin()->second : hers->second;
}

void pay_lesson(Turn& turn, std::size_t nth, bool right) {
    const billing::Money pay = turn.asking->campaign->lessons.pay;
    const std::uint32_t campaign = turn.asking->ref.campaign;
    billing::move(turn.effects.postings, escrow_of(campaign), wallet_of(turn.id), pay);
    turn.worker.available_micro += pay.micro;
    turn.worker.last = {LastOutcome::Kind::paid, turn.asking->ref, pay.micro};
    turn.effects.lesson = LessonPaid{campaign, static_cast<std::uint8_t>(nth), right, pay.micro};
    count_effort(turn);
}

void tell_answer(Turn& turn, bool right) {
    const Lesson& lesson = *turn.lesson;
    const std::string pay = billing::format_money(turn.asking->campaign->lessons.pay);
    if (right) return note(turn, keys::lesson_right, {{"pay", pay}});
    note(turn, keys::lesson_told,
         {{"answer", answer_in_words(turn, *turn.asking, lesson.right_option, lesson.right_text)},
          {"pay", pay}});
}

/// Where answers are not listed, all errors are of one kind.
bool is_about(const Campaign& campaign, const Lesson& lesson, const std::string& error) {
    return !question::is_listed(campaign.question) || error == lesson.right;
}

/// Lessons about `repeat_after` of her errors, of those that were taken and did not come back yet.
std::uint8_t called_for(const CampaignTraining& hers, const Campaign& campaign) {
    const Lessons& lessons = campaign.lessons;
    std::uint8_t called = 0;
    for (std::size_t nth = 0; nth < lessons.all.size(); ++nth) {
        const auto errors = std::ranges::count_if(hers.errors, [&](const std::string& error) {
            return is_about(campaign, lessons.all[nth], error);
        });
        if (errors >= lessons.repeat_after) called |= bit(nth);
    }
    return static_cast<std::uint8_t>(called & hers.taken & ~hers.repeat);
}

/// The lessons that her errors call for are due again, and the errors are forgotten.
void bring_back(CampaignTraining& hers, const Campaign& campaign) {
    if (campaign.lessons.repeat_after == 0 || hers.errors.empty()) return;
    const std::uint8_t called = called_for(hers, campaign);
    hers.repeat |= called;
    hers.taken = static_cast<std::uint8_t>(hers.taken & ~called);
    for (std::size_t nth = 0; nth < campaign.lessons.all.size(); ++nth) {
        if ((called & bit(nth)) == 0) continue;
        std::erase_if(hers.errors, [&](const std::string& error) {
            return is_about(campaign, campaign.lessons.all[nth], error);
        });
    }
}

}  // namespace

bool may_be_taught(const Worker& worker, const Campaign& campaign, bool has_lesson_place) {
    return has_lesson_place || !campaign.lessons.wanted() ||
           worker.training.find(campaign.number) != nullptr;
}

bool gave_back_lesson_place(const Turn& turn, std::uint32_t campaign) {
    const auto& places = turn.effects.lesson_places;
    return std::ranges::any_of(places, [&](const PlaceChange& change) {
        return change.campaign == campaign && change.delta > 0;
    });
}

void take_lesson_place(Turn& turn, const Campaign& campaign) {
    if (!campaign.lessons.wanted()) return;
    if (CampaignTraining* hers = turn.worker.training.find(campaign.number))
        return bring_back(*hers, campaign);
    CampaignTraining begun;
    begun.campaign = campaign.number;
    turn.worker.training.campaigns.push_back(std::move(begun));
    turn.effects.lesson_places.push_back({campaign.number, -1});
}

void give_back_lesson_place(Turn& turn, std::uint32_t campaign) {
    const CampaignTraining* hers = turn.worker.training.find(campaign);
    if (hers == nullptr || hers->has_begun()) return;
    std::erase_if(turn.worker.training.campaigns,
                  [&](const CampaignTraining& each) { return each.campaign == campaign; });
    turn.effects.lesson_places.push_back({campaign, +1});
}

void begin_asking(Turn& turn, const Assignable& what) {
    turn.asking = what;
    turn.item_beneath = what.item;
    put_lesson(turn);
}

Place answer_lesson(Turn& turn, const question::Understanding& understanding) {
    CampaignTraining& hers = *turn.worker.training.find(turn.asking->ref.campaign);
    const bool right = is_right(turn, understanding);
    if (!right && !hers.tried) {
        hers.tried = true;
        note(turn, keys::lesson_wrong, {{"reason", reason(turn)}});
        ask_further(turn);
        return Place::question;
    }
    const auto nth =
        static_cast<std::size_t>(turn.lesson - turn.asking->campaign->lessons.all.data());
    pay_lesson(turn, nth, right && !hers.tried);
    tell_answer(turn, right);
    hers.taken |= bit(nth);
    hers.tried = false;
    order_payout_if_due(turn);
    ask_further(turn);
    put_lesson(turn);
    return Place::question;
}

void note_error(Worker& worker, std::uint32_t campaign, std::string_view right) {
    CampaignTraining* hers = worker.training.find(campaign);
    if (hers == nullptr) return;
    if (hers->errors.size() == errors_kept_max) hers->errors.erase(hers->errors.begin());
    hers->errors.emplace_back(right);
}

}  // namespace kazi::taskflow
