// SPDX-License-Identifier: Apache-2.0
// Two tables. A word may stand for several currencies: "shilling" is one in three countries.
#include "taskflow/question/measures.hpp"

#include <algorithm>
#include <array>

namespace kazi::taskflow::question {

namespace {

constexpr std::int64_t hour = 60;
constexpr std::int64_t day = 24 * hour;

constexpr UnitWord units[] = {
    {U"g", Measure::mass, 1},
    {U"gm", Measure::mass, 1},
    {U"gms", Measure::mass, 1},
    {U"gram", Measure::mass, 1},
    {U"grams", Measure::mass, 1},
    {U"gramme", Measure::mass, 1},
    {U"grammes", Measure::mass, 1},
    {U"grama", Measure::mass, 1},
    {U"gramas", Measure::mass, 1},
    {U"gramu", Measure::mass, 1},
    {U"kg", Measure::mass, 1000},
    {U"kgs", Measure::mass, 1000},
    {U"kilo", Measure::mass, 1000},
    {U"kilos", Measure::mass, 1000},
    {U"kilogram", Measure::mass, 1000},
    {U"kilograms", Measure::mass, 1000},
    {U"kilogramme", Measure::mass, 1000},
    {U"kilogrammes", Measure::mass, 1000},
    {U"quilo", Measure::mass, 1000},
    {U"quilos", Measure::mass, 1000},
    {U"quilograma", Measure::mass, 1000},
    {U"quilogramas", Measure::mass, 1000},
    {U"kilogramu", Measure::mass, 1000},
    {U"ኪሎ", Measure::mass, 1000},
    {U"किलो", Measure::mass, 1000},
    {U"ग्राम", Measure::mass, 1},
    {U"t", Measure::mass, 1'000'000},
    {U"ton", Measure::mass, 1'000'000},
    {U"tons", Measure::mass, 1'000'000},
    {U"tonne", Measure::mass, 1'000'000},
    {U"tonnes", Measure::mass, 1'000'000},
    {U"tani", Measure::mass, 1'000'000},
    {U"tonelada", Measure::mass, 1'000'000},
    {U"toneladas", Measure::mass, 1'000'000},
    {U"ml", Measure::volume, 1},
    {U"mls", Measure::volume, 1},
    {U"millilitres", Measure::volume, 1},
    {U"l", Measure::volume, 1000},
    {U"ltr", Measure::volume, 1000},
    {U"ltrs", Measure::volume, 1000},
    {U"lt", Measure::volume, 1000},
    {U"lts", Measure::volume, 1000},
    {U"litre", Measure::volume, 1000},
    {U"litres", Measure::volume, 1000},
    {U"liter", Measure::volume, 1000},
    {U"liters", Measure::volume, 1000},
    {U"lita", Measure::volume, 1000},
    {U"litro", Measure::volume, 1000},
    {U"litros", Measure::volume, 1000},
    {U"ሊትር", Measure::volume, 1000},
    {U"लीटर", Measure::volume, 1000},
    {U"mm", Measure::length, 1},
    {U"cm", Measure::length, 10},
    {U"cms", Measure::length, 10},
    {U"centimetres", Measure::length, 10},
    {U"m", Measure::length, 1000},
    {U"metre", Measure::length, 1000},
    {U"metres", Measure::length, 1000},
    {U"meter", Measure::length, 1000},
    {U"meters", Measure::length, 1000},
    {U"मीटर", Measure::length, 1000},
    {U"mita", Measure::length, 1000},
    {U"metro", Measure::length, 1000},
    {U"metros", Measure::length, 1000},
    {U"km", Measure::length, 1'000'000},
    {U"kms", Measure::length, 1'000'000},
    {U"kilometre", Measure::length, 1'000'000},
    {U"kilometres", Measure::length, 1'000'000},
    {U"kilometer", Measure::length, 1'000'000},
    {U"kilometers", Measure::length, 1'000'000},
    {U"किमी", Measure::length, 1'000'000},
    {U"kilomita", Measure::length, 1'000'000},
    {U"quilometro", Measure::length, 1'000'000},
    {U"quilometros", Measure::length, 1'000'000},
    {U"min", Measure::time, 1},
    {U"mins", Measure::time, 1},
    {U"minute", Measure::time, 1},
    {U"minutes", Measure::time, 1},
    {U"dakika", Measure::time, 1},
    {U"minuto", Measure::time, 1},
    {U"minutos", Measure::time, 1},
    {U"minti", Measure::time, 1},
    {U"मिनट", Measure::time, 1},
    {U"h", Measure::time, hour},
    {U"hr", Measure::time, hour},
    {U"hrs", Measure::time, hour},
    {U"hour", Measure::time, hour},
    {U"hours", Measure::time, hour},
    {U"saa", Measure::time, hour},
    {U"masaa", Measure::time, hour},
    {U"heure", Measure::time, hour},
    {U"heures", Measure::time, hour},
    {U"hora", Measure::time, hour},
    {U"horas", Measure::time, hour},
    {U"awa", Measure::time, hour},
    {U"घंटे", Measure::time, hour},
    {U"day", Measure::time, day},
    {U"days", Measure::time, day},
    {U"siku", Measure::time, day},
    {U"jour", Measure::time, day},
    {U"jours", Measure::time, day},
    {U"dia", Measure::time, day},
    {U"dias", Measure::time, day},
    {U"din", Measure::time, day},
    {U"week", Measure::time, 7 * day},
    {U"weeks", Measure::time, 7 * day},
    {U"wiki", Measure::time, 7 * day},
    {U"semaine", Measure::time, 7 * day},
    {U"semaines", Measure::time, 7 * day},
    {U"semana", Measure::time, 7 * day},
    {U"semanas", Measure::time, 7 * day},
    {U"month", Measure::months, 1},
    {U"months", Measure::months, 1},
    {U"mwezi", Measure::months, 1},
    {U"miezi", Measure::months, 1},
    {U"mois", Measure::months, 1},
    {U"mes", Measure::months, 1},
    {U"meses", Measure::months, 1},
    {U"year", Measure::months, 12},
    {U"years", Measure::months, 12},
    {U"yr", Measure::months, 12},
    {U"yrs", Measure::months, 12},
    {U"mwaka", Measure::months, 12},
    {U"miaka", Measure::months, 12},
    {U"an", Measure::months, 12},
    {U"ans", Measure::months, 12},
    {U"annee", Measure::months, 12},
    {U"annees", Measure::months, 12},
    {U"ano", Measure::months, 12},
    {U"anos", Measure::months, 12},
    {U"shekara", Measure::months, 12},
    {U"shekaru", Measure::months, 12},
    {U"साल", Measure::months, 12},
    {U"saal", Measure::months, 12},
    {U"አመት", Measure::months, 12},
};

struct CurrencyWord {
    std::u32string_view word;
    std::string_view codes;  ///< blanks between
};

constexpr std::string_view shillings = "KES TZS UGX";
constexpr std::string_view cfa_francs = "XOF XAF";
constexpr std::string_view dollars = "USD";
constexpr std::string_view small_change = "-";  // a part of a currency is none of the currencies

constexpr CurrencyWord currencies[] = {
    {U"sh", shillings},
    {U"shs", shillings},
    {U"shilling", shillings},
    {U"shillings", shillings},
    {U"shilingi", shillings},
    {U"shiling", shillings},
    {U"bob", "KES"},
    {U"ksh", "KES"},
    {U"kshs", "KES"},
    {U"kes", "KES"},
    {U"tsh", "TZS"},
    {U"tshs", "TZS"},
    {U"tzs", "TZS"},
    {U"ush", "UGX"},
    {U"ushs", "UGX"},
    {U"ugx", "UGX"},
    {U"naira", "NGN"},
    {U"ngn", "NGN"},
    {U"n", "NGN"},
    {U"cedi", "GHS"},
    {U"cedis", "GHS"},
    {U"ghs", "GHS"},
    {U"gh", "GHS"},
    {U"ghc", "GHS"},
    {U"fcfa", cfa_francs},
    {U"cfa", cfa_francs},
    {U"f", cfa_francs},
    {U"fr", cfa_francs},
    {U"frs", cfa_francs},
    {U"franc", cfa_francs},
    {U"francs", cfa_francs},
    {U"xof", "XOF"},
    {U"xaf", "XAF"},
    {U"mt", "MZN"},
    {U"mts", "MZN"},
    {U"mzn", "MZN"},
    {U"metical", "MZN"},
    {U"meticais", "MZN"},
    {U"meticai", "MZN"},
    {U"kz", "AOA"},
    {U"aoa", "AOA"},
    {U"kwanza", "AOA"},
    {U"kwanzas", "AOA"},
    {U"r", "BRL ZAR"},
    {U"real", "BRL"},
    {U"reais", "BRL"},
    {U"brl", "BRL"},
    {U"rand", "ZAR"},
    {U"rands", "ZAR"},
    {U"zar", "ZAR"},
    {U"birr", "ETB"},
    {U"br", "ETB"},
    {U"etb", "ETB"},
    {U"ብር", "ETB"},
    {U"rs", "INR"},
    {U"inr", "INR"},
    {U"rupee", "INR"},
    {U"rupees", "INR"},
    {U"rupaye", "INR"},
    {U"rupay", "INR"},
    {U"rupye", "INR"},
    {U"रुपये", "INR"},
    {U"रुपए", "INR"},
    {U"रू", "INR"},
    {U"रु", "INR"},
    {U"rwf", "RWF"},
    {U"frw", "RWF"},
    {U"usd", dollars},
    {U"dollar", dollars},
    {U"dollars", dollars},
    {U"dola", dollars},
    {U"dolar", dollars},
    {U"dolares", dollars},
    {U"euro", "EUR"},
    {U"euros", "EUR"},
    {U"eur", "EUR"},
    {U"pound", "GBP"},
    {U"pounds", "GBP"},
    {U"gbp", "GBP"},
    {U"kwacha", "ZMW MWK"},
    {U"zmw", "ZMW"},
    {U"cent", small_change},
    {U"cents", small_change},
    {U"senti", small_change},
    {U"kobo", small_change},
    {U"pesewas", small_change},
    {U"centavos", small_change},
    {U"centimes", small_change},
    {U"paise", small_change},
    {U"santim", small_change},

};

struct Sign {
    char32_t point;
    std::string_view codes;
};

constexpr std::array signs{Sign{U'$', "USD BRL MZN"}, Sign{U'\u20AC', "EUR"},
                           Sign{U'\u00A3', "GBP"},    Sign{U'\u20A6', "NGN"},
                           Sign{U'\u20B9', "INR"},    Sign{U'\u20B5', "GHS"}};

bool lists(std::string_view codes, std::string_view code) {
    return code.empty() || codes.find(code) != std::string_view::npos;
}

}  // namespace

const UnitWord* find_unit(std::u32string_view word) {
    const auto* found = std::find_if(std::begin(units), std::end(units),
                                     [&](const UnitWord& each) { return each.word == word; });
    return found == std::end(units) ? nullptr : found;
}

bool is_currency(std::u32string_view word) {
    return names_currency(word, {});
}

bool names_currency(std::u32string_view word, std::string_view code) {
    return std::any_of(std::begin(currencies), std::end(currencies), [&](const CurrencyWord& each) {
        return each.word == word && lists(each.codes, code);
    });
}

bool has_foreign_sign(std::u32string_view folded, std::string_view code) {
    return std::any_of(signs.begin(), signs.end(), [&](const Sign& sign) {
        return folded.find(sign.point) != std::u32string_view::npos && !lists(sign.codes, code);
    });
}

}  // namespace kazi::taskflow::question
