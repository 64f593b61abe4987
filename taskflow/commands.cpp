// SPDX-License-Identifier: Apache-2.0
#include "taskflow/commands.hpp"

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/news/telling_later.hpp"
#include "taskflow/onboarding.hpp"
#include "taskflow/pay/pay_talk.hpp"
#include "taskflow/pay/pin.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/profile/telling.hpp"
#include "taskflow/protection/forgetting.hpp"
#include "taskflow/protection/wishes.hpp"
#include "taskflow/review/appealing.hpp"
#include "taskflow/tasks/answering.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/tasks/interview_correcting.hpp"
#include "taskflow/tasks/leases.hpp"
#include "taskflow/ties/codes.hpp"
#include "taskflow/ties/linking.hpp"
#include "taskflow/ties/referring.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using dialogue::Command;
using dialogue::Heard;

Place start(Turn& turn, const Heard& heard) {
    const bool was_out = turn.worker.opted_out;
    turn.worker.opted_out = false;
    turn.worker.protection.leaving = false;
    set_news_time(turn, Haste::can_wait);
    if (turn.worker.stage != Stage::active) {
        take_partner_code(turn, heard.rest);
        if (turn.worker.protection.partner.empty()) take_friend_code(turn, heard.rest);
        return join(turn, heard.language);
    }
    if (!was_out) return next(turn);
    note(turn, keys::start_done);
    return Place::menu;
}

Place stop(Turn& turn) {
    opt_out(turn);
    return Place::farewell;
}

/// Where work is asked for by somebody who can't be given any.
Place refuse_work(const Turn& turn) {
    if (turn.worker.opted_out) return Place::stopped;
    if (is_joining(turn.worker.stage)) return joining_place(turn.worker.stage);
    if (turn.worker.stage == Stage::frozen) return Place::frozen;
    return turn.worker.stage == Stage::too_young ? Place::too_young : Place::how_to;
}

/// Of somebody who never agreed nothing is kept that could be told.
Place about_her(const Turn& turn, Place place) {
    return turn.worker.consent_version == 0 ? refuse_work(turn) : place;
}

/// With a code for the whole of it, where that is handed out.
Place show_own_data(Turn& turn) {
    const Place place = about_her(turn, Place::my_data);
    if (place == Place::my_data && !turn.context.market.data_office.empty())
        turn.worker.data_code = {link_code(turn.id, turn.at), turn.at + data_code_good_us};
    return place;
}

Place pay(Turn& turn) {
    const Place place = ask_for_pay(turn);
    return place == Place::pay ? about_her(turn, Place::pay) : place;
}

Place use_language(Turn& turn, const Language& language) {
    turn.worker.language = language;
    if (turn.worker.stage != Stage::active || turn.worker.opted_out) return refuse_work(turn);
    note(turn, keys::language_set);
    return place_of_work(turn);
}

/// She stays where she is, and reads it in other letters.
Place change_letters(Turn& turn) {
    bool& latin = turn.worker.profile.latin;
    latin = !latin;
    if (turn.worker.stage == Stage::active && !turn.worker.opted_out) {
        note(turn, latin ? keys::script_latin : keys::script_own);
        return is_asked_about_her(turn) ? Place::profile : place_of_work(turn);
    }
    return refuse_work(turn);
}

Place skip_or_keep(Turn& turn) {
    if (is_correcting(turn)) return keep_answer(turn);
    if (turn.worker.question) return skip(turn);
    note(turn, keys::question_none_open);
    return Place::menu;
}

/// What she earned before she left, or was frozen, is hers to fight for all the same.
Place open_appeal(Turn& turn, std::string_view rest) {
    if (turn.worker.consent_version == 0) return refuse_work(turn);
    appeal(turn, rest);
    const bool works = turn.worker.stage == Stage::active && !turn.worker.opted_out;
    return works ? place_of_work(turn) : refuse_work(turn);
}

/// Commands that only somebody who may work can use.
Place run_work(Turn& turn, const Heard& heard) {
    if (turn.worker.stage != Stage::active || turn.worker.opted_out) return refuse_work(turn);
    switch (heard.command) {
        case Command::next:
            return next(turn);
        case Command::choose_language:
            return Place::language;
        case Command::use_language:
            return use_language(turn, heard.language);
        case Command::skip:
            return skip_or_keep(turn);
        case Command::oops:
            return can_go_back_in_survey(turn) ? go_back_in_survey(turn) : oops(turn);
        case Command::hours:
            return wish_hours(turn, heard.rest);
        case Command::clock:
            return wish_clock(turn, heard.rest);
        case Command::not_today:
            return rest_today(turn);
        case Command::digest:
            return wish_digest(turn);
        case Command::refer:
            return refer(turn);
        case Command::link:
            return offer_link(turn);
        default:
            return Place::menu;
    }
}

}  // namespace

void opt_out(Turn& turn) {
    turn.worker.opted_out = true;
    let_go(turn);
    stop_correcting(turn);
    // What needs a word of hers first waits for her to come back.
    if (pin_need(turn) == PinNeed::none && !must_agree_to_fee(turn)) order_payout(turn);
}

Place run(Turn& turn, const Heard& heard) {
    turn.worker.protection.forget_asked_at = 0;
    switch (heard.command) {
        case Command::stop:
            return stop(turn);
        case Command::start:
        case Command::join:
            return start(turn, heard);
        case Command::help:
            return Place::help;
        case Command::balance:
            return about_her(turn, Place::balance);
        case Command::why:
            return about_her(turn, Place::why);
        case Command::level:
            return about_her(turn, Place::level);
        case Command::my_data:
            return show_own_data(turn);
        case Command::appeal:
            return open_appeal(turn, heard.rest);
        case Command::pay:
            return pay(turn);
        case Command::pay_airtime:
        case Command::pay_money:
        case Command::pay_soon:
        case Command::pay_daily:
        case Command::pay_weekly:
            return turn.worker.consent_version == 0 ? refuse_work(turn)
                                                    : wish_pay(turn, heard.command);
        case Command::latin:
            return change_letters(turn);
        case Command::forget_me:
            return ask_to_forget(turn);
        case Command::link:
            if (heard.rest.empty()) return run_work(turn, heard);
            learn_language(turn, heard.language);
            return ask_link(turn, heard.rest);
        default:
            return run_work(turn, heard);
    }
}

}  // namespace kazi::taskflow
