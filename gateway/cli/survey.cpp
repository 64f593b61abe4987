// SPDX-License-Identifier: Apache-2.0
// kazi survey: a survey's definition checked, and tried in the terminal.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "gateway/cli/commands.hpp"
#include "gateway/engine/shipped_phrases.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/dialogue/render_sms.hpp"
#include "taskflow/dialogue/render_ussd.hpp"
#include "taskflow/survey/play.hpp"
#include "taskflow/survey/review.hpp"

namespace kazi::gateway::cli {

namespace {

namespace dialogue = taskflow::dialogue;
namespace json = boost::json;
namespace survey = taskflow::survey;

struct Options {
    std::string file;
    std::string language;
    std::string channel = "sms";
    std::string price = "0";
    std::string currency;
    bool json = false;
    survey::Limits limits;
};

void print_faults(const survey::Faults& faults, std::string_view kind) {
    for (const survey::Fault& fault : faults)
        fmt::print("{}: {}: {}\n", kind, fault.where, fault.what);
}

std::optional<survey::Survey> read(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        fmt::print(stderr, "kazi survey: can't read {}\n", file);
        return std::nullopt;
    }
    const std::string text(std::istreambuf_iterator<char>(in), {});
    auto read =
        file.ends_with(".csv") ? survey::read_survey_xlsform(text) : survey::read_survey_json(text);
    if (read) return std::move(*read);
    print_faults(read.error(), "fault");
    return std::nullopt;
}

json::array faults_json(const survey::Faults& faults) {
    json::array out;
    for (const survey::Fault& fault : faults)
        out.push_back({{"where", fault.where}, {"what", fault.what}});
    return out;
}

json::object lengths_json(const survey::PathLengths& lengths) {
    return {{"shortest", lengths.shortest},
            {"expected", lengths.expected},
            {"longest", lengths.longest}};
}

json::object review_json(const survey::Review& review) {
    json::array languages;
    for (const survey::LanguageReview& each : review.languages) {
        json::array questions;
        for (const survey::QuestionReview& asked : each.questions) {
            questions.push_back({{"question", asked.question},
                                 {"encoding", asked.gsm ? "gsm7" : "ucs2"},
                                 {"segments", asked.segments},
                                 {"pages", asked.pages},
                                 {"reading", asked.reading},
                                 {"blame", asked.blame}});
        }
        languages.push_back({{"language", each.language},
                             {"questions", std::move(questions)},
                             {"path_questions", lengths_json(each.paths.questions)},
                             {"path_segments", lengths_json(each.paths.cost)}});
    }
    return {{"languages", std::move(languages)},
            {"faults", faults_json(review.faults)},
            {"warnings", faults_json(review.warnings)}};
}

void print_lengths(std::string_view what, const survey::PathLengths& lengths, double factor) {
    fmt::print("  {:<22} shortest {:.4g}, expected {:.4g}, longest {:.4g}\n", what,
               factor * lengths.shortest, factor * lengths.expected, factor * lengths.longest);
}

void print_review(const Options& options, const survey::Review& review, double price) {
    for (const survey::LanguageReview& each : review.languages) {
        fmt::print("{}\n  {:<20} {:>5} {:>9} {:>6} {:>8}\n", each.language, "question", "text",
                   "segments", "pages", "reading");
        for (const survey::QuestionReview& asked : each.questions) {
            fmt::print("  {:<20} {:>5} {:>9} {:>6} {:>8}  {}\n", asked.question,
                       asked.gsm ? "gsm7" : "ucs2", asked.segments, asked.pages, asked.reading,
                       asked.blame);
        }
        print_lengths("questions", each.paths.questions, 1);
        print_lengths("segments, both ways", each.paths.cost, 1);
        if (price > 0) print_lengths("cost in " + options.currency, each.paths.cost, price);
    }
    print_faults(review.faults, "fault");
    print_faults(review.warnings, "warning");
    if (review.faults.empty()) fmt::print("nothing is wrong with it\n");
}

int check(const Options& options) {
    const auto definition = read(options.file);
    if (!definition) return bad_usage;
    const auto price = survey::number_in(options.price);
    if (!price) {
        fmt::print(stderr, "kazi survey: --segment-price: must be a number like 0.80\n");
        return bad_usage;
    }
    const survey::Review review =
        survey::review(*definition, engine::shipped_phrases("en"), options.limits);
    if (options.json) {
        fmt::print("{}\n", json::serialize(review_json(review)));
    } else {
        print_review(options, review, static_cast<double>(*price) / taskflow::question::milli);
    }
    return review.faults.empty() ? ok : failed;
}

/// One sitting in the terminal, as the phone would show it.
class Terminal {
public:
    Terminal(const survey::Survey& definition, const dialogue::Phrasebook& phrases,
             const Options& options, std::string today)
        : surveying_{definition, phrases, std::move(today)},
          options_(options),
          ussd_(options.channel == "ussd"),
          sitting_(survey::begin_sitting(surveying_, options.language)) {}

    void run() {
        dialogue::Notes notes;
        while (!survey::is_over(surveying_, sitting_)) {
            show(notes);
            const auto typed = read_line();
            if (!typed) return;
            if (ussd_ && page_ == dialogue::news_page) {
                page_ = 0;
                notes.clear();
                continue;
            }
            const bool goes_on = page_ > 0 && pages() > page_;  // page 0 is all of it
            if (ussd_ && *typed == "98" && goes_on) {
                ++page_;
                continue;
            }
            page_ = 0;
            survey::Reply reply = survey::answer(surveying_, sitting_, *typed);
            sitting_ = std::move(reply.sitting);
            notes = std::move(reply.notes);
        }
        for (const std::string& note : notes)
            fmt::print("< {}\n", note);
        print_answers();
    }

private:
    [[nodiscard]] dialogue::NavigationTexts navigation() const {
        namespace keys = dialogue::keys;
        const auto say = [&](std::string_view key) {
            return surveying_.phrases.say(sitting_.language, key);
        };
        return {say(keys::more), say(keys::back), say(keys::home)};
    }

    [[nodiscard]] int pages() const {
        return dialogue::count_ussd_pages(survey::screen_of(surveying_, sitting_), navigation(),
                                          options_.limits.ussd_chars_max);
    }

    void show(const dialogue::Notes& notes) {
        const dialogue::Screen screen = survey::screen_of(surveying_, sitting_);
        const int chars_max = options_.limits.ussd_chars_max;
        if (!ussd_) {
            const auto sms = dialogue::render_sms(screen, notes, options_.limits.segments_max);
            print(sms.text, fmt::format("{} segment(s)", sms.segments));
        } else if (page_ > 1) {
            print(dialogue::show_ussd_page(screen, navigation(), chars_max,
                                           static_cast<std::uint8_t>(page_))
                      .text,
                  fmt::format("page {}", page_));
        } else {
            const auto shown = dialogue::show_ussd(screen, notes, navigation(), chars_max);
            page_ = shown.page;
            print(shown.text, page_ == 0                     ? "one page"
                              : page_ == dialogue::news_page ? "news"
                                                             : "page 1");
            for (const std::string& note : shown.left)
                print(note, "by SMS");
        }
    }

    static void print(const std::string& text, const std::string& size) {
        std::size_t from = 0;
        while (from <= text.size()) {
            const std::size_t end = std::min(text.find('\n', from), text.size());
            fmt::print("< {}\n", text.substr(from, end - from));
            from = end + 1;
        }
        fmt::print("  ({})\n", size);
        std::fflush(stdout);
    }

    static std::optional<std::string> read_line() {
        if (isatty(STDIN_FILENO) != 0) fmt::print("> ");
        std::fflush(stdout);
        std::string line;
        if (!std::getline(std::cin, line)) return std::nullopt;
        if (isatty(STDIN_FILENO) == 0) fmt::print("> {}\n", line);
        return line;
    }

    void print_answers() const {
        fmt::print("answers:\n");
        for (const auto& [name, given] : sitting_.answers) {
            std::string text = fmt::format("{}", fmt::join(given.names, ", "));
            if (given.number) text += taskflow::question::milli_text(*given.number);
            fmt::print("  {} = {}\n", name, text);
        }
    }

    survey::Surveying surveying_;
    const Options& options_;
    bool ussd_;
    survey::Sitting sitting_;
    int page_ = 0;
};

int try_out(Options options) {
    const auto definition = read(options.file);
    if (!definition) return bad_usage;
    if (options.language.empty()) options.language = definition->languages.front();
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const dialogue::Phrasebook phrases = engine::shipped_phrases("en");
    Terminal(*definition, phrases, options, taskflow::question::iso_day(today)).run();
    return ok;
}

}  // namespace

void add_survey(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("survey", "Check a survey's definition, or try it");
    command->require_subcommand(1);
    CLI::App* check_it = command->add_subcommand(
        "check", "What is wrong, what it costs, how long it takes, how hard it is to read");
    CLI::App* try_it = command->add_subcommand("try", "Answer it here, as a phone would show it");
    for (CLI::App* each : {check_it, try_it}) {
        each->add_option("FILE", options->file, "JSON; or XLSForm as CSV, where it ends with .csv")
            ->required();
        each->add_option("--ussd-chars", options->limits.ussd_chars_max, "What a USSD page holds")
            ->check(CLI::Range(60, 182))
            ->capture_default_str();
        each->add_option("--segments-max", options->limits.segments_max, "Of a question as an SMS")
            ->check(CLI::Range(1, 10))
            ->capture_default_str();
    }
    check_it->add_option("--pages-max", options->limits.pages_max, "Of a question over USSD")
        ->capture_default_str();
    check_it->add_option("--segment-price", options->price, "Of one SMS segment, either way");
    check_it->add_option("--currency", options->currency, "Of that price, ISO 4217");
    check_it->add_flag("--json", options->json, "One JSON object");
    try_it->add_option("--channel", options->channel, "sms or ussd")
        ->check(CLI::IsMember({"sms", "ussd"}))
        ->capture_default_str();
    try_it->add_option("--lang", options->language, "Without it the survey's first");
    check_it->callback([options, &exit] { exit.code = check(*options); });
    try_it->callback([options, &exit] { exit.code = try_out(*options); });
}

}  // namespace kazi::gateway::cli
