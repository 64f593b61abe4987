// SPDX-License-Identifier: Apache-2.0
// English answers.
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr NumberWord numbers[] = {
    {U"zero", 0},      {U"nil", 0},        {U"one", 1},      {U"two", 2},        {U"three", 3},
    {U"four", 4},      {U"five", 5},       {U"six", 6},      {U"seven", 7},      {U"eight", 8},
    {U"nine", 9},      {U"ten", 10},       {U"eleven", 11},  {U"twelve", 12},    {U"thirteen", 13},
    {U"fourteen", 14}, {U"fifteen", 15},   {U"sixteen", 16}, {U"seventeen", 17}, {U"eighteen", 18},
    {U"nineteen", 19}, {U"twenty", 20},    {U"thirty", 30},  {U"forty", 40},     {U"fourty", 40},
    {U"fifty", 50},    {U"sixty", 60},     {U"seventy", 70}, {U"eighty", 80},    {U"ninety", 90},
    {U"hundred", 100}, {U"thousand", 1000}};

constexpr std::u32string_view joiners[] = {U"and"};
constexpr std::u32string_view yes[] = {U"yes"};
constexpr std::u32string_view yes_casual[] = {U"y",   U"yeah", U"yea",  U"yep",     U"yup",
                                              U"yah", U"ya",   U"true", U"correct", U"yess"};
constexpr std::u32string_view no[] = {U"no"};
constexpr std::u32string_view no_casual[] = {U"n",    U"nope",  U"nah",   U"noo",
                                             U"none", U"never", U"false", U"not"};
constexpr std::u32string_view dont_know[] = {U"dont know",     U"do not know",   U"i dont know",
                                             U"i do not know", U"idk",           U"dunno",
                                             U"not sure",      U"i am not sure", U"im not sure",
                                             U"unsure",        U"no idea",       U"i have no idea"};
constexpr std::u32string_view fillers[] = {
    U"the",    U"is",    U"it",     U"its",    U"answer", U"my",  U"option", U"number",
    U"choice", U"sorry", U"please", U"thanks", U"thank",  U"you", U"ok",     U"okay",
    U"i",      U"think", U"st",     U"nd",     U"rd",     U"th",  U"sir",    U"madam"};
constexpr std::u32string_view number_changers[] = {
    U"or",      U"to",      U"not",     U"no",       U"never",     U"than",    U"more",
    U"less",    U"over",    U"under",   U"plus",     U"minus",     U"between", U"half",
    U"quarter", U"dozen",   U"dozens",  U"almost",   U"nearly",    U"k",       U"m",
    U"mln",     U"million", U"billion", U"hundreds", U"thousands", U"times",   U"till",
    U"until",   U"above",   U"below",   U"least",    U"most"};

}  // namespace

extern constexpr LanguageWords english_words{.language = "en",
                                             .numbers = numbers,
                                             .multiplier_first = false,
                                             .joiners = joiners,
                                             .yes = yes,
                                             .yes_casual = yes_casual,
                                             .no = no,
                                             .no_casual = no_casual,
                                             .dont_know = dont_know,
                                             .fillers = fillers,
                                             .number_changers = number_changers};

}  // namespace kazi::taskflow::question
