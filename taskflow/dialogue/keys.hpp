// SPDX-License-Identifier: Apache-2.0
// Every text that the dialogue looks up in the message catalogues. A test compares this list with
// the catalogues: no key missing in a language, none there that nobody says.
#pragma once

#include <array>
#include <string_view>

namespace kazi::taskflow::dialogue::keys {

inline constexpr std::string_view join_how_to = "join.how_to";
inline constexpr std::string_view language_ask = "language.ask";
inline constexpr std::string_view language_name = "language.name";
inline constexpr std::string_view language_switch = "language.switch";
inline constexpr std::string_view language_set = "language.set";
inline constexpr std::string_view consent_ask = "consent.ask";
inline constexpr std::string_view consent_agree = "consent.agree";
inline constexpr std::string_view consent_refuse = "consent.refuse";
inline constexpr std::string_view consent_declined = "consent.declined";
inline constexpr std::string_view birth_year_ask = "birth_year.ask";
inline constexpr std::string_view too_young = "too_young.body";
inline constexpr std::string_view welcome = "welcome.note";
inline constexpr std::string_view unclear = "unclear.note";
inline constexpr std::string_view question_ask = "question.ask";
inline constexpr std::string_view question_better = "question.better";
inline constexpr std::string_view question_number = "question.number";
inline constexpr std::string_view question_text = "question.text";
inline constexpr std::string_view question_yes = "question.yes";
inline constexpr std::string_view question_no = "question.no";
inline constexpr std::string_view question_dont_know = "question.dont_know";
inline constexpr std::string_view question_out_of_range = "question.out_of_range";
inline constexpr std::string_view question_given_up = "question.given_up";
inline constexpr std::string_view question_skipped = "question.skipped";
inline constexpr std::string_view question_closed = "question.closed";
inline constexpr std::string_view question_private = "question.private";
inline constexpr std::string_view question_none_open = "question.none_open";
inline constexpr std::string_view reply_unit = "reply.unit";
inline constexpr std::string_view reply_rating = "reply.rating";
inline constexpr std::string_view reply_date = "reply.date";
inline constexpr std::string_view reply_several = "reply.several";
inline constexpr std::string_view reply_ranking = "reply.ranking";
inline constexpr std::string_view reply_translation = "reply.translation";
inline constexpr std::string_view reply_transcription = "reply.transcription";
inline constexpr std::string_view reply_price = "reply.price";
inline constexpr std::string_view reply_stock = "reply.stock";
inline constexpr std::string_view answer_right = "answer.right";
inline constexpr std::string_view answer_wrong = "answer.wrong";
inline constexpr std::string_view answer_in_stock = "answer.in_stock";
inline constexpr std::string_view answer_out_of_stock = "answer.out_of_stock";
inline constexpr std::string_view answer_open = "answer.open";
inline constexpr std::string_view answer_closed = "answer.closed";
inline constexpr std::string_view answer_moved = "answer.moved";
inline constexpr std::string_view answer_absent = "answer.absent";
inline constexpr std::string_view answer_none = "answer.none";
inline constexpr std::string_view pack_ask = "pack.ask";
inline constexpr std::string_view pack_offer = "pack.offer";
inline constexpr std::string_view pack_reply = "pack.reply";
inline constexpr std::string_view pack_unclear = "pack.unclear";
inline constexpr std::string_view survey_ask = "survey.ask";
inline constexpr std::string_view menu_work_pays = "menu.work_pays";
inline constexpr std::string_view menu_work_takes = "menu.work_takes";
inline constexpr std::string_view session_full = "session.full";
inline constexpr std::string_view session_full_next = "session.full_next";
inline constexpr std::string_view script_latin = "script.latin";
inline constexpr std::string_view script_own = "script.own";
inline constexpr std::string_view script_choice = "script.choice";
inline constexpr std::string_view profile_ask = "profile.ask";
inline constexpr std::string_view profile_skip = "profile.skip";
inline constexpr std::string_view profile_told = "profile.told";
inline constexpr std::string_view lesson_ask = "lesson.ask";
inline constexpr std::string_view lesson_right = "lesson.right";
inline constexpr std::string_view lesson_wrong = "lesson.wrong";
inline constexpr std::string_view lesson_told = "lesson.told";
inline constexpr std::string_view correction_ask = "correction.ask";
inline constexpr std::string_view correction_keep = "correction.keep";
inline constexpr std::string_view correction_done = "correction.done";
inline constexpr std::string_view correction_kept = "correction.kept";
inline constexpr std::string_view correction_closed = "correction.closed";
inline constexpr std::string_view correction_none = "correction.none";
inline constexpr std::string_view no_work = "no_work.body";
inline constexpr std::string_view effort_ask = "effort.ask";
inline constexpr std::string_view offer_ask = "offer.ask";
inline constexpr std::string_view offer_footer = "offer.footer";
inline constexpr std::string_view pay_credited = "pay.credited";
inline constexpr std::string_view pay_with_bonus = "pay.with_bonus";
inline constexpr std::string_view pay_missing = "pay.missing";
inline constexpr std::string_view pay_under_way = "pay.under_way";
inline constexpr std::string_view pay_topped_up = "pay.topped_up";
inline constexpr std::string_view payout_ordered = "payout.ordered";
inline constexpr std::string_view payout_paid = "payout.paid";
inline constexpr std::string_view payout_returned = "payout.returned";
inline constexpr std::string_view payout_ordered_money = "wallet.ordered_money";
inline constexpr std::string_view payout_ordered_parts = "wallet.ordered_parts";
inline constexpr std::string_view payout_paid_money = "wallet.paid_money";
inline constexpr std::string_view payout_returned_money = "wallet.returned_money";
inline constexpr std::string_view wallet_waits = "wallet.waits";
inline constexpr std::string_view wallet_choose = "wallet.choose";
inline constexpr std::string_view wallet_body = "wallet.body";
inline constexpr std::string_view wallet_words = "wallet.words";
inline constexpr std::string_view wallet_airtime = "wallet.airtime";
inline constexpr std::string_view wallet_money = "wallet.money";
inline constexpr std::string_view wallet_soon = "wallet.soon";
inline constexpr std::string_view wallet_daily = "wallet.daily";
inline constexpr std::string_view wallet_weekly = "wallet.weekly";
inline constexpr std::string_view wallet_at_amount = "wallet.at_amount";
inline constexpr std::string_view wallet_on_request = "wallet.on_request";
inline constexpr std::string_view wallet_set = "wallet.set";
inline constexpr std::string_view wallet_fee = "wallet.fee";
inline constexpr std::string_view wallet_fee_yes = "wallet.fee_yes";
inline constexpr std::string_view wallet_fee_no = "wallet.fee_no";
inline constexpr std::string_view wallet_no_money = "wallet.no_money";
inline constexpr std::string_view wallet_too_little = "wallet.too_little";
inline constexpr std::string_view pin_choose = "pin.choose";
inline constexpr std::string_view pin_ask = "pin.ask";
inline constexpr std::string_view pin_set = "pin.set";
inline constexpr std::string_view pin_wrong = "pin.wrong";
inline constexpr std::string_view pin_closed = "pin.closed";
inline constexpr std::string_view balance = "balance.body";
inline constexpr std::string_view why_none = "why.none";
inline constexpr std::string_view why_paid = "why.paid";
inline constexpr std::string_view why_skipped = "why.skipped";
inline constexpr std::string_view why_closed = "why.closed";
inline constexpr std::string_view why_surplus = "why.surplus";
inline constexpr std::string_view level_none = "level.none";
inline constexpr std::string_view level = "level.body";
inline constexpr std::string_view level_choices = "level.choices";
inline constexpr std::string_view level_lists = "level.lists";
inline constexpr std::string_view level_numbers = "level.numbers";
inline constexpr std::string_view level_texts = "level.texts";
inline constexpr std::string_view badge_won = "level.badge_won";
inline constexpr std::string_view my_data = "my_data.body";
inline constexpr std::string_view rest_night = "rest.night";
inline constexpr std::string_view rest_school = "rest.school";
inline constexpr std::string_view rest_day = "rest.day";
inline constexpr std::string_view rest_week = "rest.week";
inline constexpr std::string_view rest_today = "rest.today";
inline constexpr std::string_view refer_body = "refer.body";
inline constexpr std::string_view refer_none = "refer.none";
inline constexpr std::string_view refer_earned = "refer.earned";
inline constexpr std::string_view link_offer = "link.offer";
inline constexpr std::string_view link_full = "link.full";
inline constexpr std::string_view link_asked = "link.asked";
inline constexpr std::string_view link_tries = "link.tries";
inline constexpr std::string_view link_busy = "link.busy";
inline constexpr std::string_view link_done = "link.done";
inline constexpr std::string_view link_refused = "link.refused";
inline constexpr std::string_view clock_set = "clock.set";
inline constexpr std::string_view clock_how = "clock.how";
inline constexpr std::string_view hours = "hours.body";
inline constexpr std::string_view forget_ask = "forget.ask";
inline constexpr std::string_view forget_pay_first = "forget.pay_first";
inline constexpr std::string_view forget_yes = "forget.yes";
inline constexpr std::string_view forget_no = "forget.no";
inline constexpr std::string_view forget_kept = "forget.kept";
inline constexpr std::string_view forget_done = "forget.done";
inline constexpr std::string_view frozen = "frozen.body";
inline constexpr std::string_view long_silence = "silence.note";
inline constexpr std::string_view help = "help.body";
inline constexpr std::string_view menu_title = "menu.title";
inline constexpr std::string_view menu_work = "menu.work";
inline constexpr std::string_view menu_balance = "menu.balance";
inline constexpr std::string_view menu_pay = "menu.pay";
inline constexpr std::string_view menu_why = "menu.why";
inline constexpr std::string_view menu_language = "menu.language";
inline constexpr std::string_view menu_help = "menu.help";
inline constexpr std::string_view menu_stop = "menu.stop";
inline constexpr std::string_view menu_correction = "menu.correction";
inline constexpr std::string_view menu_words = "menu.words";
inline constexpr std::string_view stop_done = "stop.done";
inline constexpr std::string_view stopped_body = "stopped.body";
inline constexpr std::string_view stopped_start = "stopped.start";
inline constexpr std::string_view start_done = "start.done";
inline constexpr std::string_view resume_body = "resume.body";
inline constexpr std::string_view resume_continue = "resume.continue";
inline constexpr std::string_view resume_start_over = "resume.start_over";
inline constexpr std::string_view session_over = "session.over";
inline constexpr std::string_view session_elsewhere = "session.elsewhere";
inline constexpr std::string_view session_slow = "session.slow";  ///< said when a page is late
inline constexpr std::string_view busy = "busy.body";             ///< said when the store is away
inline constexpr std::string_view pay_pending = "review.pay_pending";
inline constexpr std::string_view balance_pending = "review.balance";
inline constexpr std::string_view why_pending = "review.why_pending";
inline constexpr std::string_view why_rejected = "review.why_rejected";
inline constexpr std::string_view review_terms = "review.terms";
inline constexpr std::string_view review_rejected = "review.rejected";
inline constexpr std::string_view review_wrong = "review.wrong";
inline constexpr std::string_view review_off_topic = "review.off_topic";
inline constexpr std::string_view review_incomplete = "review.incomplete";
inline constexpr std::string_view review_instructions = "review.instructions";
inline constexpr std::string_view appeal_opened = "appeal.opened";
inline constexpr std::string_view appeal_none = "appeal.none";
inline constexpr std::string_view appeal_under_way = "appeal.under_way";
inline constexpr std::string_view appeal_unknown = "appeal.unknown";
inline constexpr std::string_view appeal_closed = "appeal.closed";
inline constexpr std::string_view appeal_freeze = "appeal.freeze";
inline constexpr std::string_view appeal_released = "appeal.released";
inline constexpr std::string_view appeal_stays = "appeal.stays";
inline constexpr std::string_view appeal_won = "appeal.won";
inline constexpr std::string_view appeal_lost = "appeal.lost";
inline constexpr std::string_view menu_appeal = "appeal.menu";
inline constexpr std::string_view more = "navigation.more";
inline constexpr std::string_view back = "navigation.back";
inline constexpr std::string_view home = "navigation.home";

inline constexpr std::array all{
    join_how_to,
    language_ask,
    language_name,
    language_switch,
    language_set,
    consent_ask,
    consent_agree,
    consent_refuse,
    consent_declined,
    birth_year_ask,
    too_young,
    welcome,
    unclear,
    question_ask,
    question_better,
    question_number,
    question_text,
    question_yes,
    question_no,
    question_dont_know,
    question_out_of_range,
    question_given_up,
    question_skipped,
    question_closed,
    question_private,
    question_none_open,
    reply_unit,
    reply_rating,
    reply_date,
    reply_several,
    reply_ranking,
    reply_translation,
    reply_transcription,
    reply_price,
    reply_stock,
    answer_right,
    answer_wrong,
    answer_in_stock,
    answer_out_of_stock,
    answer_open,
    answer_closed,
    answer_moved,
    answer_absent,
    answer_none,
    pack_ask,
    pack_offer,
    pack_reply,
    pack_unclear,
    survey_ask,
    menu_work_pays,
    menu_work_takes,
    session_full,
    session_full_next,
    script_latin,
    script_own,
    script_choice,
    profile_ask,
    profile_skip,
    profile_told,
    lesson_ask,
    lesson_right,
    lesson_wrong,
    lesson_told,
    correction_ask,
    correction_keep,
    correction_done,
    correction_kept,
    correction_closed,
    correction_none,
    no_work,
    effort_ask,
    offer_ask,
    offer_footer,
    pay_credited,
    pay_with_bonus,
    pay_missing,
    pay_under_way,
    pay_topped_up,
    payout_ordered,
    payout_paid,
    payout_returned,
    payout_ordered_money,
    payout_ordered_parts,
    payout_paid_money,
    payout_returned_money,
    wallet_waits,
    wallet_choose,
    wallet_body,
    wallet_words,
    wallet_airtime,
    wallet_money,
    wallet_soon,
    wallet_daily,
    wallet_weekly,
    wallet_at_amount,
    wallet_on_request,
    wallet_set,
    wallet_fee,
    wallet_fee_yes,
    wallet_fee_no,
    wallet_no_money,
    wallet_too_little,
    pin_choose,
    pin_ask,
    pin_set,
    pin_wrong,
    pin_closed,
    balance,
    why_none,
    why_paid,
    why_skipped,
    why_closed,
    why_surplus,
    level_none,
    level,
    level_choices,
    level_lists,
    level_numbers,
    level_texts,
    badge_won,
    my_data,
    rest_night,
    rest_school,
    rest_day,
    rest_week,
    rest_today,
    refer_body,
    refer_none,
    refer_earned,
    link_offer,
    link_full,
    link_asked,
    link_tries,
    link_busy,
    link_done,
    link_refused,
    clock_set,
    clock_how,
    hours,
    forget_ask,
    forget_pay_first,
    forget_yes,
    forget_no,
    forget_kept,
    forget_done,
    frozen,
    long_silence,
    help,
    menu_title,
    menu_work,
    menu_balance,
    menu_pay,
    menu_why,
    menu_language,
    menu_help,
    menu_stop,
    menu_correction,
    menu_words,
    stop_done,
    stopped_body,
    stopped_start,
    start_done,
    resume_body,
    resume_continue,
    resume_start_over,
    session_over,
    session_elsewhere,
    session_slow,
    busy,
    pay_pending,
    balance_pending,
    why_pending,
    why_rejected,
    review_terms,
    review_rejected,
    review_wrong,
    review_off_topic,
    review_incomplete,
    review_instructions,
    appeal_opened,
    appeal_none,
    appeal_under_way,
    appeal_unknown,
    appeal_closed,
    appeal_freeze,
    appeal_released,
    appeal_stays,
    appeal_won,
    appeal_lost,
    menu_appeal,
    more,
    back,
    home,
};

}  // namespace kazi::taskflow::dialogue::keys
