// SPDX-License-Identifier: Apache-2.0
// Amharic answers, in Ethiopic letters and as phones without them spell it. Letters that sound
// alike are folded to one. Not yet read by somebody who grew up with the language.
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

using Word = std::u32string_view;

constexpr NumberWord numbers[] = {
    {U"ዜሮ", 0},     {U"አንድ", 1},          {U"ሁለት", 2},      {U"ሶስት", 3},     {U"አራት", 4},
    {U"አምስት", 5},   {U"ስድስት", 6},         {U"ሰባት", 7},      {U"ስምንት", 8},    {U"ዘጠኝ", 9},
    {U"አስር", 10},   {U"አስራ", 10},         {U"ሃያ", 20},      {U"ሀያ", 20},     {U"ሰላሳ", 30},
    {U"አርባ", 40},   {U"ሃምሳ", 50},         {U"ሀምሳ", 50},     {U"ስልሳ", 60},    {U"ስድሳ", 60},
    {U"ሰባ", 70},    {U"ሰማንያ", 80},        {U"ዘጠና", 90},     {U"መቶ", 100},    {U"ሺ", 1000},
    {U"ሺህ", 1000},  {U"ሚሊዮን", 1'000'000}, {U"zero", 0},     {U"and", 1},     {U"hulet", 2},
    {U"sost", 3},   {U"arat", 4},         {U"amist", 5},    {U"ammist", 5},  {U"sidist", 6},
    {U"sebat", 7},  {U"simint", 8},       {U"zetegn", 9},   {U"zetene", 9},  {U"asir", 10},
    {U"asra", 10},  {U"haya", 20},        {U"selasa", 30},  {U"arba", 40},   {U"hamsa", 50},
    {U"silsa", 60}, {U"seba", 70},        {U"semanya", 80}, {U"zetena", 90}, {U"meto", 100},
    {U"shi", 1000}, {U"shih", 1000}};
constexpr NumberWord ordinals[] = {{U"አንደኛ", 1},  {U"የመጀመሪያ", 1}, {U"የመጀመሪያው", 1}, {U"ሁለተኛ", 2},
                                   {U"ሁለተኛው", 2}, {U"ሶስተኛ", 3},   {U"ሶስተኛው", 3},   {U"አራተኛ", 4},
                                   {U"አምስተኛ", 5}, {U"የመጨረሻው", -1}};
constexpr NumberWord parts[] = {{U"ግማሽ", 500}, {U"gimash", 500}};
constexpr NumberWord beside_digits[] = {{U"መቶ", 100},   {U"ሺ", 1000},   {U"ሺህ", 1000},
                                        {U"shi", 1000}, {U"meto", 100}, {U"ሚሊዮን", 1'000'000}};
constexpr Word joiners[] = {U"ከ"};

constexpr Word yes[] = {U"አዎ", U"አዎን"};
constexpr Word yes_casual[] = {U"እሺ",   U"አወ",    U"ልክ", U"እውነት", U"awo",
                               U"awon", U"ewnet", U"aw", U"አለ",   U"ale"};
constexpr Word no[] = {U"አይደለም", U"የለም"};
constexpr Word no_casual[] = {U"አይ",  U"ሀሰት",   U"ay",     U"aydelem", U"yelem",
                              U"ayi", U"አይሆንም", U"yellem", U"aydelm"};
constexpr Word yes_phrases[] = {U"ልክ ነው",     U"እውነት ነው", U"lik new",
                                U"ewnet new", U"አዎ አለ",   U"awo ale"};
constexpr Word no_phrases[] = {U"አይ የለም",      U"ልክ አይደለም", U"እውነት አይደለም", U"ay yelem",
                               U"lik aydelem", U"ገና ነው",    U"gena new"};
constexpr Word dont_know[] = {U"አላውቅም",   U"አላውቀውም",   U"እርግጠኛ አይደለሁም", U"አልገባኝም",
                              U"ረሳሁ",     U"አላስታውስም",  U"alakim",       U"alawkim",
                              U"alawqim", U"alawikim", U"algebagnm",    U"ergitegna aydelehum",
                              U"resahu",  U"alawkm",   U"አላውቅ"};
constexpr Word skip[] = {U"ዝለል",         U"ይለፈኝ",  U"ቀጣይ",     U"ቀጣይ ጥያቄ", U"መመለስ አልፈልግም",
                         U"መናገር አልፈልግም", U"zilel", U"ylefegn", U"ketay",   U"memeles alfelgm",
                         U"እለፍ",         U"elef"};
constexpr Word fillers[] = {U"ነው",     U"መልስ",    U"መልሱ",          U"መልሴ",    U"ቁጥር",     U"ምርጫ",
                            U"ምርጫዬ",   U"እባክህ",   U"እባክሽ",         U"እባክዎ",   U"አመሰግናለሁ", U"ሰላም",
                            U"እኔ",     U"new",    U"mels",         U"melse",  U"kutir",   U"mircha",
                            U"ebakih", U"ebakwo", U"amesegnalehu", U"selam",  U"ene",     U"ይመስለኛል",
                            U"ብቻ",     U"bicha",  U"ymeslegnal",   U"አመሰግናለው"};
constexpr Word courtesies[] = {U"እንደምን አደርክ", U"እንደምን አደሩ", U"በጣም አመሰግናለሁ", U"betam amesegnalehu",
                               U"መልካም ቀን"};
constexpr Word number_changers[] = {U"ወይም",   U"ወይ",      U"ከ",      U"በላይ",   U"በታች",
                                    U"ያህል",   U"እስከ",     U"ግማሽ",    U"አይደለም", U"የለም",
                                    U"weym",  U"belay",   U"betach", U"eske",  U"gimash",
                                    U"yelem", U"aydelem", U"ቢሊዮን",   U"ሺዎች",   U"በስተቀር"};
constexpr Word hesitant[] = {U"ምናልባት",    U"ግን",  U"ነገር",  U"ወይም",    U"ይሆናል",
                             U"minalbat", U"gin", U"weym", U"yhonal", U"አንዳንዴ",
                             U"andande",  U"ምን",  U"ለምን",  U"በስተቀር",  U"ከሆነ"};
constexpr Word because[] = {U"ምክንያቱም", U"ስለ", U"mikniyatum"};
constexpr Word all[] = {U"ሁሉም", U"ሁሉንም", U"hulum", U"hulunm"};
constexpr Word both[] = {U"ሁለቱም", U"huletum"};
constexpr Word nothing[] = {U"ምንም",   U"የለም",        U"አንዱም",     U"ምንም የለም",
                            U"minim", U"minm yelem", U"ምንም አይደለም"};

constexpr NumberWord months[] = {{U"ጃንዋሪ", 1},  {U"ጃንዩወሪ", 1},  {U"ፌብሩዋሪ", 2},  {U"ማርች", 3},
                                 {U"ኤፕሪል", 4},  {U"ሜይ", 5},     {U"ጁን", 6},     {U"ጁላይ", 7},
                                 {U"ኦገስት", 8},  {U"ሴፕቴምበር", 9}, {U"ኦክቶበር", 10}, {U"ኖቬምበር", 11},
                                 {U"ዲሴምበር", 12}};
constexpr NumberWord weekdays[] = {{U"እሁድ", 0},   {U"ሰኞ", 1},       {U"ማክሰኞ", 2}, {U"ረቡእ", 3},
                                   {U"ሀሙስ", 4},   {U"አርብ", 5},      {U"ቅዳሜ", 6},  {U"ehud", 0},
                                   {U"segno", 1}, {U"maksegno", 2}, {U"rebu", 3}, {U"hamus", 4},
                                   {U"arb", 5},   {U"kidame", 6}};
constexpr NumberWord days[] = {{U"ዛሬ", 0},     {U"አሁን", 0},        {U"ትናንት", -1},   {U"ትላንት", -1},
                               {U"ትናንትና", -1}, {U"ከትናንት ወዲያ", -2}, {U"ነገ", 1},      {U"ከነገ ወዲያ", 2},
                               {U"zare", 0},   {U"ahun", 0},       {U"tinant", -1}, {U"tilant", -1},
                               {U"nege", 1}};
constexpr NumberWord periods[] = {
    {U"ቀን", 1}, {U"ቀናት", 1}, {U"ሳምንት", 7}, {U"ken", 1}, {U"samint", 7}};
constexpr Word ago[] = {U"በፊት", U"befit"};
constexpr Word month_marks[] = {U"ወር"};
constexpr Word day_marks[] = {U"ቀን", U"አመት"};
constexpr Word last[] = {U"ያለፈው", U"ባለፈው"};

constexpr Word right[] = {U"ትክክል", U"ልክ", U"እውነት", U"tikikil", U"lik", U"ewnet"};
constexpr Word wrong[] = {U"ስህተት", U"ሀሰት", U"sihtet", U"tesasate"};
constexpr Word negators[] = {U"አይደለም", U"aydelem"};
constexpr Word in_stock[] = {U"አለ", U"አሉ", U"ይገኛል", U"ale", U"ygegnal", U"ይገኛሉ"};
constexpr Word out_stock[] = {U"የለም",     U"አልቋል", U"አይገኝም", U"yelem", U"alkual",
                              U"aygegnm", U"የሉም",  U"አለቀ",   U"aleke"};
constexpr Word open[] = {U"ክፍት", U"ክፍት ነው", U"ይሰራል", U"kift", U"kift new", U"አለ", U"ale"};
constexpr Word closed[] = {U"ዝግ", U"ተዘግቷል", U"ዝግ ነው", U"zig", U"zig new", U"tezegtual", U"አይሰራም"};
constexpr Word moved[] = {U"ተዛውሯል", U"ቦታ ቀይሯል", U"ተዘዋውሯል", U"tezawrual"};
constexpr Word absent[] = {U"የለም", U"አላገኘሁትም", U"yelem", U"alagegnehutm", U"አልተገኘም"};

}  // namespace

extern constexpr LanguageWords amharic_words{.language = "am",
                                             .numbers = {.words = numbers,
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
