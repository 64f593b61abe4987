// SPDX-License-Identifier: Apache-2.0
// Swahili answers. Counted nouns colour the small numbers (watoto WAtatu), so each of those stands
// here in the forms of the noun classes.
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr NumberWord numbers[] = {
    {U"sifuri", 0},    {U"moja", 1},        {U"mmoja", 1},      {U"kimoja", 1},    {U"jimoja", 1},
    {U"mbili", 2},     {U"wawili", 2},      {U"miwili", 2},     {U"mawili", 2},    {U"viwili", 2},
    {U"tatu", 3},      {U"watatu", 3},      {U"mitatu", 3},     {U"matatu", 3},    {U"vitatu", 3},
    {U"nne", 4},       {U"wanne", 4},       {U"minne", 4},      {U"manne", 4},     {U"vinne", 4},
    {U"tano", 5},      {U"watano", 5},      {U"mitano", 5},     {U"matano", 5},    {U"vitano", 5},
    {U"sita", 6},      {U"saba", 7},        {U"nane", 8},       {U"wanane", 8},    {U"minane", 8},
    {U"manane", 8},    {U"vinane", 8},      {U"tisa", 9},       {U"kenda", 9},     {U"kumi", 10},
    {U"ishirini", 20}, {U"thelathini", 30}, {U"arobaini", 40},  {U"arubaini", 40}, {U"hamsini", 50},
    {U"sitini", 60},   {U"sabini", 70},     {U"themanini", 80}, {U"tisini", 90},   {U"mia", 100},
    {U"elfu", 1000}};

constexpr std::u32string_view joiners[] = {U"na"};
constexpr std::u32string_view yes[] = {U"ndio", U"ndiyo"};
// An "n" may begin "ndio" or the English "no": she is asked again.
constexpr std::u32string_view yes_casual[] = {U"naam",  U"ee", U"eeh",    U"ehe",   U"eh",
                                              U"kweli", U"n",  U"hakika", U"ndivyo"};
constexpr std::u32string_view no[] = {U"hapana"};
constexpr std::u32string_view no_casual[] = {U"h",     U"la",     U"si",      U"sio",   U"siyo",
                                             U"sivyo", U"hakuna", U"sikweli", U"uongo", U"n"};
constexpr std::u32string_view dont_know[] = {U"sijui",       U"si jui",   U"sijui jibu",
                                             U"mimi sijui",  U"sifahamu", U"sina hakika",
                                             U"sina uhakika"};
constexpr std::u32string_view fillers[] = {
    U"ni",   U"jibu",   U"langu",     U"namba", U"nambari", U"chaguo", U"la",      U"ya",
    U"sana", U"asante", U"tafadhali", U"sawa",  U"kabisa",  U"mimi",   U"nadhani", U"naona"};
constexpr std::u32string_view number_changers[] = {
    U"au",      U"ama",     U"hadi",   U"mpaka",    U"si",     U"sio",  U"siyo",   U"zaidi",
    U"chini",   U"juu",     U"kasoro", U"kasorobo", U"nusu",   U"robo", U"dazeni", U"laki",
    U"milioni", U"bilioni", U"maelfu", U"mamia",    U"karibu", U"kati", U"mara"};

}  // namespace

extern constexpr LanguageWords swahili_words{.language = "sw",
                                             .numbers = numbers,
                                             .multiplier_first = true,
                                             .joiners = joiners,
                                             .yes = yes,
                                             .yes_casual = yes_casual,
                                             .no = no,
                                             .no_casual = no_casual,
                                             .dont_know = dont_know,
                                             .fillers = fillers,
                                             .number_changers = number_changers};

}  // namespace kazi::taskflow::question
