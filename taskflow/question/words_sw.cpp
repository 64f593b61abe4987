// SPDX-License-Identifier: Apache-2.0
// Swahili answers. Counted nouns colour the small numbers (watoto WAtatu), so each of those stands
// here in the forms of the noun classes.
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

using Word = std::u32string_view;

constexpr NumberWord numbers[] = {
    {U"sifuri", 0},         {U"moja", 1},      {U"mmoja", 1},      {U"kimoja", 1},
    {U"jimoja", 1},         {U"mbili", 2},     {U"wawili", 2},     {U"miwili", 2},
    {U"mawili", 2},         {U"viwili", 2},    {U"tatu", 3},       {U"watatu", 3},
    {U"mitatu", 3},         {U"matatu", 3},    {U"vitatu", 3},     {U"nne", 4},
    {U"wanne", 4},          {U"minne", 4},     {U"manne", 4},      {U"vinne", 4},
    {U"tano", 5},           {U"watano", 5},    {U"mitano", 5},     {U"matano", 5},
    {U"vitano", 5},         {U"sita", 6},      {U"saba", 7},       {U"nane", 8},
    {U"wanane", 8},         {U"minane", 8},    {U"manane", 8},     {U"vinane", 8},
    {U"tisa", 9},           {U"kenda", 9},     {U"kumi", 10},      {U"ishirini", 20},
    {U"thelathini", 30},    {U"arobaini", 40}, {U"arubaini", 40},  {U"hamsini", 50},
    {U"sitini", 60},        {U"sabini", 70},   {U"themanini", 80}, {U"tisini", 90},
    {U"mia", 100},          {U"elfu", 1000},   {U"alfu", 1000},    {U"laki", 100'000},
    {U"milioni", 1'000'000}};
constexpr NumberWord ordinals[] = {{U"kwanza", 1}, {U"pili", 2},   {U"tatu", 3}, {U"nne", 4},
                                   {U"tano", 5},   {U"sita", 6},   {U"saba", 7}, {U"nane", 8},
                                   {U"tisa", 9},   {U"mwisho", -1}};
constexpr NumberWord parts[] = {{U"nusu", 500}, {U"robo", 250}};
constexpr NumberWord beside_digits[] = {
    {U"mia", 100}, {U"elfu", 1000}, {U"alfu", 1000}, {U"laki", 100'000}, {U"milioni", 1'000'000}};
constexpr Word joiners[] = {U"na"};

constexpr Word yes[] = {U"ndio", U"ndiyo"};
// An "n" may begin "ndio" or the English "no": she is asked again.
constexpr Word yes_casual[] = {U"naam",  U"ee",       U"eeh",    U"ehe",    U"eh",
                               U"kweli", U"n",        U"hakika", U"ndivyo", U"ndo",
                               U"eee",   U"nakubali", U"yap",    U"ndiooo", U"ndioo"};
constexpr Word no[] = {U"hapana"};
constexpr Word no_casual[] = {U"h",        U"la",      U"sio",   U"siyo", U"sivyo",
                              U"hakuna",   U"sikweli", U"uongo", U"n",    U"hapanaa",
                              U"sikubali", U"apana",   U"hamna"};
constexpr Word yes_phrases[] = {
    U"ni kweli", U"kweli kabisa", U"bila shaka", U"ndiyo ipo",   U"ipo",          U"yupo",
    U"wapo",     U"zipo",         U"upo",        U"kipo",        U"nipo",         U"ninayo",
    U"ninacho",  U"ni sawa",      U"ndio bwana", U"ndiyo bwana", U"ndivyo ilivyo"};
constexpr Word no_phrases[] = {U"si kweli",      U"sio kweli",   U"siyo kweli",  U"si hivyo",
                               U"bado",          U"haipo",       U"hayupo",      U"hawapo",
                               U"hazipo",        U"haupo",       U"hakipo",      U"sina",
                               U"hata kidogo",   U"hapana sina", U"bado kabisa", U"sio hivyo",
                               U"hapana kabisa", U"sivyo kabisa"};
constexpr Word dont_know[] = {
    U"haisomeki", U"siwezi kusoma", U"sijui",        U"si jui",     U"sijui jibu",  U"mimi sijui",
    U"sifahamu",  U"sina hakika",   U"sina uhakika", U"cjui",       U"sijuwi",      U"sielewi",
    U"sijaelewa", U"sijui kabisa",  U"sikumbuki",    U"nimesahau",  U"sijui hilo",  U"hata sijui",
    U"hatujui",   U"haijulikani",   U"sijafahamu",   U"sijui bado", U"cjui kabisa", U"sjui",
    U"sijuii",    U"sjajua",        U"sijajua",      U"sina jibu",  U"sina wazo",   U"sijuhi"};
constexpr Word skip[] = {U"ruka",          U"ruka hilo",     U"ruka swali",    U"ruka hili",
                         U"swali lingine", U"linalofuata",   U"sitaki kujibu", U"sitaki kusema",
                         U"sitajibu",      U"siwezi kusema", U"niruke",        U"lingine",
                         U"siri",          U"ni siri",       U"pita",          U"naruka",
                         U"tuendelee"};
constexpr Word fillers[] = {
    U"ni",        U"jibu",       U"langu",   U"namba",     U"nambari",  U"chaguo", U"la",
    U"ya",        U"sana",       U"asante",  U"tafadhali", U"sawa",     U"kabisa", U"mimi",
    U"nadhani",   U"naona",      U"ahsante", U"asanteni",  U"samahani", U"tu",     U"ndugu",
    U"bwana",     U"mkuu",       U"bosi",    U"rafiki",    U"habari",   U"jambo",  U"hujambo",
    U"shikamoo",  U"mambo",      U"hilo",    U"hiyo",      U"hii",      U"hili",   U"yangu",
    U"nachagua",  U"nimechagua", U"chagua",  U"nasema",    U"yule",     U"ile",    U"lile",
    U"wa",        U"cha",        U"za",      U"kaka",      U"dada",     U"mungu",  U"akubariki",
    U"awabariki", U"nafikiri",   U"poa",     U"jamani",    U"hivi",     U"kwenye", U"katika",
    U"niko",      U"nimeona"};
constexpr Word courtesies[] = {U"kila moja",         U"kila mmoja",      U"habari za asubuhi",
                               U"habari ya asubuhi", U"habari za leo",   U"habari yako",
                               U"habari zenu",       U"asante sana",     U"siku njema",
                               U"usiku mwema",       U"mungu akubariki", U"mungu awabariki",
                               U"kazi njema",        U"za asubuhi"};
constexpr Word number_changers[] = {U"au",      U"ama",       U"hadi",    U"mpaka",  U"si",
                                    U"sio",     U"siyo",      U"zaidi",   U"chini",  U"juu",
                                    U"kasoro",  U"kasorobo",  U"nusu",    U"robo",   U"dazeni",
                                    U"bilioni", U"maelfu",    U"mamia",   U"karibu", U"kati",
                                    U"hakuna",  U"hapana",    U"kuanzia", U"malaki", U"mamilioni",
                                    U"kuliko",  U"isipokuwa", U"bila",    U"kila",   U"jozi"};
constexpr Word hesitant[] = {
    U"labda", U"huenda",    U"lakini", U"pengine",    U"yawezekana", U"au",    U"ama",
    U"yote",  U"isipokuwa", U"ila",    U"inategemea", U"wakati",     U"kama",  U"nini",
    U"gani",  U"kwanini",   U"vipi",   U"wote",       U"zote",       U"vyote", U"zamani"};
constexpr Word because[] = {U"kwasababu", U"sababu", U"maana", U"kwani"};
constexpr Word all[] = {U"zote",      U"yote",      U"wote",     U"vyote",
                        U"kila kitu", U"zote hizo", U"zote hizi"};
constexpr Word both[] = {U"zote mbili",  U"wote wawili",  U"zote 2",
                         U"yote mawili", U"vyote viwili", U"vyote 2"};
constexpr Word nothing[] = {U"hakuna",
                            U"sina",
                            U"hatuna",
                            U"hamna",
                            U"hakuna hata moja",
                            U"si hata moja",
                            U"hata moja",
                            U"hakuna kati ya hizi",
                            U"hakuna hata mmoja",
                            U"hakuna kitu",
                            U"hakuna mtu"};

constexpr NumberWord months[] = {
    {U"januari", 1},  {U"februari", 2}, {U"machi", 3},   {U"aprili", 4},   {U"mei", 5},
    {U"juni", 6},     {U"julai", 7},    {U"agosti", 8},  {U"septemba", 9}, {U"oktoba", 10},
    {U"novemba", 11}, {U"desemba", 12}, {U"disemba", 12}};
constexpr NumberWord weekdays[] = {{U"jumapili", 0}, {U"jumatatu", 1}, {U"jumanne", 2},
                                   {U"jumatano", 3}, {U"alhamisi", 4}, {U"alhamis", 4},
                                   {U"ijumaa", 5},   {U"jumamosi", 6}};
constexpr NumberWord days[] = {{U"leo", 0},         {U"sasa", 0},  {U"sasa hivi", 0},
                               {U"leo asubuhi", 0}, {U"jana", -1}, {U"jana usiku", -1},
                               {U"juzi", -2},       {U"kesho", 1}, {U"kesho kutwa", 2},
                               {U"keshokutwa", 2},  {U"mtondo", 3}};
constexpr NumberWord periods[] = {{U"siku", 1}, {U"wiki", 7}, {U"majuma", 7}, {U"juma", 7}};
constexpr Word ago[] = {U"iliyopita", U"zilizopita", U"lililopita", U"yaliyopita",
                        U"nyuma",     U"iliopita",   U"zilopita"};
constexpr Word month_marks[] = {U"mwezi"};
constexpr Word day_marks[] = {U"asubuhi", U"jioni", U"usiku", U"mchana", U"tarehe",
                              U"wa",      U"ya",    U"mwaka", U"siku",   U"tar"};
constexpr Word last[] = {U"iliyopita", U"lililopita", U"iliopita"};

constexpr Word right[] = {U"iko sawa", U"yako sawa", U"sahihi", U"kweli",
                          U"sawa",     U"sawasawa",  U"ndivyo", U"sawia"};
constexpr Word wrong[] = {U"makosa", U"kosa", U"uongo", U"sivyo", U"baya", U"tofauti"};
constexpr Word negators[] = {U"si", U"sio", U"siyo", U"haiko", U"hauko"};
constexpr Word in_stock[] = {
    U"nyingi", U"mengi",  U"tele",        U"ipo",          U"zipo",      U"yapo",   U"upo",
    U"ziko",   U"iko",    U"inapatikana", U"zinapatikana", U"kuna",      U"wanayo", U"wanazo",
    U"tunayo", U"tunazo", U"yako",        U"bado ipo",     U"bado zipo", U"vipo",   U"kipo"};
constexpr Word out_stock[] = {
    U"haipo",    U"hazipo",    U"hayapo",     U"haupo",         U"haiko",
    U"haziko",   U"hakuna",    U"hamna",      U"imeisha",       U"zimeisha",
    U"yameisha", U"imekwisha", U"zimekwisha", U"haipatikani",   U"hazipatikani",
    U"hawana",   U"hatuna",    U"umeisha",    U"hakuna kabisa", U"kumeisha",
    U"hauzwi",   U"haiuzwi",   U"haziuzwi",   U"vimeisha",      U"sina"};
constexpr Word open[] = {U"imefunguliwa",
                         U"wazi",
                         U"iko wazi",
                         U"inafanya kazi",
                         U"linafanya kazi",
                         U"limefunguliwa",
                         U"umefunguliwa",
                         U"kimefunguliwa",
                         U"lipo",
                         U"ipo",
                         U"iko",
                         U"kipo",
                         U"upo"};
constexpr Word closed[] = {U"imefungwa", U"limefungwa", U"pamefungwa",    U"kimefungwa",
                           U"umefungwa", U"imefunga",   U"haifanyi kazi", U"wamefunga"};
constexpr Word moved[] = {U"imehama",  U"limehama",    U"kimehama",  U"wamehama",
                          U"imehamia", U"imehamishwa", U"wamehamia", U"umehama"};
constexpr Word absent[] = {U"haipo",     U"halipo", U"hakipo",          U"hakuna",
                           U"haiko",     U"haupo",  U"hamna",           U"sijaiona",
                           U"sijaipata", U"hapapo", U"haijawahi kuwepo"};

}  // namespace

extern constexpr LanguageWords swahili_words{.language = "sw",
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
