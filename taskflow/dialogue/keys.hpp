// SPDX-License-Identifier: Apache-2.0
// Every key that the dialogue looks up in the message catalogues. A test compares these lists with
// the catalogues: no key missing in a language, none there that nobody says.
#pragma once

#include <array>
#include <string_view>

namespace kazi::taskflow::dialogue {

namespace keys {

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
inline constexpr std::string_view question_number = "question.number";
inline constexpr std::string_view question_text = "question.text";
inline constexpr std::string_view question_yes = "question.yes";
inline constexpr std::string_view question_no = "question.no";
inline constexpr std::string_view question_dont_know = "question.dont_know";
inline constexpr std::string_view question_out_of_range = "question.out_of_range";
inline constexpr std::string_view question_given_up = "question.given_up";
inline constexpr std::string_view question_skipped = "question.skipped";
inline constexpr std::string_view question_closed = "question.closed";
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
inline constexpr std::string_view survey_ask = "survey.ask";
inline constexpr std::string_view correction_ask = "correction.ask";
inline constexpr std::string_view correction_keep = "correction.keep";
inline constexpr std::string_view correction_done = "correction.done";
inline constexpr std::string_view correction_kept = "correction.kept";
inline constexpr std::string_view correction_closed = "correction.closed";
inline constexpr std::string_view correction_none = "correction.none";
inline constexpr std::string_view no_work = "no_work.body";
inline constexpr std::string_view offer_ask = "offer.ask";
inline constexpr std::string_view offer_footer = "offer.footer";
inline constexpr std::string_view pay_credited = "pay.credited";
inline constexpr std::string_view pay_missing = "pay.missing";
inline constexpr std::string_view pay_under_way = "pay.under_way";
inline constexpr std::string_view payout_ordered = "payout.ordered";
inline constexpr std::string_view payout_paid = "payout.paid";
inline constexpr std::string_view payout_returned = "payout.returned";
inline constexpr std::string_view balance = "balance.body";
inline constexpr std::string_view why_none = "why.none";
inline constexpr std::string_view why_paid = "why.paid";
inline constexpr std::string_view why_skipped = "why.skipped";
inline constexpr std::string_view why_closed = "why.closed";
inline constexpr std::string_view why_surplus = "why.surplus";
inline constexpr std::string_view level_none = "level.none";
inline constexpr std::string_view level = "level.body";
inline constexpr std::string_view my_data = "my_data.body";
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
    question_number,
    question_text,
    question_yes,
    question_no,
    question_dont_know,
    question_out_of_range,
    question_given_up,
    question_skipped,
    question_closed,
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
    survey_ask,
    correction_ask,
    correction_keep,
    correction_done,
    correction_kept,
    correction_closed,
    correction_none,
    no_work,
    offer_ask,
    offer_footer,
    pay_credited,
    pay_missing,
    pay_under_way,
    payout_ordered,
    payout_paid,
    payout_returned,
    balance,
    why_none,
    why_paid,
    why_skipped,
    why_closed,
    why_surplus,
    level_none,
    level,
    my_data,
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
    more,
    back,
    home,
};

}  // namespace keys

namespace words {

inline constexpr std::string_view stop = "words.stop";
inline constexpr std::string_view stop_yielding = "words.stop_yielding";
inline constexpr std::string_view stop_phrases = "words.stop_phrases";
inline constexpr std::string_view start = "words.start";
inline constexpr std::string_view help = "words.help";
inline constexpr std::string_view help_yielding = "words.help_yielding";
inline constexpr std::string_view join = "words.join";
inline constexpr std::string_view next = "words.next";
inline constexpr std::string_view balance = "words.balance";
inline constexpr std::string_view why = "words.why";
inline constexpr std::string_view level = "words.level";
inline constexpr std::string_view my_data = "words.my_data";
inline constexpr std::string_view pay = "words.pay";
inline constexpr std::string_view skip = "words.skip";
inline constexpr std::string_view oops = "words.oops";
inline constexpr std::string_view menu = "words.menu";
inline constexpr std::string_view choose_language = "words.choose_language";
inline constexpr std::string_view language_names = "words.language_names";
inline constexpr std::string_view yes = "words.yes";
inline constexpr std::string_view no = "words.no";

inline constexpr std::array all{
    stop,
    stop_yielding,
    stop_phrases,
    start,
    help,
    help_yielding,
    join,
    next,
    balance,
    why,
    level,
    my_data,
    pay,
    skip,
    oops,
    menu,
    choose_language,
    language_names,
    yes,
    no,
};

}  // namespace words

}  // namespace kazi::taskflow::dialogue
