// SPDX-License-Identifier: Apache-2.0
#include "taskflow/ussd/ussd_keys.hpp"

#include <array>
#include <optional>

#include "taskflow/commands.hpp"
#include "taskflow/conversation.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/dialogue/latin_script.hpp"
#include "taskflow/onboarding.hpp"
#include "taskflow/pay/pay_talk.hpp"
#include "taskflow/profile/telling.hpp"
#include "taskflow/protection/forgetting.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/ussd/private_page.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using dialogue::Command;
using dialogue::Firmness;
using dialogue::Heard;

constexpr std::string_view more_key = "98";
constexpr std::string_view back_key = "0";
constexpr std::string_view home_key = "00";

/// In the order of the menu screen's items, which are numbered from 1.
constexpr std::array menu_commands{
    Command::next, Command::balance, Command::pay,  Command::why,   Command::choose_language,
    Command::help, Command::stop,    Command::oops, Command::appeal};

std::string_view trimmed(std::string_view typed) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = typed.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return typed.substr(first, typed.find_last_not_of(blanks) + 1 - first);
}

/// True when another question was put to her since the page that she looks at.
bool is_stale_work(const Turn& turn, Place place) {
    const Worker& worker = turn.worker;
    if (is_correcting(turn)) {
        return place == Place::question || worker.last_answer->correcting_at > worker.ussd.at;
    }
    return place == Place::correction || !worker.question ||
           worker.question->asked_at > worker.ussd.at;
}

/// True when what she looks at is no longer where she stands: by SMS she went on meanwhile.
bool is_stale(const Turn& turn, Place place) {
    const Worker& worker = turn.worker;
    if (place == Place::forget_ask) return !is_asked_to_forget(turn);
    if (place == Place::stopped) return !worker.opted_out;
    if (place == Place::profile && !is_asked_about_her(turn)) return true;
    if (worker.opted_out) return true;
    if (place == Place::lock) return !has_locked_work(turn);
    if (place == Place::question || place == Place::correction || place == Place::resume) {
        return is_stale_work(turn, place);
    }
    if (is_joining(worker.stage)) return place != joining_place(worker.stage);
    if (worker.stage == Stage::frozen) return place == Place::menu || place == Place::language;
    return worker.stage != Stage::active || place == Place::frozen || place == Place::consent ||
           place == Place::birth_year;
}

Place back_from(Turn& turn, Place place) {
    const bool joining = place == Place::consent || place == Place::birth_year;
    return joining ? step_back(turn) : base_place(turn);
}

/// True when what is on the session's page goes on on another one.
bool goes_on(const Turn& turn, const dialogue::Screen& screen) {
    const std::uint8_t page = turn.worker.ussd.page;
    if (page == dialogue::news_page) return true;
    return page > 0 && page < dialogue::count_ussd_pages(screen, navigation_of(turn),
                                                         turn.context.market.ussd_chars_max);
}

/// After news comes the screen that they left no room for.
Spot page_of(const Turn& turn, Place place, int further) {
    if (turn.worker.ussd.page == dialogue::news_page) return {place};
    return {place, static_cast<std::uint8_t>(turn.worker.ussd.page + further)};
}

/// 98, 0 and 00, where the screen offers them.
std::optional<Spot> navigate(Turn& turn, Place place, std::string_view key) {
    if (key != more_key && key != back_key && key != home_key) return std::nullopt;
    const dialogue::Screen screen = screen_at(turn, place);
    if (key == more_key && goes_on(turn, screen)) return page_of(turn, place, +1);
    if (key == home_key && screen.home) return Spot{Place::menu};
    if (key != back_key || !screen.back) return std::nullopt;
    const std::uint8_t page = turn.worker.ussd.page;
    if (page > 1 && page != dialogue::news_page) return page_of(turn, place, -1);
    return Spot{back_from(turn, place)};
}

/// True when a consent would be given to a text that was not shown to its end.
bool agrees_too_early(const Turn& turn, Place place) {
    return place == Place::consent && turn.worker.ussd.page > 0 &&
           goes_on(turn, screen_at(turn, place));
}

/// What she types while only news are shown answers nothing that stands behind them.
Spot hear_at_news(Turn& turn, Place place, std::string_view typed) {
    const Heard heard = turn.context.phrases.vocabulary().hear(dialogue::plain_words(typed));
    const bool always = heard.command != Command::none && heard.firmness == Firmness::always;
    return always ? Spot{run(turn, heard)} : page_of(turn, place, +1);
}

/// A word that is a command anywhere; otherwise the same screen once more.
Place hear_word(Turn& turn, Place place, std::string_view typed) {
    const dialogue::Vocabulary& vocabulary = turn.context.phrases.vocabulary();
    const Heard heard = vocabulary.hear(dialogue::plain_words(typed));
    if (heard.command != Command::none) return run(turn, heard);
    note(turn, keys::unclear);
    return place;
}

Place press_menu(Turn& turn, std::string_view typed) {
    for (std::size_t at = 0; at < menu_commands.size(); ++at) {
        if (typed == std::to_string(at + 1)) return run(turn, {menu_commands[at], {}, {}, {}});
    }
    return hear_word(turn, Place::menu, typed);
}

Place press_language(Turn& turn, std::string_view typed) {
    const std::size_t after_languages = turn.context.market.languages.size() + 1;
    const bool letters = dialogue::has_latin_spelling(language_of(turn));
    if (letters && typed == std::to_string(after_languages))
        return run(turn, {Command::latin, Firmness::work, {}, {}});
    const auto language = named_language(turn, typed);
    if (!language) return hear_word(turn, Place::language, typed);
    return run(turn, {Command::use_language, Firmness::work, *language, {}});
}

Place press_resume(Turn& turn, std::string_view typed) {
    if (typed == "1") {
        end_if_too_late(turn);
        return is_correcting(turn) ? Place::correction : next(turn);
    }
    return typed == "2" ? Place::menu : hear_word(turn, Place::resume, typed);
}

/// From the balance and from what is missing until it can be paid out, to how she is paid.
Place press_pay(Turn& turn, Place place, std::string_view typed) {
    return typed == "1" ? Place::wallet : hear_word(turn, place, typed);
}

Place press_wallet_page(Turn& turn, Place place, std::string_view typed) {
    const auto next_place = press_wallet(turn, place, typed);
    return next_place ? *next_place : hear_word(turn, place, typed);
}

Place press_lock_page(Turn& turn, std::string_view typed) {
    const auto place = press_lock(turn, typed);
    return place ? *place : hear_word(turn, Place::lock, typed);
}

Place press_hours(Turn& turn, std::string_view typed) {
    if (typed == "1") return run(turn, {Command::digest, Firmness::work, {}, {}});
    return hear_word(turn, Place::hours, typed);
}

Place press_stopped(Turn& turn, std::string_view typed) {
    if (typed == "1") return run(turn, {Command::start, {}, {}, {}});
    return hear_word(turn, Place::stopped, typed);
}

/// In the order of the frozen screen's items.
Place press_frozen(Turn& turn, std::string_view typed) {
    constexpr std::array commands{Command::balance, Command::pay, Command::help, Command::stop,
                                  Command::appeal};
    for (std::size_t at = 0; at < commands.size(); ++at) {
        if (typed == std::to_string(at + 1)) return run(turn, {commands[at], {}, {}, {}});
    }
    return hear_word(turn, Place::frozen, typed);
}

Place press_at(Turn& turn, Place place, std::string_view typed) {
    if (is_joining(turn.worker.stage) && !turn.worker.opted_out) return hear(turn, typed);
    switch (place) {
        case Place::question:
        case Place::correction:
        case Place::forget_ask:
        case Place::profile:
            return hear(turn, typed);
        case Place::frozen:
            return press_frozen(turn, typed);
        case Place::menu:
            return press_menu(turn, typed);
        case Place::language:
            return press_language(turn, typed);
        case Place::resume:
            return press_resume(turn, typed);
        case Place::stopped:
            return press_stopped(turn, typed);
        case Place::lock:
            return press_lock_page(turn, typed);
        case Place::hours:
            return press_hours(turn, typed);
        case Place::balance:
        case Place::pay:
            return press_pay(turn, place, typed);
        case Place::wallet:
        case Place::payout_fee:
        case Place::pin:
            return press_wallet_page(turn, place, typed);
        default:
            return hear_word(turn, place, typed);
    }
}

}  // namespace

Place base_place(Turn& turn) {
    if (turn.worker.opted_out) return Place::stopped;
    return turn.worker.stage == Stage::active ? Place::menu : join(turn, {});
}

Place entry_place(Turn& turn) {
    const Place place = base_place(turn);
    if (place != Place::menu) return place;
    end_if_too_late(turn);
    return turn.worker.question || is_correcting(turn) ? Place::resume : place;
}

Spot press(Turn& turn, std::string_view typed) {
    const Place place = turn.worker.ussd.place;
    // What she presses answers the page that she looks at.
    if (place != Place::forget_ask) turn.worker.protection.forget_asked_at = 0;
    typed = trimmed(typed);
    if (is_stale(turn, place)) {
        const Heard heard = turn.context.phrases.vocabulary().hear(dialogue::plain_words(typed));
        const bool always = heard.command != Command::none && heard.firmness == Firmness::always;
        return always ? Spot{run(turn, heard)} : Spot{entry_place(turn)};
    }
    // Its screen can't be made again once the item is closed; whatever she typed, she hears of
    // that.
    const bool gone = place == Place::correction && !can_correct(turn);
    if (gone) return {hear(turn, typed)};
    if (const auto spot = navigate(turn, place, typed)) return *spot;
    if (turn.worker.ussd.page == dialogue::news_page) return hear_at_news(turn, place, typed);
    if (agrees_too_early(turn, place)) return page_of(turn, place, +1);
    return {press_at(turn, place, typed)};
}

dialogue::NavigationTexts navigation_of(const Turn& turn) {
    return {say(turn, keys::more), say(turn, keys::back), say(turn, keys::home)};
}

}  // namespace kazi::taskflow
