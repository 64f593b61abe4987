// SPDX-License-Identifier: Apache-2.0
// Portuguese answers, with the spellings of Mozambique, Angola and Brazil.
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

using Word = std::u32string_view;

constexpr NumberWord numbers[] = {{U"zero", 0},
                                  {U"um", 1},
                                  {U"uma", 1},
                                  {U"dois", 2},
                                  {U"duas", 2},
                                  {U"tres", 3},
                                  {U"quatro", 4},
                                  {U"cinco", 5},
                                  {U"seis", 6},
                                  {U"sete", 7},
                                  {U"oito", 8},
                                  {U"nove", 9},
                                  {U"dez", 10},
                                  {U"onze", 11},
                                  {U"doze", 12},
                                  {U"treze", 13},
                                  {U"catorze", 14},
                                  {U"quatorze", 14},
                                  {U"quinze", 15},
                                  {U"dezasseis", 16},
                                  {U"dezesseis", 16},
                                  {U"dezassete", 17},
                                  {U"dezessete", 17},
                                  {U"dezoito", 18},
                                  {U"dezanove", 19},
                                  {U"dezenove", 19},
                                  {U"vinte", 20},
                                  {U"trinta", 30},
                                  {U"quarenta", 40},
                                  {U"cinquenta", 50},
                                  {U"sessenta", 60},
                                  {U"setenta", 70},
                                  {U"oitenta", 80},
                                  {U"noventa", 90},
                                  {U"cem", 100},
                                  {U"cento", 100},
                                  {U"duzentos", 200},
                                  {U"duzentas", 200},
                                  {U"trezentos", 300},
                                  {U"trezentas", 300},
                                  {U"quatrocentos", 400},
                                  {U"quatrocentas", 400},
                                  {U"quinhentos", 500},
                                  {U"quinhentas", 500},
                                  {U"seiscentos", 600},
                                  {U"seiscentas", 600},
                                  {U"setecentos", 700},
                                  {U"setecentas", 700},
                                  {U"oitocentos", 800},
                                  {U"oitocentas", 800},
                                  {U"novecentos", 900},
                                  {U"novecentas", 900},
                                  {U"mil", 1000},
                                  {U"milhao", 1'000'000},
                                  {U"milhoes", 1'000'000}};
constexpr NumberWord ordinals[] = {
    {U"primeiro", 1}, {U"primeira", 1}, {U"segundo", 2}, {U"segunda", 2}, {U"terceiro", 3},
    {U"terceira", 3}, {U"quarto", 4},   {U"quarta", 4},  {U"quinto", 5},  {U"quinta", 5},
    {U"sexto", 6},    {U"sexta", 6},    {U"setimo", 7},  {U"setima", 7},  {U"oitavo", 8},
    {U"oitava", 8},   {U"nono", 9},     {U"nona", 9},    {U"ultimo", -1}, {U"ultima", -1}};
constexpr NumberWord parts[] = {{U"meio", 500}, {U"meia", 500}, {U"metade", 500}};
constexpr NumberWord beside_digits[] = {
    {U"k", 1000}, {U"mil", 1000}, {U"milhao", 1'000'000}, {U"milhoes", 1'000'000}};
constexpr Word joiners[] = {U"e"};

constexpr Word yes[] = {U"sim"};
constexpr Word yes_casual[] = {U"s",       U"ss",    U"siim",   U"simm",     U"claro", U"certo",
                               U"verdade", U"exato", U"exacto", U"positivo", U"sin",   U"yah"};
constexpr Word no[] = {U"nao"};
constexpr Word no_casual[] = {U"n",       U"nn",       U"naum", U"num",  U"nunca",
                              U"falso",   U"negativo", U"nop",  U"naoo", U"nenhum",
                              U"nenhuma", U"nada",     U"nem"};
constexpr Word yes_phrases[] = {
    U"com certeza", U"e verdade",      U"sim senhor", U"sim senhora", U"claro que sim",
    U"sim claro",   U"isso mesmo",     U"concordo",   U"tenho",       U"tem",
    U"ha",          U"sim tem",        U"sim tenho",  U"sim ha",      U"sim e verdade",
    U"pois sim",    U"sim sim senhor", U"e sim",      U"esta sim"};
constexpr Word no_phrases[] = {U"ainda nao",
                               U"claro que nao",
                               U"de jeito nenhum",
                               U"nao e verdade",
                               U"nao tem",
                               U"nao tenho",
                               U"nao ha",
                               U"de modo nenhum",
                               U"nao senhor",
                               U"nao concordo",
                               U"nao nao tem",
                               U"nem por isso",
                               U"nao existe",
                               U"discordo",
                               U"de maneira nenhuma",
                               U"com certeza que nao",
                               U"claro nao"};
constexpr Word dont_know[] = {U"nao sei",
                              U"n sei",
                              U"eu nao sei",
                              U"nao tenho certeza",
                              U"nao tenho a certeza",
                              U"sei la",
                              U"sem certeza",
                              U"nao faco ideia",
                              U"nao faco a minima ideia",
                              U"nao sei dizer",
                              U"nao conheco",
                              U"nao entendi",
                              U"nao entendo",
                              U"nao percebi",
                              U"nao percebo",
                              U"nao lembro",
                              U"nao me lembro",
                              U"esqueci",
                              U"esqueci me",
                              U"desconheco",
                              U"nao tenho ideia",
                              U"naum sei",
                              U"num sei",
                              U"nao sei responder",
                              U"nao sei bem",
                              U"nsei",
                              U"nao sabe",
                              U"sem ideia",
                              U"nao sei mesmo",
                              U"nao estou certo",
                              U"nao estou certa"};
constexpr Word skip[] = {U"pular",
                         U"pula",
                         U"saltar",
                         U"salta",
                         U"passar",
                         U"passo",
                         U"proxima",
                         U"proximo",
                         U"proxima pergunta",
                         U"seguinte",
                         U"pergunta seguinte",
                         U"nao quero responder",
                         U"nao quero dizer",
                         U"prefiro nao dizer",
                         U"prefiro nao responder",
                         U"sem resposta",
                         U"privado",
                         U"e privado",
                         U"nao respondo",
                         U"sem comentarios",
                         U"outra pergunta",
                         U"segredo",
                         U"eu passo",
                         U"avancar"};
constexpr Word fillers[] = {
    U"o",     U"a",      U"os",     U"as",      U"e",        U"resposta", U"minha",
    U"opcao", U"numero", U"num",    U"escolha", U"obrigado", U"obrigada", U"por",
    U"favor", U"pf",     U"senhor", U"senhora", U"sr",       U"sra",      U"acho",
    U"que",   U"eu",     U"penso",  U"ola",     U"oi",       U"desculpe", U"desculpa",
    U"chefe", U"amigo",  U"amiga",  U"muito",   U"muita",    U"meu",      U"escolho",
    U"digo",  U"do",     U"da",     U"de",      U"so",       U"apenas",   U"somente",
    U"esta",  U"este",   U"isso",   U"bem",     U"ok",       U"nr",       U"no",
    U"aqui",  U"pfv",    U"vlw",    U"letra",   U"obg",      U"brigado",  U"estimado",
    U"caro",  U"foi",    U"sao",    U"tenho",   U"tem",      U"ha",       U"anos",
    U"ao",    U"eh",     U"na",     U"em",      U"nas",      U"nos"};
constexpr Word courtesies[] = {
    U"por favor",        U"se faz favor",   U"bom dia",      U"boa tarde", U"boa noite",
    U"muito obrigado",   U"muito obrigada", U"deus abencoe", U"tudo bem",  U"bom trabalho",
    U"que deus abencoe", U"faz favor",      U"ate logo"};
constexpr Word number_changers[] = {
    U"ou",     U"ate",     U"mais",     U"menos",    U"nao",    U"entre",   U"meio",   U"meia",
    U"metade", U"quase",   U"nem",      U"nunca",    U"nenhum", U"nenhuma", U"dezena", U"dezenas",
    U"duzia",  U"duzias",  U"centenas", U"milhares", U"bilhao", U"bilhoes", U"exceto", U"sem",
    U"cada",   U"acima",   U"abaixo",   U"minimo",   U"maximo", U"sobre",   U"para",   U"menor",
    U"maior",  U"centena", U"alguns",   U"algumas",  U"nada",   U"par",     U"pares",  U"casal",
    U"conto",  U"contos",  U"pau",      U"paus"};
constexpr Word hesitant[] = {U"talvez", U"mas",     U"provavelmente", U"possivelmente",
                             U"ou",     U"depende", U"exceto",        U"menos",
                             U"se",     U"como",    U"qual",          U"quando",
                             U"quase",  U"antes",   U"quem",          U"capaz"};
constexpr Word because[] = {U"porque", U"pois", U"pq"};
constexpr Word all[] = {U"tudo",       U"todos",      U"todas",
                        U"todos eles", U"todas elas", U"todas as opcoes"};
constexpr Word both[] = {U"ambos", U"ambas", U"os dois",      U"as duas",
                         U"os 2",  U"as 2",  U"todos os dois"};
constexpr Word nothing[] = {U"nenhum",         U"nenhuma",         U"nada",
                            U"nenhum deles",   U"nenhuma delas",   U"nenhum desses",
                            U"nenhuma dessas", U"nenhum dos dois", U"ninguem"};

constexpr NumberWord months[] = {
    {U"janeiro", 1},  {U"jan", 1},       {U"fevereiro", 2}, {U"fev", 2},    {U"marco", 3},
    {U"mar", 3},      {U"abril", 4},     {U"abr", 4},       {U"maio", 5},   {U"junho", 6},
    {U"jun", 6},      {U"julho", 7},     {U"jul", 7},       {U"agosto", 8}, {U"ago", 8},
    {U"setembro", 9}, {U"set", 9},       {U"outubro", 10},  {U"out", 10},   {U"novembro", 11},
    {U"nov", 11},     {U"dezembro", 12}, {U"dez", 12}};
constexpr NumberWord weekdays[] = {{U"domingo", 0}, {U"segunda", 1}, {U"terca", 2}, {U"quarta", 3},
                                   {U"quinta", 4},  {U"sexta", 5},   {U"sabado", 6}};
constexpr NumberWord days[] = {
    {U"hoje", 0},           {U"agora", 0},      {U"hj", 0},
    {U"hoje de manha", 0},  {U"esta manha", 0}, {U"ontem", -1},
    {U"ontem a noite", -1}, {U"anteontem", -2}, {U"antes de ontem", -2},
    {U"antes ontem", -2},   {U"amanha", 1},     {U"depois de amanha", 2}};
constexpr NumberWord periods[] = {{U"dia", 1}, {U"dias", 1}, {U"semana", 7}, {U"semanas", 7}};
constexpr Word ago[] = {U"ha", U"atras", U"faz"};
constexpr Word month_marks[] = {U"mes"};
constexpr Word day_marks[] = {U"manha", U"tarde", U"noite", U"a",   U"de",    U"do", U"dia",
                              U"no",    U"em",    U"o",     U"ano", U"feira", U"na", U"data"};
constexpr Word last[] = {U"passada", U"passado", U"ultima", U"ultimo"};

constexpr Word right[] = {U"certo",    U"certa",   U"correto",    U"correta", U"correcto",
                          U"correcta", U"verdade", U"verdadeiro", U"exato",   U"exacto",
                          U"bom",      U"boa",     U"bem",        U"ok",      U"concordo"};
constexpr Word wrong[] = {U"errado",     U"errada",     U"incorreto", U"incorreta",
                          U"incorrecto", U"incorrecta", U"falso",     U"falsa",
                          U"erro",       U"mal",        U"diferente", U"mentira"};
constexpr Word negators[] = {U"nao", U"nunca", U"nem"};
constexpr Word in_stock[] = {U"disponivel", U"disponiveis", U"em stock",   U"em estoque",
                             U"tem",        U"ha",          U"existe",     U"existem",
                             U"tem sim",    U"eles tem",    U"ainda tem",  U"temos",
                             U"tem stock",  U"ha stock",    U"tem estoque"};
constexpr Word out_stock[] = {
    U"esgotado",     U"esgotada",    U"esgotados",  U"acabou",         U"acabaram",
    U"indisponivel", U"nao tem",     U"nao ha",     U"nao disponivel", U"nada",
    U"sem stock",    U"sem estoque", U"nao existe", U"terminou",       U"ja acabou",
    U"nao temos",    U"em falta",    U"nenhum",     U"fora de stock",  U"nao esta disponivel",
    U"nao vende",    U"nao vendem",  U"ja nao tem", U"ja nao ha",      U"acabado",
    U"nao tem mais", U"falta"};
constexpr Word open[] = {U"aberto",      U"aberta", U"abertos",    U"funciona",
                         U"a funcionar", U"existe", U"funcionando"};
constexpr Word closed[] = {U"fechado",      U"fechada",         U"fechados",
                           U"fechou",       U"encerrado",       U"encerrada",
                           U"nao funciona", U"nao esta aberto", U"nao esta aberta"};
constexpr Word moved[] = {U"mudou",          U"mudaram",        U"mudou se",
                          U"mudou de lugar", U"transferido",    U"transferida",
                          U"mudou de sitio", U"mudou de local", U"mudado"};
constexpr Word absent[] = {U"nao existe",    U"nao ha",      U"nao esta la",     U"nao encontrei",
                           U"nao encontro",  U"inexistente", U"nao achei",       U"nao tem",
                           U"ja nao existe", U"desapareceu", U"nao existe mais", U"nao esta aqui",
                           U"ausente"};

}  // namespace

extern constexpr LanguageWords portuguese_words{.language = "pt",
                                                .numbers = {.words = numbers,
                                                            .joiners = joiners,
                                                            .point_groups = true,
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
