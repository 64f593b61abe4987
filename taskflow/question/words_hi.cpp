// SPDX-License-Identifier: Apache-2.0
// Hindi answers, in Devanagari and in Latin letters. Every number below a hundred has a word of its
// own. Dots under letters are dropped and the two marks of a nasal are one. Not yet read by
// somebody who grew up with the language.
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

using Word = std::u32string_view;

constexpr NumberWord numbers[] = {
    {U"शून्य", 0},      {U"एक", 1},        {U"दो", 2},       {U"तीन", 3},      {U"चार", 4},
    {U"पांच", 5},      {U"पाच", 5},       {U"छह", 6},       {U"छः", 6},       {U"छ", 6},
    {U"सात", 7},      {U"आठ", 8},        {U"नौ", 9},       {U"दस", 10},      {U"ग्यारह", 11},
    {U"बारह", 12},    {U"तेरह", 13},      {U"चौदह", 14},    {U"पंद्रह", 15},    {U"पन्द्रह", 15},
    {U"सोलह", 16},    {U"सत्रह", 17},     {U"अठारह", 18},   {U"उन्नीस", 19},   {U"बीस", 20},
    {U"इक्कीस", 21},   {U"बाईस", 22},     {U"तेईस", 23},     {U"चौबीस", 24},   {U"पच्चीस", 25},
    {U"छब्बीस", 26},   {U"सत्ताईस", 27},   {U"अट्ठाईस", 28},  {U"उनतीस", 29},   {U"तीस", 30},
    {U"इकतीस", 31},   {U"बत्तीस", 32},    {U"तैंतीस", 33},    {U"चौंतीस", 34},   {U"पैंतीस", 35},
    {U"छत्तीस", 36},   {U"सैंतीस", 37},     {U"अडतीस", 38},   {U"उनतालीस", 39}, {U"चालीस", 40},
    {U"पैंतालीस", 45},  {U"पचास", 50},     {U"पचपन", 55},    {U"साठ", 60},     {U"पैंसठ", 65},
    {U"सत्तर", 70},    {U"पचहत्तर", 75},   {U"अस्सी", 80},    {U"पचासी", 85},   {U"नब्बे", 90},
    {U"पचानवे", 95},   {U"निन्यानवे", 99},  {U"सौ", 100},     {U"हजार", 1000},  {U"लाख", 100'000},
    {U"shunya", 0},   {U"ek", 1},        {U"do", 2},       {U"teen", 3},     {U"tin", 3},
    {U"char", 4},     {U"chaar", 4},     {U"paanch", 5},   {U"panch", 5},    {U"pach", 5},
    {U"chhe", 6},     {U"chhah", 6},     {U"che", 6},      {U"saat", 7},     {U"aath", 8},
    {U"ath", 8},      {U"nau", 9},       {U"das", 10},     {U"dus", 10},     {U"gyarah", 11},
    {U"barah", 12},   {U"terah", 13},    {U"chaudah", 14}, {U"pandrah", 15}, {U"solah", 16},
    {U"satrah", 17},  {U"atharah", 18},  {U"unnis", 19},   {U"bees", 20},    {U"bis", 20},
    {U"ikkis", 21},   {U"bais", 22},     {U"teis", 23},    {U"chaubis", 24}, {U"pachees", 25},
    {U"pachis", 25},  {U"chabbis", 26},  {U"tees", 30},    {U"tis", 30},     {U"paintis", 35},
    {U"chalis", 40},  {U"chaalis", 40},  {U"pachas", 50},  {U"pachaas", 50}, {U"sattar", 70},
    {U"assi", 80},    {U"nabbe", 90},    {U"sau", 100},    {U"hazar", 1000}, {U"hazaar", 1000},
    {U"hajar", 1000}, {U"lakh", 100'000}};
constexpr NumberWord ordinals[] = {
    {U"पहला", 1},   {U"पहली", 1},    {U"दूसरा", 2},   {U"दूसरी", 2},   {U"तीसरा", 3},  {U"तीसरी", 3},
    {U"चौथा", 4},   {U"चौथी", 4},    {U"पांचवां", 5},  {U"आखिरी", -1}, {U"pehla", 1},  {U"pahla", 1},
    {U"pehli", 1},  {U"dusra", 2},   {U"doosra", 2}, {U"dusri", 2},  {U"teesra", 3}, {U"tisra", 3},
    {U"teesri", 3}, {U"chautha", 4}, {U"aakhri", -1}};
constexpr NumberWord parts[] = {
    {U"आधा", 500}, {U"आधी", 500}, {U"पाव", 250}, {U"aadha", 500}, {U"adha", 500}};
constexpr NumberWord mixed[] = {{U"डेढ", 1500},   {U"ढाई", 2500},  {U"dedh", 1500},
                                {U"derh", 1500}, {U"dhai", 2500}, {U"dhaai", 2500}};
constexpr NumberWord added_before[] = {{U"साढे", 500},  {U"sadhe", 500}, {U"saadhe", 500},
                                       {U"sade", 500}, {U"saade", 500}, {U"sarhe", 500}};
constexpr NumberWord beside_digits[] = {{U"सौ", 100},     {U"हजार", 1000},   {U"लाख", 100'000},
                                        {U"sau", 100},    {U"hazar", 1000},  {U"hazaar", 1000},
                                        {U"hajar", 1000}, {U"lakh", 100'000}};

constexpr Word yes[] = {U"हां"};
constexpr Word yes_casual[] = {U"हा",   U"जी",   U"सही",   U"सच",     U"haan",  U"ha",
                               U"han",  U"haa",  U"ji",    U"hn",     U"sahi",  U"sach",
                               U"हाजी", U"haji", U"hanji", U"bilkul", U"बिल्कुल", U"बिलकुल"};
constexpr Word no[] = {U"नहीं", U"नही"};
constexpr Word no_casual[] = {U"ना", U"न",   U"मत",    U"गलत",   U"nahi", U"nahin",  U"nai",
                              U"na", U"nhi", U"nahee", U"galat", U"झूठ",   U"jhooth", U"naa"};
constexpr Word yes_phrases[] = {U"जी हां",     U"हां जी", U"ji haan",  U"haan ji",  U"ji ha",
                                U"ha ji",     U"सही है", U"sahi hai", U"sach hai", U"ठीक है",
                                U"theek hai", U"हां है",  U"haan hai"};
constexpr Word no_phrases[] = {
    U"जी नहीं",    U"नहीं जी",   U"ji nahi",   U"nahi ji",     U"अभी नहीं",    U"abhi nahi",
    U"नहीं है",     U"nahi hai", U"बिल्कुल नहीं", U"bilkul nahi", U"सही नहीं है",  U"sahi nahi hai",
    U"बिलकुल नहीं", U"ji nahin", U"कभी नहीं",   U"kabhi nahi",  U"kabhi nahin"};
constexpr Word dont_know[] = {
    U"पता नहीं",    U"पता नही",         U"मुझे पता नहीं", U"नहीं पता",          U"मालूम नहीं",
    U"मुझे नहीं पता", U"मुझे मालूम नहीं",     U"नहीं मालूम",   U"याद नहीं",          U"भूल गया",
    U"भूल गई",      U"समझ नहीं आया",     U"pata nahi",  U"pata nahin",       U"mujhe pata nahi",
    U"nahi pata",  U"mujhe nahi pata", U"malum nahi", U"maloom nahi",      U"nahi malum",
    U"yaad nahi",  U"bhul gaya",       U"bhool gaya", U"samajh nahi aaya", U"nhi pta",
    U"pta nhi",    U"नहीं जानता",       U"नहीं जानती",  U"nahi janta",       U"nahi jaanta",
    U"pata nai",   U"मैं नहीं जानता"};
constexpr Word skip[] = {U"छोडो",       U"छोडो",        U"छोड दो",        U"छोडें",
                         U"अगला",       U"अगला सवाल",   U"नहीं बताना",     U"chhodo",
                         U"chodo",      U"chhod do",    U"chod do",       U"agla",
                         U"agla sawal", U"nahi batana", U"nahi bataunga", U"jawab nahi dena",
                         U"aage badho", U"आगे बढो"};
constexpr Word fillers[] = {
    U"है",         U"हैं",         U"जवाब",     U"मेरा",     U"मेरी",  U"विकल्प",  U"नंबर",    U"नम्बर",
    U"कृपया",      U"धन्यवाद",    U"शुक्रिया",   U"नमस्ते",    U"सर",   U"मैडम",    U"भाई",    U"यह",
    U"ये",         U"वह",        U"मुझे",       U"लगता",    U"केवल",  U"सिर्फ",   U"का",     U"की",
    U"के",         U"hai",       U"hain",     U"jawab",   U"mera", U"meri",   U"vikalp", U"kripya",
    U"dhanyavad", U"dhanyawad", U"shukriya", U"namaste", U"bhai", U"bhaiya", U"yeh",    U"ye",
    U"yah",       U"mujhe",     U"lagta",    U"ka",      U"ki",   U"ke",     U"sirf",   U"bas",
    U"बस",        U"bhaisahab", U"wala",     U"वाला",    U"वाली", U"wali",   U"तो",     U"to",
    U"par",       U"उत्तर",      U"uttar",    U"didi",    U"साल",  U"saal"};
constexpr Word courtesies[] = {U"बहुत धन्यवाद", U"bahut dhanyavad", U"good morning",
                               U"शुभ प्रभात",   U"राम राम",         U"ram ram"};
constexpr Word number_changers[] = {
    U"या",   U"से",      U"तक",    U"ज्यादा", U"अधिक", U"कम",    U"नहीं",   U"आधा",
    U"सवा",  U"पौने",    U"ya",    U"se",    U"tak",  U"jyada", U"zyada", U"adhik",
    U"kam",  U"nahi",   U"nahin", U"aadha", U"sava", U"paune", U"करोड",  U"crore",
    U"दर्जन", U"darjan", U"हजारों", U"गुना",   U"बिना", U"pav",   U"kuch",  U"कुछ"};
constexpr Word hesitant[] = {U"शायद",   U"लेकिन",  U"मगर",   U"या",   U"हो",    U"कभी",
                             U"shayad", U"lekin", U"magar", U"ya",   U"kabhi", U"अगर",
                             U"agar",   U"क्या",   U"kya",   U"kyu",  U"क्यों",   U"परंतु",
                             U"sakta",  U"सकता",  U"पहले",   U"pehle"};
constexpr Word because[] = {U"क्योंकि", U"kyunki", U"kyonki", U"kyuki"};
constexpr Word all[] = {U"सब", U"सभी", U"सारे", U"sab", U"sabhi", U"saare", U"sare"};
constexpr Word both[] = {U"दोनों", U"dono"};
constexpr Word nothing[] = {U"कोई नहीं",    U"कुछ नहीं",       U"koi nahi",      U"kuch nahi",
                            U"कोई भी नहीं", U"koi bhi nahi", U"इनमें से कोई नहीं", U"inme se koi nahi"};

constexpr NumberWord months[] = {{U"जनवरी", 1}, {U"फरवरी", 2},  {U"मार्च", 3},   {U"अप्रैल", 4},
                                 {U"मई", 5},    {U"जून", 6},     {U"जुलाई", 7},   {U"अगस्त", 8},
                                 {U"सितंबर", 9}, {U"सितम्बर", 9}, {U"अक्टूबर", 10}, {U"अक्तूबर", 10},
                                 {U"नवंबर", 11}, {U"नवम्बर", 11}, {U"दिसंबर", 12}, {U"दिसम्बर", 12}};
constexpr NumberWord weekdays[] = {
    {U"रविवार", 0},    {U"इतवार", 0},    {U"सोमवार", 1},  {U"मंगलवार", 2},    {U"बुधवार", 3},
    {U"गुरुवार", 4},     {U"गुरूवार", 4},    {U"शुक्रवार", 5},  {U"शनिवार", 6},    {U"ravivar", 0},
    {U"itwar", 0},     {U"somvar", 1},   {U"somwar", 1},  {U"mangalvar", 2}, {U"mangalwar", 2},
    {U"budhvar", 3},   {U"budhwar", 3},  {U"guruvar", 4}, {U"guruwar", 4},   {U"shukravar", 5},
    {U"shukrawar", 5}, {U"shanivar", 6}, {U"shaniwar", 6}};
constexpr NumberWord days[] = {{U"आज", 0}, {U"अभी", 0}, {U"aaj", 0}, {U"aj", 0}, {U"abhi", 0}};
constexpr NumberWord periods[] = {{U"दिन", 1}, {U"हफ्ते", 7},   {U"हफ्ता", 7}, {U"सप्ताह", 7},
                                  {U"din", 1}, {U"hafte", 7}, {U"hafta", 7}};
constexpr Word ago[] = {U"पहले", U"पूर्व", U"pehle", U"pahle"};
constexpr Word month_marks[] = {U"महीना", U"mahina"};
constexpr Word day_marks[] = {U"तारीख", U"tarikh", U"को", U"ko", U"सन", U"san"};
constexpr Word last[] = {U"पिछले", U"पिछला", U"pichle", U"pichla", U"बीते"};
constexpr NumberWord either_way[] = {
    {U"कल", 1}, {U"kal", 1}, {U"परसों", 2}, {U"parso", 2}, {U"parson", 2}};

constexpr Word right[] = {U"सही", U"ठीक", U"सच", U"sahi", U"theek", U"thik", U"sach"};
constexpr Word wrong[] = {U"गलत", U"झूठ", U"galat", U"jhooth", U"galt"};
constexpr Word negators[] = {U"नहीं", U"नही", U"nahi", U"nahin", U"nhi"};
constexpr Word in_stock[] = {
    U"है",          U"हैं",       U"उपलब्ध",       U"उपलब्ध है",   U"मिलता है",      U"मिल रहा है",
    U"hai",        U"uplabdh", U"uplabdh hai", U"milta hai", U"mil raha hai", U"stock me hai",
    U"mil jayega", U"बहुत",     U"bahut",       U"बहुत है",     U"bahut hai"};
constexpr Word out_stock[] = {
    U"नहीं है",     U"खत्म",         U"खतम",          U"खत्म हो गया",     U"समाप्त",      U"नहीं मिलता",
    U"nahi hai",  U"khatam",      U"khatm",        U"khatam ho gaya", U"nahi milta", U"nahi mila",
    U"उपलब्ध नहीं", U"उपलब्ध नहीं है", U"uplabdh nahi", U"stock nahi hai", U"khatam hai"};
constexpr Word open[] = {U"खुला",   U"खुली",       U"खुला है", U"चालू",      U"khula",
                         U"khuli", U"khula hai", U"chalu", U"chalu hai"};
constexpr Word closed[] = {U"बंद",       U"बंद है",         U"बंद हो गया", U"band",
                           U"band hai", U"band ho gaya", U"bandh",     U"khula nahi hai"};
constexpr Word moved[] = {U"हट गया",      U"दूसरी जगह",      U"जगह बदल गई", U"hat gaya",
                          U"dusri jagah", U"shift ho gaya", U"chala gaya"};
constexpr Word absent[] = {U"नहीं है",     U"नहीं मिला",       U"मौजूद नहीं", U"nahi hai",
                           U"nahi mila", U"yahan nahi hai", U"यहां नहीं है"};

}  // namespace

extern constexpr LanguageWords hindi_words{.language = "hi",
                                           .numbers = {.words = numbers,
                                                       .units_join_from = 100,
                                                       .joiners = {},
                                                       .ordinals = ordinals,
                                                       .parts = parts,
                                                       .beside_digits = beside_digits,
                                                       .mixed = mixed,
                                                       .added_before = added_before},
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
                                                        .either_way = either_way},
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
