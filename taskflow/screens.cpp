// SPDX-License-Identifier: Apache-2.0
#include "taskflow/screens.hpp"

#include <array>
#include <chrono>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/dialogue/latin_script.hpp"
#include "taskflow/onboarding.hpp"
#include "taskflow/pay/pay_talk.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/profile/telling.hpp"
#include "taskflow/protection/protecting.hpp"
#include "taskflow/protection/wishes.hpp"
#include "taskflow/review/appealing.hpp"
#include "taskflow/standing/keeping.hpp"
#include "taskflow/standing/level.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/ties/linking.hpp"
#include "taskflow/ties/referring.hpp"
#include "taskflow/ussd/paid_session.hpp"
#include "taskflow/ussd/private_page.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using dialogue::Choice;
using dialogue::Screen;

/// One text in every language of the market: she may not read the one we would have chosen.
std::string in_all_languages(const Turn& turn, std::string_view key, std::string_view separator) {
    std::string all;
    for (const Language& language : turn.context.market.languages) {
        if (!all.empty()) all += separator;
        all += turn.context.phrases.say(language, key);
    }
    return all;
}

bool has_letters_to_choose(const Turn& turn) {
    return dialogue::has_latin_spelling(language_of(turn));
}

Screen language_screen(const Turn& turn) {
    const bool joining = turn.worker.stage == Stage::language;
    if (!joining && turn.channel == Channel::sms) {
        std::string body = in_all_languages(turn, keys::language_switch, "\n");
        if (has_letters_to_choose(turn)) body += '\n' + say(turn, keys::script_choice);
        return reading(turn, std::move(body));
    }
    Screen screen;
    screen.body = in_all_languages(turn, keys::language_ask, " / ");
    int number = 0;
    for (const Language& language : turn.context.market.languages) {
        screen.choices.push_back(
            {std::to_string(++number), turn.context.phrases.say(language, keys::language_name)});
    }
    if (!joining && has_letters_to_choose(turn))
        screen.choices.push_back({std::to_string(++number), say(turn, keys::script_choice)});
    screen.back = screen.home = !joining;
    return screen;
}

Screen consent_screen(const Turn& turn) {
    Screen screen;
    screen.body = say(turn, keys::consent_ask);
    screen.choices = {{"1", say(turn, keys::consent_agree)},
                      {"2", say(turn, keys::consent_refuse)}};
    screen.back = true;
    return screen;
}

Screen birth_year_screen(const Turn& turn) {
    Screen screen;
    screen.body = say(turn, keys::birth_year_ask);
    screen.back = turn.worker.stage != Stage::confirming;
    return screen;
}

/// Of the lesson or question that she has open, or of one that she would be asked.
std::string pay_of_work(const Turn& turn, const Campaign& campaign) {
    if (turn.lesson != nullptr) return billing::format_money(campaign.lessons.pay);
    return turn.asking ? pay_in_words(turn) : billing::format_money(pay_for_her(turn, campaign));
}

/// The work that waits for her: what it pays, and how long an answer of its kind takes.
std::string work_line(const Turn& turn) {
    const std::string work = say(turn, keys::menu_work);
    const auto* waits = turn.asking ? &*turn.asking : find_candidate(turn, 0);
    if (waits == nullptr || resting(turn)) return work;
    const Campaign& campaign = *waits->campaign;
    const std::uint32_t seconds = campaign.wages.effort_seconds;
    return say(turn, seconds == 0 ? keys::menu_work_pays : keys::menu_work_takes,
               {{"work", work},
                {"pay", pay_of_work(turn, campaign)},
                {"seconds", std::to_string(seconds)}});
}

Screen menu_screen(const Turn& turn) {
    if (turn.channel == Channel::sms) return reading(turn, say(turn, keys::menu_words));
    Screen screen;
    const std::string balance = money_text(turn, turn.worker.available_micro);
    screen.body = say(turn, keys::menu_title, {{"balance", balance}});
    int number = 0;
    for (const std::string_view item :
         {keys::menu_work, keys::menu_balance, keys::menu_pay, keys::menu_why, keys::menu_language,
          keys::menu_help, keys::menu_stop}) {
        const bool work = item == keys::menu_work;
        screen.choices.push_back(
            {std::to_string(++number), work ? work_line(turn) : say(turn, item)});
    }
    // Comes and goes, so it stands last: a key never means something else than what it was read as.
    if (can_correct(turn)) {
        screen.choices.push_back({std::to_string(number + 1), say(turn, keys::menu_correction)});
    }
    if (can_appeal(turn))
        screen.choices.push_back({std::to_string(number + 2), say(turn, keys::menu_appeal)});
    return screen;
}

/// A text about her money, with the way to how she is paid where she can press a key.
Screen money_screen(const Turn& turn, std::string body) {
    Screen screen = reading(turn, std::move(body));
    const bool by_key = turn.channel == Channel::ussd && screen.home;
    if (by_key) screen.choices = {{"1", say(turn, keys::wallet_choose)}};
    return screen;
}

Screen balance_screen(const Turn& turn) {
    const std::string balance = money_text(turn, turn.worker.available_micro);
    const std::string answers = std::to_string(turn.worker.answers);
    std::string body = say(turn, keys::balance, {{"balance", balance}, {"answers", answers}});
    const std::int64_t pending = turn.worker.cases.pending_micro;
    if (pending > 0)
        body += ' ' + say(turn, keys::balance_pending, {{"pay", money_text(turn, pending)}});
    return money_screen(turn, std::move(body));
}

Screen pay_screen(const Turn& turn) {
    if (turn.worker.payout_open) return money_screen(turn, say(turn, keys::pay_under_way));
    const std::string balance = money_text(turn, turn.worker.available_micro);
    const std::string missing = money_text(turn, missing_for_payout(turn));
    return money_screen(turn,
                        say(turn, keys::pay_missing, {{"balance", balance}, {"missing", missing}}));
}

std::string kind_of_tasks(const Turn& turn, quality::Family family) {
    if (quality::is_matrix(family))
        return say(turn, keys::level_choices, {{"classes", std::to_string(family)}});
    if (family == quality::numbers) return say(turn, keys::level_numbers);
    return say(turn, family == quality::texts ? keys::level_texts : keys::level_lists);
}

std::string level_line(const Turn& turn, const FamilyLevel& each) {
    return say(turn, keys::level,
               {{"level", std::to_string(each.level.level)},
                {"tasks", kind_of_tasks(turn, each.family)},
                {"checked", std::to_string(each.level.checked)},
                {"right", std::to_string(each.level.right_pct)},
                {"sure", std::to_string(each.level.sure_pct)}});
}

/// Why so much: where something of hers was checked, what her level is and rests on.
std::string why_paid(const Turn& turn, const std::string& pay) {
    std::string body = say(turn, keys::why_paid, {{"pay", pay}});
    const auto levels =
        levels_of(turn.worker.standing, turn.context.counts, turn.context.local.day_number);
    if (!levels.empty()) body += ' ' + level_line(turn, levels.front());
    return body;
}

Screen why_screen(const Turn& turn) {
    const std::string pay = money_text(turn, turn.worker.last.amount_micro);
    switch (turn.worker.last.kind) {
        case LastOutcome::Kind::paid:
            return reading(turn, why_paid(turn, pay));
        case LastOutcome::Kind::surplus:
            return reading(turn, say(turn, keys::why_surplus, {{"pay", pay}}));
        case LastOutcome::Kind::skipped:
            return reading(turn, say(turn, keys::why_skipped));
        case LastOutcome::Kind::closed:
            return reading(turn, say(turn, keys::why_closed));
        case LastOutcome::Kind::pending:
            return reading(turn, say(turn, keys::why_pending, {{"pay", pay}}));
        case LastOutcome::Kind::rejected:
            return reading(turn, say(turn, keys::why_rejected, {{"pay", pay}}));
        case LastOutcome::Kind::none:
            break;
    }
    return reading(turn, say(turn, keys::why_none));
}

Screen level_screen(const Turn& turn) {
    const auto levels =
        levels_of(turn.worker.standing, turn.context.counts, turn.context.local.day_number);
    if (levels.empty()) {
        const std::string answers = std::to_string(turn.worker.answers);
        return reading(turn, say(turn, keys::level_none, {{"answers", answers}}));
    }
    std::string body;
    for (const FamilyLevel& each : levels)
        body.append(body.empty() ? "" : "\n").append(level_line(turn, each));
    return reading(turn, std::move(body));
}

/// 24/11/2026: so it is written in every country that we speak to.
std::string date_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return std::to_string(unsigned{date.day()}) + '/' + std::to_string(unsigned{date.month()}) +
           '/' + std::to_string(static_cast<int>(date.year()));
}

Screen my_data_screen(const Turn& turn) {
    const Worker& worker = turn.worker;
    std::string body = say(turn, keys::my_data,
                           {{"year", std::to_string(worker.birth_year)},
                            {"version", std::to_string(worker.consent_version)},
                            {"date", date_text(local_day_of(turn, worker.consent_at))},
                            {"answers", std::to_string(worker.answers)},
                            {"balance", money_text(turn, worker.available_micro)}});
    const std::string told = told_so_far(turn);
    if (!told.empty()) body += ' ' + say(turn, keys::profile_told, {{"answers", told}});
    if (turn.at < worker.data_code.until)
        body += ' ' + say(turn, keys::my_data_file,
                          {{"code", worker.data_code.code},
                           {"office", readable(turn, turn.context.market.data_office)}});
    return reading(turn, std::move(body));
}

Screen rest_screen(const Turn& turn) {
    const auto pause = resting(turn);
    if (!pause) return reading(turn, say(turn, keys::no_work));
    static constexpr std::array texts{keys::rest_night, keys::rest_school, keys::rest_day,
                                      keys::rest_week};
    return reading(turn, say(turn, texts.at(static_cast<std::size_t>(pause->why)),
                             {{"hour", std::to_string(pause->until_hour)}}));
}

Screen hours_screen(const Turn& turn) {
    const HourSpan hours = hours_of(turn);
    const std::string until = std::to_string(hours.until == 0 ? 24 : hours.until);
    Screen screen = reading(
        turn, say(turn, keys::hours, {{"from", std::to_string(hours.from)}, {"until", until}}));
    const std::string digest =
        say(turn, turn.worker.news.once_a_day ? keys::digest_at_once : keys::digest_once_a_day);
    if (turn.channel == Channel::ussd) {
        screen.choices = {{"1", digest}};
    } else if (turn.notes.empty()) {
        screen.sms_footer = digest;
    }
    return screen;
}

Screen forget_screen(const Turn& turn) {
    Screen screen;
    const std::string balance = money_text(turn, turn.worker.available_micro);
    screen.body = say(turn, keys::forget_ask, {{"balance", balance}});
    screen.choices = {{"1", say(turn, keys::forget_yes)}, {"2", say(turn, keys::forget_no)}};
    return screen;
}

/// By SMS the words for it are in the text; over USSD she presses a key.
Screen frozen_screen(const Turn& turn) {
    Screen screen;
    screen.body = say(turn, keys::frozen);
    if (turn.channel == Channel::sms) return screen;
    int number = 0;
    for (const std::string_view item : {keys::menu_balance, keys::menu_pay, keys::menu_help,
                                        keys::menu_stop, keys::menu_appeal}) {
        screen.choices.push_back({std::to_string(++number), say(turn, item)});
    }
    return screen;
}

Screen about(const Turn& turn, std::string_view key) {
    const Market& market = turn.context.market;
    return reading(
        turn,
        say(turn, key, {{"service_code", market.service_code}, {"short_code", market.short_code}}));
}

Screen stopped_screen(const Turn& turn) {
    Screen screen;
    screen.body = say(turn, keys::stopped_body);
    if (turn.channel == Channel::sms) return screen;
    screen.choices = {{"1", say(turn, keys::stopped_start)}};
    return screen;
}

Screen resume_screen(const Turn& turn) {
    Screen screen;
    screen.body = say(turn, keys::resume_body);
    screen.choices = {{"1", say(turn, keys::resume_continue)},
                      {"2", say(turn, keys::resume_start_over)}};
    return screen;
}

}  // namespace

Screen reading(const Turn& turn, std::string body) {
    Screen screen;
    screen.body = std::move(body);
    const bool frozen = turn.worker.stage == Stage::frozen;
    screen.home = turn.worker.stage == Stage::active && !turn.worker.opted_out;
    screen.back = screen.home || is_joining(turn.worker.stage) || frozen;
    screen.ends = !screen.back;
    return screen;
}

Screen end_screen(const Turn& turn, std::string_view key) {
    Screen screen;
    screen.body = say(turn, key);
    screen.ends = true;
    return screen;
}

bool is_private(const Turn& turn) {
    const auto& at = is_correcting(turn) ? turn.answered : turn.asking;
    return turn.channel == Channel::sms && at && at->campaign->protection.sensitive;
}

Screen screen_at(const Turn& turn, Place place) {
    switch (place) {
        case Place::none:
        case Place::menu:
            return menu_screen(turn);
        case Place::question:
            return is_private(turn) ? about(turn, keys::question_private) : question_screen(turn);
        case Place::correction:
            return is_private(turn) ? about(turn, keys::question_private) : correction_screen(turn);
        case Place::balance:
            return balance_screen(turn);
        case Place::why:
            return why_screen(turn);
        case Place::level:
            return level_screen(turn);
        case Place::my_data:
            return my_data_screen(turn);
        case Place::pay:
            return pay_screen(turn);
        case Place::wallet:
            return wallet_screen(turn);
        case Place::payout_fee:
            return fee_screen(turn);
        case Place::pin:
            return pin_screen(turn);
        case Place::lock:
            return lock_screen(turn);
        case Place::help:
            return about(turn, keys::help);
        case Place::language:
            return language_screen(turn);
        case Place::consent:
            return consent_screen(turn);
        case Place::birth_year:
            return birth_year_screen(turn);
        case Place::stopped:
            return stopped_screen(turn);
        case Place::resume:
            return resume_screen(turn);
        case Place::profile:
            return is_asked_about_her(turn) ? profile_screen(turn) : menu_screen(turn);
        case Place::session_full:
            return session_full_screen(turn);
        case Place::no_work:
            return reading(turn, say(turn, keys::no_work));
        case Place::effort:
            return reading(turn, say(turn, keys::effort_ask));
        case Place::farewell:
            return end_screen(turn, keys::stop_done);
        case Place::declined:
            return end_screen(turn, keys::consent_declined);
        case Place::too_young:
            return end_screen(turn, keys::too_young);
        case Place::rest:
            return rest_screen(turn);
        case Place::hours:
            return hours_screen(turn);
        case Place::forget_ask:
            return forget_screen(turn);
        case Place::forget_done:
            return end_screen(turn, keys::forget_done);
        case Place::frozen:
            return frozen_screen(turn);
        case Place::refer:
            return refer_screen(turn);
        case Place::link:
            return link_screen(turn);
        case Place::linking:
            return linking_screen(turn);
        case Place::how_to:
            return about(turn, keys::join_how_to);
    }
    return menu_screen(turn);
}

}  // namespace kazi::taskflow
