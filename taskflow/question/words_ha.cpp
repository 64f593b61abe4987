// SPDX-License-Identifier: Apache-2.0
// Hausa answers. Phones seldom have the hooked letters, so those stand here plainly too. Not yet
// read by somebody who grew up with the language.
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

using Word = std::u32string_view;

constexpr NumberWord numbers[] = {{U"sifili", 0},
                                  {U"daya", 1},
                                  {U"biyu", 2},
                                  {U"uku", 3},
                                  {U"hudu", 4},
                                  {U"biyar", 5},
                                  {U"shida", 6},
                                  {U"bakwai", 7},
                                  {U"takwas", 8},
                                  {U"tara", 9},
                                  {U"goma", 10},
                                  {U"ashirin", 20},
                                  {U"talatin", 30},
                                  {U"arbain", 40},
                                  {U"hamsin", 50},
                                  {U"sittin", 60},
                                  {U"sabain", 70},
                                  {U"tamanin", 80},
                                  {U"casain", 90},
                                  {U"tasain", 90},
                                  {U"dari", 100},
                                  {U"dubu", 1000},
                                  {U"miliyan", 1'000'000},
                                  {U"miliyon", 1'000'000}};
constexpr NumberWord ordinals[] = {{U"farko", 1}, {U"karshe", -1}};
constexpr NumberWord parts[] = {{U"rabi", 500}};
constexpr NumberWord beside_digits[] = {{U"dari", 100}, {U"dubu", 1000}, {U"miliyan", 1'000'000}};
constexpr Word joiners[] = {U"da", U"sha"};

constexpr Word yes[] = {U"i"};
constexpr Word yes_casual[] = {U"eh", U"ee", U"e", U"ii", U"iyye", U"gaskiya", U"eeh", U"na yarda"};
constexpr Word no[] = {U"aa"};
constexpr Word no_casual[] = {U"a", U"babu", U"karya", U"aah", U"ba"};
constexpr Word yes_phrases[] = {U"haka ne",  U"i haka ne", U"eh haka ne", U"gaskiya ne", U"akwai",
                                U"na yarda", U"i akwai",   U"eh akwai",   U"kwarai",     U"sosai"};
constexpr Word no_phrases[] = {U"a a",           U"ba haka ba",      U"ba haka bane",
                               U"ba gaskiya ba", U"ban yarda ba",    U"aa ba haka ba",
                               U"aa babu",       U"ba gaskiya bane", U"tukuna"};
constexpr Word dont_know[] = {U"ban sani ba", U"ban sani",   U"ban san ba",    U"ban tabbata ba",
                              U"ban gane ba", U"na manta",   U"ban tuna ba",   U"ban fahimta ba",
                              U"bansani",     U"bansani ba", U"ni ban sani ba"};
constexpr Word skip[] = {U"tsallake",        U"na tsallake",     U"wuce",
                         U"na gaba",         U"tambaya ta gaba", U"ba zan fada ba",
                         U"bana so in fada", U"sirri ne",        U"ban so in amsa",
                         U"ba zan amsa ba",  U"tsallaka"};
constexpr Word fillers[] = {U"amsa",   U"amsata", U"ita",   U"ce",       U"ne",     U"shi",
                            U"lamba",  U"zabi",   U"na",    U"ta",       U"zabina", U"nagode",
                            U"godiya", U"don",    U"allah", U"ina",      U"ganin",  U"nake",
                            U"gani",   U"sannu",  U"salam", U"yallabai", U"malam",  U"hajiya",
                            U"kawai",  U"shine",  U"itace", U"dai",      U"barka",  U"ya"};
constexpr Word courtesies[] = {U"don allah",     U"na gode",       U"ina kwana",
                               U"ina wuni",      U"na gode sosai", U"mun gode",
                               U"allah ya saka", U"sai anjima",    U"barka da safiya"};
constexpr Word number_changers[] = {U"ko",     U"zuwa",     U"fiye",   U"kasa", U"kusan",
                                    U"rabi",   U"ba",       U"babu",   U"sama", U"tsakanin",
                                    U"dubbai", U"daruruwa", U"akalla", U"ban",  U"bai",
                                    U"banda",  U"saura",    U"kasada"};
constexpr Word hesitant[] = {U"watakila", U"kila", U"amma",   U"ko",    U"mai",
                             U"yiwuwa",   U"wani", U"lokaci", U"idan",  U"me",
                             U"yaya",     U"sai",  U"kusan",  U"banda", U"duka"};
constexpr Word because[] = {U"saboda", U"domin"};
constexpr Word all[] = {U"duka", U"dukka", U"dukansu", U"duk", U"dukkansu", U"komai"};
constexpr Word both[] = {U"duka biyu", U"dukkansu biyu"};
constexpr Word nothing[] = {U"babu", U"ba ko daya", U"babu ko daya", U"babu komai", U"ba komai"};

constexpr NumberWord months[] = {
    {U"janairu", 1}, {U"fabrairu", 2}, {U"faburairu", 2}, {U"maris", 3},  {U"afrilu", 4},
    {U"mayu", 5},    {U"yuni", 6},     {U"yuli", 7},      {U"agusta", 8}, {U"satumba", 9},
    {U"oktoba", 10}, {U"nuwamba", 11}, {U"disamba", 12}};
constexpr NumberWord weekdays[] = {{U"lahadi", 0}, {U"litinin", 1}, {U"talata", 2},
                                   {U"laraba", 3}, {U"alhamis", 4}, {U"jumaa", 5},
                                   {U"jummaa", 5}, {U"asabar", 6}};
constexpr NumberWord days[] = {{U"yau", 0},           {U"yanzu", 0},          {U"jiya", -1},
                               {U"shekaranjiya", -2}, {U"shekaran jiya", -2}, {U"gobe", 1},
                               {U"jibi", 2}};
constexpr NumberWord periods[] = {{U"kwana", 1}, {U"kwanaki", 1}, {U"rana", 1},
                                  {U"sati", 7},  {U"mako", 7},    {U"makonni", 7}};
constexpr Word ago[] = {U"da suka wuce", U"da ya wuce", U"suka wuce", U"baya", U"da suka gabata"};
constexpr Word month_marks[] = {U"wata", U"watan"};
constexpr Word day_marks[] = {U"ga",      U"ranar",    U"rana",   U"na",
                              U"shekara", U"shekarar", U"kwanan", U"ta"};
constexpr Word last[] = {U"da ta wuce", U"data wuce"};

constexpr Word right[] = {U"daidai", U"gaskiya", U"dai dai", U"haka"};
constexpr Word wrong[] = {U"kuskure", U"karya"};
constexpr Word negators[] = {U"ba", U"bai", U"bata"};
constexpr Word in_stock[] = {U"akwai",     U"suna da shi", U"muna da shi", U"ana samu",
                             U"akwai shi", U"akwai su",    U"ana sayarwa"};
constexpr Word out_stock[] = {U"babu",         U"ya kare",     U"ta kare",  U"sun kare",
                              U"ba a samu",    U"basu da shi", U"babu shi", U"ba su da shi",
                              U"ba a sayarwa", U"bamu da shi"};
constexpr Word open[] = {U"a bude", U"bude", U"abude", U"yana aiki", U"tana aiki"};
constexpr Word closed[] = {U"a rufe", U"rufe", U"arufe", U"an rufe", U"ba ya aiki", U"an kulle"};
constexpr Word moved[] = {U"ya koma",   U"sun koma", U"an mayar",
                          U"sun tashi", U"ta koma",  U"ya tashi"};
constexpr Word absent[] = {U"babu",     U"ba ya nan",   U"baya nan",
                           U"bata nan", U"ban gani ba", U"ban same shi ba"};

}  // namespace

extern constexpr LanguageWords hausa_words{.language = "ha",
                                           .numbers = {.words = numbers,
                                                       .multiplier_first = true,
                                                       .units_join_from = 10,
                                                       .joiners = joiners,
                                                       .ordinals = ordinals,
                                                       .parts = parts,
                                                       .beside_digits = beside_digits},
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
