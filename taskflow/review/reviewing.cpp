// SPDX-License-Identifier: Apache-2.0
// Pay that waits is hers in the books from the start: escrow → her pending account. It leaves that
// account once, to her wallet or back to the client, by the one event that ends the review.
#include "taskflow/review/reviewing.hpp"

#include <algorithm>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/pay/accounts.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/protection/protecting.hpp"
#include "taskflow/quality/belief.hpp"
#include "taskflow/question/asked.hpp"
#include "taskflow/training/teaching.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using billing::AccountKind;
using Step = ReviewMoved::Step;

/// In the place of a private answer.
constexpr std::string_view hidden = "***";

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

/// Which of the answers that such a question lists has this name in results.
std::optional<std::uint16_t> label_of(const Question& question, const std::string& value) {
    if (!question::is_listed(question)) return std::nullopt;
    for (std::uint16_t label = 0; label < question::class_count(question); ++label) {
        if (question::result_text(question, {}, label) == value) return label;
    }
    return std::nullopt;
}

/// What results call an answer, in the words that she saw, unless others may read them here.
std::string in_her_words(const Turn& turn, const ReviewMoved& moved, const std::string& value) {
    if (moved.is_private) return std::string(hidden);
    const Question& question = moved.question;
    const auto label = label_of(question, value);
    if (!label) return value;
    if (question.type == QuestionType::yes_no)
        return say(turn, *label == 0 ? keys::question_yes : keys::question_no);
    const auto text = question.texts.find(language_of(turn));
    if (text == question.texts.end() || *label >= text->second.options.size()) return value;
    return text->second.options[*label];
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

/// The client has its money again, the fee with it: in the escrow, where that buys another answer.
void give_back(Turn& turn, const ReviewMoved& moved) {
    const billing::Account client = moved.asks_again
                                        ? escrow_of(moved.item.campaign)
                                        : billing::Account{AccountKind::client_funds, moved.client};
    move_if_any(turn, pending_of(turn.id), client, moved.pay_micro);
    move_if_any(turn, {AccountKind::platform_fee, {}}, client, moved.fee_micro);
    turn.worker.cases.pending_micro -= moved.pay_micro;
}

void forget_case(Turn& turn, const ReviewMoved& moved) {
    std::erase_if(turn.worker.cases.rejected,
                  [&](const RejectedAnswer& each) { return each.item == moved.item; });
}

/// Of all cases that she ever had it is the next.
const RejectedAnswer& take_case(Cases& cases, const ReviewMoved& moved) {
    const std::uint32_t number = case_number_first + cases.numbers_given++;
    return cases.rejected.emplace_back(RejectedAnswer{moved.item, moved.answer, number, false});
}

void reject(Turn& turn, const ReviewMoved& moved) {
    const RejectedAnswer& taken = take_case(turn.worker.cases, moved);
    remember(turn, LastOutcome::Kind::rejected, moved);
    note_error(turn.worker, moved.item.campaign, moved.right);
    tell_news(turn,
              say(turn, keys::review_rejected,
                  {{"case", std::to_string(taken.number)},
                   {"answer", in_her_words(turn, moved, moved.value)},
                   {"pay", money_text(turn, moved.pay_micro)},
                   {"reason", say(turn, text_of(moved.reason))},
                   {"right", in_her_words(turn, moved, moved.right)}}),
              Haste::at_once);
}

/// As an answer whose truth is known: it is what she said. An open answer is right as label 0.
void count_as_right(Turn& turn, const ReviewMoved& moved) {
    Campaign campaign;
    campaign.question = moved.question;
    const std::uint16_t label = label_of(moved.question, moved.value).value_or(0);
    turn.effects.evidence.push_back(
        quality::late_evidence(turn.id, campaign, label, ItemState{}, label));
}

/// Judged in her favour: paid, and her rating as if the answer had never been doubted.
void reverse(Turn& turn, const ReviewMoved& moved) {
    forget_case(turn, moved);
    release(turn, moved);
    count_as_right(turn, moved);
    tell_news(turn,
              say(turn, keys::appeal_won,
                  {{"answer", in_her_words(turn, moved, moved.value)},
                   {"pay", money_text(turn, moved.pay_micro)}}),
              Haste::can_wait);
}

/// A refusal is told when it takes effect: so it waits until she may be written to.
bool waits_to_tell(const Turn& turn, Step step) {
    const bool refuses = step == Step::rejected || step == Step::upheld;
    return refuses && !turn.worker.opted_out && !may_be_written_to(turn);
}

void uphold(Turn& turn, const ReviewMoved& moved) {
    forget_case(turn, moved);
    give_back(turn, moved);
    tell_news(turn,
              say(turn, keys::appeal_lost,
                  {{"answer", in_her_words(turn, moved, moved.value)},
                   {"right", in_her_words(turn, moved, moved.right)}}),
              Haste::can_wait);
}

}  // namespace

bool may_judge(const Worker& worker, int level, const Campaign& campaign) {
    const auto& judges = campaign.review.judges;
    if (!judges) return true;
    const CampaignHistory* history = worker.find_history(judges->item.campaign);
    const bool knows = history != nullptr && history->has_seen(judges->item.index);
    return !knows && level >= senior_level;
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
    const AnswerPrice price = campaign.price_paying(record.pay_micro);
    move_if_any(turn, escrow, pending_of(turn.id), price.pay.micro);
    move_if_any(turn, escrow, {AccountKind::platform_fee, {}}, price.fee.micro);
    post_bonus(turn, campaign, record.bonus_micro, pending_of(turn.id));
    turn.worker.cases.pending_micro += record.earned_micro();
    turn.worker.last = {LastOutcome::Kind::pending, record.item, record.earned_micro()};
    give_back_reply_cost(turn, campaign, record.reply_cost_micro);
    note(turn, keys::pay_pending,
         {{"pay", money_text(turn, record.earned_micro())},
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

}  // namespace kazi::taskflow
