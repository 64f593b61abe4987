// SPDX-License-Identifier: Apache-2.0
// Pay that waits is hers in the books from the start: escrow → her pending account. It leaves that
// account once, to her wallet or back to the client, by the one event that ends the review.
#include "taskflow/review/reviewing.hpp"

#include <algorithm>

#include "taskflow/accounts.hpp"
#include "taskflow/asking.hpp"
#include "taskflow/correcting.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/level.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/protecting.hpp"
#include "taskflow/wallet.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using billing::AccountKind;
using Step = ReviewMoved::Step;

constexpr std::string_view text_of(RejectReason reason) {
    switch (reason) {
        case RejectReason::wrong:
            return keys::review_wrong;
        case RejectReason::off_topic:
            return keys::review_off_topic;
        case RejectReason::incomplete:
            return keys::review_incomplete;
        case RejectReason::instructions:
            return keys::review_instructions;
    }
    return keys::review_wrong;
}

/// What results call an answer, in the words that she saw.
std::string in_her_words(const Turn& turn, const Question& question, const std::string& value) {
    if (question.type == QuestionType::yes_no && (value == "yes" || value == "no"))
        return say(turn, value == "yes" ? keys::question_yes : keys::question_no);
    const auto label = std::find(question.labels.begin(), question.labels.end(), value);
    const auto text = question.texts.find(language_of(turn));
    if (label == question.labels.end() || text == question.texts.end()) return value;
    const auto nth = static_cast<std::size_t>(label - question.labels.begin());
    return nth < text->second.options.size() ? text->second.options[nth] : value;
}

void move_if_any(Turn& turn, billing::Account from, billing::Account to, std::int64_t micro) {
    if (micro > 0)
        billing::move(turn.effects.postings, std::move(from), std::move(to),
                      market_money(turn, micro));
}

void remember(Turn& turn, LastOutcome::Kind kind, const ReviewMoved& moved) {
    if (turn.worker.last.item == moved.item) turn.worker.last = {kind, moved.item, moved.pay_micro};
}

/// Her pay becomes her own, and goes on as any other.
void release(Turn& turn, const ReviewMoved& moved) {
    move_if_any(turn, pending_of(turn.id), wallet_of(turn.id), moved.pay_micro);
    turn.worker.cases.pending_micro -= moved.pay_micro;
    turn.worker.available_micro += moved.pay_micro;
    remember(turn, LastOutcome::Kind::paid, moved);
    order_payout_if_due(turn);
}

/// The client has its money again, the fee with it.
void give_back(Turn& turn, const ReviewMoved& moved) {
    const billing::Account client{AccountKind::client_funds, moved.client};
    move_if_any(turn, pending_of(turn.id), client, moved.pay_micro);
    move_if_any(turn, {AccountKind::platform_fee, {}}, client, moved.fee_micro);
    turn.worker.cases.pending_micro -= moved.pay_micro;
}

void forget_case(Turn& turn, const ReviewMoved& moved) {
    auto& rejected = turn.worker.cases.rejected;
    if (rejected && rejected->item == moved.item) rejected.reset();
}

/// Whoever said STOP, or may not be written to now, finds the outcome when she asks.
void tell(Turn& turn, std::string body) {
    if (turn.worker.opted_out || !may_be_written_to(turn)) return;
    dialogue::Screen news;
    news.body = std::move(body);
    send_news(turn, news);
}

void reject(Turn& turn, const ReviewMoved& moved) {
    turn.worker.cases.rejected = RejectedAnswer{moved.item, moved.answer, false};
    remember(turn, LastOutcome::Kind::rejected, moved);
    tell(turn, say(turn, keys::review_rejected,
                   {{"answer", in_her_words(turn, moved.question, moved.value)},
                    {"pay", money_text(turn, moved.pay_micro)},
                    {"reason", say(turn, text_of(moved.reason))},
                    {"right", in_her_words(turn, moved.question, moved.right)}}));
}

/// The label that results call so; the question has it, or none of its kind.
std::optional<std::uint32_t> label_called(const Question& question, const std::string& value) {
    if (question.type == QuestionType::yes_no) return value == "yes" ? 0 : 1;
    const auto at = std::ranges::find(question.labels, value);
    if (at == question.labels.end()) return std::nullopt;
    return static_cast<std::uint32_t>(at - question.labels.begin());
}

/// One answer more that was right, in the family of what she was asked.
Evidence right_after_all(const WorkerId& worker, const ReviewMoved& moved) {
    constexpr std::int32_t one_answer_milli = 1000;
    Campaign asked;
    asked.question = moved.question;
    const quality::Family family = asked.family();
    const auto label = label_called(moved.question, moved.value);
    // The diagonal of her matrix; the first cell of a coin.
    const std::uint32_t cell =
        label && quality::is_matrix(family) ? *label * (family + std::uint32_t{1}) : 0;
    return {worker, family, {{static_cast<std::uint16_t>(cell), one_answer_milli}}};
}

/// Judged in her favour: paid, and her rating as if the answer had never been doubted.
void reverse(Turn& turn, const ReviewMoved& moved) {
    forget_case(turn, moved);
    release(turn, moved);
    turn.effects.evidence.push_back(right_after_all(turn.id, moved));
    tell(turn, say(turn, keys::appeal_won,
                   {{"answer", in_her_words(turn, moved.question, moved.value)},
                    {"pay", money_text(turn, moved.pay_micro)}}));
}

/// A refusal is told when it takes effect: so it waits until she may be written to.
bool waits_to_tell(const Turn& turn, Step step) {
    const bool refuses = step == Step::rejected || step == Step::upheld;
    return refuses && !turn.worker.opted_out && !may_be_written_to(turn);
}

void uphold(Turn& turn, const ReviewMoved& moved) {
    forget_case(turn, moved);
    give_back(turn, moved);
    tell(turn, say(turn, keys::appeal_lost,
                   {{"answer", in_her_words(turn, moved.question, moved.value)},
                    {"right", in_her_words(turn, moved.question, moved.right)}}));
}

}  // namespace

bool may_judge(const Worker& worker, const Skill& skill, const Campaign& campaign) {
    const auto& judges = campaign.review.judges;
    if (!judges) return true;
    const CampaignHistory* history = worker.find_history(judges->item.campaign);
    const bool knows = history != nullptr && history->has_seen(judges->item.index);
    return !knows && standing_of(skill).level >= senior_level;
}

void tell_terms(Turn& turn, const Assignable& what) {
    const ReviewTerms& terms = what.campaign->review;
    if (!terms.wanted() || turn.worker.find_history(what.ref.campaign) != nullptr) return;
    const Scorecard& card = what.scorecard;
    const std::int64_t of_100 =
        card.looked_at == 0 ? 0 : (100 * card.rejected + card.looked_at - 1) / card.looked_at;
    note(turn, keys::review_terms,
         {{"hours", std::to_string(terms.hours)}, {"rejected", std::to_string(of_100)}});
}

void hold_pay(Turn& turn, const Campaign& campaign, const AnswerRecord& record) {
    const billing::Account escrow = escrow_of(campaign.number);
    move_if_any(turn, escrow, pending_of(turn.id), campaign.pay.micro);
    move_if_any(turn, escrow, {AccountKind::platform_fee, {}}, campaign.fee.micro);
    turn.worker.cases.pending_micro += campaign.pay.micro;
    turn.worker.last = {LastOutcome::Kind::pending, record.item, campaign.pay.micro};
    give_back_reply_cost(turn, campaign, record.reply_cost_micro);
    note(turn, keys::pay_pending,
         {{"pay", billing::format_money(campaign.pay)},
          {"hours", std::to_string(campaign.review.hours)}});
    turn.effects.review_begins = true;
}

void on_review(Turn& turn, const ReviewMoved& moved) {
    // A record that holds less than this is not the one that the review was begun with.
    const bool unknown =
        moved.step != Step::rejected && turn.worker.cases.pending_micro < moved.pay_micro;
    if (unknown || waits_to_tell(turn, moved.step)) {
        turn.effects.duplicate = true;
        return;
    }
    switch (moved.step) {
        case Step::accepted:
            return release(turn, moved);
        case Step::rejected:
            return reject(turn, moved);
        case Step::not_appealed:
            forget_case(turn, moved);
            return give_back(turn, moved);
        case Step::reversed:
            return reverse(turn, moved);
        case Step::upheld:
            return uphold(turn, moved);
    }
}

bool can_appeal(const Turn& turn) {
    const auto& rejected = turn.worker.cases.rejected;
    return rejected && !rejected->appealed;
}

Place appeal(Turn& turn) {
    auto& rejected = turn.worker.cases.rejected;
    if (can_appeal(turn)) {
        rejected->appealed = true;
        turn.effects.appeal = AppealOpened{rejected->item, rejected->answer};
        note(turn, keys::appeal_opened);
    } else {
        note(turn, rejected ? keys::appeal_under_way : keys::appeal_none);
    }
    return place_of_work(turn);
}

}  // namespace kazi::taskflow
