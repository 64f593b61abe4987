// SPDX-License-Identifier: Apache-2.0
// kazi parse: the readers of answers, on lines from standard input.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <iostream>
#include <memory>

#include "gateway/cli/commands.hpp"
#include "gateway/engine/shipped_phrases.hpp"
#include "taskflow/question/form_spec.hpp"
#include "taskflow/question/words.hpp"

namespace kazi::gateway::cli {

namespace {

namespace json = boost::json;
namespace dialogue = taskflow::dialogue;
namespace question = taskflow::question;

struct Options {
    question::FormSpec form;
    std::string language = "en";
    std::string joined_options;
    bool commands = true;
};

std::string day_of_clock() {
    return question::iso_day(
        std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size() && !text.empty();) {
        const std::size_t bar = std::min(text.find('|', from), text.size());
        parts.push_back(text.substr(from, bar - from));
        from = bar + 1;
    }
    return parts;
}

json::value number(question::Milli value) {
    if (value % question::milli == 0) return value / question::milli;
    return static_cast<double>(value) / static_cast<double>(question::milli);
}

/// The value in its own shape, and the options' words beside their numbers.
struct ShowValue {
    const question::Form& form;
    json::object& out;

    void operator()(std::monostate) const {}
    void operator()(const question::Picks& picks) const {
        json::array numbers;
        json::array words;
        for (const std::uint16_t option : picks.options) {
            numbers.push_back(option + 1);
            words.push_back(json::string(form.options[option]));
        }
        const bool one = form.kind == question::Kind::choice || form.kind == question::Kind::place;
        out["value"] = one ? numbers.at(0) : json::value(numbers);
        out["text"] = one ? words.at(0) : json::value(words);
    }
    void operator()(const question::Amount& amount) const {
        out["value"] = number(amount.value);
        if (!form.unit.empty()) out["unit"] = form.unit;
        if (!form.currency.empty()) out["currency"] = form.currency;
    }
    void operator()(const question::Verdict& verdict) const {
        out["value"] = question::fact_name(verdict.fact);
        if (verdict.quantity) out["quantity"] = number(*verdict.quantity);
    }
    void operator()(const question::Day& day) const { out["value"] = question::iso_day(day.day); }
    void operator()(const question::Wording& wording) const {
        out["value"] = wording.tidy;
        out["normalised"] = wording.normalised;
    }
};

json::object show(const question::Form& form, const std::string& line,
                  const question::Understanding& understood) {
    json::object out{{"input", line}, {"outcome", question::outcome_name(understood.outcome)}};
    std::visit(ShowValue{form, out}, understood.value);
    if (understood.outcome == question::Outcome::answer) out["sure"] = understood.sure_pct / 100.0;
    return out;
}

/// STOP and HELP are never answers; SKIP is one of its own kind.
std::optional<json::object> as_command(const dialogue::Phrasebook& phrases,
                                       const std::string& line) {
    const auto heard = phrases.vocabulary().hear(dialogue::plain_words(line));
    if (heard.command == dialogue::Command::skip)
        return json::object{{"input", line}, {"outcome", "skip"}};
    const bool stop = heard.command == dialogue::Command::stop;
    const bool help = heard.command == dialogue::Command::help;
    if (heard.firmness != dialogue::Firmness::always || (!stop && !help)) return std::nullopt;
    return json::object{
        {"input", line}, {"outcome", "command"}, {"command", stop ? "stop" : "help"}};
}

bool is_known(const std::string& language) {
    for (const question::LanguageWords* words : question::every_language()) {
        if (words->language == language) return true;
    }
    fmt::print(stderr, "kazi parse: --lang: no words of {}\n", language);
    return false;
}

int run(Options options) {
    if (!is_known(options.language)) return bad_usage;
    for (std::string& option : split(options.joined_options))
        options.form.options.push_back(std::move(option));
    if (options.form.today.empty()) options.form.today = day_of_clock();
    const auto form = question::make_form(options.form);
    if (!form) {
        fmt::print(stderr, "kazi parse: {}\n", form.error());
        return bad_usage;
    }
    const dialogue::Phrasebook phrases = engine::shipped_phrases("en");
    std::string line;
    while (std::getline(std::cin, line)) {
        if (line.ends_with('\r')) line.pop_back();
        auto out = options.commands ? as_command(phrases, line) : std::nullopt;
        if (!out) out = show(*form, line, question::understand(*form, options.language, line));
        fmt::print("{}\n", json::serialize(*out));
    }
    return ok;
}

constexpr const char* footer =
    "One JSON object a line: input, outcome (answer, dont_know, skip, out_of_range, unsure, "
    "command)\n"
    "and, of an answer, value and sure (0 to 1). Values: choice 2 (from 1, text beside it);\n"
    "multiple_choice and ranking [1,3]; yes_no \"yes\"; number, rating, price 2.5; date "
    "\"2026-03-12\";\n"
    "verification \"right\" or \"wrong\"; stock \"in_stock\" or \"out_of_stock\" with quantity;\n"
    "price \"out_of_stock\" where nothing is sold; place \"open\", \"closed\", \"moved\", "
    "\"absent\";\n"
    "texts as they were written. Bytes that are no UTF-8 come out as they came in.";

}  // namespace

void add_parse(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("parse", "Say what each line on standard input means as an answer");
    command->footer(footer);
    command
        ->add_option("--type", options->form.type,
                     "choice, multiple_choice, yes_no, number, date, rating, ranking, short_text, "
                     "translation, transcription, verification, price, stock, place")
        ->required();
    command->add_option("--lang", options->language, "en, sw, fr, pt, ha, am, hi")
        ->capture_default_str();
    command->add_option("--option", options->form.options, "An option's words, as often as needed");
    command->add_option("--options", options->joined_options, "All of them: 'Maize|Rice|Beans'");
    command->add_option("--min", options->form.minimum,
                        "Least number (or day: 2026-01-31, today) that is allowed");
    command->add_option("--max", options->form.maximum,
                        "The most; of a rating the top of the scale");
    command->add_option("--unit", options->form.unit, "kg, km, litres, bags: what a number counts");
    command->add_option("--currency", options->form.currency, "ISO 4217, of a price");
    command->add_option("--decimals", options->form.decimals,
                        "0 to 3; without it 3 with a unit of measure, 2 for a price, else 0");
    command->add_option("--picks-min", options->form.picks_minimum, "Of a multiple choice; 0");
    command->add_option("--picks-max", options->form.picks_maximum, "Of a multiple choice; all");
    command->add_option("--today", options->form.today,
                        "The day where she is; the clock's, in UTC");
    command->add_option("--date-order", options->form.date_order, "dmy (default) or mdy")
        ->check(CLI::IsMember({"dmy", "mdy"}));
    command->add_option("--source", options->form.source,
                        "The text that a translation or a transcription starts from");
    command->add_flag("!--no-commands", options->commands,
                      "Read STOP, HELP and SKIP as answers too");
    command->callback([options, &exit] { exit.code = run(*options); });
}

}  // namespace kazi::gateway::cli
