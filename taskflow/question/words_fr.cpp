// SPDX-License-Identifier: Apache-2.0
// French answers, of West Africa above all: "septante" and "nonante" are understood too.
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

using Word = std::u32string_view;

constexpr NumberWord numbers[] = {{U"zero", 0},
                                  {U"un", 1},
                                  {U"une", 1},
                                  {U"deux", 2},
                                  {U"trois", 3},
                                  {U"quatre", 4},
                                  {U"cinq", 5},
                                  {U"six", 6},
                                  {U"sept", 7},
                                  {U"huit", 8},
                                  {U"neuf", 9},
                                  {U"dix", 10},
                                  {U"onze", 11},
                                  {U"douze", 12},
                                  {U"treize", 13},
                                  {U"quatorze", 14},
                                  {U"quinze", 15},
                                  {U"seize", 16},
                                  {U"vingt", 20},
                                  {U"vingts", 20},
                                  {U"trente", 30},
                                  {U"quarante", 40},
                                  {U"cinquante", 50},
                                  {U"soixante", 60},
                                  {U"septante", 70},
                                  {U"huitante", 80},
                                  {U"nonante", 90},
                                  {U"cent", 100},
                                  {U"cents", 100},
                                  {U"mille", 1000},
                                  {U"mil", 1000},
                                  {U"million", 1'000'000},
                                  {U"millions", 1'000'000}};
constexpr NumberWord ordinals[] = {
    {U"premier", 1},   {U"premiere", 1},  {U"deuxieme", 2},  {U"second", 2},   {U"seconde", 2},
    {U"troisieme", 3}, {U"quatrieme", 4}, {U"cinquieme", 5}, {U"sixieme", 6},  {U"septieme", 7},
    {U"huitieme", 8},  {U"neuvieme", 9},  {U"dernier", -1},  {U"derniere", -1}};
constexpr NumberWord parts[] = {{U"demi", 500}, {U"demie", 500}, {U"moitie", 500}, {U"quart", 250}};
constexpr NumberWord beside_digits[] = {{U"k", 1000},
                                        {U"mille", 1000},
                                        {U"million", 1'000'000},
                                        {U"millions", 1'000'000},
                                        {U"cents", 100}};
constexpr NumberWord collectives[] = {{U"douzaine", 12}};
constexpr Word joiners[] = {U"et"};

constexpr Word yes[] = {U"oui"};
constexpr Word yes_casual[] = {U"o",     U"ouais",      U"ouai",          U"wi",          U"vrai",
                               U"exact", U"exactement", U"wai",           U"ui",          U"ouii",
                               U"ouiii", U"absolument", U"effectivement", U"certainement"};
constexpr Word no[] = {U"non"};
constexpr Word no_casual[] = {U"n",    U"nn",  U"nan",   U"faux",   U"jamais",
                              U"nonn", U"pas", U"aucun", U"aucune", U"nom"};
constexpr Word yes_phrases[] = {
    U"bien sur",  U"cest vrai",        U"daccord",      U"tout a fait",
    U"cest ca",   U"oui cest vrai",    U"oui bien sur", U"oui il y en a",
    U"il y en a", U"je suis daccord",  U"sans doute",   U"cest exact",
    U"oui oui",   U"bien sur que oui", U"mais oui",     U"absolument oui"};
constexpr Word no_phrases[] = {
    U"pas du tout",    U"pas encore",         U"ce nest pas vrai", U"cest faux",
    U"pas vrai",       U"non pas du tout",    U"non pas encore",   U"il ny en a pas",
    U"je nai pas",     U"pas vraiment",       U"jen ai pas",       U"je nen ai pas",
    U"il ny a pas",    U"non il ny en a pas", U"bien sur que non", U"certainement pas",
    U"absolument pas", U"pas du tout non",    U"mais non"};
constexpr Word dont_know[] = {U"illisible",
                              U"pas lisible",
                              U"je ne sais pas",
                              U"je sais pas",
                              U"sais pas",
                              U"ne sais pas",
                              U"jsp",
                              U"chais pas",
                              U"pas sur",
                              U"pas sure",
                              U"je ne suis pas sur",
                              U"je ne suis pas sure",
                              U"aucune idee",
                              U"je nai aucune idee",
                              U"jignore",
                              U"je lignore",
                              U"je suis pas sur",
                              U"je ne connais pas",
                              U"je connais pas",
                              U"je ne comprends pas",
                              U"je comprends pas",
                              U"jai oublie",
                              U"je ne me souviens pas",
                              U"je ne me rappelle pas",
                              U"inconnu",
                              U"j sais pas",
                              U"je c pas",
                              U"ch pas",
                              U"je ne sais",
                              U"je nsais pas",
                              U"pas certain",
                              U"pas compris",
                              U"jai pas compris",
                              U"je nai pas compris",
                              U"nsp",
                              U"j ignore"};
constexpr Word skip[] = {U"passer",
                         U"passe",
                         U"suivant",
                         U"suivante",
                         U"question suivante",
                         U"sauter",
                         U"saute",
                         U"je passe",
                         U"je saute",
                         U"pas de reponse",
                         U"sans reponse",
                         U"je prefere ne pas repondre",
                         U"je ne veux pas repondre",
                         U"je veux pas repondre",
                         U"prive",
                         U"cest prive",
                         U"sans commentaire",
                         U"je ne reponds pas",
                         U"je prefere ne pas le dire"};
constexpr Word fillers[] = {
    U"prends", U"le",        U"la",      U"les",    U"l",           U"cest",    U"est",
    U"ce",     U"reponse",   U"ma",      U"option", U"numero",      U"num",     U"no",
    U"choix",  U"merci",     U"svp",     U"stp",    U"bonjour",     U"bonsoir", U"salut",
    U"je",     U"pense",     U"crois",   U"que",    U"monsieur",    U"madame",  U"mr",
    U"mme",    U"pardon",    U"desole",  U"alors",  U"bien",        U"tres",    U"beaucoup",
    U"chef",   U"mon",       U"er",      U"eme",    U"ere",         U"ieme",    U"cher",
    U"juste",  U"seulement", U"choisis", U"dis",    U"du",          U"de",      U"des",
    U"il",     U"elle",      U"ya",      U"jai",    U"ai",          U"d",       U"c",
    U"sil",    U"vous",      U"plait",   U"te",     U"mes",         U"ici",     U"voila",
    U"euh",    U"lettre",    U"ans",     U"nest",   U"ne",          U"au",      U"aux",
    U"bjr",    U"bsr",       U"slt",     U"dans",   U"salutations", U"ca",      U"coute",
    U"prix"};
constexpr Word courtesies[] = {U"a peu pres",    U"sil vous plait",        U"sil te plait",
                               U"bonne journee", U"bonne soiree",          U"merci beaucoup",
                               U"merci bien",    U"que dieu vous benisse", U"dieu vous benisse",
                               U"bonne nuit",    U"bon travail",           U"comment allez vous"};
constexpr Word number_changers[] = {
    U"dizaine",   U"quinzaine", U"vingtaine", U"trentaine", U"cinquantaine", U"centaine",
    U"douzaines", U"ou",        U"a",         U"pas",       U"plus",         U"moins",
    U"entre",     U"jusqua",    U"demi",      U"demie",     U"quart",        U"moitie",
    U"presque",   U"ni",        U"jamais",    U"aucun",     U"aucune",       U"dizaines",
    U"centaines", U"milliers",  U"millier",   U"milliard",  U"milliards",    U"sauf",
    U"sans",      U"par",       U"non",       U"minimum",   U"maximum",      U"chaque",
    U"dessus",    U"dessous",   U"quelques",  U"paire",     U"paires",       U"couple"};
constexpr Word hesitant[] = {U"peut",        U"peutetre", U"mais",     U"probablement", U"parfois",
                             U"ou",          U"soit",     U"sauf",     U"depend",       U"si",
                             U"quoi",        U"comment",  U"pourquoi", U"quel",         U"quelle",
                             U"quelquefois", U"possible", U"presque",  U"avant",        U"depends"};
constexpr Word because[] = {U"parce", U"car", U"puisque"};
constexpr Word all[] = {U"tout",  U"tous",           U"toutes",
                        U"toute", U"tous les trois", U"toutes les trois"};
constexpr Word both[] = {U"les deux", U"tous les deux", U"toutes les deux", U"les 2"};
constexpr Word nothing[] = {
    U"aucun",        U"aucune",           U"rien",  U"aucun des deux", U"aucune des deux",
    U"rien du tout", U"aucun de ceux la", U"neant", U"aucun deux",     U"pas un",
    U"personne"};

constexpr NumberWord months[] = {
    {U"janvier", 1},   {U"janv", 1},      {U"fevrier", 2},   {U"fev", 2},      {U"mars", 3},
    {U"avril", 4},     {U"mai", 5},       {U"juin", 6},      {U"juillet", 7},  {U"juil", 7},
    {U"aout", 8},      {U"septembre", 9}, {U"sept", 9},      {U"octobre", 10}, {U"oct", 10},
    {U"novembre", 11}, {U"nov", 11},      {U"decembre", 12}, {U"dec", 12}};
constexpr NumberWord weekdays[] = {{U"dimanche", 0}, {U"lundi", 1}, {U"mardi", 2},
                                   {U"mercredi", 3}, {U"jeudi", 4}, {U"vendredi", 5},
                                   {U"samedi", 6}};
constexpr NumberWord days[] = {{U"aujourdhui", 0}, {U"aujourd hui", 0},  {U"ajourdhui", 0},
                               {U"ce matin", 0},   {U"maintenant", 0},   {U"hier", -1},
                               {U"hier soir", -1}, {U"avant hier", -2},  {U"avanthier", -2},
                               {U"demain", 1},     {U"apres demain", 2}, {U"auj", 0}};
constexpr NumberWord periods[] = {{U"jour", 1}, {U"jours", 1}, {U"semaine", 7}, {U"semaines", 7}};
constexpr Word ago[] = {U"il y a", U"ya", U"passes", U"passe", U"y a"};
constexpr Word month_marks[] = {U"mois"};
constexpr Word day_marks[] = {U"matin", U"soir", U"midi", U"nuit", U"le",    U"de",
                              U"du",    U"date", U"er",   U"an",   U"annee", U"la"};
constexpr Word last[] = {U"dernier", U"derniere", U"passe", U"passee"};

constexpr Word right[] = {U"correct", U"correcte", U"juste", U"vrai",    U"exact", U"exacte",
                          U"bon",     U"bonne",    U"bien",  U"daccord", U"ok"};
constexpr Word wrong[] = {U"faux",     U"fausse", U"incorrect", U"incorrecte", U"mauvais",
                          U"mauvaise", U"erreur", U"inexact",   U"different",  U"erronee"};
constexpr Word negators[] = {U"pas", U"jamais", U"ne"};
constexpr Word in_stock[] = {U"beaucoup",   U"plein",
                             U"disponible", U"disponibles",
                             U"en stock",   U"dispo",
                             U"il y en a",  U"il y a",
                             U"ya",         U"y en a",
                             U"ils en ont", U"on en a",
                             U"present",    U"encore disponible",
                             U"existe",     U"yen a",
                             U"ils ont"};
constexpr Word out_stock[] = {
    U"rupture",         U"en rupture",     U"rupture de stock", U"fini",
    U"finie",           U"finis",          U"epuise",           U"epuisee",
    U"indisponible",    U"pas disponible", U"non disponible",   U"il ny en a pas",
    U"il ny en a plus", U"il y en a pas",  U"il y en a plus",   U"ya pas",
    U"ya plus",         U"rien",           U"pas de stock",     U"plus de stock",
    U"pas en stock",    U"aucun",          U"cest fini",        U"en rupture de stock",
    U"plus disponible", U"pas vendu",      U"n existe pas",     U"nexiste pas",
    U"il ny a pas",     U"il ny a plus",   U"y en a pas",       U"y a pas"};
constexpr Word open[] = {U"ouvert",     U"ouverte", U"ouverts",
                         U"fonctionne", U"existe",  U"fonctionnel"};
constexpr Word closed[] = {U"ferme",
                           U"fermee",
                           U"fermes",
                           U"pas ouvert",
                           U"pas ouverte",
                           U"ne fonctionne pas",
                           U"ne fonctionne plus"};
constexpr Word moved[] = {U"demenage",  U"a demenage", U"deplace",          U"deplacee",
                          U"transfere", U"transferee", U"ils ont demenage", U"elle a demenage"};
constexpr Word absent[] = {
    U"nexiste pas",      U"n existe pas",      U"introuvable",  U"pas la",      U"nest pas la",
    U"absent",           U"absente",           U"nexiste plus", U"pas trouve",  U"existe pas",
    U"je ne trouve pas", U"je nai pas trouve", U"disparu",      U"il ny a rien"};

}  // namespace

extern constexpr LanguageWords french_words{.language = "fr",
                                            .numbers = {.words = numbers,
                                                        .by_twenties = true,
                                                        .joiners = joiners,
                                                        .point_groups = true,
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
