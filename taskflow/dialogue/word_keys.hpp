// SPDX-License-Identifier: Apache-2.0
// The catalogues' lists of words: what a worker may write.
#pragma once

#include <array>
#include <string_view>

namespace kazi::taskflow::dialogue {

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
inline constexpr std::string_view hours = "words.hours";
inline constexpr std::string_view not_today = "words.not_today";
inline constexpr std::string_view digest = "words.digest";
inline constexpr std::string_view forget_me = "words.forget_me";
inline constexpr std::string_view pay = "words.pay";
inline constexpr std::string_view pay_airtime = "words.pay_airtime";
inline constexpr std::string_view pay_money = "words.pay_money";
inline constexpr std::string_view pay_soon = "words.pay_soon";
inline constexpr std::string_view pay_daily = "words.pay_daily";
inline constexpr std::string_view pay_weekly = "words.pay_weekly";
inline constexpr std::string_view skip = "words.skip";
inline constexpr std::string_view oops = "words.oops";
inline constexpr std::string_view appeal = "words.appeal";
inline constexpr std::string_view latin = "words.latin";
inline constexpr std::string_view refer = "words.refer";
inline constexpr std::string_view link = "words.link";
inline constexpr std::string_view clock = "words.clock";
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
    hours,
    not_today,
    digest,
    forget_me,
    pay,
    pay_airtime,
    pay_money,
    pay_soon,
    pay_daily,
    pay_weekly,
    skip,
    oops,
    appeal,
    latin,
    refer,
    link,
    clock,
    menu,
    choose_language,
    language_names,
    yes,
    no,
};

}  // namespace words

}  // namespace kazi::taskflow::dialogue
