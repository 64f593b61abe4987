// SPDX-License-Identifier: Apache-2.0
// English answers.
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

using Word = std::u32string_view;

constexpr NumberWord numbers[] = {{U"zero", 0},       {U"nil", 0},
                                  {U"one", 1},        {U"two", 2},
                                  {U"three", 3},      {U"four", 4},
                                  {U"five", 5},       {U"six", 6},
                                  {U"seven", 7},      {U"eight", 8},
                                  {U"nine", 9},       {U"ten", 10},
                                  {U"eleven", 11},    {U"twelve", 12},
                                  {U"thirteen", 13},  {U"fourteen", 14},
                                  {U"fifteen", 15},   {U"sixteen", 16},
                                  {U"seventeen", 17}, {U"eighteen", 18},
                                  {U"nineteen", 19},  {U"twenty", 20},
                                  {U"thirty", 30},    {U"forty", 40},
                                  {U"fourty", 40},    {U"fifty", 50},
                                  {U"sixty", 60},     {U"seventy", 70},
                                  {U"eighty", 80},    {U"ninety", 90},
                                  {U"hundred", 100},  {U"thousand", 1000},
                                  {U"lakh", 100'000}, {U"million", 1'000'000}};
constexpr NumberWord ordinals[] = {{U"first", 1}, {U"second", 2}, {U"third", 3},   {U"fourth", 4},
                                   {U"fifth", 5}, {U"sixth", 6},  {U"seventh", 7}, {U"eighth", 8},
                                   {U"ninth", 9}, {U"last", -1}};
constexpr NumberWord parts[] = {{U"half", 500}, {U"quarter", 250}};
constexpr NumberWord beside_digits[] = {
    {U"k", 1000},       {U"hundred", 100},       {U"thousand", 1000},
    {U"lakh", 100'000}, {U"million", 1'000'000}, {U"mln", 1'000'000},
    {U"mn", 1'000'000}};
constexpr NumberWord collectives[] = {{U"dozen", 12}, {U"score", 20}};
constexpr Word joiners[] = {U"and"};

constexpr Word yes[] = {U"yes"};
constexpr Word yes_casual[] = {
    U"y",           U"yeah",       U"yea",        U"yep",        U"yup",    U"yah",
    U"ya",          U"true",       U"correct",    U"yess",       U"yap",    U"yeh",
    U"affirmative", U"ye",         U"yh",         U"yeap",       U"agree",  U"agreed",
    U"positive",    U"definitely", U"absolutely", U"\U0001F44D", U"\u2705", U"\u2714"};
constexpr Word no[] = {U"no"};
constexpr Word no_casual[] = {U"n",         U"nope",       U"nah",    U"noo",   U"none",
                              U"never",     U"false",      U"not",    U"nop",   U"negative",
                              U"incorrect", U"\U0001F44E", U"\u274C", U"\u2716"};
constexpr Word yes_phrases[] = {
    U"of course",    U"sure",        U"yes sure",      U"for sure",  U"very true",  U"thats true",
    U"that is true", U"thats right", U"that is right", U"i do",      U"i have",     U"we do",
    U"we have",      U"it is",       U"i agree",       U"certainly", U"i think so", U"i am",
    U"they do",      U"it was",      U"there is",      U"there are", U"we are",     U"it does",
    U"he does",      U"she does"};
constexpr Word no_phrases[] = {
    U"not at all",     U"not yet",          U"not really",        U"i dont",       U"i do not",
    U"i dont have",    U"it is not",        U"its not",           U"it isnt",      U"not true",
    U"not correct",    U"that is not true", U"thats not true",    U"not there",    U"i have not",
    U"i havent",       U"we dont",          U"we do not",         U"i disagree",   U"no way",
    U"hell no",        U"i dont think so",  U"i do not think so", U"never ever",   U"of course not",
    U"absolutely not", U"definitely not",   U"certainly not",     U"they dont",    U"it wasnt",
    U"it was not",     U"i am not",         U"there isnt",        U"there is not", U"it does not",
    U"it doesnt",      U"we are not",       U"no longer"};
constexpr Word dont_know[] = {U"dont know",
                              U"do not know",
                              U"i dont know",
                              U"i do not know",
                              U"idk",
                              U"dunno",
                              U"not sure",
                              U"i am not sure",
                              U"im not sure",
                              U"unsure",
                              U"no idea",
                              U"i have no idea",
                              U"dont no",
                              U"i dont no",
                              U"dnt know",
                              U"i dnt know",
                              U"donno",
                              U"i cant tell",
                              U"cant tell",
                              U"cannot tell",
                              U"not certain",
                              U"no clue",
                              U"i cant remember",
                              U"cant remember",
                              U"i forgot",
                              U"i dont remember",
                              U"dont remember",
                              U"not known",
                              U"unknown",
                              U"dk",
                              U"i am unsure",
                              U"\U0001F937",
                              U"dont knw",
                              U"dont kno",
                              U"dnt knw",
                              U"don know",
                              U"i don know",
                              U"donot know",
                              U"i donot know",
                              U"i dont understand",
                              U"dont understand",
                              U"do not understand",
                              U"cant read it",
                              U"cannot read it",
                              U"i cant read it",
                              U"cant see it",
                              U"not readable",
                              U"unreadable"};
constexpr Word skip[] = {U"skip",
                         U"pass",
                         U"skip it",
                         U"skip this",
                         U"skip this one",
                         U"next",
                         U"next question",
                         U"next one",
                         U"i skip",
                         U"lets skip",
                         U"no answer",
                         U"no comment",
                         U"prefer not to say",
                         U"i prefer not to say",
                         U"rather not say",
                         U"i would rather not say",
                         U"id rather not say",
                         U"i wont say",
                         U"its private",
                         U"private",
                         U"i dont want to answer",
                         U"dont want to answer",
                         U"i dont want to say"};
constexpr Word fillers[] = {
    U"the",        U"is",     U"it",     U"its",      U"answer", U"my",         U"option",
    U"number",     U"choice", U"sorry",  U"please",   U"thanks", U"thank",      U"you",
    U"ok",         U"okay",   U"i",      U"think",    U"st",     U"nd",         U"rd",
    U"th",         U"sir",    U"madam",  U"ans",      U"hi",     U"hello",      U"hey",
    U"dear",       U"kindly", U"pls",    U"plz",      U"plse",   U"thx",        U"tnx",
    U"boss",       U"bro",    U"friend", U"am",       U"im",     U"was",        U"there",
    U"here",       U"that",   U"this",   U"very",     U"much",   U"just",       U"only",
    U"choose",     U"pick",   U"select", U"chose",    U"would",  U"say",        U"said",
    U"so",         U"well",   U"nr",     U"response", U"reply",  U"mine",       U"believe",
    U"guess",      U"opt",    U"looks",  U"like",     U"seems",  U"definitely", U"surely",
    U"absolutely", U"use",    U"from",   U"in",       U"at",     U"we",         U"they",
    U"he",         U"she"};
constexpr Word courtesies[] = {U"good morning", U"good afternoon",  U"good evening",
                               U"good day",     U"good night",      U"god bless you",
                               U"god bless",    U"have a good day", U"have a nice day",
                               U"how are you",  U"welcome",         U"many thanks"};
constexpr Word number_changers[] = {
    U"or",      U"to",      U"not",       U"no",        U"never", U"than",    U"more",
    U"less",    U"over",    U"under",     U"plus",      U"minus", U"between", U"half",
    U"quarter", U"dozens",  U"almost",    U"nearly",    U"k",     U"m",       U"mln",
    U"mn",      U"billion", U"hundreds",  U"thousands", U"till",  U"until",   U"above",
    U"below",   U"least",   U"most",      U"millions",  U"dont",  U"except",  U"without",
    U"per",     U"x",       U"something", U"odd",       U"upto",  U"from",    U"max",
    U"min",     U"maximum", U"minimum",   U"point",     U"pair",  U"pairs",   U"couple"};
constexpr Word hesitant[] = {
    U"maybe",  U"perhaps", U"but",      U"probably", U"possibly", U"might",   U"mabe",      U"or",
    U"either", U"except",  U"although", U"unless",   U"however",  U"depends", U"sometimes", U"if",
    U"used",   U"stop",    U"what",     U"why",      U"how",      U"which"};
constexpr Word because[] = {U"because", U"coz", U"cos",   U"cause",
                            U"bcoz",    U"bcz", U"since", U"bse"};
constexpr Word all[] = {U"all",          U"everything",    U"all of them",
                        U"all of these", U"all the above", U"all of the above",
                        U"them all",     U"every one",     U"everyone"};
constexpr Word both[] = {U"both", U"both of them", U"the two", U"both of these"};
constexpr Word nothing[] = {U"none",          U"nothing",     U"none of them",
                            U"none of these", U"neither",     U"none of the above",
                            U"not any",       U"nil",         U"no one",
                            U"none at all",   U"i have none", U"i dont have any",
                            U"i have nothing"};

constexpr NumberWord months[] = {
    {U"january", 1},   {U"jan", 1},   {U"february", 2},  {U"feb", 2},      {U"march", 3},
    {U"mar", 3},       {U"april", 4}, {U"apr", 4},       {U"may", 5},      {U"june", 6},
    {U"jun", 6},       {U"july", 7},  {U"jul", 7},       {U"august", 8},   {U"aug", 8},
    {U"september", 9}, {U"sept", 9},  {U"sep", 9},       {U"october", 10}, {U"oct", 10},
    {U"november", 11}, {U"nov", 11},  {U"december", 12}, {U"dec", 12}};
constexpr NumberWord weekdays[] = {
    {U"sunday", 0},   {U"sun", 0},  {U"monday", 1},    {U"mon", 1},    {U"tuesday", 2},
    {U"tue", 2},      {U"tues", 2}, {U"wednesday", 3}, {U"wed", 3},    {U"thursday", 4},
    {U"thur", 4},     {U"thu", 4},  {U"thurs", 4},     {U"friday", 5}, {U"fri", 5},
    {U"saturday", 6}, {U"sat", 6}};
constexpr NumberWord days[] = {{U"today", 0},
                               {U"now", 0},
                               {U"tonight", 0},
                               {U"this morning", 0},
                               {U"yesterday", -1},
                               {U"yesteday", -1},
                               {U"yday", -1},
                               {U"tomorrow", 1},
                               {U"tommorow", 1},
                               {U"tomorow", 1},
                               {U"day before yesterday", -2},
                               {U"day after tomorrow", 2},
                               {U"last night", -1}};
constexpr NumberWord periods[] = {{U"day", 1}, {U"days", 1}, {U"week", 7}, {U"weeks", 7}};
constexpr Word ago[] = {U"ago", U"back"};
constexpr Word month_marks[] = {U"month"};
constexpr Word day_marks[] = {U"of",      U"on",        U"date",  U"the", U"morning",
                              U"evening", U"afternoon", U"night", U"st",  U"nd",
                              U"rd",      U"th",        U"year"};
constexpr Word last[] = {U"last", U"past"};

constexpr Word right[] = {U"right", U"correct", U"true",    U"accurate", U"good",  U"fine",
                          U"ok",    U"okay",    U"perfect", U"same",     U"agree", U"matches"};
constexpr Word wrong[] = {U"wrong", U"incorrect", U"false",    U"bad",       U"mistake",
                          U"error", U"different", U"disagree", U"inaccurate"};
constexpr Word negators[] = {U"not", U"isnt", U"never", U"dont"};
constexpr Word in_stock[] = {
    U"in stock",  U"available",       U"have",         U"has",
    U"there is",  U"there are",       U"plenty",       U"they have",
    U"we have",   U"they have it",    U"we have it",   U"found",
    U"present",   U"still available", U"is available", U"they are available",
    U"few",       U"a few",           U"few left",     U"a few left",
    U"low stock", U"limited",         U"a lot",        U"lots",
    U"many"};
constexpr Word out_stock[] = {U"out of stock",   U"sold out",      U"finished",
                              U"not available",  U"unavailable",   U"no stock",
                              U"none",           U"nothing",       U"out",
                              U"not found",      U"none left",     U"not in stock",
                              U"they dont have", U"we dont have",  U"dont have",
                              U"not there",      U"no more",       U"missing",
                              U"not sold",       U"not sold here", U"nil",
                              U"stock out",      U"not selling",   U"they dont sell",
                              U"we dont sell",   U"they are out",  U"they dont have it",
                              U"over",           U"empty"};
constexpr Word open[] = {U"open",        U"opened",      U"working",  U"operating",
                         U"exists",      U"operational", U"open now", U"there",
                         U"it is there", U"its there",   U"is there", U"still there"};
constexpr Word closed[] = {U"closed",      U"close",
                           U"shut",        U"shut down",
                           U"closed down", U"not open",
                           U"not working", U"permanently closed",
                           U"locked",      U"closed permanently"};
constexpr Word moved[] = {
    U"moved",       U"relocated",  U"shifted",         U"moved away", U"moved to another place",
    U"transferred", U"they moved", U"they have moved", U"it moved"};
constexpr Word absent[] = {
    U"not there",     U"does not exist",    U"doesnt exist",   U"not found",
    U"no such place", U"cant find it",      U"cannot find it", U"absent",
    U"gone",          U"demolished",        U"not exist",      U"nothing there",
    U"never existed", U"could not find it", U"cannot find",    U"cant find"};

}  // namespace

extern constexpr LanguageWords english_words{.language = "en",
                                             .numbers = {.words = numbers,
                                                         .joiners = joiners,
                                                         .ordinals = ordinals,
                                                         .parts = parts,
                                                         .beside_digits = beside_digits,
                                                         .collectives = collectives},
                                             .yes = yes,
                                             .yes_casual = yes_casual,
                                             .no = no,
                                             .no_casual = no_casual,
                                             .yes_phrases = yes_phrases,
                                             .no_phrases = no_phrases,
                                             .dont_know = dont_know,
                                             .skip = skip,
                                             .fillers = fillers,
                                             .courtesies = courtesies,
                                             .number_changers = number_changers,
                                             .hesitant = hesitant,
                                             .because = because,
                                             .all = all,
                                             .both = both,
                                             .nothing = nothing,
                                             .calendar = {.months = months,
                                                          .weekdays = weekdays,
                                                          .days = days,
                                                          .periods = periods,
                                                          .ago = ago,
                                                          .month_marks = month_marks,
                                                          .day_marks = day_marks,
                                                          .last = last,
                                                          .either_way = {}},
                                             .market = {.right = right,
                                                        .wrong = wrong,
                                                        .negators = negators,
                                                        .in_stock = in_stock,
                                                        .out_stock = out_stock,
                                                        .open = open,
                                                        .closed = closed,
                                                        .moved = moved,
                                                        .absent = absent}};

}  // namespace kazi::taskflow::question
