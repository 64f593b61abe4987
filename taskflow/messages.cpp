// SPDX-License-Identifier: Apache-2.0
#include "taskflow/messages.hpp"

#include <algorithm>

#include "taskflow/dialogue/render_sms.hpp"
#include "taskflow/pay/accounts.hpp"
#include "taskflow/protection/protecting.hpp"

namespace kazi::taskflow {

namespace {

billing::Money price_of(const Turn& turn, int segments) {
    return turn.context.market.sms_price * segments;
}

void post_cost(Turn& turn, const SmsToWorker& sms) {
    const billing::Money price = price_of(turn, sms.segments);
    if (price.micro == 0) return;
    const billing::Account payer = sms.campaign == 0
                                       ? billing::Account{billing::AccountKind::operator_funds, {}}
                                       : escrow_of(sms.campaign);
    billing::move(turn.effects.postings, payer, {billing::AccountKind::message_cost, {}}, price);
}

SmsToWorker message(Turn& turn, const dialogue::Screen& screen) {
    dialogue::SmsText rendered =
        dialogue::render_sms(screen, turn.notes, turn.context.market.sms_segments_max);
    let_news_ride(turn, rendered);
    SmsToWorker sms;
    sms.sequence = ++turn.worker.message_sequence;
    sms.text = std::move(rendered.text);
    sms.segments = rendered.segments;
    return sms;
}

void send(Turn& turn, SmsToWorker sms) {
    post_cost(turn, sms);
    turn.effects.messages.push_back(std::move(sms));
}

void send_news(Turn& turn) {
    dialogue::Screen news;
    news.body = take_news(turn);
    SmsToWorker sms = message(turn, news);
    sms.reply = false;
    sms.not_after = writing_ends(turn);
    count_message(turn);
    send(turn, std::move(sms));
}

/// As long as she may be written to: what is left then waits for the next time.
void send_all_news(Turn& turn) {
    WaitingNews& news = turn.worker.news;
    if (news.once_a_day && may_be_written_to(turn)) news.told_day = turn.context.local.day_number;
    while (!news.texts.empty() && may_be_written_to(turn))
        send_news(turn);
    set_news_time(turn, Haste::at_once);
}

}  // namespace

bool escrow_pays(const Turn& turn, const Assignable& what, int segments) {
    return price_of(turn, segments).micro <= what.message_room_micro;
}

void send_reply(Turn& turn, const dialogue::Screen& screen, bool asking) {
    SmsToWorker sms = message(turn, screen);
    if (asking && turn.asking && escrow_pays(turn, *turn.asking, sms.segments)) {
        sms.campaign = turn.asking->ref.campaign;
    }
    send(turn, std::move(sms));
}

void send_offer(Turn& turn, const dialogue::Screen& screen, Instant not_after) {
    SmsToWorker sms = message(turn, screen);
    sms.reply = false;
    sms.campaign = turn.asking->ref.campaign;
    sms.not_after = std::min(not_after, writing_ends(turn));
    count_message(turn);
    send(turn, std::move(sms));
}

void tell_news(Turn& turn, std::string text, Haste haste) {
    if (turn.worker.opted_out) return;
    keep_news(turn, std::move(text));
    const bool waits = turn.worker.news.once_a_day && haste == Haste::can_wait;
    if (waits) return set_news_time(turn, haste);
    send_all_news(turn);
}

void tell_waiting_news(Turn& turn) {
    WaitingNews& news = turn.worker.news;
    if (news.tell_at == 0 || turn.at < news.tell_at) return;
    news.tell_at = 0;
    if (!turn.worker.opted_out) send_all_news(turn);
}

}  // namespace kazi::taskflow
