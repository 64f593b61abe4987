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

void send_news(Turn& turn, const dialogue::Screen& screen) {
    SmsToWorker sms = message(turn, screen);
    sms.reply = false;
    sms.not_after = writing_ends(turn);
    count_message(turn);
    send(turn, std::move(sms));
}

}  // namespace kazi::taskflow
